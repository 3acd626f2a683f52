// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/practicenodes.h"

#include "app/practice/practicefiles.h"
#include "app/practice/practiceproject.h"

#include <QDateTime>
#include <QFile>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int nodesPerSubnet = 250;
constexpr int fewestNodesWithServer = 10;

QString groupLine(const QString &group, const QString &nodes, const QString &rest)
{
    return u"  %1: {nodes: \"%2\", %3}\n"_s.arg(group, nodes, rest);
}

QString yamlString(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + escaped + u'"';
}

} // namespace

QList<PracticeNodeSpec> practiceNodes(int count)
{
    QList<PracticeNodeSpec> nodes;
    const auto add = [&nodes](const QString &name, const QString &kind) {
        const qsizetype index = nodes.size();
        const QString address = u"127.0.%1.%2"_s.arg(1 + index / nodesPerSubnet)
                                    .arg(1 + index % nodesPerSubnet);
        nodes.append({name, address, kind});
    };
    add(u"controller"_s, u"controller"_s);
    const bool hasServer = count >= fewestNodesWithServer;
    for (int i = 1; i <= count - (hasServer ? 4 : 3); ++i)
        add(u"compute%1"_s.arg(i, 2, 10, QLatin1Char('0')), u"compute"_s);
    add(u"headnode"_s, u"login"_s);
    add(u"login02"_s, u"login"_s);
    if (hasServer)
        add(u"oss01"_s, u"server"_s);
    return nodes;
}

QStringList practiceKinds(const QList<PracticeNodeSpec> &nodes)
{
    QStringList kinds;
    for (const PracticeNodeSpec &node : nodes) {
        if (!kinds.contains(node.kind))
            kinds.append(node.kind);
    }
    return kinds;
}

bool isRpmKind(const QString &kind)
{
    return kind == u"server";
}

QByteArray practiceNodeList(const QList<PracticeNodeSpec> &nodes)
{
    QString text;
    for (const PracticeNodeSpec &node : nodes)
        text += u"%1 %2 %3\n"_s.arg(node.name, node.address, node.kind);
    return text.toUtf8();
}

QList<PracticeNodeSpec> readPracticeNodeList(const QString &state)
{
    QList<PracticeNodeSpec> nodes;
    const QStringList lines = QString::fromUtf8(readFile(state + u"/nodes.list"_s).value_or(QByteArray()))
                                  .split(u'\n');
    for (const QString &line : lines) {
        const QStringList words = line.split(u' ');
        if (words.size() == 3)
            nodes.append({words[0], words[1], words[2]});
    }
    return nodes;
}

QByteArray practiceInventory(const QList<PracticeNodeSpec> &nodes, const QString &state, int port)
{
    QString last;
    for (const PracticeNodeSpec &node : nodes) {
        if (node.kind == u"compute")
            last = node.name.mid(7);
    }
    QString text =
        u"# The practice cluster: simulated nodes on this machine.\ncluster: practice\nsimulated: true\n"_s;
    text += u"defaults: {user: admin, identity: %1, known_hosts: %2, become: sudo, port: %3}\n"_s
                .arg(yamlString(state + u"/identity"_s), yamlString(state + u"/known_hosts"_s))
                .arg(port);
    QStringList command;
    for (const QString &word : practiceBuildCommand())
        command.append(yamlString(word));
    text += u"build_environment: {name: %1, command: [%2], folder: project}\n"_s.arg(
        practiceBuildEnvironment(), command.join(u", "));
    text +=
        u"filesystems:\n"
        "  - {kind: beegfs, version: 8.1.0, mountpoint: /mnt/beegfs, provision: dkms, thresholds: {read: 2 GB/s, metadata: 10000 op/s}}\n"
        "  - {kind: lustre, mountpoint: /fsx, mount_unit: fsx.mount, provision: kernel-package}\n"
        "  - {kind: virtiofs, mountpoint: /data, thresholds: {read: 1 GB/s, write: 1 GB/s}}\n"
        "groups:\n"_s;
    text += groupLine(u"controller"_s, u"controller"_s,
                      u"roles: [beegfs-mgmtd, beegfs-meta], mounts: [beegfs, virtiofs]"_s);
    text += groupLine(u"compute"_s, u"compute[01-%1]"_s.arg(last),
                      u"roles: [beegfs-storage], mounts: [beegfs]"_s);
    text += groupLine(u"login"_s, u"headnode,login02"_s, u"roles: [lustre-client], mounts: [lustre]"_s);
    if (std::ranges::contains(nodes, u"server"_s, &PracticeNodeSpec::kind))
        text += groupLine(u"servers"_s, u"oss01"_s, u"roles: [lustre-mgs, lustre-mds, lustre-oss]"_s);
    text += u"nodes:\n"_s;
    for (const PracticeNodeSpec &node : nodes)
        text += u"  %1: {address: %2}\n"_s.arg(node.name, node.address);
    return text.toUtf8();
}

