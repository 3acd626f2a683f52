// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sweep's script run for real on log files of a temporary folder, twice and more: what it reads, what the console
// makes of it, and that the second sweep brings news only.

#include "models/probe/logparsers.h"
#include "models/signature/logline.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QByteArray marker = "0123456789abcdef0123456789abcdef";

QStringList idsIn(const QList<LogMatch> &matches)
{
    QStringList ids;
    for (const LogMatch &match : matches)
        ids.append(match.signature);
    return ids;
}

} // namespace

class TestLogSweep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { delete m_folder; }
    void theJournalIsReadOnFromItsCursor();
    void withoutAJournalTheKernelsBufferIsRead();
    void aLogThatOnlyRootMayReadIsUnreadWithItsReason();
    void aFileIsReadOnFromWhereItEnded();
    void aShorterFileIsAnotherOne();
    void whatAptDidBeforeIsHistory();
    void anotherBuildReplacesTheLast();
    void muchIsCutToItsEnd();
    void positionsThatNoConsoleWroteAreLeftOut();

private:
    /// One more sweep; m_logs is what the console knows afterwards.
    void sweep();
    void write(const QString &name, const QByteArray &text,
               QIODevice::OpenMode mode = QIODevice::WriteOnly) const;
    void writeTool(const QString &name, const QByteArray &body) const;

    QTemporaryDir *m_folder = nullptr;
    ProbeRequest m_request;
    SignatureBook m_book;
    bool m_hasJournal = true;
    NodeLogs m_news; ///< of the last sweep alone
    NodeLogs m_logs;
};

void TestLogSweep::init()
{
    m_folder = new QTemporaryDir;
    for (const QString &name : {u"bin"_s, u"log/apt"_s, u"dkms/beegfs/8.1.0/build"_s})
        QVERIFY(QDir(m_folder->path()).mkpath(name));
    m_request = {.modules = {{.name = u"beegfs"_s, .dkmsNames = {u"beegfs"_s}}}};
    m_book = loadSignatureBook(shippedSignatureFiles()).value();
    m_logs = {};
    m_hasJournal = true;
    writeTool(u"journalctl"_s, "exit 0");
}

void TestLogSweep::write(const QString &name, const QByteArray &text, QIODevice::OpenMode mode) const
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(mode));
    file.write(text);
}

