// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reportarchive.h"

#include "app/reportexporter.h"
#include "app/statefolder.h"
#include "models/schedule/timerunits.h"

#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

Result<QString> archiveReport(const HealthReport &report, const QString &suffix, const QByteArray &content,
                              int keep)
{
    const Result<QString> folder = makeStateFolder(u"reports"_s);
    if (!folder)
        return folder;
    const QString cluster = report.cluster.isEmpty() ? u"cluster"_s : unitNamePart(report.cluster);
    const QString time = report.generatedAt.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    const QString path = u"%1/%2-%3.%4"_s.arg(*folder, cluster, time, suffix);
    if (const Result<void> written = writeReport(path, content); !written)
        return std::unexpected(written.error());
    const QRegularExpression ours(u"\\A%1-[0-9]{8}T[0-9]{6}Z\\.%2\\z"_s.arg(
        QRegularExpression::escape(cluster), QRegularExpression::escape(suffix)));
    QDir reports(*folder);
    QStringList names = reports.entryList(QDir::Files | QDir::NoSymLinks, QDir::Name).filter(ours);
    while (names.size() > keep) {
        if (const QString oldest = names.takeFirst(); !reports.remove(oldest)) {
            return std::unexpected(
                Error{ErrorCode::Io, u"an old report cannot be removed"_s, reports.filePath(oldest), {}});
        }
    }
    return path;
}

} // namespace Vermagic
