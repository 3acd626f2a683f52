// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/throughputpanel.h"

#include "models/benchmark/ratetext.h"
#include "models/benchmark/seriescsv.h"
#include "views/charts/exportbutton.h"
#include "views/charts/throughputchart.h"
#include "views/charts/throughputlegend.h"
#include "views/icons.h"
#include "views/widgets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

/// What a screen reader is told of a chart at once.
constexpr qsizetype spokenLines = 12;

} // namespace

ThroughputPanel::ThroughputPanel(const ClusterState *state, const std::shared_ptr<LineStyles> &styles,
                                 QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_styles(styles)
    , m_model(new ThroughputModel(this))
    , m_proxy(new ThroughputProxyModel(m_model, this))
    , m_chart(new ThroughputChart(styles, this))
    , m_legend(new ThroughputLegend(m_model, m_proxy, styles, this))
    , m_table(new QTableView(this))
    , m_measure(new QComboBox(this))
    , m_by(new QComboBox(this))
    , m_filesystem(new QComboBox(this))
    , m_status(new ElidedLabel({}, Tone::Muted, ToneLabel::Plain, this))
    , m_pause(newIconButton(u"pause"_s, tr("Pause"), this))
    , m_whole(newIconButton(u"fit"_s, tr("Show the whole run"), this))
    , m_asTable(newIconButton(u"columns"_s, tr("Values as a table"), this))
    , m_ownWindow(newIconButton(u"window"_s, tr("In a window of its own"), this))
    , m_export(new ExportButton(this))
    , m_pages(new QStackedWidget(this))
    , m_picture(new QStackedWidget(this))
    , m_tools(new QHBoxLayout)
{
    setObjectName(u"throughputPanel"_s);
    buildChoices();
    buildButtons();
    m_ownWindow->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(6);
    layout->addWidget(buildBar());
    layout->addWidget(buildContent(), 1);
    m_chartDue.setSingleShot(true);
    m_chartDue.setInterval(250ms);
    m_rowsDue.setSingleShot(true);
    m_rowsDue.setInterval(1s);
    connect(&m_chartDue, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(&m_rowsDue, &QTimer::timeout, this, [this] {
        if (isVisible())
            updateRows();
    });
    connect(state, &ClusterState::inventoryChanged, this, [this] { choose(m_query); });
    connectChart();
}

void ThroughputPanel::buildChoices()
{
    for (const QString &text : {tr("Read"), tr("Write"), tr("Operations")})
        m_measure->addItem(text);
    for (const QString &text : {tr("Per node"), tr("Per file system"), tr("Stacked")})
        m_by->addItem(text);
    m_measure->setAccessibleName(tr("What is measured"));
    m_by->setAccessibleName(tr("How lines are made"));
    m_filesystem->setAccessibleName(tr("File system"));
    m_filesystem->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_measure, &QComboBox::activated, this, [this](int measure) {
        m_measureChosen = true;
        ThroughputQuery query = m_query;
        query.measure = Measure(measure);
        choose(query);
    });
    connect(m_by, &QComboBox::activated, this, [this](int by) {
        ThroughputQuery query = m_query;
        query.by = LinesBy(by);
        choose(query);
    });
    connect(m_filesystem, &QComboBox::activated, this, [this](int row) {
        ThroughputQuery query = m_query;
        const QVariant name = m_filesystem->itemData(row);
        query.filesystem = name.isValid() ? std::optional(name.toString()) : std::nullopt;
        choose(query);
    });
}

void ThroughputPanel::buildButtons()
{
    m_asTable->setCheckable(true);
    m_asTable->setObjectName(u"asTable"_s);
    connect(m_asTable, &QToolButton::toggled, this, &ThroughputPanel::showTable);
    connect(m_pause, &QToolButton::clicked, this,
            [this] { m_chart->setFollows(!m_chart->timeWindow().follows()); });
    connect(m_whole, &QToolButton::clicked, m_chart, &ThroughputChart::reset);
    connect(m_ownWindow, &QToolButton::clicked, this, &ThroughputPanel::windowRequested);
    connect(m_export, &ExportButton::chosen, this, [this](const QString &suffix, const QString &path) {
        Q_EMIT fileRequested(path, exported(suffix));
    });
}

QWidget *ThroughputPanel::buildBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (QWidget *widget : {m_measure, m_by, m_filesystem})
        layout->addWidget(widget);
    layout->addSpacing(6);
    layout->addWidget(m_status, 1);
    layout->addLayout(m_tools);
    for (QWidget *widget : {m_pause, m_whole, m_asTable})
        layout->addWidget(widget);
    layout->addWidget(m_export);
    layout->addWidget(m_ownWindow);
    return bar;
}

