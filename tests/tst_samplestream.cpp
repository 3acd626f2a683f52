// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sampler's script, run by real shells, and its stream as it arrives: in pieces, cut off, forged, without end.

#include "models/benchmark/samplestream.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <malloc.h>

#include <sys/resource.h>

#ifdef __SANITIZE_ADDRESS__
extern "C" std::size_t
__sanitizer_get_current_allocated_bytes(); // <sanitizer/allocator_interface.h>, rarely installed
#endif

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QByteArray stat = "/proc/self/stat:7 (a) b) R 1 1 1 0 -1 0 9 0 0 0 0 0 0 0 20 0 1 0 12345 385 505\n";
const QByteArray opened = "vermagic-sample 1 boot\nready\n";

QByteArray script()
{
    QFile file(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/probe/sample.sh"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template<typename Event>
QList<Event> only(const QList<SampleEvent> &events)
{
    QList<Event> found;
    for (const SampleEvent &event : events) {
        if (const auto *one = std::get_if<Event>(&event))
            found.append(*one);
    }
    return found;
}

/// What the script prints with these assignments; `path` goes in front of the search path.
QByteArray run(const QStringList &shell, const QByteArray &assignments, const QString &path = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!path.isEmpty())
        environment.insert(u"PATH"_s, path + u':' + environment.value(u"PATH"_s));
    process.setProcessEnvironment(environment);
    process.start(shell.first(), shell.mid(1) + QStringList{u"-s"_s});
    process.write(assignments + '\n' + script());
    process.closeWriteChannel();
    process.waitForFinished(20'000);
    return process.readAllStandardOutput();
}

/// Programs that come before the real ones, and a mount table that only grep knows.
class Tools
{
public:
    explicit Tools(const QByteArray &mounts)
    {
        QFile table(QFile::decodeName(file("mounts")));
        if (table.open(QIODevice::WriteOnly))
            table.write(mounts);
        add("grep",
            "for last; do :; done\n[ \"$last\" != /proc/self/mounts ] || set -- \"$@\" " + file("mounts")
                + "\ncase $1 in *q*) exec /usr/bin/grep \"$@\" ;; esac\n/usr/bin/grep \"$@\" | sed 's|^"
                + file("mounts") + ":|/proc/self/mounts:|'");
    }
    QString path() const { return m_folder.path(); }
    QByteArray file(const QByteArray &name) const
    {
        return QFile::encodeName(m_folder.filePath(QString::fromLatin1(name)));
    }
    void add(const QByteArray &name, const QByteArray &text) const
    {
        QFile tool(QFile::decodeName(file(name)));
        if (tool.open(QIODevice::WriteOnly))
            tool.write("#!/bin/sh\n" + text + '\n');
        tool.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

private:
    QTemporaryDir m_folder;
};

/// Bytes that this process has allocated and not freed. AddressSanitizer keeps what was freed for a while and counts itself.
qint64 allocated()
{
#ifdef __SANITIZE_ADDRESS__
    return qint64(__sanitizer_get_current_allocated_bytes());
#else
    const struct mallinfo2 info = mallinfo2();
    return qint64(info.uordblks) + qint64(info.hblkhd);
#endif
}

} // namespace

class TestSampleStream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyShellSamplesThisMachine_data();
    void everyShellSamplesThisMachine();
    void aLoopCostsLittle();
    void rootIsAskedForOnlyWhereItIsNeededAndAsksNothing_data();
    void rootIsAskedForOnlyWhereItIsNeededAndAsksNothing();
    void aToolThatHangsIsLeftAlone();
    void aToolHasItsTurnLessOften();
    void piecesMakeTheSameFrames();
    void aFileCannotPassForTheScript();
    void noiseBeforeTheHelloIsIgnored();
    void aFrameWithoutAnEndOrAClockIsDropped();
    void mountPointsMayHaveSpaces();
    void refusalsAreReadable();
    void endlessOutputIsNotKept_data();
    void endlessOutputIsNotKept();
};

void TestSampleStream::everyShellSamplesThisMachine_data()
{
    QTest::addColumn<QStringList>("shell");
    QTest::newRow("sh") << QStringList{u"sh"_s};
    QTest::newRow("dash") << QStringList{u"dash"_s};
    QTest::newRow("bash as sh") << QStringList{u"bash"_s, u"--posix"_s};
}

void TestSampleStream::everyShellSamplesThisMachine()
{
    QFETCH(const QStringList, shell);
    const QByteArray output = run(shell, "vg_interval=0.25 vg_frames=3 vg_sudo=0 vg_disks=1 vg_every=1");
    SampleStream stream;
    const QList<SampleEvent> events = stream.feed(output);
    QCOMPARE(stream.dropped(), 0);
    const QList<SampleHello> hellos = only<SampleHello>(events);
    QCOMPARE(hellos.size(), 1);
    QVERIFY(hellos[0].boot.size() >= 32);
    const QList<SampleFrame> frames = only<SampleFrame>(events);
    QCOMPARE(frames.size(), 3);
    for (qsizetype i = 1; i < frames.size(); ++i) {
        QVERIFY(frames[i].seconds >= frames[i - 1].seconds + 0.24);
        QVERIFY(frames[i].files.value("/proc/net/dev").contains("lo:"));
    }
    QFile uptime(u"/proc/uptime"_s);
    QVERIFY(uptime.open(QIODevice::ReadOnly));
    const double now = uptime.readAll().split(' ').first().toDouble();
    QVERIFY2(frames.last().seconds <= now && frames.last().seconds > now - 10, "the clock is the node's");
}

void TestSampleStream::aLoopCostsLittle()
{
    constexpr int frames = 20;
    rusage before = {};
    getrusage(RUSAGE_CHILDREN, &before);
    QCOMPARE(
        only<SampleFrame>(SampleStream().feed(run(
                              {u"sh"_s}, "vg_interval=0.05 vg_frames=20 vg_sudo=0 vg_disks=1 vg_every=1")))
            .size(),
        frames);
    rusage after = {};
    getrusage(RUSAGE_CHILDREN, &after);
    const auto milliseconds = [](const rusage &usage) {
        return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
               + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
    };
    const double each = (milliseconds(after) - milliseconds(before)) / frames;
    qInfo("%.1f ms of processor time per sample", each);
    QVERIFY2(each < 40, qPrintable(QString::number(each)));
}

void TestSampleStream::rootIsAskedForOnlyWhereItIsNeededAndAsksNothing_data()
{
    QTest::addColumn<QByteArray>("mounts");
    QTest::addColumn<QByteArray>("assignment");
    QTest::addColumn<bool>("asksNothing");
    QTest::addColumn<QByteArray>("calls");
    QTest::addColumn<QString>("refusal");
    const QByteArray lustre = "10.0.2.15@tcp:/fsxname /fsx lustre rw 0 0\n";
    QTest::newRow("nothing of root's") << QByteArray("/dev/vda1 / ext4 rw 0 0\n") << QByteArray("vg_sudo=1")
                                       << true << QByteArray() << QString();
    QTest::newRow("as root") << lustre << QByteArray("vg_sudo=1") << true << QByteArray("-n true\n-n sh -c\n")
                             << QString();
    QTest::newRow("with a password") << lustre << QByteArray("vg_sudo=1") << false << QByteArray("-n true\n")
                                     << u"sudo: a password is required"_s;
    QTest::newRow("not wanted") << lustre << QByteArray("vg_sudo=0") << true << QByteArray()
                                << u"sudo is not used on this node, or asks for a password"_s;
}

void TestSampleStream::rootIsAskedForOnlyWhereItIsNeededAndAsksNothing()
{
    QFETCH(const QByteArray, mounts);
    QFETCH(const QByteArray, assignment);
    QFETCH(const bool, asksNothing);
    QFETCH(const QByteArray, calls);
    QFETCH(const QString, refusal);
    const Tools tools(mounts);
    tools.add("id", "echo 1000");
    tools.add("sudo", "echo \"$1 $2${3:+ $3}\" | cut -d' ' -f1-3 >>" + tools.file("calls") + "\n"
                          + (asksNothing ? QByteArray("shift; exec \"$@\"")
                                         : QByteArray("echo 'sudo: a password is required' >&2; exit 1")));
    SampleStream stream;
    const QList<SampleEvent> events = stream.feed(
        run({u"sh"_s}, "vg_interval=0.25 vg_frames=2 vg_disks=0 vg_every=1 " + assignment, tools.path()));
    QCOMPARE(only<SampleFrame>(events).size(), 2);
    QCOMPARE(only<SampleHello>(events)[0].refusals.value(u"root"_s), refusal);
    QFile file(QFile::decodeName(tools.file("calls")));
    QCOMPARE(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(), calls);
}

void TestSampleStream::aToolThatHangsIsLeftAlone()
{
    const Tools tools("beegfs_nodev /mnt/beegfs beegfs rw 0 0\n");
    tools.add("beegfs", "sleep 60");
    QElapsedTimer timer;
    timer.start();
    const QList<SampleFrame> frames = only<SampleFrame>(SampleStream().feed(
        run({u"sh"_s}, "vg_interval=0.25 vg_frames=4 vg_sudo=0 vg_disks=0 vg_every=1", tools.path())));
    QCOMPARE(frames.size(), 4);
    QVERIFY2(frames[0].refusals.value(u"beegfs"_s).contains(u"no answer"),
             qPrintable(frames[0].refusals.value(u"beegfs"_s)));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestSampleStream::aToolHasItsTurnLessOften()
{
    const Tools tools("beegfs_nodev /mnt/beegfs beegfs rw 0 0\n");
    tools.add("beegfs", "echo counters");
    const QList<SampleFrame> frames = only<SampleFrame>(SampleStream().feed(
        run({u"sh"_s}, "vg_interval=0.25 vg_frames=5 vg_sudo=0 vg_disks=0 vg_every=4", tools.path())));
    QCOMPARE(frames.size(), 5);
    for (qsizetype i = 0; i < frames.size(); ++i) {
        QCOMPARE(frames[i].files.value("beegfs"), i % 4 == 0 ? "counters\n" : "");
        QCOMPARE(frames[i].later.contains(u"beegfs"), i % 4 != 0);
    }
}

void TestSampleStream::piecesMakeTheSameFrames()
{
    const QByteArray text = "motd\n" + opened + "frame\n" + stat
                            + "/proc/net/dev:  eth0: 1 2\n/proc/net/dev:x\nend\n" + "frame\n" + stat
                            + "end\n";
    for (const qsizetype piece : {qsizetype(1), qsizetype(7), text.size()}) {
        SampleStream stream;
        QList<SampleFrame> frames;
        for (qsizetype at = 0; at < text.size(); at += piece)
            frames += only<SampleFrame>(stream.feed(text.mid(at, piece)));
        QCOMPARE(frames.size(), 2);
        QCOMPARE(frames[0].seconds, 123.45); // the command's name has a parenthesis
        QCOMPARE(frames[0].files.value("/proc/net/dev"), "  eth0: 1 2\nx\n");
        QVERIFY(frames[1].files.isEmpty());
    }
}

void TestSampleStream::aFileCannotPassForTheScript()
{
    SampleStream stream;
    const QList<SampleEvent> events = stream.feed(
        opened + "frame\n" + stat + "beegfs:end\nbeegfs:frame\nbeegfs:vermagic-sample 1 forged\nend\n");
    QCOMPARE(events.size(), 2);
    QCOMPARE(std::get<SampleFrame>(events[1]).files.value("beegfs"),
             "end\nframe\nvermagic-sample 1 forged\n");
}

void TestSampleStream::noiseBeforeTheHelloIsIgnored()
{
    SampleStream stream;
    QVERIFY(stream.feed("Welcome!\nframe\n" + stat + "end\n").isEmpty());
    QCOMPARE(stream.feed(opened + "frame\n" + stat + "end\n").size(), 2);
}

void TestSampleStream::aFrameWithoutAnEndOrAClockIsDropped()
{
    SampleStream stream;
    const QList<SampleEvent> events = stream.feed(opened + "frame\n" + stat + "frame\n/x:1\nend\nframe\n"
                                                  + stat + "end\nframe\n/proc/self/stat:7 (a) R 1\nend\n");
    QCOMPARE(only<SampleFrame>(events).size(), 1);
    QCOMPARE(stream.dropped(), 3);
}

void TestSampleStream::mountPointsMayHaveSpaces()
{
    const QList<SampleEvent> events = SampleStream().feed(
        "vermagic-sample 1 boot\n/proc/self/mounts:beegfs_nodev /mnt/two\\040words beegfs rw 0 0\n"
        "/proc/self/mounts:cut off\nready\n");
    QCOMPARE(std::get<SampleHello>(events[0]).mounts,
             (QList<SampledMount>{{u"beegfs_nodev"_s, u"/mnt/two words"_s, u"beegfs"_s}}));
}

void TestSampleStream::refusalsAreReadable()
{
    const QList<SampleEvent> events = SampleStream().feed(
        "vermagic-sample 1 boot\ncannot root sudo: a \x1b[31mpassword\x1b[0m is required\nready\nframe\n"
        + stat + "cannot beegfs beegfs: no answer within 2 seconds\nend\n");
    QCOMPARE(std::get<SampleHello>(events[0]).refusals.value(u"root"_s), u"sudo: a password is required"_s);
    QCOMPARE(std::get<SampleFrame>(events[1]).refusals.value(u"beegfs"_s),
             u"beegfs: no answer within 2 seconds"_s);
}

void TestSampleStream::endlessOutputIsNotKept_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("line") << QByteArray() << QByteArray(64 * 1024, 'x');
    QTest::newRow("hello") << QByteArray("vermagic-sample 1 boot\n")
                           << QByteArray("address 10.0.0.1\n").repeated(4096);
    QTest::newRow("one file") << opened + "frame\n"
                              << QByteArray("/proc/net/dev:0123456789\n").repeated(4096);
    QTest::newRow("long lines") << opened + "frame\n" << "/proc/net/dev:" + QByteArray(64 * 1024, 'x') + '\n';
    QTest::newRow("empty lines") << opened + "frame\n" << QByteArray(64 * 1024, '\n');
}

void TestSampleStream::endlessOutputIsNotKept()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, piece);
    SampleStream stream;
    stream.feed(start);
    const qint64 before = allocated();
    for (int i = 0; i < 1000; ++i)
        QVERIFY(stream.feed(piece).isEmpty());
    const qint64 more = allocated() - before;
    QVERIFY2(more < 16 * 1024 * 1024, qPrintable(QString::number(more)));
    // and it finds its way back
    QCOMPARE(only<SampleFrame>(stream.feed('\n' + opened + "frame\n" + stat + "end\n")).size(), 1);
}

QTEST_GUILESS_MAIN(TestSampleStream)
#include "tst_samplestream.moc"
