// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reportexporter.h"

#include "app/engine.h"
#include "app/reportsources.h"
#include "app/statefolder.h"
#include "models/report/redaction.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace Vermagic {

Result<void> writeReport(const QString &path, const QByteArray &text)
{
    const auto failed = [&path](const QFileDevice &file) {
        return std::unexpected(
            Error{ErrorCode::Io, u"the file cannot be written: "_s + file.errorString(), path, {}});
    };
    // A device or a pipe is written to; a file put in its place would be none.
    if (const QFileInfo there(path); there.exists() && !there.isFile() && !there.isDir()) {
        QFile device(path);
        if (!device.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || device.write(text) != text.size())
            return failed(device);
        return {};
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return failed(file);
    return {};
}

HealthReport reportOf(const ClusterSnapshot &snapshot, const Knowledge &knowledge, bool complete,
                      const std::optional<EarlierReport> &earlier)
{
    ReportSources sources = readReportSources(snapshot, knowledge);
    if (earlier) {
        sources.earlier = earlier;
        sources.remediationsSince = earlier->generatedAt;
    }
    return buildReport(snapshot, QDateTime::currentDateTimeUtc(), QCoreApplication::applicationVersion(),
                       complete, sources);
}

HealthReport outcomeOf(const ClusterSnapshot &snapshot, bool complete)
{
    return buildReport(snapshot, QDateTime::currentDateTimeUtc(), QCoreApplication::applicationVersion(),
                       complete);
}

HealthReport recordedReportOf(const ClusterSnapshot &snapshot, const Knowledge &knowledge,
                              const RecordedMoment &moment, const std::optional<EarlierReport> &earlier)
{
    ReportSources sources = consoleSources(knowledge);
    sources.earlier = earlier;
    return buildReport(snapshot, moment.at, QCoreApplication::applicationVersion(), moment.complete, sources);
}

HealthReport redactedHere(HealthReport report)
{
    return redacted(std::move(report), {.users = {invokingUser()},
                                        .hosts = {QSysInfo::machineHostName()},
                                        .paths = {QDir::homePath(), stateFolderPath()}});
}

} // namespace Vermagic
