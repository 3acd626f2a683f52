// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reportexporter.h"

#include "app/engine.h"
#include "app/reportsources.h"
#include "app/statefolder.h"
#include "models/report/redaction.h"
#include "models/report/reportcsv.h"
#include "models/report/reporthtml.h"
#include "models/report/reportjson.h"
#include "models/report/reportjunit.h"
#include "models/report/reportmarkdown.h"
#include "models/report/reportplugin.h"
#include "models/report/reportprometheus.h"
#include "models/report/reporttext.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>
#include <QSysInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Format
{
    QString name;
    QByteArray (*render)(const HealthReport &report);
};

const QList<Format> &formats()
{
    static const QList<Format> all{
        {u"text"_s, [](const HealthReport &report) { return renderText(report).toUtf8(); }},
        {u"json"_s, renderJson},
        {u"html"_s, renderHtml},
        {u"markdown"_s, renderMarkdown},
        {u"csv"_s, renderCsv},
        {u"junit"_s, renderJunit},
        {u"prometheus"_s, renderPrometheus},
        {u"nagios"_s, renderPlugin},
    };
    return all;
}

} // namespace

QStringList reportFormats()
{
    QStringList names;
    for (const Format &format : formats())
        names.append(format.name);
    return names;
}

QByteArray renderReport(const HealthReport &report, const QString &format)
{
    const auto found = std::ranges::find(formats(), format, &Format::name);
    return (found == formats().end() ? formats().first() : *found).render(report);
}

Result<void> writeReport(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return std::unexpected(
            Error{ErrorCode::Io, u"the file cannot be written: "_s + file.errorString(), path, {}});
    return {};
}

HealthReport reportOf(const ClusterSnapshot &snapshot, const Knowledge &knowledge, bool complete,
                      const ReportOptions &options)
{
    ReportSources sources = readReportSources(snapshot, knowledge);
    if (options.earlier) {
        sources.earlier = options.earlier;
        sources.remediationsSince = options.earlier->generatedAt;
    }
    HealthReport report = buildReport(snapshot, QDateTime::currentDateTimeUtc(),
                                      QCoreApplication::applicationVersion(), complete, sources);
    if (!options.redact)
        return report;
    return redacted(std::move(report), {.users = {invokingUser()},
                                        .hosts = {QSysInfo::machineHostName()},
                                        .paths = {QDir::homePath(), stateFolderPath()}});
}

} // namespace Vermagic
