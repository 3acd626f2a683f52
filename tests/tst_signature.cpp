// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/knownlines.h"
#include "models/playbook/knowledge.h"
#include "models/signature/logline.h"
#include "models/signature/logmatch.h"
#include "models/signature/signaturereader.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QByteArray goodFile = R"(filesystem: lustre
signatures:
  - id: lost
    pattern: 'Connection to (?P<target>\S+) was lost'
    sources: [kernel]
    severity: warning
    title: {en: Lost, ko: 끊김}
    meaning: {en: '{{target}} is gone', ko: '{{target}} 없음'}
    hint: Look at it
    provenance: a manual
    sample: Connection to OST0 was lost
  - id: back
    pattern: 'Connection restored'
    sources: [kernel]
    benign: true
    title: Back
    meaning: It works again
    clears: [lost]
    provenance: a manual
    sample: Connection restored
)";

QString messages(const QList<Error> &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines.append(toString(error));
    return lines.join(u'\n');
}

const SignatureBook &shippedBook()
{
    static const Loaded<SignatureBook> book = loadSignatureBook(shippedSignatureFiles());
    static const SignatureBook none;
    return book ? *book : none;
}

SignatureBook goodBook()
{
    return SignatureBook(loadSignatures(goodFile, u"good.yaml"_s).value());
}

QStringList idsIn(const QList<const Signature *> &signatures)
{
    QStringList ids;
    for (const Signature *signature : signatures)
        ids.append(signature->id);
    return ids;
}

QStringList idsIn(const QList<LogMatch> &matches)
{
    QStringList ids;
    for (const LogMatch &match : matches)
        ids.append(match.signature);
    return ids;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What is known, not harmless and not said to be normal by a line right behind it in a file of tests/data.
QStringList badIdsOf(const QString &name)
{
    QStringList ids;
    for (const QByteArray &line : contentOf(QStringLiteral(VERMAGIC_TEST_DATA "/") + name).split('\n')) {
        const QList<const Signature *> found = shippedBook().match(logLine(line).text, {});
        if (found.isEmpty())
            continue;
        if (!found.constFirst()->benign)
            ids.append(found.constFirst()->id);
        if (found.constFirst()->id == "beegfs-init-complete"_L1)
            ids.removeAll(u"beegfs-waiting-management"_s);
    }
    ids.removeDuplicates();
    ids.sort();
    return ids;
}

} // namespace

class TestSignature : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shippedFilesAreRead();
    void everyShippedOneFitsItsSample_data();
    void everyShippedOneFitsItsSample();
    void everyShippedOneSpeaksKorean();
    void everyPlaybookThatIsNamedExists();
    void recordedLogsAreRecognised_data();
    void recordedLogsAreRecognised();
    void mistakesHaveTheirPlace_data();
    void mistakesHaveTheirPlace();
    void prefixesAreTakenOff_data();
    void prefixesAreTakenOff();
    void theMostSpecificComesFirst();
    void aSourceLimitsWhatCanMatch();
    void groupsFillTheTexts();
    void hostileLinesCostLittle();
    void linesAreCountedTogether();
    void newsAreAddedToWhatIsKnown();
    void whatIsOverIsForgotten();
    void aRebootOrANewLogBeginsAnew();
    void memoryIsBounded();
    void playbooksSpeakOfLogLines();
    void linesOfAnotherFileSystemAreNoEvidence();
};

void TestSignature::shippedFilesAreRead()
{
    const Loaded<SignatureBook> book = loadSignatureBook(shippedSignatureFiles());
    QVERIFY2(book, qPrintable(book ? QString() : messages(book.error())));
    QVERIFY(book->signatures().size() >= 120);
}

void TestSignature::everyShippedOneFitsItsSample_data()
{
    QTest::addColumn<QString>("id");
    for (const Signature &signature : shippedBook().signatures())
        QTest::newRow(qPrintable(signature.id)) << signature.id;
}

