// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/importnotes.h"
#include "models/inventory/inventoryimport.h"
#include "models/inventory/inventorywriter.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const InventoryEnvironment environment{u"/home/me"_s, {}};

QByteArray contents(const QString &name)
{
    QFile file(QStringLiteral(VERMAGIC_TEST_DATA "/inventory/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList mistakes(const QList<Error> &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines.append(toString(error));
    return lines;
}

ImportedInventory read(const QByteArray &text)
{
    const auto imported = readInventory(text, u"/etc/lab/hosts"_s, environment);
    if (!imported)
        qWarning("%s", qPrintable(mistakes(imported.error()).join(u'\n')));
    return imported.value_or(ImportedInventory());
}

QStringList names(const Inventory &inventory)
{
    QStringList list;
    for (const NodeSpec &node : inventory.nodes)
        list.append(node.name);
    return list;
}

/// Without the places of nodes in the file.
Inventory withoutPlaces(Inventory inventory)
{
    inventory.file.clear();
    for (NodeSpec &node : inventory.nodes) {
        node.file.clear();
        node.line = 0;
    }
    return inventory;
}

} // namespace

class TestInventoryImport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnsibleIniInventoryKeepsHostsGroupsAndHowToReachThem();
    void whatAnImportLeavesOutIsSaidOnceWithItsPlace();
    void secretsAreNeverImported();
    void anAnsibleYamlInventoryIsInheritedAsAnsibleDoes();
    void hostsOfAnSshConfigBecomeNodes();
    void badAnsibleInventoriesAreRefusedWithTheirPlace_data();
    void badAnsibleInventoriesAreRefusedWithTheirPlace();
    void theFormatIsToldFromTheContent_data();
    void theFormatIsToldFromTheContent();
    void whatWasImportedCanBeSavedAndReadAgain_data();
    void whatWasImportedCanBeSavedAndReadAgain();
    void savedInventoriesAreShortAndReadable();
    void jumpHostsAreFoundInSshArguments_data();
    void jumpHostsAreFoundInSshArguments();
    void importsNeverThrow_data();
    void importsNeverThrow();
};

void TestInventoryImport::anAnsibleIniInventoryKeepsHostsGroupsAndHowToReachThem()
{
    const ImportedInventory imported = read(contents(u"ansible.ini"_s));
    QCOMPARE(imported.format, InventoryFormat::AnsibleIni);
    const Inventory &inventory = imported.inventory;
    QCOMPARE(names(inventory), (QStringList{u"gateway.lab"_s, u"controller"_s, u"compute01"_s, u"compute02"_s,
                                            u"compute03"_s, u"compute04"_s, u"gpu-a"_s, u"gpu-b"_s}));
    const NodeSpec *controller = inventory.node(u"controller"_s);
    QCOMPARE(controller->group, u"beegfs_meta"_s);
    QCOMPARE(controller->roles, QStringList{u"beegfs-meta"_s});
    QCOMPARE(controller->address, u"192.168.100.10"_s);
    QCOMPARE(controller->user, u"admin"_s);
    QCOMPARE(controller->identity, u"/etc/lab/keys/lab"_s);
    QCOMPARE(controller->proxyJump, u"ops@gateway.lab:2200"_s);
    QCOMPARE(controller->become, Become::Sudo);
    QCOMPARE(controller->line, 5);
    const NodeSpec *compute = inventory.node(u"compute02"_s);
    QCOMPARE(compute->user, u"storage"_s);
    QCOMPARE(compute->become, Become::None);
    QCOMPARE(compute->port, 0);
    const NodeSpec *gpu = inventory.node(u"gpu-b"_s);
    QCOMPARE(gpu->port, 2222);
    QCOMPARE(gpu->user, u"storage"_s);
    QCOMPARE(inventory.node(u"gateway.lab"_s)->proxyJump, QString());
    QCOMPARE(inventory.node(u"gateway.lab"_s)->group, u"ungrouped"_s);
}

