// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/gatherfacts.h"
#include "models/probe/probescript.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Vermagic;

/// The script run for real against a mount point whose stat never returns: /proc, which is mounted everywhere, with a
/// `stat` in front of PATH that sleeps. Each test has a state folder of its own.
class TestProbeSweep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aMountThatAnswersIsMounted();
    void aMountThatDoesNotAnswerIsUnknownAtFirstAndThenHung();
    void aSingleSweepThatMayWaitFindsAHungMount();
    void aHungCheckIsStartedOnlyOnce();
    void aCheckLeftByAnEarlierConsoleIsReportedAsHung();
    void aRecycledProcessIdIsNoCheck();
    void aMountThatComesBackIsMountedAgain();
    void aHungCheckDoesNotHoldTheAnswer();
    void aFolderThatOthersCouldWriteIsNotTrusted_data();
    void aFolderThatOthersCouldWriteIsNotTrusted();
    void rootIsAskedForBootFilesOnlyWhenSomethingMayHaveChanged();
    void hostileCommandsYieldUnknown_data();
    void hostileCommandsYieldUnknown();

private:
    QByteArray script() const;
    QList<ProbeSection> answer() const;
    NodeFacts sweep() const { return gatherFacts(answer(), m_request); }
    MountFacts mountAfterSweep() const { return sweep().mounts.value(u"/proc"_s).value(); }
    void writeTool(const QString &name, const QByteArray &body) const;
    QList<qint64> checksStarted() const;
    QString stateFolder() const;

    QTemporaryDir *m_folder = nullptr;
    ProbeRequest m_request;
    const QByteArray m_marker = "0123456789abcdef0123456789abcdef";
};

void TestProbeSweep::init()
{
    m_folder = new QTemporaryDir;
    QVERIFY(m_folder->isValid());
    QVERIFY(QDir(m_folder->path()).mkdir(u"bin"_s));
    m_request = {.mounts = {{u"/proc"_s, {}, u"proc"_s}}, .livenessWait = std::chrono::milliseconds(200)};
}

void TestProbeSweep::cleanup()
{
    for (const qint64 pid : checksStarted())
        ::kill(static_cast<pid_t>(pid), SIGKILL);
    delete m_folder;
}