/// In the log that it says it stands in, and no other signature is taken for more specific.
void TestSignature::everyShippedOneFitsItsSample()
{
    QFETCH(QString, id);
    const Signature &signature = *shippedBook().find(id);
    const QString text = logLine(signature.sample.toUtf8()).text;
    for (const LogSource source : signature.sources)
        QCOMPARE(idsIn(shippedBook().match(text, source)).value(0), id);
    const QList<LogMatch> matches = logMatches(signature.sample.toUtf8(), u"x"_s, {}, shippedBook());
    QCOMPARE(idsIn(matches), QStringList{id});
    for (const LocalText *localText :
         {&signature.title, &signature.meaning, &signature.cause, &signature.hint}) {
        for (const QString &language : localText->byLanguage)
            QVERIFY2(!filledFromLine(language, signature, text).contains(u"{{"_s), qPrintable(language));
    }
}

void TestSignature::everyShippedOneSpeaksKorean()
{
    for (const Signature &signature : shippedBook().signatures()) {
        for (const LocalText *text :
             {&signature.title, &signature.meaning, &signature.cause, &signature.hint})
            QVERIFY2(text->byLanguage.isEmpty() || text->byLanguage.contains(u"ko"_s),
                     qPrintable(signature.id));
    }
}

void TestSignature::everyPlaybookThatIsNamedExists()
{
    const Loaded<Knowledge> knowledge = loadKnowledge(shippedKnowledgeFiles());
    QVERIFY(knowledge);
    for (const Signature &signature : shippedBook().signatures())
        QVERIFY2(signature.playbook.isEmpty() || knowledge->playbook(signature.playbook),
                 qPrintable(signature.id));
}

