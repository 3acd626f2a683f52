// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reportsources.h"

#include "app/auditlog.h"
#include "app/reportstore.h"
#include "app/runstore.h"

#include <QFile>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Enough for the newest of each kind and the one before it; a folder of years is not read as a whole.
constexpr qsizetype mostRuns = 60;
constexpr qint64 mostRunBytes = 32 * 1024 * 1024;
constexpr qint64 mostAuditBytes = 8 * 1024 * 1024;

/// The end of it; a line that is cut off at the front is no line of ours.
QByteArray endOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    if (file.size() > mostAuditBytes && !file.seek(file.size() - mostAuditBytes))
        return {};
    return file.read(mostAuditBytes);
}

QString consoleTimeZone(const QDateTime &now)
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    return u"%1 (%2)"_s.arg(QString::fromUtf8(zone.id()), zone.displayName(now, QTimeZone::OffsetName));
}

void readKept(ReportSources &sources, const Inventory &inventory)
{
    sources.runs = RunStore(RunStore::folderFor(inventory)).newest(mostRuns, mostRunBytes);
    const ReportStore reports(ReportStore::folderFor(inventory));
    sources.earlier = reports.lastHealthy();
    sources.remediationsSince = reports.lastMadeAt();
}

} // namespace

ReportSources consoleSources(const Knowledge &knowledge)
{
    return {.compatibility = knowledge.compatibility,
            .timeZone = consoleTimeZone(QDateTime::currentDateTimeUtc())};
}

ReportSources readReportSources(const ClusterSnapshot &snapshot, const Knowledge &knowledge)
{
    ReportSources sources = consoleSources(knowledge);
    if (snapshot.inventory)
        readKept(sources, *snapshot.inventory);
    sources.auditLines = endOf(AuditLog::defaultFile());
    return sources;
}

} // namespace Vermagic