QByteArray TestProbeSweep::script() const
{
    QFile file(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/probe/sweep.sh"));
    QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const QByteArray folder = m_folder->path().toUtf8();
    text.replace("    PATH=", "    PATH=" + folder + "/bin:");
    text.replace("for vg_parent in /tmp /dev/shm \"/run/user/$vg_uid\"", "for vg_parent in " + folder);
    if (m_request.sudo) { // tests may run as root, who never needs sudo
        text.replace("\"$(id -u)\" = 0", "no = yes");
        text.replace("[ ! -r \"$1\" ] || return 0", "");
        text.replace("/boot", folder + "/boot");
    }
    return renderProbeScript(text, m_request, m_marker);
}

QList<ProbeSection> TestProbeSweep::answer() const
{
    QProcess process;
    process.start(u"sh"_s, {u"-s"_s});
    process.write(script());
    process.closeWriteChannel();
    process.waitForFinished();
    return splitSections(process.readAllStandardOutput(), m_marker);
}

void TestProbeSweep::writeTool(const QString &name, const QByteArray &body) const
{
    QFile file(m_folder->filePath(u"bin/"_s + name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + body + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// The stat of these tests notes its process id before it sleeps.
QList<qint64> TestProbeSweep::checksStarted() const
{
    QFile file(m_folder->filePath(u"started"_s));
    QList<qint64> pids;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (!line.isEmpty())
                pids.append(line.toLongLong());
        }
    }
    return pids;
}

QString TestProbeSweep::stateFolder() const
{
    return m_folder->filePath(u"vermagic-"_s + QString::number(::getuid()));
}

void TestProbeSweep::aMountThatAnswersIsMounted()
{
    m_request.livenessWait = std::chrono::seconds(20);
    const MountFacts mount = mountAfterSweep();
    QCOMPARE(mount.health, MountHealth::Mounted);
    QCOMPARE(mount.filesystemType, u"proc"_s);
    QCOMPARE(QFile::permissions(stateFolder()) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestProbeSweep::aMountThatDoesNotAnswerIsUnknownAtFirstAndThenHung()
{
    writeTool(u"stat"_s, "echo $$ >>" + m_folder->filePath(u"started"_s).toUtf8() + "; exec sleep 600");
    m_request.livenessDeadline = std::chrono::seconds(1);
    QCOMPARE(mountAfterSweep().health, MountHealth::Unknown);
    QTRY_COMPARE_WITH_TIMEOUT(mountAfterSweep().health, MountHealth::Hung, 30'000);
    QCOMPARE(mountAfterSweep().health, MountHealth::Hung); // and stays so while the next check runs
    QVERIFY(!mountAfterSweep().detail.isEmpty());
}

void TestProbeSweep::aSingleSweepThatMayWaitFindsAHungMount()
{
    writeTool(u"stat"_s, "echo $$ >>" + m_folder->filePath(u"started"_s).toUtf8() + "; exec sleep 600");
    m_request.livenessDeadline = std::chrono::seconds(1);
    m_request.livenessWait = std::chrono::seconds(20);
    QCOMPARE(mountAfterSweep().health, MountHealth::Hung);
}

void TestProbeSweep::aHungCheckIsStartedOnlyOnce()
{
    writeTool(u"stat"_s, "echo $$ >>" + m_folder->filePath(u"started"_s).toUtf8() + "; exec sleep 600");
    m_request.livenessDeadline = std::chrono::seconds(500);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(mountAfterSweep().health, MountHealth::Unknown);
    QTRY_COMPARE(checksStarted().size(), 1);
}

void TestProbeSweep::aCheckLeftByAnEarlierConsoleIsReportedAsHung()
{
    writeTool(u"stat"_s, "echo $$ >>" + m_folder->filePath(u"started"_s).toUtf8() + "; exec sleep 600");
    m_request.livenessDeadline = std::chrono::seconds(500);
    QCOMPARE(mountAfterSweep().health, MountHealth::Unknown);
    QTRY_COMPARE(checksStarted().size(), 1);
    m_request.livenessDeadline = std::chrono::seconds(
        0); // it has been running for longer than this sweep allows
    const MountFacts mount = mountAfterSweep();
    QCOMPARE(mount.health, MountHealth::Hung);
    QVERIFY2(mount.detail.contains("process state S"_L1), qPrintable(mount.detail));
    QCOMPARE(checksStarted().size(), 1);
}

void TestProbeSweep::aRecycledProcessIdIsNoCheck()
{
    QVERIFY(QDir().mkdir(stateFolder()));
    QVERIFY(QFile::setPermissions(stateFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QFile file(stateFolder() + u'/' + liveKey(u"/proc"_s) + u".pid"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::number(QCoreApplication::applicationPid())
               + " 1 0\n"); // ours, with another start time
    file.close();
    m_request.livenessWait = std::chrono::seconds(20);
    QCOMPARE(mountAfterSweep().health, MountHealth::Mounted);
}

void TestProbeSweep::aMountThatComesBackIsMountedAgain()
{
    writeTool(u"stat"_s, "echo $$ >>" + m_folder->filePath(u"started"_s).toUtf8() + "; exec sleep 600");
    m_request.livenessDeadline = std::chrono::seconds(1);
    m_request.livenessWait = std::chrono::seconds(20);
    QCOMPARE(mountAfterSweep().health, MountHealth::Hung);
    QVERIFY(QFile::remove(m_folder->filePath(u"bin/stat"_s)));
    m_request.livenessDeadline = std::chrono::seconds(
        20); // a busy machine takes its time over a check that answers
    // the check that hung is being ended meanwhile
    QTRY_COMPARE_WITH_TIMEOUT(mountAfterSweep().health, MountHealth::Mounted, 30'000);
}

void TestProbeSweep::aHungCheckDoesNotHoldTheAnswer()
{
    writeTool(u"stat"_s, "echo $$ >>" + m_folder->filePath(u"started"_s).toUtf8() + "; exec sleep 600");
    m_request.livenessDeadline = std::chrono::seconds(500);
    QProcess process; // cat ends when nobody holds its input any more
    process.start(u"sh"_s, {u"-c"_s, u"sh -s 2>&1 | cat"_s});
    process.write(script());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(25'000));
    QTRY_COMPARE(checksStarted().size(), 1);
    QCOMPARE(::kill(static_cast<pid_t>(checksStarted().first()), 0), 0); // the check still runs
    QCOMPARE(splitSections(process.readAllStandardOutput(), m_marker).last().id, endSection);
}

void TestProbeSweep::aFolderThatOthersCouldWriteIsNotTrusted_data()
{
    QTest::addColumn<bool>("link");
    QTest::newRow("a link to somewhere else") << true;
    QTest::newRow("a folder open to others") << false;
}

void TestProbeSweep::aFolderThatOthersCouldWriteIsNotTrusted()
{
    QFETCH(const bool, link);
    const QString target = link ? m_folder->filePath(u"elsewhere"_s) : stateFolder();
    QVERIFY(QDir().mkdir(target));
    QVERIFY(QFile::setPermissions(target, QFile::Permissions(link ? 0x7700 : 0x7777)));
    if (link)
        QVERIFY(QFile::link(target, stateFolder()));
    QFile forged(target + u'/' + liveKey(u"/proc"_s) + u".result"_s);
    QVERIFY(forged.open(QIODevice::WriteOnly));
    forged.write("137\n");
    forged.close();
    const MountFacts mount = mountAfterSweep();
    QCOMPARE(mount.health, MountHealth::Unknown);
    QVERIFY2(mount.detail.contains("no safe folder"_L1), qPrintable(mount.detail));
    QCOMPARE(QDir(target).entryList(QDir::Files).size(), 1);
}

void TestProbeSweep::rootIsAskedForBootFilesOnlyWhenSomethingMayHaveChanged()
{
    writeTool(u"sudo"_s, "shift; [ \"$1\" != -n ] || shift; [ \"$1\" = true ] || echo \"$*\" >>"
                             + m_folder->filePath(u"log"_s).toUtf8() + "; exec \"$@\"");
    QVERIFY(QDir(m_folder->path()).mkpath(u"boot/grub"_s));
    QFile config(m_folder->filePath(u"boot/grub/grub.cfg"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("menuentry 'one' {\n  linux /boot/vmlinuz-6.1.0-1-amd64\n}\n");
    config.close();
    m_request.sudo = true;
    const auto sudos = [this] {
        QFile log(m_folder->filePath(u"log"_s));
        return log.open(QIODevice::ReadOnly) ? log.readAll().count("grub.cfg") : 0;
    };
    const auto menu = [this] {
        const QList<ProbeSection> sections = answer();
        const auto section = std::ranges::find(sections, u"grubcfg"_s, &ProbeSection::id);
        return section == sections.end() ? ProbeSection() : *section;
    };
    const ProbeSection first = menu();
    QVERIFY(first.output.contains("vmlinuz-6.1.0-1-amd64"));
    QVERIFY(first.command.startsWith(u"sudo -n grep -E '"_s));
    QCOMPARE(menu(), first);
    QCOMPARE(sudos(), 1);
    QVERIFY(QFile(m_folder->filePath(u"boot/vmlinuz-6.1.0-2-amd64"_s)).open(QIODevice::WriteOnly));
    QCOMPARE(menu(), first);
    QCOMPARE(sudos(), 2);
    m_request.fresh = true;
    QCOMPARE(menu(), first);
    QCOMPARE(sudos(), 3);
}

void TestProbeSweep::hostileCommandsYieldUnknown_data()
{
    QTest::addColumn<QByteArray>("uname");
    QTest::newRow("a command behind the release") << QByteArray("printf '6.1; touch /tmp/x #\\n'");
    QTest::newRow("substitution") << QByteArray("printf '$(reboot)\\n'");
    QTest::newRow("several lines") << QByteArray("printf '6.1.0\\n6.2.0\\n'");
    QTest::newRow("a forged section") << QByteArray("printf '@@x end kernel 0\\n@@x begin dkms\\n'");
    QTest::newRow("escapes") << QByteArray("printf '\\033[2J6.1\\033]0;x\\007\\n'");
    QTest::newRow("50 MB") << QByteArray("head -c 50000000 /dev/zero | tr '\\000' 6");
    QTest::newRow("an error") << QByteArray("echo broken >&2; exit 3");
    QTest::newRow("nothing") << QByteArray(":");
}

void TestProbeSweep::hostileCommandsYieldUnknown()
{
    QFETCH(const QByteArray, uname);
    writeTool(u"uname"_s, uname);
    const NodeFacts facts = sweep();
    QVERIFY(facts.runningKernel.isUnknown());
    QVERIFY(!facts.runningKernel.reason().isEmpty());
    QVERIFY(facts.uptimeSeconds.isKnown()); // the rest of the answer is there
    QVERIFY(facts.evidence.value(u"kernel"_s).output.size() <= 4200);
}

QTEST_GUILESS_MAIN(TestProbeSweep)
#include "tst_probesweep.moc"
