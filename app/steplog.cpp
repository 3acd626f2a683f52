// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/steplog.h"

#include "app/statefolder.h"
#include "models/core/command.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qint64 largestLog = 32 * 1024 * 1024;
constexpr qsizetype longestLine = 64 * 1024;
constexpr qsizetype runsKept = 100;
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

void removeOldRuns(const QString &folder)
{
    const QStringList runs = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks,
                                                    QDir::Time);
    for (const QString &run : runs.mid(runsKept))
        QDir(folder + u'/' + run).removeRecursively();
}

} // namespace

StepLog::StepLog(QString folder, QString run)
    : m_folder(std::move(folder))
    , m_run(std::move(run))
{
}

QString StepLog::defaultFolder()
{
    return stateFolderPath() + u"/logs"_s;
}

QString StepLog::begin(int number, const QString &step, const QString &heading)
{
    m_file.close();
    m_pending.clear();
    const QString folder = m_folder + u'/' + m_run;
    if (m_folder.isEmpty())
        return {};
    const bool first = !QDir(folder).exists();
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownerOnly | QFileDevice::ExeOwner))
        return {};
    if (first)
        removeOldRuns(m_folder);
    m_file.setFileName(u"%1/%2-%3.log"_s.arg(folder).arg(number, 2, 10, QChar(u'0')).arg(step));
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered, ownerOnly))
        return {};
    m_file.write(heading.toUtf8() + '\n');
    return m_file.fileName();
}

void StepLog::append(const QByteArray &bytes)
{
    if (!m_file.isOpen())
        return;
    m_pending += bytes;
    const qsizetype whole = m_pending.lastIndexOf('\n') + 1;
    write(m_pending.size() - whole > longestLine ? m_pending.size() : whole);
}

void StepLog::write(qsizetype length)
{
    if (length == 0 || !m_file.isOpen())
        return;
    const QByteArray text = printable(QByteArrayView(m_pending).first(length)).toUtf8();
    m_pending.remove(0, length);
    if (m_file.pos() + text.size() <= largestLog) {
        m_file.write(text);
        return;
    }
    m_file.write("[... the rest is left out ...]\n");
    m_file.close();
}

void StepLog::end(const QString &result)
{
    write(m_pending.size());
    if (m_file.isOpen())
        m_file.write('\n' + result.toUtf8() + '\n');
    m_file.close();
}

} // namespace Vermagic
