// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/nodeselection.h"
#include "models/inventory/nodeset.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

NodeSetNames names()
{
    return {{u"controller"_s, u"compute1"_s, u"compute2"_s, u"login1"_s},
            {{u"compute"_s, {u"compute1"_s, u"compute2"_s}},
             {u"rack1"_s, {u"login1"_s}},
             {u"rack2"_s, {u"controller"_s}}}};
}

Inventory smallInventory()
{
    Inventory inventory;
    inventory.groups = {{u"controller"_s, {u"controller"_s}, {}},
                        {u"compute"_s, {u"compute1"_s, u"compute2"_s, u"compute3"_s}, {}}};
    for (const QString &name : {u"controller"_s, u"compute1"_s, u"compute2"_s, u"compute3"_s}) {
        NodeSpec node;
        node.name = name;
        node.roles = {name == "controller"_L1 ? u"beegfs-meta"_s : u"beegfs-storage"_s};
        inventory.nodes.append(node);
    }
    return inventory;
}

} // namespace

class TestNodeSet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void expressionsStandForNodesAsInClusterShell_data();
    void expressionsStandForNodesAsInClusterShell();
    void badExpressionsAreRefused_data();
    void badExpressionsAreRefused();
    void parallelValuesKeepRepetitions();
    void foldedNamesAreShortAndStandForTheSame_data();
    void foldedNamesAreShortAndStandForTheSame();
    void selectionsFollowTheInventory_data();
    void selectionsFollowTheInventory();
    void aSelectionOfUnknownNodesIsAnErrorWithAHint();
};

void TestNodeSet::expressionsStandForNodesAsInClusterShell_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("nodes");
    QTest::newRow("one") << u"controller"_s << u"controller"_s;
    QTest::newRow("padded range") << u"compute[08-11]"_s << u"compute08 compute09 compute10 compute11"_s;
    QTest::newRow("padding grows") << u"n[098-101]"_s << u"n098 n099 n100 n101"_s;
    QTest::newRow("plain range") << u"n[9-11]"_s << u"n9 n10 n11"_s;
    QTest::newRow("zero") << u"n[0-2]"_s << u"n0 n1 n2"_s;
    QTest::newRow("list and step") << u"n[1,3-7/2,10]"_s << u"n1 n3 n5 n7 n10"_s;
    QTest::newRow("blanks in list") << u"n[1, 2]"_s << u"n1 n2"_s;
    QTest::newRow("two brackets") << u"r[1-2]n[01-02].ib"_s << u"r1n01.ib r1n02.ib r2n01.ib r2n02.ib"_s;
    QTest::newRow("union") << u"a[1-2],b"_s << u"a1 a2 b"_s;
    QTest::newRow("blank is union") << u"a1  b1, c1"_s << u"a1 b1 c1"_s;
    QTest::newRow("once each") << u"a[1-2],a2,a1"_s << u"a1 a2"_s;
    QTest::newRow("difference") << u"a[1-5]!a3"_s << u"a1 a2 a4 a5"_s;
    QTest::newRow("intersection") << u"a[1-5]&a[4-9]"_s << u"a4 a5"_s;
    QTest::newRow("exclusive or") << u"a[1-3]^a[3-4]"_s << u"a1 a2 a4"_s;
    QTest::newRow("from left to right") << u"a[1-9]!a[2-8],a5"_s << u"a1 a9 a5"_s;
    QTest::newRow("group") << u"@compute!compute2"_s << u"compute1"_s;
    QTest::newRow("groups by range") << u"@rack[1-2]"_s << u"login1 controller"_s;
    QTest::newRow("all") << u"@*!@compute"_s << u"controller login1"_s;
    QTest::newRow("wildcard") << u"comp*"_s << u"compute1 compute2"_s;
    QTest::newRow("question mark") << u"login?,compute[1-2]"_s << u"login1 compute1 compute2"_s;
    QTest::newRow("dashes in names") << u"gpu-a[1-2]-x"_s << u"gpu-a1-x gpu-a2-x"_s;
}

void TestNodeSet::expressionsStandForNodesAsInClusterShell()
{
    QFETCH(QString, expression);
    const auto expanded = expandNodeSet(expression, names());
    QVERIFY2(expanded.has_value(), expanded ? "" : qPrintable(toString(expanded.error())));
    QTEST(expanded->join(u' '), "nodes");
}

