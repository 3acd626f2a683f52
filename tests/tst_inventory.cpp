// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/expectedunits.h"
#include "models/inventory/inventoryfields.h"
#include "models/inventory/inventoryreader.h"
#include "models/inventory/threshold.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

QByteArray contents(const QString &name)
{
    QFile file(QStringLiteral(VERMAGIC_TEST_DATA "/inventory/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList mistakes(const Loaded<Inventory> &loaded)
{
    QStringList lines;
    if (!loaded) {
        for (const Error &error : loaded.error())
            lines.append(toString(error));
    }
    return lines;
}

/// Loads what must be right; a mistake becomes the test's message.
Inventory load(const QByteArray &text, const InventoryEnvironment &environment = {u"/home/me"_s, {}})
{
    const auto loaded = loadInventory(text, u"/etc/vermagic/lab.yaml"_s, environment);
    if (!loaded)
        qWarning("%s", qPrintable(mistakes(loaded).join(u'\n')));
    return loaded.value_or(Inventory());
}

} // namespace

class TestInventory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDocumentedExampleLoads();
    void aNodesOwnValuesWinOverItsGroupsAndThoseOverTheDefaults();
    void addressesFollowTheNodesByRangeOrTemplate();
    void pathsStartAtTheInventorysFolderOrAtHome();
    void anIdentityThatIsNotThereIsRefused();
    void severalFileSystemsOfAKindAreToldApartByName();
    void mistakesAreRefusedWithPlaceAndHint_data();
    void mistakesAreRefusedWithPlaceAndHint();
    void allMistakesAreReportedAtOnceInTheirOrder();
    void mountUnitsAreNamedAsSystemdNamesThem_data();
    void mountUnitsAreNamedAsSystemdNamesThem();
    void unitsAreExpectedOnlyWhereAssigned();
    void thresholdsAreReadInBaseUnits_data();
    void thresholdsAreReadInBaseUnits();
    void largeInventoriesLoad();
};

void TestInventory::theDocumentedExampleLoads()
{
    const Inventory inventory = load(contents(u"hpc-lab.yaml"_s));
    QCOMPARE(inventory.cluster, u"hpc-lab"_s);
    QCOMPARE(inventory.nodes.size(), 17);
    QCOMPARE(inventory.groups.size(), 2);
    QCOMPARE(inventory.groups[1].nodes.last(), u"compute16"_s);
    QCOMPARE(inventory.groups[0].roles, (QStringList{u"beegfs-mgmtd"_s, u"beegfs-meta"_s}));
    QCOMPARE(inventory.buildEnvironment->command,
             (QStringList{u"make"_s, u"run-docker"_s, u"COMMAND=dpkg -l | grep linux-headers"_s}));
    const NodeSpec *controller = inventory.node(u"controller"_s);
    QVERIFY(controller);
    QCOMPARE(controller->address, u"192.168.100.10"_s);
    QCOMPARE(controller->user, u"admin"_s);
    QCOMPARE(controller->identity, u"/etc/vermagic/build/shared/ssh-keys/id_rsa"_s);
    QCOMPARE(controller->become, Become::Sudo);
    QCOMPARE(controller->port, 0);
    QCOMPARE(controller->line, 9);
    QCOMPARE(inventory.node(u"compute07"_s)->address, u"compute07"_s);
    QCOMPARE(inventory.node(u"compute07"_s)->group, u"compute"_s);
    QCOMPARE(inventory.filesystemsOf(*controller).size(), 1);
    const FilesystemSpec *beegfs = inventory.filesystem(u"beegfs"_s);
    QCOMPARE(beegfs->version, u"8.1.0"_s);
    QCOMPARE(beegfs->mountUnit, u"beegfs-client.service"_s);
    QCOMPARE(beegfs->thresholds.value(u"read"_s), (Threshold{2e9, u"B/s"_s}));
    QCOMPARE(beegfs->thresholds.value(u"metadata"_s), (Threshold{10000, u"op/s"_s}));
    QCOMPARE(inventory.filesystem(u"lustre"_s)->provision, Provision::KernelPackage);
    QCOMPARE(inventory.filesystem(u"virtiofs"_s)->provision, Provision::BuiltIn);
    QCOMPARE(inventory.filesystem(u"virtiofs"_s)->mountUnit, u"data.mount"_s);
}

void TestInventory::aNodesOwnValuesWinOverItsGroupsAndThoseOverTheDefaults()
{
    const Inventory inventory = load(
        "defaults: {user: a, port: 22, proxy_jump: admin@gate:2222, become: none}\n"
        "filesystems: [{kind: beegfs, mountpoint: /mnt/beegfs}]\n"
        "groups:\n"
        "  compute: {nodes: 'c[1-4]', user: b, roles: [beegfs-storage], mounts: [beegfs], become: sudo}\n"
        "  login: {nodes: l1}\n"
        "nodes:\n"
        "  c2: {address: 10.0.0.2, user: c, roles: [], proxy_jump: none}\n"
        "  'c[3-4]': {address: '10.0.1.[3-4]', port: 2200, host_key_alias: '%h.lab'}\n"
        "  '@login': {port: 23}\n");
    QCOMPARE(inventory.node(u"c1"_s)->user, u"b"_s);
    QCOMPARE(inventory.node(u"c1"_s)->proxyJump, u"admin@gate:2222"_s);
    QCOMPARE(inventory.node(u"c2"_s)->user, u"c"_s);
    QCOMPARE(inventory.node(u"c2"_s)->roles, QStringList());
    QCOMPARE(inventory.node(u"c2"_s)->mounts, QStringList{u"beegfs"_s});
    QCOMPARE(inventory.node(u"c2"_s)->proxyJump, u"none"_s);
    QCOMPARE(inventory.node(u"c4"_s)->address, u"10.0.1.4"_s);
    QCOMPARE(inventory.node(u"c4"_s)->port, 2200);
    QCOMPARE(inventory.node(u"c4"_s)->hostKeyAlias, u"c4.lab"_s);
    QCOMPARE(inventory.node(u"l1"_s)->user, u"a"_s);
    QCOMPARE(inventory.node(u"l1"_s)->port, 23);
    QCOMPARE(inventory.node(u"l1"_s)->become, Become::None);
    QCOMPARE(inventory.node(u"c1"_s)->become, Become::Sudo);
    QCOMPARE(inventory.cluster, u"lab"_s);
}

void TestInventory::addressesFollowTheNodesByRangeOrTemplate()
{
    const Inventory inventory = load("groups:\n"
                                     "  a: {nodes: 'a[01-03]', address: '192.168.100.[11-13]'}\n"
                                     "  b: {nodes: 'b[1-2]', address: '%h.ib.lab'}\n"
                                     "  c: {nodes: 'c[1-2]', address: 127.0.0.1, port: '[2201-2202]'}\n"
                                     "  d: {nodes: [d1, 'd[3-4]'], address: 'x,y[1-2]'}\n"
                                     "  e: {nodes: e, address: 'fe80::1%eth0'}\n");
    QCOMPARE(inventory.node(u"a03"_s)->address, u"192.168.100.13"_s);
    QCOMPARE(inventory.node(u"b2"_s)->address, u"b2.ib.lab"_s);
    QCOMPARE(inventory.node(u"c2"_s)->address, u"127.0.0.1"_s);
    QCOMPARE(inventory.node(u"c2"_s)->port, 2202);
    QCOMPARE(inventory.node(u"d4"_s)->address, u"y2"_s);
    QCOMPARE(inventory.node(u"e"_s)->address, u"fe80::1%eth0"_s);
}

void TestInventory::pathsStartAtTheInventorysFolderOrAtHome()
{
    const QByteArray text = "groups:\n"
                            "  a: {nodes: a, identity: ~/.ssh/lab, known_hosts: ../hosts}\n"
                            "  b: {nodes: b, identity: keys/./b, known_hosts: /var/lib/known}\n";
    const Inventory inventory = load(text);
    QCOMPARE(inventory.node(u"a"_s)->identity, u"/home/me/.ssh/lab"_s);
    QCOMPARE(inventory.node(u"a"_s)->knownHosts, u"/etc/hosts"_s);
    QCOMPARE(inventory.node(u"b"_s)->identity, u"/etc/vermagic/keys/b"_s);
    QCOMPARE(inventory.node(u"b"_s)->knownHosts, u"/var/lib/known"_s);
    QCOMPARE(load(text, {}).node(u"a"_s)->identity, u"~/.ssh/lab"_s);
    QCOMPARE(loadInventory("groups: {a: {nodes: a, identity: k}}", u"lab.yaml"_s)->nodes.first().identity,
             u"k"_s);
}

void TestInventory::anIdentityThatIsNotThereIsRefused()
{
    const InventoryEnvironment environment{
        u"/home/me"_s, [](const QString &path) { return path == "/home/me/.ssh/there"_L1; }};
    const QByteArray text =
        "groups:\n  a: {nodes: a, identity: ~/.ssh/there}\n  b: {nodes: 'b[1-9]', identity: keys/b, known_hosts: new}\n";
    QCOMPARE(
        mistakes(loadInventory(text, u"/etc/lab.yaml"_s, environment)),
        QStringList{
            u"/etc/lab.yaml:3:34: there is no file '/etc/keys/b' (relative paths start at the inventory's folder)"_s});
}

void TestInventory::severalFileSystemsOfAKindAreToldApartByName()
{
    const Inventory inventory = load(
        "filesystems:\n"
        "  - {kind: beegfs, name: scratch, mountpoint: /scratch}\n"
        "  - {kind: beegfs, name: home, mountpoint: /home, mount_unit: beegfs-client@home.service}\n"
        "groups: {a: {nodes: a, mounts: [home, scratch]}}\n");
    const QList<FilesystemSpec> mounted = inventory.filesystemsOf(inventory.nodes.first());
    QCOMPARE(mounted.size(), 2);
    QCOMPARE(mounted[0].mountUnit, u"beegfs-client@home.service"_s);
    QCOMPARE(mounted[1].moduleName(), u"beegfs"_s);
}

void TestInventory::mistakesAreRefusedWithPlaceAndHint_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("mistake");
    const QByteArray fs = "filesystems: [{kind: beegfs, mountpoint: /mnt/beegfs}]\n";
    QTest::newRow("empty")
        << QByteArray()
        << u"f:1:1: the inventory has no nodes (add at least: groups: {compute: {nodes: \"node[01-04]\"}})"_s;
    QTest::newRow("no groups")
        << QByteArray("cluster: a\n")
        << u"f:1:1: the inventory has no nodes (add at least: groups: {compute: {nodes: \"node[01-04]\"}})"_s;
    QTest::newRow("not a map") << QByteArray("- a\n") << u"f:1:1: the file must be a map (key: value)"_s;
    QTest::newRow("syntax")
        << QByteArray("groups: {a: {nodes: a}\n")
        << u"f:2:1: not valid YAML: end of map flow not found (a '[' or '{' is not closed, or a ',' is missing)"_s;
    QTest::newRow("unknown key") << QByteArray("clustre: x\ngroups: {a: {nodes: a}}\n")
                                 << u"f:1:1: unknown key 'clustre' (did you mean 'cluster'?)"_s;
    QTest::newRow("unknown key of a group") << QByteArray("groups:\n  a: {nodes: a, role: [x]}\n")
                                            << u"f:2:17: unknown key 'role' (did you mean 'roles'?)"_s;
    QTest::newRow("unknown default")
        << QByteArray("defaults: {password: x}\ngroups: {a: {nodes: a}}\n")
        << u"f:1:12: unknown key 'password' (allowed here: user, port, identity, become, proxy_jump, host_key_alias, known_hosts)"_s;
    QTest::newRow("bad range") << QByteArray("groups:\n  a:\n    nodes: c[16-1]\n")
                               << u"f:3:12: bad range '[16-1]': it ends before it begins (write [1-16])"_s;
    QTest::newRow("endless range")
        << QByteArray("groups: {a: {nodes: 'c[1-200000]'}}\n")
        << u"f:1:21: 'c[1-200000]' stands for more than 100000 nodes (split the inventory)"_s;
    QTest::newRow("endless groups") << QByteArray(
        "groups:\n  a: {nodes: 'a[1-60000]'}\n  b: {nodes: 'b[1-60000]'}\n")
                                    << u"f:3:14: the inventory has more than 100000 nodes"_s;
    QTest::newRow("no nodes") << QByteArray("groups: {a: {roles: []}}\n")
                              << u"f:1:13: 'groups.a.nodes' is missing (such as nodes: \"compute[01-16]\")"_s;
    QTest::newRow("duplicate node") << QByteArray("groups:\n  a: {nodes: 'c[1-3]'}\n  b: {nodes: c3}\n")
                                    << u"f:3:14: the node 'c3' is already in group 'a' (see line 2)"_s;
    QTest::newRow("repeated group") << QByteArray("groups:\n  a: {nodes: c}\n  a: {nodes: d}\n")
                                    << u"f:3:3: the key 'a' is repeated (it was given before in line 2)"_s;
    QTest::newRow("unknown file system")
        << fs + "groups: {a: {nodes: a, mounts: [begfs]}}\n"
        << u"f:2:33: there is no file system 'begfs' (did you mean 'beegfs'?)"_s;
    QTest::newRow("no file systems")
        << QByteArray("groups: {a: {nodes: a, mounts: [beegfs]}}\n")
        << u"f:1:33: there is no file system 'beegfs' (declare it under 'filesystems')"_s;
    QTest::newRow("relative mount point")
        << QByteArray("filesystems: [{kind: lustre, mountpoint: fsx}]\ngroups: {a: {nodes: a}}\n")
        << u"f:1:42: the mount point 'fsx' must be an absolute path without '..' and without a '/' at its end (such as /mnt/beegfs)"_s;
    QTest::newRow("dotted mount point")
        << QByteArray("filesystems: [{kind: lustre, mountpoint: /a/../fsx}]\ngroups: {a: {nodes: a}}\n")
        << u"f:1:42: the mount point '/a/../fsx' must be an absolute path without '..' and without a '/' at its end (such as /mnt/beegfs)"_s;
    QTest::newRow("unknown kind")
        << QByteArray("filesystems: [{kind: virtio-fs, mountpoint: /d}]\ngroups: {a: {nodes: a}}\n")
        << u"f:1:22: 'filesystems[0].kind' cannot be 'virtio-fs' (did you mean 'virtiofs'?)"_s;
    QTest::newRow("twice the same file system")
        << QByteArray(
               "filesystems: [{kind: lustre, mountpoint: /d}, {kind: lustre, mountpoint: /e}]\ngroups: {a: {nodes: a}}\n")
        << u"f:1:47: there is already a file system 'lustre' (give each its own 'name')"_s;
    QTest::newRow("same mount point") << QByteArray(
        "filesystems: [{kind: lustre, mountpoint: /d}, {kind: virtiofs, mountpoint: /d}]\ngroups: {a: {nodes: a, mounts: [lustre, virtiofs]}}\n")
                                      << u"f:2:41: 'virtiofs' and 'lustre' have the same mount point"_s;
    QTest::newRow("bad unit")
        << QByteArray(
               "filesystems: [{kind: lustre, mountpoint: /d, mount_unit: --now}]\ngroups: {a: {nodes: a}}\n")
        << u"f:1:58: '--now' is no name of a mount or service unit (such as fsx.mount or beegfs-client.service)"_s;
    QTest::newRow("bad rate") << QByteArray(
        "filesystems: [{kind: lustre, mountpoint: /d, thresholds: {read: fast}}]\ngroups: {a: {nodes: a}}\n")
                              << u"f:1:65: 'fast' is not a rate (write it as '2 GB/s' or '800 MiB/s')"_s;
    QTest::newRow("bad metric") << QByteArray(
        "filesystems: [{kind: lustre, mountpoint: /d, thresholds: {reads: 1 GB/s}}]\ngroups: {a: {nodes: a}}\n")
                                << u"f:1:59: unknown key 'reads' (did you mean 'read'?)"_s;
    QTest::newRow("unknown role") << QByteArray("groups: {a: {nodes: a, roles: [beegfs-metad]}}\n")
                                  << u"f:1:32: unknown role 'beegfs-metad' (did you mean 'beegfs-meta'?)"_s;
    QTest::newRow("role without list") << QByteArray("groups: {a: {nodes: a, roles: beegfs-meta}}\n")
                                       << u"f:1:31: 'groups.a.roles' must be a list (write [beegfs-meta])"_s;
    QTest::newRow("option as node")
        << QByteArray("groups: {a: {nodes: -oProxyCommand=x}}\n")
        << u"f:1:21: '-oProxyCommand=x' cannot be the name of a node (letters, digits, '.', '-' and '_', and no '-' at its beginning)"_s;
    QTest::newRow("option as user") << QByteArray("groups: {a: {nodes: a, user: -l}}\n")
                                    << u"f:1:30: '-l' is not a valid user name"_s;
    QTest::newRow("option as address") << QByteArray("groups: {a: {nodes: a, address: -x}}\n")
                                       << u"f:1:33: '-x' is neither a host name nor an IP address"_s;
    QTest::newRow("option as jump host")
        << QByteArray("groups: {a: {nodes: a, proxy_jump: 'u@-x'}}\n")
        << u"f:1:36: 'u@-x' is not a valid jump host ([user@]host[:port], or none)"_s;
    QTest::newRow("shell in node")
        << QByteArray("groups: {a: {nodes: 'a;reboot'}}\n")
        << u"f:1:21: 'a;reboot' cannot be the name of a node (letters, digits, '.', '-' and '_', and no '-' at its beginning)"_s;
    QTest::newRow("port 0") << QByteArray("groups: {a: {nodes: a, port: 0}}\n")
                            << u"f:1:30: 'groups.a.port' must be a whole number from 1 to 65535"_s;
    QTest::newRow("port too large") << QByteArray("defaults: {port: 65536}\ngroups: {a: {nodes: a}}\n")
                                    << u"f:1:18: 'defaults.port' must be a whole number from 1 to 65535"_s;
    QTest::newRow("port range too large")
        << QByteArray("groups: {a: {nodes: 'a[1-2]', address: h, port: '[65535-65536]'}}\n")
        << u"f:1:49: '65536' is not a port from 1 to 65535"_s;
    QTest::newRow("become") << QByteArray("groups: {a: {nodes: a, become: su}}\n")
                            << u"f:1:32: 'groups.a.become' cannot be 'su' (allowed here: sudo, none)"_s;
    QTest::newRow("one address for many")
        << QByteArray("groups: {a: {nodes: 'a[1-3]', address: 10.0.0.1}}\n")
        << u"f:1:40: one address for 3 nodes (use a range such as 192.168.1.[11-14], or %h for the node's name)"_s;
    QTest::newRow("range of another length")
        << QByteArray("groups: {a: {nodes: 'a[1-3]', address: '10.0.0.[1-2]'}}\n")
        << u"f:1:40: '10.0.0.[1-2]' gives 2 values for 3 nodes (give one value for each node, in their order)"_s;
    QTest::newRow("override of nobody")
        << QByteArray("groups: {a: {nodes: a}}\nnodes:\n  b: {port: 1}\n")
        << u"f:3:3: the node 'b' is in no group (add it to the 'nodes' of a group)"_s;
    QTest::newRow("other home")
        << QByteArray("groups: {a: {nodes: a, identity: ~root/key}}\n")
        << u"f:1:34: the home folders of other users are not looked up (write the whole path)"_s;
    QTest::newRow("empty command")
        << QByteArray("build_environment: {command: []}\ngroups: {a: {nodes: a}}\n")
        << u"f:1:30: the command is empty (give a program and its arguments as a list)"_s;
    QTest::newRow("bad cluster") << QByteArray("cluster: \"a\\eb\"\ngroups: {a: {nodes: a}}\n")
                                 << u"f:1:10: the cluster's name must be 1 to 100 printable characters"_s;
}