void TestInventoryImport::whatAnImportLeavesOutIsSaidOnceWithItsPlace()
{
    const ImportedInventory imported = read(contents(u"ansible.ini"_s));
    QCOMPARE(
        imported.notes,
        (QStringList{
            u"/etc/lab/hosts:21:1: host keys are always checked; StrictHostKeyChecking was left out (and 6 more)"_s,
            u"/etc/lab/hosts:22:1: 'ansible_password' was not read: passwords are asked for when they are needed (and 6 more)"_s,
            u"/etc/lab/hosts:8:1: the variable 'rack' has no meaning here (and 3 more)"_s}));
    const ImportedInventory ssh = read(contents(u"ssh_config"_s));
    QCOMPARE(ssh.notes,
             (QStringList{u"/etc/lab/hosts:2:1: Include was not followed; import that file by itself"_s,
                          u"/etc/lab/hosts:25:1: Match blocks were left out"_s,
                          u"/etc/lab/hosts:23:1: this ProxyCommand is no jump host and was left out"_s}));
}

void TestInventoryImport::secretsAreNeverImported()
{
    const ImportedInventory imported = read(contents(u"ansible.ini"_s));
    QVERIFY(!imported.notes.join(u'\n').contains("hunter2"_L1));
    QVERIFY(!renderInventory(imported.inventory).contains("hunter2"));
}

void TestInventoryImport::anAnsibleYamlInventoryIsInheritedAsAnsibleDoes()
{
    const ImportedInventory imported = read(contents(u"ansible.yaml"_s));
    QCOMPARE(imported.format, InventoryFormat::AnsibleYaml);
    const Inventory &inventory = imported.inventory;
    QCOMPARE(names(inventory),
             (QStringList{u"bastion"_s, u"login1.fsx.lab"_s, u"login2.fsx.lab"_s, u"headnode"_s, u"c1"_s}));
    const NodeSpec *head = inventory.node(u"headnode"_s);
    QCOMPARE(head->group, u"lustre_client"_s);
    QCOMPARE(head->roles, QStringList{u"lustre-client"_s});
    QCOMPARE(head->user, u"ubuntu"_s);
    QCOMPARE(head->port, 22);
    QCOMPARE(head->identity, u"/home/me/.ssh/fsx"_s);
    QCOMPARE(head->proxyJump, u"jump@bastion:2222,second"_s);
    QCOMPARE(inventory.node(u"login2.fsx.lab"_s)->user, u"admin"_s);
    QCOMPARE(inventory.node(u"c1"_s)->become, Become::None);
    QCOMPARE(inventory.node(u"c1"_s)->group, u"rack1"_s);
    QCOMPARE(imported.notes.size(), 2);
}

void TestInventoryImport::hostsOfAnSshConfigBecomeNodes()
{
    const ImportedInventory imported = read(contents(u"ssh_config"_s));
    QCOMPARE(imported.format, InventoryFormat::SshConfig);
    const Inventory &inventory = imported.inventory;
    QCOMPARE(names(inventory), (QStringList{u"gate"_s, u"gate2"_s, u"compute01"_s, u"compute02"_s,
                                            u"compute09"_s, u"old"_s, u"strange"_s, u"github"_s}));
    const NodeSpec *gate = inventory.node(u"gate2"_s);
    QCOMPARE(gate->address, u"gate2.example.org"_s);
    QCOMPARE(gate->port, 2222);
    QCOMPARE(gate->identity, u"/home/me/.ssh/gate key"_s);
    QCOMPARE(gate->user, u"fallback"_s);
    const NodeSpec *compute = inventory.node(u"compute01"_s);
    QCOMPARE(compute->proxyJump, u"gate"_s);
    QCOMPARE(compute->address, u"10.0.0.9"_s);
    QCOMPARE(compute->identity, u"/home/me/.ssh/fallback_compute01"_s);
    QCOMPARE(inventory.node(u"compute09"_s)->proxyJump, QString());
    QCOMPARE(inventory.node(u"old"_s)->proxyJump, u"jumper@gate:2200"_s);
    QCOMPARE(inventory.node(u"github"_s)->knownHosts, u"/home/me/.ssh/known_wild"_s);
}

