// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reportstore.h"

#include "app/statefolder.h"
#include "models/report/reportjson.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qint64 largestReport = 64 * 1024 * 1024;
const auto healthyName = "last-healthy.json"_L1;
const auto lastName = "last-made-at"_L1;

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.size() <= largestReport ? file.readAll() : QByteArray();
}

} // namespace

ReportStore::ReportStore(QString folder)
    : m_folder(std::move(folder))
{
}

QString ReportStore::folderFor(const Inventory &inventory)
{
    if (inventory.simulated)
        return QFileInfo(inventory.file).absolutePath() + u"/reports"_s;
    return stateFolderPath() + u"/reports/"_s + inventoryKey(inventory);
}

Result<void> ReportStore::write(const QString &name, const QByteArray &text) const
{
    return writePrivateFile(m_folder + u'/' + name, text).transform_error([](Error error) {
        error.hint = u"the next report will not be compared with this one"_s;
        return error;
    });
}

Result<void> ReportStore::keep(const HealthReport &report, const Inventory &inventory, bool isRead) const
{
    if (!report.complete || report.redacted || report.nodes.size() != inventory.nodes.size())
        return {};
    const QByteArray now = report.generatedAt.toString(Qt::ISODate).toLatin1() + '\n';
    const Result<void> made = isRead ? write(lastName, now) : Result<void>();
    if (!made || report.verdict != ReportVerdict::Healthy)
        return made;
    return write(healthyName, renderJson(report));
}

std::optional<EarlierReport> ReportStore::lastHealthy() const
{
    const QString path = m_folder + u'/' + healthyName;
    const Result<EarlierReport> report = readEarlierReport(contentsOf(path), path);
    return report ? std::optional(*report) : std::nullopt;
}

QDateTime ReportStore::lastMadeAt() const
{
    const QByteArray text = contentsOf(m_folder + u'/' + lastName).trimmed();
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
}

} // namespace Vermagic