void TestSignature::recordedLogsAreRecognised_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("expected");

    // what worked, worked: nothing in it is called bad
    QTest::newRow("BeeGFS mounted") << u"logs/beegfs-mount-ok.txt"_s << u""_s;
    QTest::newRow("Lustre mounted") << u"logs/lustre-mounted.txt"_s << u""_s;
    QTest::newRow("a good build") << u"logs/make-beegfs-8.3.1-ok.txt"_s << u""_s;
    QTest::newRow("virtio-fs mounted") << u"logs/virtiofs-normal.txt"_s << u""_s;
    QTest::newRow("BeeGFS, ten failures")
        << u"logs/beegfs-mount-failures.txt"_s
        << u"beegfs-auth-file-missing beegfs-auth-file-small beegfs-configuration-error beegfs-management-timeout beegfs-management-unresolved beegfs-mirror-group beegfs-mount-cancelled beegfs-mount-option beegfs-no-config-file beegfs-no-management-host beegfs-waiting-management mount-refused mount-then-failed"_s;
    QTest::newRow("BeeGFS 8 with servers of 7")
        << u"logs/beegfs-version-mismatch.txt"_s
        << u"beegfs-invalid-message beegfs-management-timeout beegfs-mount-cancelled mount-refused"_s;
    QTest::newRow("Lustre, mount failures")
        << u"logs/lustre-mount-failures.txt"_s
        << u"beegfs-mirror-group kernel-module-not-found lnet-no-nets lustre-mgs-log lustre-modules-loaded lustre-mount-einval lustre-mount-enodev lustre-mount-fsname lustre-mount-nid lustre-mount-no-folder lustre-mount-option mount-unknown-type systemd-mount-no-unit"_s;
    QTest::newRow("Lustre, servers gone")
        << u"logs/lustre-server-loss.txt"_s
        << u"lustre-close-failed lustre-connection-lost lustre-evicted lustre-operation-failed lustre-request-timeout lustre-revalidate-failed lustre-statfs-failed"_s;
    QTest::newRow("signatures enforced")
        << u"logs/sig-enforce.txt"_s
        << u"kernel-key-rejected kernel-key-unavailable kernel-unsigned-rejected lustre-modules-loaded lustre-mount-enodev mount-unknown-type"_s;
    QTest::newRow("another kernel")
        << u"probe/vm-trixie-6.12.107-kernel-drift.txt"_s
        << u"dkms-headers-missing kernel-module-format kernel-module-not-found kernel-module-unknown-symbol kernel-symbol-version kernel-unknown-symbol lustre-modules-loaded lustre-mount-enodev mount-unknown-type"_s;
    QTest::newRow("first boot")
        << u"probe/vm-trixie-6.12.117-first-boot.txt"_s
        << u"beegfs-no-management-host systemd-mount-failed virtiofs-mount-wrong-tag virtiofs-tag-not-found"_s;
    QTest::newRow("apt") << u"probe/debian13-apt-headers.txt"_s << u"apt-no-headers apt-no-lustre-module"_s;
    QTest::newRow("a kernel without headers")
        << u"logs/kernel-postinst-no-headers.txt"_s << u"dkms-hook-skipped"_s;
    QTest::newRow("dkms 3.2")
        << u"probe/trixie-3.2.2-scenarios.txt"_s
        << u"dkms-broken dkms-build-exclusive dkms-headers-missing dkms-no-source dkms-not-in-tree dkms-source-gone"_s;
    QTest::newRow("dkms 3.0")
        << u"probe/bookworm-3.0.10-scenarios.txt"_s
        << u"build-make-stopped dkms-already-added dkms-autoinstall-failed dkms-build-exclusive dkms-build-failed dkms-command-failed dkms-consult-log dkms-headers-missing"_s;
    QTest::newRow("Lustre 2.15.8 on 6.12")
        << u"logs/build-lustre-2.15.8-on-6.12.txt"_s
        << u"build-lustre-remove-page build-missing-prototype build-strlcpy"_s;
    QTest::newRow("Lustre 2.16.1 on 6.12")
        << u"logs/build-lustre-2.16.1-on-6.12.txt"_s << u"build-ctl-table build-make-stopped"_s;
    QTest::newRow("BeeGFS 7.4.4 on 6.8")
        << u"logs/make-noble-7.4.4-6.8.0-149-generic.txt"_s
        << u"build-compiler-differs build-implicit-function build-incomplete-time build-ktime build-make-stopped build-strlcpy"_s;
    QTest::newRow("BeeGFS 7.4.5 on 6.11")
        << u"logs/make-noble-7.4.5-6.11.0-29-generic.txt"_s
        << u"build-compiler-differs build-make-stopped build-slab-mem-spread"_s;
    QTest::newRow("BeeGFS 8.1.0 on 6.14")
        << u"logs/make-noble-8.1.0-6.14.0-37-generic.txt"_s
        << u"build-compiler-differs build-d-revalidate build-make-stopped"_s;
    QTest::newRow("BeeGFS 8.2.2 on 6.17") << u"logs/make-noble-8.2.2-6.17.0-42-generic.txt"_s
                                          << u"build-compiler-differs build-iov-iter build-make-stopped"_s;
    QTest::newRow("BeeGFS 8.3.1 on 6.17") << u"logs/make-noble-8.3.1-6.17.0-42-generic.txt"_s
                                          << u"build-compiler-differs build-make-stopped build-page-index"_s;
    QTest::newRow("BeeGFS 8.3.1 on 7.0")
        << u"logs/make-noble-8.3.1-7.0.0-43-generic.txt"_s
        << u"build-compiler-differs build-generic-permission build-inode-permission-arguments build-make-stopped"_s;
    QTest::newRow("BeeGFS 8.0.1 on 6.12") << u"logs/make-trixie-8.0.1-6.12.117+deb13-cloud-amd64.txt"_s
                                          << u"build-make-stopped build-setpageerror"_s;
}

void TestSignature::recordedLogsAreRecognised()
{
    QFETCH(QString, file);
    QFETCH(QString, expected);
    QCOMPARE(badIdsOf(file).join(u' '), expected);
}