QWidget *ThroughputPanel::buildContent()
{
    m_table->setModel(m_proxy);
    m_table->setItemDelegate(newLineDelegate(m_styles, m_table));
    m_table->setSelectionModel(m_legend->view()->selectionModel());
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultSectionSize(120);
    m_table->setColumnWidth(ThroughputModel::NameColumn, 200);
    m_table->setAccessibleName(tr("Values"));
    m_picture->addWidget(m_chart);
    m_picture->addWidget(m_table);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_picture);
    splitter->addWidget(m_legend);
    splitter->setStretchFactor(0, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({800, 400});
    auto *empty = new QLabel(this);
    empty->setObjectName(u"noRates"_s);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setTextFormat(Qt::PlainText);
    empty->setText(
        tr("No rates yet. Start a benchmark or live sampling; lines appear here as nodes answer."));
    m_pages->addWidget(empty);
    m_pages->addWidget(splitter);
    return m_pages;
}

void ThroughputPanel::connectChart()
{
    connect(m_model, &ThroughputModel::hiddenChanged, this, [this] {
        m_chart->setHidden(m_model->hidden());
        updateStatus();
    });
    connect(m_legend, &ThroughputLegend::lineHovered, m_chart, &ThroughputChart::setHovered);
    connect(m_legend, &ThroughputLegend::selectionChanged, this, &ThroughputPanel::setSelected);
    connect(m_chart, &ThroughputChart::lineClicked, this, [this](const QString &name) {
        m_legend->select({name});
        setSelected({name});
    });
    connect(m_chart, &ThroughputChart::windowChanged, this, [this] {
        const bool follows = m_chart->timeWindow().follows();
        m_pause->setIcon(icon(follows ? u"pause"_s : u"play"_s));
        m_pause->setToolTip(follows ? tr("Pause") : tr("Follow the newest rates"));
        m_pause->setAccessibleName(m_pause->toolTip());
    });
}

void ThroughputPanel::setStore(const ThroughputStore *store)
{
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    if (store) {
        connect(store, &ThroughputStore::started, this, &ThroughputPanel::restart);
        connect(store, &ThroughputStore::appended, this, &ThroughputPanel::noteSeries);
    }
    m_chart->setStore(store);
    restart();
}

void ThroughputPanel::restart()
{
    m_seen.clear();
    if (m_store) {
        for (const SeriesId &series : m_store->series())
            m_seen.insert(series);
    }
    m_linesChanged = true;
    m_chart->restart();
    if (isVisible())
        refresh();
}

void ThroughputPanel::noteSeries(const SeriesId &series)
{
    if (m_seen.insert(series).second)
        m_linesChanged = true;
    if (isVisible() && !m_chartDue.isActive())
        m_chartDue.start();
}

void ThroughputPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    updateRows();
}

void ThroughputPanel::refresh()
{
    if (std::exchange(m_linesChanged, false)) {
        updateChoices();
        updateLines();
        updateRows();
    } else if (!m_rowsDue.isActive()) {
        m_rowsDue.start();
    }
    m_chart->refresh();
}

/// The file systems that there are rates of, and a measure of which there are any.
void ThroughputPanel::updateChoices()
{
    m_pages->setCurrentIndex(m_seen.empty() ? 0 : 1);
    for (QWidget *widget :
         QList<QWidget *>{m_measure, m_by, m_filesystem, m_pause, m_whole, m_asTable, m_export})
        widget->setEnabled(!m_seen.empty());
    const auto isMeasured = [this](Measure measure) {
        return std::ranges::contains(m_seen, measure, &SeriesId::measure);
    };
    if (!m_measureChosen && !m_seen.empty() && !isMeasured(m_query.measure))
        m_query.measure = isMeasured(Measure::Read)    ? Measure::Read
                          : isMeasured(Measure::Write) ? Measure::Write
                                                       : Measure::Operations;
    QStringList names;
    for (const SeriesId &series : m_seen) {
        if (!names.contains(series.filesystem))
            names.append(series.filesystem);
    }
    names.sort();
    m_filesystem->clear();
    m_filesystem->addItem(tr("All file systems"));
    for (const QString &name : std::as_const(names))
        m_filesystem->addItem(name.isEmpty() ? tr("Whole node") : name, name);
    const QVariant wanted = m_query.filesystem ? QVariant(*m_query.filesystem) : QVariant();
    m_filesystem->setCurrentIndex(std::max(0, m_query.filesystem ? m_filesystem->findData(wanted) : 0));
    m_measure->setCurrentIndex(int(m_query.measure));
    m_by->setCurrentIndex(int(m_query.by));
}