void TestInventoryImport::badAnsibleInventoriesAreRefusedWithTheirPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("mistake");
    QTest::newRow("range")
        << QByteArray("[a]\nweb[5:1]\n")
        << u"/f:2:1: bad range in 'web[5:1]': it ends before it begins (Ansible writes ranges as [01:16], [1:9:2] or [a:f])"_s;
    QTest::newRow("endless")
        << QByteArray("[a]\nweb[1:200000]\n")
        << u"/f:2:1: bad range in 'web[1:200000]': it stands for more than 100000 nodes (Ansible writes ranges as [01:16], [1:9:2] or [a:f])"_s;
    QTest::newRow("mixed")
        << QByteArray("[a]\nweb[a:9]\n")
        << u"/f:2:1: bad range in 'web[a:9]': it is neither of numbers nor of letters (Ansible writes ranges as [01:16], [1:9:2] or [a:f])"_s;
    QTest::newRow("circle")
        << QByteArray("[a:children]\nb\n[b:children]\na\n[a]\nh\n")
        << u"/f:1:1: the group 'a' is below itself, or below more than 100 others (mend its 'children')"_s;
    QTest::newRow("section")
        << QByteArray("[a:childs]\nb\n")
        << u"/f:1:1: unknown kind of section ':childs' (allowed here: vars, children, hosts)"_s;
    QTest::newRow("open section") << QByteArray("h1\n[a\nh2\n") << u"/f:2:1: this section lacks a ']'"_s;
    QTest::newRow("words") << QByteArray("[a]\nh1 h2\n") << u"/f:2:1: expected name=value instead of 'h2'"_s;
    QTest::newRow("variable") << QByteArray("[a]\nh\n[a:vars]\n  novalue\n")
                              << u"/f:4:3: expected name=value"_s;
    QTest::newRow("no hosts") << QByteArray("[a:vars]\nx=1\n") << u"/f:1:1: the inventory has no hosts"_s;
}

void TestInventoryImport::badAnsibleInventoriesAreRefusedWithTheirPlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, mistake);
    const auto imported = readInventory(text, u"/f"_s, environment);
    QVERIFY(!imported);
    QCOMPARE(mistakes(imported.error()), QStringList{mistake});
}

void TestInventoryImport::theFormatIsToldFromTheContent_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<InventoryFormat>("format");
    QTest::newRow("ours") << contents(u"hpc-lab.yaml"_s) << InventoryFormat::Vermagic;
    QTest::newRow("ours with a slip")
        << QByteArray("clustre: a\ngroups: {a: {nodes: a}}\n") << InventoryFormat::Vermagic;
    QTest::newRow("ours, broken") << QByteArray("groups: {a: [}\n") << InventoryFormat::Vermagic;
    QTest::newRow("empty") << QByteArray() << InventoryFormat::Vermagic;
    QTest::newRow("ini") << contents(u"ansible.ini"_s) << InventoryFormat::AnsibleIni;
    QTest::newRow("ini with comments") << QByteArray("; x\n[web] # y\n") << InventoryFormat::AnsibleIni;
    QTest::newRow("host names only") << QByteArray("node1\nnode2 ansible_host=10.0.0.2\n")
                                     << InventoryFormat::AnsibleIni;
    QTest::newRow("ansible yaml") << contents(u"ansible.yaml"_s) << InventoryFormat::AnsibleYaml;
    QTest::newRow("ansible yaml without all")
        << QByteArray("web:\n  hosts:\n    a:\n") << InventoryFormat::AnsibleYaml;
    QTest::newRow("ssh") << contents(u"ssh_config"_s) << InventoryFormat::SshConfig;
    QTest::newRow("ssh, lower case") << QByteArray("host=a b\n  port 22\n") << InventoryFormat::SshConfig;
}

void TestInventoryImport::theFormatIsToldFromTheContent()
{
    QFETCH(QByteArray, text);
    QFETCH(InventoryFormat, format);
    QCOMPARE(inventoryFormatName(detectInventoryFormat(text)), inventoryFormatName(format));
}

void TestInventoryImport::whatWasImportedCanBeSavedAndReadAgain_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("ours") << contents(u"hpc-lab.yaml"_s);
    QTest::newRow("ini") << contents(u"ansible.ini"_s);
    QTest::newRow("yaml") << contents(u"ansible.yaml"_s);
    QTest::newRow("ssh") << contents(u"ssh_config"_s);
    QTest::newRow("everything") << QByteArray(
        "cluster: \"on: 'x' \\\"한글\\\" #1\"\n"
        "build_environment: {name: 'yes', command: [a b, '-c', \"x\\ny\", '']}\n"
        "filesystems:\n"
        "  - {kind: virtiofs, name: v1, version: 8.10, mountpoint: '/mnt/my data', mount_unit: x.automount, provision: dkms, thresholds: {read: 1.5 GiB/s}}\n"
        "groups:\n"
        "  'on': {nodes: 'b,a[3-1000/7]', address: '%h.x', port: 22, host_key_alias: '%h', mounts: [v1]}\n"
        "  g: {nodes: [n10, n9, 'y'], address: 'fe80::1%%hsi0', port: '2[0-2]', become: none, proxy_jump: none, known_hosts: a b}\n"
        "nodes: {n9: {user: 'DOM\\me', identity: ~/x, roles: [login]}}\n");
}