void TestSignature::mistakesHaveTheirPlace_data()
{
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QByteArray>("wrong");
    QTest::addColumn<QString>("message");

    QTest::newRow("unknown key") << QByteArray("severity: warning") << QByteArray("seriousness: warning")
                                 << u"good.yaml:6:5: unknown key 'seriousness'"_s;
    QTest::newRow("unknown source") << QByteArray("[kernel]\n    severity")
                                    << QByteArray("[kernal]\n    severity")
                                    << u"good.yaml:5:15: 'signatures[0].sources[0]' cannot be 'kernal'"_s;
    QTest::newRow("no regular expression") << QByteArray("(?P<target>\\S+)") << QByteArray("(?P<target>\\S+")
                                           << u"good.yaml:4:14: not a regular expression"_s;
    QTest::newRow("no fixed text") << QByteArray("'Connection restored'")
                                   << QByteArray("'(Connection|Link) \\w+'")
                                   << u"good.yaml:13:14: the pattern has no fixed text"_s;
    QTest::newRow("alternatives only")
        << QByteArray("'Connection restored'") << QByteArray("'Connection|restored'")
        << u"good.yaml:13:14: the pattern has no fixed text"_s;
    QTest::newRow("options") << QByteArray("'Connection restored'") << QByteArray("'(?i)connection restored'")
                             << u"good.yaml:13:14: a pattern sets no options"_s;
    QTest::newRow("another sample") << QByteArray("sample: Connection restored")
                                    << QByteArray("sample: It is back")
                                    << u"good.yaml:20:13: the pattern does not match its own sample"_s;
    QTest::newRow("no such group") << QByteArray("{{target}} 없음") << QByteArray("{{tarjet}} 없음")
                                   << u"good.yaml:8:14: the pattern has no group 'tarjet'"_s;
    QTest::newRow("harmless with a playbook")
        << QByteArray("benign: true") << QByteArray("benign: true\n    playbook: kernel")
        << u"good.yaml:16:5: a benign line asks for nothing, so it has no 'playbook'"_s;
    QTest::newRow("no advice") << QByteArray("    hint: Look at it\n") << QByteArray() << u"hint"_s;
    QTest::newRow("twice") << QByteArray("id: back") << QByteArray("id: lost")
                           << u"the id 'lost' is used twice"_s;
    QTest::newRow("no Korean spelling")
        << QByteArray("ko: 끊김") << QByteArray("kr: 끊김") << u"good.yaml:7:23: unknown key 'kr'"_s;
    QTest::newRow("a list") << goodFile << QByteArray("- id: x") << u"a signature file is a map"_s;
    QTest::newRow("costly") << QByteArray("'Connection to (?P<target>\\S+) was lost'")
                            << QByteArray("'(?P<target>(.*.*)+)was lost$'") << u"tries too many ways"_s;
}

void TestSignature::mistakesHaveTheirPlace()
{
    QFETCH(QByteArray, right);
    QFETCH(QByteArray, wrong);
    QFETCH(QString, message);
    QVERIFY(goodFile.contains(right));
    const Loaded<QList<Signature>> read = loadSignatures(QByteArray(goodFile).replace(right, wrong),
                                                         u"good.yaml"_s, ReadCare::Thorough);
    QVERIFY(!read);
    QVERIFY2(messages(read.error()).contains(message), qPrintable(messages(read.error())));
}