void TestInventory::mistakesAreRefusedWithPlaceAndHint()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, mistake);
    QCOMPARE(mistakes(loadInventory(text, u"f"_s)), QStringList{mistake});
}

void TestInventory::allMistakesAreReportedAtOnceInTheirOrder()
{
    const auto loaded = loadInventory("cluster: [x]\n"
                                      "filesystems: [{kind: nfs}]\n"
                                      "groups:\n"
                                      "  a: {nodes: 'a[1-3]', port: x, roles: [y]}\n"
                                      "  b b: {nodes: [a1, -c]}\n",
                                      u"f"_s);
    QStringList places;
    for (const Error &error : loaded.error())
        places.append(error.context);
    QCOMPARE(places, (QStringList{u"f:1:10"_s, u"f:2:15"_s, u"f:2:22"_s, u"f:4:30"_s, u"f:4:41"_s, u"f:5:3"_s,
                                  u"f:5:17"_s, u"f:5:21"_s}));
}

void TestInventory::mountUnitsAreNamedAsSystemdNamesThem_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("unit");
    QTest::newRow("simple") << u"/fsx"_s << u"fsx.mount"_s;
    QTest::newRow("nested") << u"/mnt/beegfs"_s << u"mnt-beegfs.mount"_s;
    QTest::newRow("dash") << u"/mnt/my-data"_s << u"mnt-my\\x2ddata.mount"_s;
    QTest::newRow("blank") << u"/mnt/my data"_s << u"mnt-my\\x20data.mount"_s;
    QTest::newRow("dot first") << u"/.snap/x.y"_s << u"\\x2esnap-x.y.mount"_s;
    QTest::newRow("dot later") << u"/a/.b"_s << u"a-.b.mount"_s;
    QTest::newRow("kept") << u"/a_b:c.d"_s << u"a_b:c.d.mount"_s;
    QTest::newRow("utf-8") << u"/é"_s << u"\\xc3\\xa9.mount"_s;
    QTest::newRow("root") << u"/"_s << u"-.mount"_s;
    QTest::newRow("slashes") << u"//a//b/"_s << u"a-b.mount"_s;
    QTest::newRow("backslash") << u"/a\\b"_s << u"a\\x5cb.mount"_s;
}

