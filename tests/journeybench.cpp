// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/journeybench.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>

#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

QJsonObject rootCause(const QJsonObject &report)
{
    for (const auto finding : report[u"nodes"_s][0][u"findings"_s].toArray()) {
        if (finding[u"rootCause"_s].toBool())
            return finding.toObject();
    }
    return {};
}

bool hasCheck(const QJsonObject &report, const QString &check)
{
    for (const auto finding : report[u"nodes"_s][0][u"findings"_s].toArray()) {
        if (finding[u"check"_s] == check)
            return true;
    }
    return false;
}

Result<void> JourneyBench::start()
{
    m_cluster = std::make_unique<PracticeCluster>(file(u"practice"_s));
    const Result<QString> inventory = m_cluster->start({.nodes = 10, .story = false, .speed = 1});
    if (!inventory)
        return std::unexpected(inventory.error());
    m_inventory = *inventory;
    QFile hosts(knownHostsFile());
    if (!hosts.open(QIODevice::ReadOnly))
        return std::unexpected(Error{ErrorCode::NotFound, hosts.errorString(), hosts.fileName(), {}});
    m_knownHosts = hosts.readAll();
    return {};
}

bool JourneyBench::cleanUp()
{
    const bool repaired = m_broken.isEmpty() || m_cluster->repairNode(std::exchange(m_broken, {}));
    return writeKnownHosts(m_knownHosts) && repaired; // a repaired node shows its first key again
}

bool JourneyBench::stop()
{
    return !m_cluster || m_cluster->stop();
}

bool JourneyBench::breakNode(const QString &breakId, const QString &node)
{
    m_broken = node;
    return m_cluster->breakNode(breakId, node).has_value();
}

QString JourneyBench::knownHostsFile() const
{
    return m_cluster->stateFolder() + u"/known_hosts"_s;
}

bool JourneyBench::writeKnownHosts(const QByteArray &text) const
{
    QFile hosts(knownHostsFile());
    return hosts.open(QIODevice::WriteOnly | QIODevice::Truncate) && hosts.write(text) == text.size();
}

QByteArray JourneyBench::digestOf(const QString &node) const
{
    QStringList lines;
    for (const QString &top : {u"etc"_s, u"var"_s, u"boot"_s, u"opt"_s, u".node"_s, u".modules"_s, u"proc"_s,
                               u"sys"_s, u"mnt"_s}) {
        QDirIterator it(m_cluster->nodeFolder(node) + u'/' + top,
                        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QFileInfo info = it.nextFileInfo();
            if (info.fileName() == u"uptime"_s || info.path().contains(u"/llite/"_s)) // go by themselves
                continue;
            QString line = info.filePath() + u' '
                           + (info.isSymLink() ? info.symLinkTarget() : QString::number(info.size()));
            QFile file(info.filePath());
            if (info.isFile() && !info.isSymLink() && file.open(QIODevice::ReadOnly))
                line += QString::fromLatin1(
                    QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex());
            lines.append(line);
        }
    }
    lines.sort();
    return lines.join(u'\n').toUtf8();
}

ProcessResult JourneyBench::run(const QString &command, const QString &nodes, const QStringList &more) const
{
    return m_vermagic.run(QStringList{command, u"-i"_s, m_inventory, u"--nodes"_s, nodes} + more);
}

QJsonObject JourneyBench::check(const QString &nodes, int expectedExit) const
{
    const ProcessResult result = run(u"check"_s, nodes, {u"-f"_s, u"json"_s});
    if (result.exitCode != expectedExit)
        qWarning("check ended with %d: %s%s", result.exitCode, result.standardError.constData(),
                 result.standardOutput.constData());
    return result.exitCode == expectedExit ? result.json() : QJsonObject();
}

} // namespace Vermagic