void TestInventoryImport::whatWasImportedCanBeSavedAndReadAgain()
{
    QFETCH(QByteArray, text);
    const Inventory inventory = read(text).inventory;
    QVERIFY(!inventory.nodes.isEmpty());
    const QByteArray saved = renderInventory(inventory);
    const auto again = loadInventory(saved, u"/elsewhere/lab.yaml"_s);
    QVERIFY2(again.has_value(),
             qPrintable(again ? QString()
                              : mistakes(again.error()).join(u'\n') + u'\n' + QString::fromUtf8(saved)));
    const Inventory expected = withoutPlaces(inventory);
    const Inventory got = withoutPlaces(*again);
    for (qsizetype i = 0; i < expected.nodes.size(); ++i)
        QVERIFY2(got.nodes.value(i) == expected.nodes[i],
                 qPrintable(expected.nodes[i].name + u'\n' + QString::fromUtf8(saved)));
    QVERIFY2(got == expected, saved.constData());
    QCOMPARE(renderInventory(*again), saved);
}

void TestInventoryImport::savedInventoriesAreShortAndReadable()
{
    const QByteArray text = "groups:\n"
                            "  compute: {nodes: 'c[01-16]', address: '10.0.0.[1-16]', user: admin}\n"
                            "nodes: {c03: {port: 2222}}\n";
    QCOMPARE(renderInventory(read(text).inventory), QByteArray("cluster: hosts\n"
                                                               "groups:\n"
                                                               "  compute:\n"
                                                               "    nodes: \"c[01-16]\"\n"
                                                               "    address: \"10.0.0.[1-16]\"\n"
                                                               "    user: admin\n"
                                                               "nodes:\n"
                                                               "  c03:\n"
                                                               "    port: 2222\n"));
}

void TestInventoryImport::jumpHostsAreFoundInSshArguments_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("jump");
    QTest::newRow("-J") << u"-q -J a@b:1,c"_s << u"a@b:1,c"_s;
    QTest::newRow("-Jx") << u"-Jb"_s << u"b"_s;
    QTest::newRow("-o") << u"-o ProxyJump=b"_s << u"b"_s;
    QTest::newRow("-o glued") << u"-oproxyjump=b"_s << u"b"_s;
    QTest::newRow("-o with blank") << u"-o 'ProxyJump b'"_s << u"b"_s;
    QTest::newRow("command") << u"-o ProxyCommand='ssh -i k -W %h:%p u@b'"_s << u"u@b"_s;
    QTest::newRow("other command") << u"-o ProxyCommand='nc %h %p'"_s << QString();
    QTest::newRow("shell in command") << u"-o ProxyCommand='ssh -W %h:%p $(reboot)'"_s << QString();
    QTest::newRow("none") << u"-o ControlMaster=auto -C"_s << QString();
}

void TestInventoryImport::jumpHostsAreFoundInSshArguments()
{
    QFETCH(QString, arguments);
    QTEST(proxyJumpIn(splitWords(arguments)), "jump");
}

void TestInventoryImport::importsNeverThrow_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("ini") << u"ansible.ini"_s;
    QTest::newRow("yaml") << u"ansible.yaml"_s;
    QTest::newRow("ssh") << u"ssh_config"_s;
    QTest::newRow("ours") << u"hpc-lab.yaml"_s;
}

void TestInventoryImport::importsNeverThrow()
{
    QFETCH(QString, name);
    const QByteArray whole = contents(name);
    QVERIFY(!whole.isEmpty());
    for (qsizetype length = 0; length < whole.size(); length += 3) {
        // Cut off, and with a hostile byte in the middle: an inventory or errors with a place, nothing else.
        for (const QByteArray &text :
             {whole.first(length), whole.first(length) + '\0' + whole.mid(length + 1)}) {
            const auto imported = readInventory(text, u"/f"_s, environment);
            QVERIFY(imported ? !imported->inventory.nodes.isEmpty() : !imported.error().isEmpty());
            for (const Error &error : imported ? QList<Error>() : imported.error())
                QVERIFY2(error.context.startsWith("/f"_L1), qPrintable(toString(error)));
        }
    }
}

QTEST_GUILESS_MAIN(TestInventoryImport)
#include "tst_inventoryimport.moc"
