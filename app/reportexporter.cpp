// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reportexporter.h"

#include "models/report/reporthtml.h"
#include "models/report/reportjson.h"
#include "models/report/reporttext.h"

#include <QCoreApplication>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace Vermagic {

QStringList reportFormats()
{
    return {u"text"_s, u"json"_s, u"html"_s};
}

QByteArray renderReport(const HealthReport &report, const QString &format)
{
    if (format == u"json"_s)
        return renderJson(report);
    if (format == u"html"_s)
        return renderHtml(report);
    return renderText(report).toUtf8();
}

Result<void> writeReport(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return std::unexpected(
            Error{ErrorCode::Io, u"the report cannot be written: "_s + file.errorString(), path, {}});
    return {};
}

HealthReport reportOf(const ClusterSnapshot &snapshot, bool complete)
{
    return buildReport(snapshot, QDateTime::currentDateTimeUtc(), QCoreApplication::applicationVersion(),
                       complete);
}

} // namespace Vermagic