void TestNodeSet::badExpressionsAreRefused_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << u""_s << u"no node name"_s;
    QTest::newRow("blank") << u"  "_s << u"no node name"_s;
    QTest::newRow("open") << u"a[1-2"_s << u"lacks a ']'"_s;
    QTest::newRow("closed") << u"a1-2]"_s << u"without a '['"_s;
    QTest::newRow("nested") << u"a[1-[2-3]]"_s << u"inside"_s;
    QTest::newRow("backwards") << u"a[5-1]"_s << u"ends before it begins (write [1-5])"_s;
    QTest::newRow("letters") << u"a[x-z]"_s << u"bad range '[x-z]'"_s;
    QTest::newRow("empty bracket") << u"a[]"_s << u"bad range '[]'"_s;
    QTest::newRow("empty part") << u"a[1,,2]"_s << u"bad range"_s;
    QTest::newRow("step 0") << u"a[1-5/0]"_s << u"step is 0"_s;
    QTest::newRow("mixed zeros") << u"a[1-010]"_s << u"leading zeros"_s;
    QTest::newRow("operator first") << u"!a"_s << u"nothing before '!'"_s;
    QTest::newRow("operator last") << u"a,"_s << u"ends with an operator"_s;
    QTest::newRow("two operators") << u"a,,b"_s << u"nothing before ','"_s;
    QTest::newRow("unknown group") << u"@comput"_s << u"did you mean 'compute'?"_s;
    QTest::newRow("group source") << u"@slurm:all"_s << u"another group source"_s;
    QTest::newRow("too many") << u"n[1-200000]"_s << u"more than 100000 nodes"_s;
    QTest::newRow("too many by product") << u"n[1-1000]x[1-1000]"_s << u"more than 100000 nodes"_s;
    QTest::newRow("too many by union") << u"a[1-90000],b[1-90000]"_s << u"more than 100000 nodes"_s;
    QTest::newRow("too many by list") << u"a[1-90000,1-90000]"_s << u"more than 100000 nodes"_s;
    QTest::newRow("endless") << QString(200'000, u'a') << u"longer than"_s;
    QTest::newRow("numbers too long") << u"a[1-99999999999999999999]"_s << u"bad range"_s;
}

void TestNodeSet::badExpressionsAreRefused()
{
    QFETCH(QString, expression);
    QFETCH(QString, message);
    const auto expanded = expandNodeSet(expression, names());
    QVERIFY(!expanded.has_value());
    QVERIFY2(toString(expanded.error()).contains(message), qPrintable(toString(expanded.error())));
}

void TestNodeSet::parallelValuesKeepRepetitions()
{
    QCOMPARE(expandRanges(u"10.0.0.[1-2],10.0.0.1"_s).value(),
             (QStringList{u"10.0.0.1"_s, u"10.0.0.2"_s, u"10.0.0.1"_s}));
    QVERIFY(!expandRanges(u"a!b"_s).has_value());
}

void TestNodeSet::foldedNamesAreShortAndStandForTheSame_data()
{
    QTest::addColumn<QStringList>("nodes");
    QTest::addColumn<QString>("folded");
    QTest::newRow("range") << QStringList{u"c01"_s, u"c02"_s, u"c03"_s} << u"c[01-03]"_s;
    QTest::newRow("holes") << QStringList{u"c1"_s, u"c2"_s, u"c5"_s} << u"c[1-2,5]"_s;
    QTest::newRow("padding at 10") << QStringList{u"c08"_s, u"c09"_s, u"c10"_s} << u"c[08-10]"_s;
    QTest::newRow("no padding at 10") << QStringList{u"c9"_s, u"c10"_s} << u"c[9-10]"_s;
    QTest::newRow("widths stay apart") << QStringList{u"c1"_s, u"c01"_s} << u"c1,c01"_s;
    QTest::newRow("several names") << QStringList{u"login"_s, u"c1"_s, u"d1.ib"_s, u"c2"_s, u"d2.ib"_s}
                                   << u"login,c[1-2],d[1-2].ib"_s;
    QTest::newRow("last number") << QStringList{u"r1n1"_s, u"r1n2"_s, u"r2n1"_s} << u"r1n[1-2],r2n1"_s;
    QTest::newRow("one") << QStringList{u"c007"_s} << u"c007"_s;
    QTest::newRow("repeated") << QStringList{u"c1"_s, u"c1"_s, u"x"_s, u"x"_s} << u"c1,x"_s;
    QTest::newRow("long number") << QStringList{u"c12345678901234567890"_s} << u"c12345678901234567890"_s;
}

void TestNodeSet::foldedNamesAreShortAndStandForTheSame()
{
    QFETCH(QStringList, nodes);
    QTEST(foldNodeSet(nodes), "folded");
    QStringList again = expandNodeSet(foldNodeSet(nodes)).value();
    again.sort();
    nodes.removeDuplicates();
    nodes.sort();
    QCOMPARE(again, nodes);
}

void TestNodeSet::selectionsFollowTheInventory_data()
{
    QTest::addColumn<QString>("selection");
    QTest::addColumn<QString>("nodes");
    QTest::newRow("inventory order") << u"compute3,controller"_s << u"controller compute3"_s;
    QTest::newRow("group") << u"@compute!compute[1-2]"_s << u"compute3"_s;
    QTest::newRow("role") << u"@role:beegfs-meta"_s << u"controller"_s;
    QTest::newRow("wildcard") << u"*1"_s << u"compute1"_s;
    QTest::newRow("all") << u"@*"_s << u"controller compute1 compute2 compute3"_s;
}

void TestNodeSet::selectionsFollowTheInventory()
{
    QFETCH(QString, selection);
    const auto selected = selectNodes(selection, smallInventory());
    QVERIFY(selected.has_value());
    QTEST(selected->join(u' '), "nodes");
}

void TestNodeSet::aSelectionOfUnknownNodesIsAnErrorWithAHint()
{
    const auto unknown = selectNodes(u"compute[1-4]"_s, smallInventory());
    QVERIFY(!unknown.has_value());
    QCOMPARE(toString(unknown.error()), u"the inventory has no node 'compute4' (did you mean 'compute1'?)"_s);
    QCOMPARE(toString(selectNodes(u"gpu*"_s, smallInventory()).error()), u"'gpu*' selects no node"_s);
    QVERIFY(!selectNodes(u""_s, smallInventory()).has_value());
}

QTEST_GUILESS_MAIN(TestNodeSet)
#include "tst_nodeset.moc"