void TestSignature::prefixesAreTakenOff_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("text");

    const QString text = u"beegfs: mount(663): BeeGFS mount ready."_s;
    QTest::newRow("bare") << text.toUtf8() << QString() << QString() << text;
    QTest::newRow("dmesg") << "[  163.207849] " + text.toUtf8() << u"163.207849"_s << QString() << text;
    QTest::newRow("dmesg -r") << "<6>[    0.000000] " + text.toUtf8() << u"0.000000"_s << QString() << text;
    QTest::newRow("caller") << "[  163.207849][ T1234] " + text.toUtf8() << u"163.207849"_s << QString()
                            << text;
    QTest::newRow("dmesg -T") << "[Thu Nov 20 15:08:54 2025] " + text.toUtf8()
                              << u"Thu Nov 20 15:08:54 2025"_s << QString() << text;
    QTest::newRow("dmesg --time-format iso") << "2025-11-20T15:08:54,123456+00:00 " + text.toUtf8()
                                             << u"2025-11-20T15:08:54,123456+00:00"_s << QString() << text;
    QTest::newRow("journalctl -o short-iso") << "2025-11-20T15:08:54+0000 n1 kernel: " + text.toUtf8()
                                             << u"2025-11-20T15:08:54+0000"_s << u"kernel"_s << text;
    QTest::newRow("journalctl") << "Nov 20 15:08:54 n1 kernel: " + text.toUtf8() << u"Nov 20 15:08:54"_s
                                << u"kernel"_s << text;
    QTest::newRow("rsyslog") << "Nov  5 15:08:54 n1 kernel: [  163.207849] " + text.toUtf8()
                             << u"Nov  5 15:08:54"_s << u"kernel"_s << text;
    QTest::newRow("a unit") << QByteArray(
        "2025-11-20T15:08:54+00:00 n1 systemd[1]: Mounted fsx.mount - /fsx.")
                            << u"2025-11-20T15:08:54+00:00"_s << u"systemd"_s
                            << u"Mounted fsx.mount - /fsx."_s;
    QTest::newRow("BeeGFS 7") << QByteArray(
        "(2) Nov20 15:11:11 *df(1161) [Messaging (RPC)] >> Unable to connect")
                              << u"Nov20 15:11:11"_s << QString() << u"Unable to connect"_s;
    QTest::newRow("dnf") << QByteArray("2025-11-20T15:08:54+0000 CRITICAL Error: GPG check FAILED")
                         << u"2025-11-20T15:08:54+0000"_s << QString() << u"Error: GPG check FAILED"_s;
    QTest::newRow("iso of dmesg is no host and program")
        << QByteArray("2025-11-20T15:08:54,123456+00:00 LustreError: fsx-MDT0000: operation failed")
        << u"2025-11-20T15:08:54,123456+00:00"_s << QString()
        << u"LustreError: fsx-MDT0000: operation failed"_s;
}

void TestSignature::prefixesAreTakenOff()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, time);
    QFETCH(QString, program);
    QFETCH(QString, text);
    const LogLine taken = logLine(line);
    QCOMPARE(taken.text, text);
    QCOMPARE(taken.time, time);
    QCOMPARE(taken.program, program);
}

void TestSignature::theMostSpecificComesFirst()
{
    const QString line =
        u"OsCompat.h:245:10: error: implicit declaration of function ‘SetPageError’; did you mean"_s;
    QCOMPARE(idsIn(shippedBook().match(line, LogSource::MakeLog)),
             (QStringList{u"build-setpageerror"_s, u"build-implicit-function"_s}));
}

void TestSignature::aSourceLimitsWhatCanMatch()
{
    const QString line = u"beegfs: mount(663): BeeGFS mount ready."_s;
    QCOMPARE(idsIn(shippedBook().match(line, LogSource::Kernel)), QStringList{u"beegfs-mount-ready"_s});
    QVERIFY(shippedBook().match(line, LogSource::Apt).isEmpty());
}

void TestSignature::groupsFillTheTexts()
{
    const SignatureBook book = goodBook();
    const Signature &lost = *book.find(u"lost"_s);
    QCOMPARE(filledFromLine(lost.meaning.in(u"en"_s), lost, u"Connection to MDT0 was lost"_s),
             u"MDT0 is gone"_s);
    QCOMPARE(filledFromLine(lost.meaning.in(u"ko_KR"_s), lost, u"Connection to MDT0 was lost"_s),
             u"MDT0 없음"_s);
}