void TestInventory::mountUnitsAreNamedAsSystemdNamesThem()
{
    QFETCH(QString, path);
    QTEST(mountUnitName(path), "unit");
}

void TestInventory::unitsAreExpectedOnlyWhereAssigned()
{
    const Inventory inventory = load(
        "filesystems:\n"
        "  - {kind: beegfs, version: 7.4.6, mountpoint: /mnt/beegfs}\n"
        "  - {kind: lustre, mountpoint: /fsx}\n"
        "  - {kind: beegfs, name: new, version: 8.1.0, mountpoint: /mnt/new}\n"
        "groups:\n"
        "  controller: {nodes: controller, roles: [beegfs-mgmtd, beegfs-meta, beegfs-client], mounts: [beegfs]}\n"
        "  compute: {nodes: compute, roles: [beegfs-storage], mounts: [new]}\n"
        "  login: {nodes: login, roles: [lustre-client, login], mounts: [lustre]}\n"
        "  spare: {nodes: spare}\n");
    const auto units = [&](const QString &node) {
        return expectedUnits(*inventory.node(node), inventory).join(u' ');
    };
    QCOMPARE(units(u"controller"_s),
             u"beegfs-mgmtd.service beegfs-meta.service beegfs-helperd.service beegfs-client.service"_s);
    QCOMPARE(units(u"compute"_s), u"beegfs-storage.service beegfs-client.service"_s);
    QCOMPARE(units(u"login"_s), u"fsx.mount"_s);
    QCOMPARE(units(u"spare"_s), QString());
}

