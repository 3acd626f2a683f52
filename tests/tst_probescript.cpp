// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/factcatalog.h"
#include "models/probe/gatherfacts.h"
#include "models/probe/probescript.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QByteArray marker = "0123456789abcdef0123456789abcdef";

QByteArray sweepScript()
{
    QFile file(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/probe/sweep.sh"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Inventory inventoryWithMountAt(const QString &mountpoint)
{
    Inventory inventory;
    inventory.cluster = u"lab"_s;
    inventory.filesystems = {{.name = u"beegfs"_s, .mountpoint = mountpoint}};
    inventory.nodes = {{.name = u"n1"_s,
                        .become = Become::None,
                        .roles = {u"beegfs-storage"_s, u"lustre-client"_s},
                        .mounts = {u"beegfs"_s}}};
    return inventory;
}

QByteArray answerOf(const QStringList &shell, const QByteArray &script)
{
    QProcess process;
    process.start(shell.first(), shell.sliced(1) + QStringList{u"-s"_s});
    process.write(script);
    process.closeWriteChannel();
    process.waitForFinished();
    return process.readAllStandardOutput();
}

} // namespace

class TestProbeScript : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyShellAnswersWithTheSameSections_data();
    void everyShellAnswersWithTheSameSections();
    void valuesOfTheInventoryCannotRunCommands();
    void sectionsCannotBeForgedByOutput();
    void aCutOffAnswerIsSeen();
    void everyServiceOfTheRolesIsAskedFor_data();
    void everyServiceOfTheRolesIsAskedFor();
};

void TestProbeScript::everyShellAnswersWithTheSameSections_data()
{
    QTest::addColumn<QStringList>("shell");
    QTest::newRow("sh") << QStringList{u"sh"_s};
    QTest::newRow("dash") << QStringList{u"dash"_s};
    QTest::newRow("bash as sh") << QStringList{u"bash"_s, u"--posix"_s};
}

void TestProbeScript::everyShellAnswersWithTheSameSections()
{
    QFETCH(const QStringList, shell);
    const Inventory inventory = inventoryWithMountAt(u"/nothing/is/here"_s);
    const ProbeRequest request = probeRequestFor(inventory.nodes.first(), inventory);
    const QList<ProbeSection> sections = splitSections(
        answerOf(shell, renderProbeScript(sweepScript(), request, marker)), marker);
    QVERIFY(!sections.isEmpty());
    QCOMPARE(sections.last().id, endSection);
    for (const ProbeSection &section : sections)
        QVERIFY2(section.complete, qPrintable(section.id));
    const NodeFacts facts = gatherFacts(sections, request);
    QProcess uname;
    uname.start(u"uname"_s, {u"-r"_s});
    QVERIFY(uname.waitForFinished());
    QCOMPARE(facts.runningKernel,
             Fact<QString>::known(QString::fromLatin1(uname.readAllStandardOutput().trimmed())));
    QCOMPARE(facts.os.value().id, u"debian"_s);
    QVERIFY(facts.os.value().architecture.size() > 2);
    QCOMPARE(facts.os.value().packageManager, u"apt"_s);
    QVERIFY(facts.uptimeSeconds.value() > 0);
    QVERIFY(facts.bootId.isKnown());
    QVERIFY(facts.headers.value(facts.runningKernel.value()).isAbsent());
    QVERIFY(facts.brokenPackages.isKnown());
    QVERIFY(facts.holds.isKnown());
    QVERIFY(facts.loadedModules.value(u"beegfs"_s).isAbsent()
            || facts.loadedModules.value(u"beegfs"_s).isUnknown());
    QCOMPARE(facts.mounts.value(u"/nothing/is/here"_s).value().health, MountHealth::Missing);
    QCOMPARE(facts.evidence.value(u"kernel"_s).command, u"uname -r"_s);
}

void TestProbeScript::valuesOfTheInventoryCannotRunCommands()
{
    QTemporaryDir folder;
    const QString trap = folder.filePath(u"trap"_s);
    const Inventory inventory = inventoryWithMountAt(u"/x'; touch "_s + trap + u"; '$(touch "_s + trap
                                                     + u")"_s);
    const ProbeRequest request = probeRequestFor(inventory.nodes.first(), inventory);
    const QByteArray answer = answerOf({u"sh"_s}, renderProbeScript(sweepScript(), request, marker));
    QCOMPARE(splitSections(answer, marker).last().id, endSection);
    QVERIFY(!QFile::exists(trap));
}

void TestProbeScript::sectionsCannotBeForgedByOutput()
{
    const QByteArray answer = "noise\n@@" + marker
                              + " begin kernel\nuname -r\n@@feed begin dkms\n@@feed end kernel 0\n6.1\n@@"
                              + marker + " end kernel 0\n@@" + marker + " done\n";
    const QList<ProbeSection> sections = splitSections(answer, marker);
    QCOMPARE(sections.size(), 2);
    QCOMPARE(sections[0].output, "@@feed begin dkms\n@@feed end kernel 0\n6.1");
    QVERIFY(gatherFacts(sections, {}).runningKernel.isUnknown());
}

void TestProbeScript::aCutOffAnswerIsSeen()
{
    const QByteArray answer = "@@" + marker + " begin kernel\nuname -r\n6.1.0-9-amd64\n@@" + marker
                              + " end kernel 0\n@@" + marker + " begin headers\nls\n6.1.0-9-amd64 mis";
    const NodeFacts facts = gatherFacts(splitSections(answer, marker), {});
    QCOMPARE(facts.runningKernel, Fact<QString>::known(u"6.1.0-9-amd64"_s));
    const Fact<HeaderFacts> headers = facts.headers.value(u"6.1.0-9-amd64"_s);
    QCOMPARE(headers.state(), FactState::Unknown);
    QCOMPARE(headers.reason(), u"the probe's answer ends too early"_s);
    QCOMPARE(facts.dkms.state(), FactState::Unknown);
}

void TestProbeScript::everyServiceOfTheRolesIsAskedFor_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QStringList>("units");
    QTest::newRow("server") << QStringList{u"beegfs-storage"_s} << u"8.1"_s
                            << QStringList{u"beegfs-storage.service"_s};
    QTest::newRow("services that came with BeeGFS 8")
        << QStringList{u"beegfs-remote"_s, u"beegfs-sync"_s, u"beegfs-watch"_s} << u"8.1"_s
        << QStringList{u"beegfs-remote.service"_s, u"beegfs-sync.service"_s, u"beegfs-watch.service"_s};
    QTest::newRow("helper of a BeeGFS 7 client")
        << QStringList{u"beegfs-client"_s} << u"7.4.6"_s << QStringList{u"beegfs-helperd.service"_s};
    QTest::newRow("what mounts is judged by its mount")
        << QStringList{u"beegfs-client"_s, u"login"_s} << u"8.1"_s << QStringList{};
}

void TestProbeScript::everyServiceOfTheRolesIsAskedFor()
{
    QFETCH(const QStringList, roles);
    QFETCH(const QString, version);
    Inventory inventory = inventoryWithMountAt(u"/mnt/beegfs"_s);
    inventory.filesystems.first().version = version;
    inventory.nodes.first().roles = roles;
    const ProbeRequest request = probeRequestFor(inventory.nodes.first(), inventory);
    QTEST(request.units, "units");
    QCOMPARE(request.mounts.first().unit, u"beegfs-client.service"_s);
    QVERIFY(renderProbeScript(sweepScript(), request, marker).contains("beegfs-client.service"));
}

QTEST_GUILESS_MAIN(TestProbeScript)
#include "tst_probescript.moc"