QByteArray practiceKnownHosts(const QList<PracticeNodeSpec> &nodes, const QString &state, int port)
{
    QByteArray text;
    for (const PracticeNodeSpec &node : nodes) {
        const QByteArray key = readFile(state + u"/keys/"_s + node.name + u".pub"_s).value_or(QByteArray());
        text += '[' + node.address.toUtf8() + "]:" + QByteArray::number(port) + ' ' + key;
    }
    return text;
}

Result<void> makeSkeleton(const QString &folder, const QString &kind)
{
    for (const char *name : {"etc",
                             "var/tmp",
                             "boot",
                             "opt",
                             "root",
                             "run",
                             "home/admin/.ssh",
                             "tmp",
                             "mnt/beegfs",
                             "fsx",
                             "data",
                             "usr",
                             "proc",
                             "sys",
                             "dev",
                             "srv",
                             ".proc",
                             ".rw",
                             ".host/usr",
                             ".node/modules",
                             ".node/src",
                             ".node/sys",
                             ".node/control",
                             ".node/keyrings",
                             ".node/local/bin",
                             ".node/local/sbin"}) {
        if (const Result<void> made = makeFolder(folder + u'/' + QLatin1StringView(name)); !made)
            return made;
    }
    for (const QString &name : {u"bin"_s, u"sbin"_s, u"lib"_s, u"lib64"_s})
        QFile::link(u"usr/"_s + name, folder + u'/' + name);
    return isRpmKind(kind) ? writeFile(folder + u"/.node/farm"_s, "usr-rpm") : Result<void>();
}

Result<void> personalise(const QString &folder, const PracticeNodeSpec &node, const QString &state, int speed,
                         qint64 uptime)
{
    const QByteArray name = node.name.toUtf8() + '\n';
    const QByteArray bootTime = QByteArray::number(QDateTime::currentSecsSinceEpoch() - uptime) + '\n';
    const QByteArray seconds = QByteArray::number(uptime) + ".00";
    const QString key = u"/etc/ssh/ssh_host_ed25519_key"_s;
    const QList<std::pair<QString, QByteArray>> files{
        {u"/etc/hostname"_s, name},
        {u"/.node/hostname"_s, name},
        {u"/.node/proc/hostname"_s, name},
        {u"/etc/hosts"_s, "127.0.0.1 localhost\n127.0.1.1 " + name},
        {u"/etc/machine-id"_s, QUuid::createUuid().toByteArray(QUuid::Id128) + '\n'},
        {u"/.node/proc/boot_id"_s, QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + '\n'},
        {u"/.node/boottime"_s, bootTime},
        {u"/.node/proc/uptime"_s, seconds + ' ' + seconds + '\n'},
        {u"/.node/speed"_s, QByteArray::number(speed) + '\n'},
        {key, readFile(state + u"/keys/"_s + node.name).value_or(QByteArray())},
        {key + u".pub"_s, readFile(state + u"/keys/"_s + node.name + u".pub"_s).value_or(QByteArray())},
        {u"/home/admin/.ssh/authorized_keys"_s, readFile(state + u"/identity.pub"_s).value_or(QByteArray())},
    };
    for (const auto &[path, content] : files) {
        if (const Result<void> written = writeFile(folder + path, content); !written)
            return written;
    }
    QFile::setPermissions(folder + key, QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

} // namespace Vermagic