/// Lines of 64 KB that are made of what the patterns look for, each thousands of times.
void TestSignature::hostileLinesCostLittle()
{
    for (const Signature &signature : shippedBook().signatures())
        QVERIFY2(!signature.pattern.isCostly(), qPrintable(signature.id));
    QByteArray text;
    for (const Signature &signature : shippedBook().signatures()) {
        const QByteArray literal = signature.pattern.literal().toUtf8();
        text += literal.repeated(65'536 / literal.size()) + '\n';
    }
    text += QByteArray(65'536, '(') + '\n' + QByteArray(65'536, '\xff') + '\n' + QByteArray(65'536, '\0')
            + '\n';
    QElapsedTimer timer;
    timer.start();
    const QList<LogMatch> matches = logMatches(text, u"x"_s, {}, shippedBook());
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed()) + u" ms"_s));
    QVERIFY(matches.size() <= mostLogMatches);
    for (const LogMatch &match : matches)
        QVERIFY(match.line.size() <= 500);
}

void TestSignature::linesAreCountedTogether()
{
    const QList<LogMatch> matches = logMatches(
        "[ 1.5] Connection to A was lost\nnoise\n[ 2.5] Connection to B was lost\n", u"journal"_s,
        LogSource::Kernel, goodBook());
    QCOMPARE(matches.size(), 1);
    QCOMPARE(matches[0], (LogMatch{u"lost"_s, {}, u"journal"_s, u"2.5"_s, u"Connection to B was lost"_s, 2}));
}

void TestSignature::newsAreAddedToWhatIsKnown()
{
    const LogMatch old{u"lost"_s, {}, u"journal"_s, u"1"_s, u"Connection to A was lost"_s, 3};
    const NodeLogs before{
        .bootId = u"b"_s, .positions = {{u"journal"_s, u"s=1"_s}, {u"apt"_s, u"7:100"_s}}, .matches = {old}};
    const NodeLogs nothing{.bootId = u"b"_s};
    QCOMPARE(withNews(before, nothing, goodBook()), before);

    NodeLogs news{.bootId = u"b"_s, .positions = {{u"journal"_s, u"s=2"_s}}};
    news.matches = {{u"lost"_s, {}, u"journal"_s, u"2"_s, u"Connection to B was lost"_s}};
    const NodeLogs now = withNews(before, news, goodBook());
    QCOMPARE(now.positions, (QMap<QString, QString>{{u"journal"_s, u"s=2"_s}, {u"apt"_s, u"7:100"_s}}));
    QCOMPARE(now.matches.size(), 1);
    QCOMPARE(now.matches[0].count, 4);
    QCOMPARE(now.matches[0].line, u"Connection to B was lost"_s);
    QCOMPARE(newestMatch(now, u"lost"_s), &now.matches[0]);
    QVERIFY(!newestMatch(now, u"back"_s));
}

void TestSignature::whatIsOverIsForgotten()
{
    const QByteArray lostThenBack = "Connection to A was lost\nConnection restored\n";
    QCOMPARE(idsIn(logMatches(lostThenBack, u"journal"_s, {}, goodBook())), QStringList{u"back"_s});
    const QByteArray lostAgain = lostThenBack + "Connection to A was lost\n";
    QCOMPARE(idsIn(logMatches(lostAgain, u"journal"_s, {}, goodBook())), (QStringList{u"back"_s, u"lost"_s}));
    // an earlier sweep saw the loss, this one the end of it
    const NodeLogs before{.matches = logMatches("Connection to A was lost\n", u"journal"_s, {}, goodBook())};
    const NodeLogs news{.matches = logMatches("Connection restored\n", u"journal"_s, {}, goodBook())};
    QCOMPARE(idsIn(withNews(before, news, goodBook()).matches), QStringList{u"back"_s});
}

