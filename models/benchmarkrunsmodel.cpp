// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmarkrunsmodel.h"

#include "models/benchmark/ratetext.h"
#include "models/benchmark/runtables.h"
#include "models/inventory/nodeset.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

void forgetSeries(BenchmarkRun &run)
{
    run.series.clear();
}

const RateSummary *headlineOf(const BenchmarkRun &run)
{
    return wholeOf(run, run.metric());
}

} // namespace

BenchmarkRunsModel::BenchmarkRunsModel(const QList<BenchmarkProfile> &profiles, const QString &language,
                                       QObject *parent)
    : QAbstractTableModel(parent)
{
    for (const BenchmarkProfile &profile : profiles)
        m_titles.insert(profile.id, profile.title.in(language));
}

void BenchmarkRunsModel::setRuns(QList<BenchmarkRun> runs)
{
    std::ranges::for_each(runs, forgetSeries);
    std::ranges::sort(runs, std::ranges::greater(), &BenchmarkRun::origin);
    beginResetModel();
    m_runs = std::move(runs);
    endResetModel();
}

void BenchmarkRunsModel::add(const BenchmarkRun &run)
{
    QList<BenchmarkRun> runs = m_runs;
    runs.removeIf([&](const BenchmarkRun &other) { return other.id == run.id; });
    runs.append(run);
    setRuns(std::move(runs));
}

int BenchmarkRunsModel::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(m_runs, id, &BenchmarkRun::id);
    return found == m_runs.end() ? -1 : int(found - m_runs.begin());
}

QString BenchmarkRunsModel::titleOf(const BenchmarkRun &run) const
{
    return m_titles.value(run.configuration.profile, run.configuration.profile);
}

int BenchmarkRunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_runs.size());
}

int BenchmarkRunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant BenchmarkRunsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const BenchmarkRun &run = m_runs.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(run, index.column());
    case Qt::ToolTipRole:
        return index.column() == NodesColumn ? run.configuration.nodes.join(u", "_s)
                                             : textOf(run, index.column());
    case IdRole:
        return run.id;
    case SortRole:
        return sortKeyOf(run, index.column());
    case OutcomeRole: {
        const std::optional<ThresholdOutcome> outcome = outcomeOf(run);
        return outcome ? QVariant(int(*outcome)) : QVariant();
    }
    default:
        return {};
    }
}

QString BenchmarkRunsModel::textOf(const BenchmarkRun &run, int column) const
{
    switch (column) {
    case TimeColumn:
        return runTimeText(run);
    case ProfileColumn:
        return titleOf(run);
    case FilesystemColumn:
        return run.configuration.filesystem;
    case NodesColumn:
        return foldNodeSet(run.configuration.nodes);
    case RateColumn: {
        const RateSummary *headline = headlineOf(run);
        return headline ? rateText(headline->metric, headline->mean) : u"–"_s;
    }
    case VerdictColumn:
        return verdictTitle(run);
    default:
        return {};
    }
}

QVariant BenchmarkRunsModel::sortKeyOf(const BenchmarkRun &run, int column) const
{
    if (column == TimeColumn)
        return run.origin;
    if (column == RateColumn)
        return headlineOf(run) ? headlineOf(run)->mean : -1;
    if (column == NodesColumn)
        return run.configuration.nodes.size();
    return textOf(run, column);
}

QVariant BenchmarkRunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const QStringList titles{tr("Time"),  tr("Benchmark"), tr("File system"),
                             tr("Nodes"), tr("Mean"),      tr("Verdict")};
    return titles.value(section);
}

QString runTimeText(const BenchmarkRun &run)
{
    return run.origin.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

} // namespace Vermagic
