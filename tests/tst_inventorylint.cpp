// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/inventorylint.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestInventoryLint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inventoriesAreLookedOver_data();
    void inventoriesAreLookedOver();
};

void TestInventoryLint::inventoriesAreLookedOver_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<LintLevel>("level");
    QTest::addColumn<QStringList>("messages");
    const QByteArray beegfs = "filesystems: [{kind: beegfs, mountpoint: /mnt/beegfs}]\n";
    QTest::newRow("nothing to say") << beegfs + "groups: {a: {nodes: 'a[1-3]', mounts: [beegfs]}}\n"
                                    << LintLevel::Warning << QStringList();
    QTest::newRow("mistakes come alone")
        << QByteArray("groups: {a: {nodes: 'a[3-1]', role: []}}\n") << LintLevel::Mistake
        << QStringList{u"f:1:21: bad range '[3-1]': it ends before it begins (write [1-3])"_s,
                       u"f:1:31: unknown key 'role' (did you mean 'roles'?)"_s};
    QTest::newRow("unused file system")
        << beegfs + "groups: {a: {nodes: a, roles: [beegfs-meta]}}\n"
        << LintLevel::Warning
        << QStringList{u"f: no node mounts the file system 'beegfs' (add it to the 'mounts' of a group)"_s};
    QTest::newRow("one machine twice")
        << beegfs
               + "groups:\n  a: {nodes: a, address: 10.0.0.1, mounts: [beegfs]}\n"
                 "  b: {nodes: b, address: 10.0.0.1, mounts: [beegfs]}\n"
                 "  c: {nodes: c, address: 10.0.0.1, port: 2222, mounts: [beegfs]}\n"
        << LintLevel::Warning << QStringList{u"f:4: 'b' has the same address as 'a': 10.0.0.1"_s};
    QTest::newRow("nothing to check")
        << QByteArray("groups: {a: {nodes: 'a[1-3]'}}\n") << LintLevel::Warning
        << QStringList{
               u"f:1: a[1-3] has neither roles nor mounts: only its kernel is checked (add 'mounts' to the group 'a')"_s};
    QTest::newRow("client without its file system")
        << QByteArray("groups: {a: {nodes: a, roles: [lustre-client]}}\n") << LintLevel::Warning
        << QStringList{
               u"f:1: 'a' is a lustre-client but mounts no lustre file system (add it to 'mounts')"_s};
}

void TestInventoryLint::inventoriesAreLookedOver()
{
    QFETCH(QByteArray, text);
    QFETCH(LintLevel, level);
    QStringList got;
    const QList<LintMessage> messages = lintInventory(text, u"f"_s);
    for (const LintMessage &message : messages) {
        QCOMPARE(int(message.level), int(level));
        got.append(toString(message.error));
    }
    QTEST(got, "messages");
}

QTEST_GUILESS_MAIN(TestInventoryLint)
#include "tst_inventorylint.moc"