void TestInventory::thresholdsAreReadInBaseUnits_data()
{
    QTest::addColumn<QString>("metric");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("again");
    QTest::newRow("GB") << u"read"_s << u"2 GB/s"_s << 2e9 << u"2 GB/s"_s;
    QTest::newRow("no blank") << u"write"_s << u"1.5GB/s"_s << 1.5e9 << u"1.5 GB/s"_s;
    QTest::newRow("MiB") << u"read"_s << u"800 MiB/s"_s << 838860800.0 << u"800 MiB/s"_s;
    QTest::newRow("operations") << u"metadata"_s << u"10000 op/s"_s << 10000.0 << u"10000 op/s"_s;
    QTest::newRow("thousands") << u"metadata"_s << u"10 kop/s"_s << 10000.0 << u"10000 op/s"_s;
    QTest::newRow("odd") << u"read"_s << u"123456789 B/s"_s << 123456789.0 << u"123456789 B/s"_s;
    QTest::newRow("percent") << u"scaling"_s << u"80 %"_s << 80.0 << u"80 %"_s;
    QTest::newRow("percent of a rate") << u"read"_s << u"80 %"_s << 0.0 << QString();
    QTest::newRow("wrong unit") << u"metadata"_s << u"2 GB/s"_s << 0.0 << QString();
    QTest::newRow("no unit") << u"read"_s << u"2"_s << 0.0 << QString();
    QTest::newRow("bits") << u"read"_s << u"2 Gb/s"_s << 0.0 << QString();
    QTest::newRow("zero") << u"read"_s << u"0 GB/s"_s << 0.0 << QString();
    QTest::newRow("negative") << u"read"_s << u"-1 GB/s"_s << 0.0 << QString();
    QTest::newRow("not a number") << u"read"_s << u"nan GB/s"_s << 0.0 << QString();
}

void TestInventory::thresholdsAreReadInBaseUnits()
{
    QFETCH(QString, metric);
    QFETCH(QString, text);
    QFETCH(double, value);
    QFETCH(QString, again);
    const auto threshold = parseThreshold(metric, text);
    QCOMPARE(threshold.has_value(), value > 0);
    if (threshold) {
        QCOMPARE(threshold->value, value);
        QCOMPARE(thresholdText(*threshold), again);
    }
}

void TestInventory::largeInventoriesLoad()
{
    const Inventory inventory = load(
        "groups: {a: {nodes: 'n[00000-99999]', address: '10.[0-9].[0-99].[0-99]'}}\n");
    QCOMPARE(inventory.nodes.size(), 100'000);
    QCOMPARE(inventory.node(u"n12345"_s)->address, u"10.1.23.45"_s);
}

QTEST_GUILESS_MAIN(TestInventory)
#include "tst_inventory.moc"