void ThroughputPanel::updateLines()
{
    const QList<SeriesId> series(m_seen.cbegin(), m_seen.cend());
    m_chart->setLines(m_query,
                      throughputLines(series, m_query,
                                      m_expected ? m_expected.get() : m_state->snapshot().inventory.get()));
}

void ThroughputPanel::updateRows()
{
    QList<ThroughputRow> rows;
    if (m_store) {
        for (const ThroughputLine &line : m_chart->lines()) {
            const RatePoints points = allPointsOf(*m_store, line);
            rows.append(
                {line, figuresOf(points), verdictOf(points, line.threshold, m_store->latestSecond())});
        }
    }
    m_model->setRows(m_query.measure, rows);
    m_proxy->refresh();
    m_legend->showVerdicts(
        std::ranges::any_of(rows, [](const ThroughputRow &row) { return row.verdict != LiveVerdict::None; }));
    updateStatus();
}

void ThroughputPanel::updateStatus()
{
    int met = 0;
    int missed = 0;
    QStringList spoken;
    for (const ThroughputRow &row : m_model->rows()) {
        met += row.verdict == LiveVerdict::Met ? 1 : 0;
        missed += row.verdict == LiveVerdict::Missed ? 1 : 0;
        if (spoken.size() < spokenLines)
            spoken.append(QStringList{ThroughputModel::titleOf(row.line),
                                      rateText(m_query.measure, row.figures.now),
                                      ThroughputModel::verdictText(row.verdict)}
                              .join(u' ')
                              .trimmed());
    }
    QStringList parts;
    if (met > 0)
        parts.append(tr("%n meet(s) the threshold", nullptr, met));
    if (missed > 0)
        parts.append(tr("%n miss(es) it", nullptr, missed));
    if (const qsizetype hidden = m_model->hidden().size(); hidden > 0)
        parts.append(tr("%n hidden", nullptr, int(hidden)));
    if (m_model->rows().isEmpty() && !m_seen.empty())
        parts.append(tr("No rates of this kind"));
    m_status->setText(parts.join(u" · "_s));
    m_status->setTone(missed > 0 ? Tone::Error : Tone::Muted);
    m_chart->setAccessibleDescription((parts + spoken).join(u", "_s));
}

void ThroughputPanel::setQuery(const ThroughputQuery &query)
{
    m_measureChosen = true;
    choose(query);
}

void ThroughputPanel::choose(const ThroughputQuery &query)
{
    m_query = query;
    m_linesChanged = true;
    refresh();
}

void ThroughputPanel::setSelected(const QStringList &names)
{
    m_chart->setSelected(names);
    if (m_query.by != LinesBy::Filesystem)
        Q_EMIT nodesRequested(names);
}

void ThroughputPanel::setSelectedNodes(const QStringList &nodes)
{
    if (m_query.by == LinesBy::Filesystem)
        return;
    m_legend->select(nodes);
    m_chart->setSelected(nodes);
}

void ThroughputPanel::judgeBy(std::shared_ptr<const Inventory> expected)
{
    m_expected = std::move(expected);
    m_linesChanged = true;
}

void ThroughputPanel::setHead(QWidget *head)
{
    if (auto *column = qobject_cast<QVBoxLayout *>(layout()))
        column->insertWidget(0, head);
}

void ThroughputPanel::addTools(const QList<QToolButton *> &tools)
{
    for (QToolButton *tool : tools)
        m_tools->addWidget(tool);
}

void ThroughputPanel::offerWindow()
{
    m_ownWindow->show();
}

void ThroughputPanel::showTable(bool shown)
{
    m_picture->setCurrentIndex(shown ? 1 : 0);
    m_legend->setVisible(!shown);
}

QByteArray ThroughputPanel::exported(const QString &suffix)
{
    if (suffix == u"png"_s)
        return m_chart->toPng();
    if (suffix == u"svg"_s)
        return m_chart->toSvg();
    QList<CsvSeries> all;
    if (!m_store)
        return seriesCsv({}, all);
    for (const SeriesId &series : m_store->series()) {
        if (const auto *history = m_store->history(series))
            all.append({series, history->points()});
    }
    return seriesCsv(m_store->origin(), all);
}

} // namespace Vermagic