void TestSignature::aRebootOrANewLogBeginsAnew()
{
    const LogMatch inKernel{u"lost"_s, {}, u"journal"_s, {}, u"Connection to A was lost"_s};
    const LogMatch inBuild{u"lost"_s, {}, u"make:beegfs"_s, {}, u"Connection to B was lost"_s};
    const NodeLogs before{
        .bootId = u"one"_s, .positions = {{u"journal"_s, u"s=1"_s}}, .matches = {inKernel, inBuild}};
    NodeLogs rebuilt{.bootId = u"one"_s, .restarted = {u"make:beegfs"_s}};
    QCOMPARE(withNews(before, rebuilt, goodBook()).matches, QList{inKernel});
    const NodeLogs booted{.bootId = u"two"_s};
    QVERIFY(withNews(before, booted, goodBook()).matches.isEmpty());
    QVERIFY(withNews(before, booted, goodBook()).positions.isEmpty());
}

/// Harmless lines go first.
void TestSignature::memoryIsBounded()
{
    NodeLogs logs;
    for (const QString &signature : {u"back"_s, u"lost"_s}) {
        for (int i = 0; i < 40; ++i) {
            NodeLogs news;
            news.matches = {{signature, {}, u"channel %1"_s.arg(i), {}, u"a line"_s}};
            logs = withNews(logs, news, goodBook());
            QVERIFY(logs.matches.size() <= mostLogMatches);
        }
    }
    QCOMPARE(idsIn(logs.matches).count(u"lost"_s), 40);
    QCOMPARE(idsIn(logs.matches).count(u"back"_s), mostLogMatches - 40);
}

/// Nothing said is Absent, nothing read is Unknown.
void TestSignature::playbooksSpeakOfLogLines()
{
    const Loaded<Knowledge> knowledge = loadKnowledge(shippedKnowledgeFiles());
    QVERIFY(knowledge);
    QVERIFY(knowledge->vocabulary.find(u"log.insecure-port"_s));
    QVERIFY(!knowledge->vocabulary.find(u"log.insecure-prot"_s));
    NodeLogs logs{.unread = {{u"journal"_s, u"only root may read it"_s}}};
    FactMap facts;
    addLogFacts(facts, logs, knowledge->signatures);
    QCOMPARE(facts.value(u"log.insecure-port"_s), Fact<QString>::unknown(u"only root may read it"_s));
    logs.positions = {{u"journal"_s, u"s=1"_s}};
    addLogFacts(facts, logs, knowledge->signatures);
    QVERIFY(facts.value(u"log.insecure-port"_s).isAbsent());
    const QString line = u"Refusing connection from 10.61.2.227:1024: insecure port."_s;
    logs.matches = logMatches("[ 5.5] LNetError: " + line.toUtf8() + '\n', u"journal"_s, LogSource::Kernel,
                              knowledge->signatures);
    addLogFacts(facts, logs, knowledge->signatures);
    QCOMPARE(facts.value(u"log.insecure-port"_s), Fact<QString>::known(u"LNetError: "_s + line));
}

void TestSignature::linesOfAnotherFileSystemAreNoEvidence()
{
    const Knowledge knowledge{.signatures = shippedBook(), .language = u"ko"_s};
    NodeLogs logs;
    logs.matches = logMatches("beegfs: loading out-of-tree module taints kernel.\n"
                              "Are the lustre modules loaded?\n"
                              "modprobe: ERROR: could not insert 'lustre': Key was rejected by service\n",
                              u"journal"_s, {}, shippedBook());
    const QList<KnownLine> lines = knownLines(logs, knowledge);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.last().benign);
    QVERIFY(lines.first().title.contains(u"커널"_s));
    QCOMPARE(linesAbout(lines, FilesystemKind::Lustre, 9).size(), 2);
    QCOMPARE(linesAbout(lines, FilesystemKind::BeeGfs, 9).size(), 1);
    QCOMPARE(linesAbout(lines, FilesystemKind::Lustre, 1).size(), 1);
}

QTEST_GUILESS_MAIN(TestSignature)
#include "tst_signature.moc"