void TestLogSweep::writeTool(const QString &name, const QByteArray &body) const
{
    write(u"bin/"_s + name, "#!/bin/sh\n" + body + '\n');
    QFile::setPermissions(m_folder->filePath(u"bin/"_s + name),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestLogSweep::sweep()
{
    QFile file(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/probe/sweep.sh"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray script = file.readAll();
    const QByteArray folder = m_folder->path().toUtf8();
    script.replace("    PATH=", "    PATH=" + folder + "/bin:");
    script.replace("/var/log/", folder + "/log/");
    script.replace("/var/lib/dkms", folder + "/dkms");
    script.replace("/proc/sys/kernel/dmesg_restrict", folder + "/dmesg_restrict");
    script.replace("/run/log/journal", folder + "/run/journal");
    script.replace("\"$vg_sudo_mode\" != root",
                   "x != root"); // tests may run as root, who may read everything
    if (!m_hasJournal)
        script.replace("if vg_has journalctl;", "if false;");
    m_request.logPositions = m_logs.positions;
    QProcess process;
    process.start(u"sh"_s, {u"-s"_s});
    process.write(renderProbeScript(script, m_request, marker));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    m_news = parseLogs(splitSections(process.readAllStandardOutput(), marker), u"boot"_s, m_book);
    m_logs = withNews(m_logs, m_news, m_book);
}

void TestLogSweep::theJournalIsReadOnFromItsCursor()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"log/journal/0123"_s));
    write(u"log/journal/0123/system.journal"_s, {});
    writeTool(
        u"journalctl"_s,
        "echo \"$*\" >>" + m_folder->path().toUtf8()
            + "/asked\n"
              "case $* in *--after-cursor=s=1\\;i=2*) exit 0 ;; esac\n"
              "echo '2025-11-20T15:08:54+0000 n1 kernel: beegfs: disagrees about version of symbol module_layout'\n"
              "echo '2025-11-20T15:08:55+0000 n1 systemd[1]: mnt-x.mount: Mount process exited, code=exited, status=32/n/a'\n"
              "echo '-- cursor: s=1;i=2'");
    sweep();
    QCOMPARE(idsIn(m_logs.matches), (QStringList{u"kernel-symbol-version"_s, u"systemd-mount-failed"_s}));
    QCOMPARE(m_logs.matches[0].time, u"2025-11-20T15:08:54+0000"_s);
    QCOMPARE(m_logs.positions.value(u"journal"_s), u"s=1;i=2"_s);
    sweep();
    QCOMPARE(m_news.matches, QList<LogMatch>());
    QCOMPARE(m_logs.matches.size(), 2);
    QCOMPARE(m_logs.matches[0].count, 1);
    QFile asked(m_folder->filePath(u"asked"_s));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    const QList<QByteArray> calls = asked.readAll().trimmed().split('\n');
    QCOMPARE(calls.size(), 2);
    QVERIFY(calls[0].contains("-b") && calls[0].contains("-n 200") && !calls[0].contains("--after-cursor"));
    QVERIFY(calls[1].contains("--after-cursor=s=1;i=2"));
    QVERIFY(calls[1].contains("_TRANSPORT=kernel"));
    QVERIFY(calls[1].contains("UNIT=dkms.service"));
}

void TestLogSweep::withoutAJournalTheKernelsBufferIsRead()
{
    m_hasJournal = false;
    write(u"dmesg_restrict"_s, "0\n");
    writeTool(u"dmesg"_s, "cat " + m_folder->path().toUtf8() + "/kmsg");
    write(u"kmsg"_s,
          "[   10.000001] noise\n[   46.014407] beegfs: disagrees about version of symbol module_layout\n");
    sweep();
    QCOMPARE(m_logs.positions.value(u"dmesg"_s), u"46.014407"_s);
    QCOMPARE(idsIn(m_logs.matches), QStringList{u"kernel-symbol-version"_s});
    sweep();
    QCOMPARE(m_news.matches, QList<LogMatch>());
    QCOMPARE(m_logs.positions.value(u"dmesg"_s), u"46.014407"_s);
    write(u"kmsg"_s, "[   99.5] beegfs: disagrees about version of symbol rdma_connect\n", QIODevice::Append);
    sweep();
    QCOMPARE(m_news.matches.size(), 1);
    QCOMPARE(m_logs.matches[0].count, 2);
    QVERIFY(m_logs.matches[0].line.contains(u"rdma_connect"_s));
}

void TestLogSweep::aLogThatOnlyRootMayReadIsUnreadWithItsReason()
{
    sweep(); // the journal has no file that may be read, and sudo is not ours
    QCOMPARE(m_logs.unread.value(u"journal"_s), u"only root may read it"_s);
    QVERIFY(!m_logs.positions.contains(u"journal"_s));
}

void TestLogSweep::aFileIsReadOnFromWhereItEnded()
{
    write(u"log/beegfs-client.log"_s,
          "(2) Nov20 15:11:11 *df(1161) [Messaging (RPC)] >> Unable to connect to: beegfs-meta n1 [ID: 1]\n");
    sweep();
    QCOMPARE(idsIn(m_logs.matches), QStringList{u"beegfs-unable-to-connect"_s});
    QCOMPARE(m_logs.matches[0].time, u"Nov20 15:11:11"_s);
    sweep();
    QCOMPARE(m_news.matches, QList<LogMatch>());
    QCOMPARE(m_logs.matches[0].count, 1);
    write(u"log/beegfs-client.log"_s,
          "(2) Nov20 15:12:11 *df(1161) [Messaging (RPC)] >> Unable to connect to: beegfs-meta n1 [ID: 1]\n",
          QIODevice::Append);
    sweep();
    QCOMPARE(m_news.matches.size(), 1);
    QCOMPARE(m_news.matches[0].count, 1);
    QCOMPARE(m_logs.matches[0].count, 2);
}

void TestLogSweep::aShorterFileIsAnotherOne()
{
    write(u"log/beegfs-client.log"_s, QByteArray(500, '\n') + "Couldn't find any usable NIC\n");
    sweep();
    QCOMPARE(idsIn(m_logs.matches), QStringList{u"beegfs-no-interface"_s});
    write(u"log/beegfs-client.log"_s, "all is well\n");
    sweep();
    QVERIFY(m_logs.matches.isEmpty());
}

void TestLogSweep::whatAptDidBeforeIsHistory()
{
    write(u"log/apt/term.log"_s,
          "Log started: 2025-11-20  10:00:00\nError! Could not find module source directory.\n"
          "Log ended: 2025-11-20  10:00:01\n\nLog started: 2025-11-21  09:30:00\n"
          "dpkg: error processing package beegfs-client-dkms (--configure):\n");
    sweep();
    QCOMPARE(idsIn(m_logs.matches), QStringList{u"dpkg-package-failed"_s});
    QCOMPARE(m_logs.matches[0].time, u"2025-11-21  09:30:00"_s);
    write(u"log/apt/term.log"_s, "Log started: 2025-11-22  08:00:00\nSetting up beegfs-client-dkms\n",
          QIODevice::Append);
    sweep();
    QVERIFY(m_logs.matches.isEmpty());
}

void TestLogSweep::anotherBuildReplacesTheLast()
{
    write(
        u"dkms/beegfs/8.1.0/build/make.log"_s,
        "  CC [M]  OsCompat.o\nOsCompat.h:245:10: error: implicit declaration of function ‘SetPageError’; did\n");
    sweep();
    QCOMPARE(idsIn(m_logs.matches), QStringList{u"build-setpageerror"_s});
    QCOMPARE(m_logs.matches[0].channel, u"make:beegfs"_s);
    sweep();
    QCOMPARE(m_news.matches, QList<LogMatch>());
    QCOMPARE(m_logs.matches.size(), 1);
    write(u"dkms/beegfs/8.1.0/build/make.log"_s, "  CC [M]  OsCompat.o\n# exit code: 0\n");
    sweep();
    QVERIFY(m_logs.matches.isEmpty());
}

void TestLogSweep::muchIsCutToItsEnd()
{
    const QByteArray line =
        "(2) Nov20 15:11:11 *df(1161) [Messaging (RPC)] >> Unable to connect to: beegfs-meta n1 [ID: 1]\n";
    write(u"log/beegfs-client.log"_s, line.repeated(5000));
    sweep();
    QVERIFY(m_logs.matches[0].count > 50);
    QVERIFY(m_logs.matches[0].count <= 16384 / line.size());
    sweep();
    QCOMPARE(m_news.matches, QList<LogMatch>());
}

void TestLogSweep::positionsThatNoConsoleWroteAreLeftOut()
{
    for (const QString &text : {u"s=1;i=2;b=ff;m=1;t=2;x=3"_s, u"46.014407"_s, u"12:345:678"_s})
        QVERIFY(isLogPosition(text));
    for (const QString &text : {u""_s, u"a b"_s, u"$(reboot)"_s, u"a\nb"_s, u"'"_s, QString(401, u'a')})
        QVERIFY(!isLogPosition(text));
    m_request.logPositions = {{u"journal"_s, u"x'; touch /tmp/trap; '"_s}};
    QVERIFY(!renderProbeScript({}, m_request, marker).contains("trap"));
}

QTEST_GUILESS_MAIN(TestLogSweep)
#include "tst_logsweep.moc"
