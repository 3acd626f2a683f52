// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sessions of the practice cluster, recorded and looked at again when it is gone.

#include "app/console.h"
#include "app/consolereplay.h"
#include "app/knowledgeloader.h"
#include "app/recordingfile.h"
#include "app/reportexporter.h"
#include "tests/journeybench.h"
#include "views/mainwindow.h"
#include "views/replaybar.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestReplay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void aReplayedReportIsTheLiveOne_data();
    void aReplayedReportIsTheLiveOne();
    void chosenNodesStayChosen();
    void nothingIsOverwritten();
    void aReplayAsksNobody();
    void anInterruptedCheckIsPartialWhenReplayed();
    void theWindowShowsSweepAfterSweep();
    void theWindowRecords();

private:
    QString file(const QString &name) const { return m_bench.file(name); }
    static QByteArray contents(const QString &path);
    QString recordedWatch();

    JourneyBench m_bench;
};

void TestReplay::initTestCase()
{
    const Result<void> started = m_bench.start();
    QVERIFY2(started, started ? "" : qPrintable(toString(started.error())));
}

void TestReplay::cleanup()
{
    QVERIFY(m_bench.cleanUp());
}

void TestReplay::cleanupTestCase()
{
    QVERIFY(m_bench.stop());
}

QByteArray TestReplay::contents(const QString &path)
{
    QFile opened(path);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

void TestReplay::aReplayedReportIsTheLiveOne_data()
{
    QTest::addColumn<QString>("format");
    for (const QString &format : reportFormats())
        QTest::newRow(qPrintable(format)) << format;
}

void TestReplay::aReplayedReportIsTheLiveOne()
{
    QFETCH(const QString, format);
    QVERIFY(m_bench.breakNode(u"headers-missing"_s, u"compute02"_s));
    const QString recording = file(format + u".jsonl"_s);
    const QString live = file(u"live."_s + format);
    const QString again = file(u"again."_s + format);
    // When the report before was made is nothing that a recording knows.
    QDir(QFileInfo(m_bench.inventory()).absolutePath() + u"/reports"_s).removeRecursively();
    const ProcessResult checked = m_bench.program().run(
        {u"check"_s, u"-i"_s, m_bench.inventory(), u"-f"_s, format, u"-o"_s, live, u"--record"_s, recording});
    QVERIFY2(checked.standardError.isEmpty(), checked.standardError.constData());
    // The console that looks at it has proven nothing itself.
    const VermagicProcess elsewhere;
    const ProcessResult replayed = elsewhere.run(
        {u"check"_s, u"--replay"_s, recording, u"-f"_s, format, u"-o"_s, again});
    QVERIFY2(replayed.standardError.isEmpty(), replayed.standardError.constData());
    QCOMPARE(replayed.exitCode, checked.exitCode);
    QVERIFY(contents(live).size() > 20);
    const QByteArrayList lines = contents(again).split('\n');
    const QByteArrayList expected = contents(live).split('\n');
    for (qsizetype i = 0; i < std::max(lines.size(), expected.size()); ++i)
        QCOMPARE(lines.value(i), expected.value(i));
    QCOMPARE(QFile::permissions(recording) & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
}

void TestReplay::chosenNodesStayChosen()
{
    const QString recording = file(u"two.jsonl"_s);
    QCOMPARE(m_bench.run(u"check"_s, u"compute[01-02]"_s, {u"-q"_s, u"--record"_s, recording}).exitCode, 0);
    const ProcessResult replayed = m_bench.program().run(
        {u"check"_s, u"--replay"_s, recording, u"-f"_s, u"csv"_s});
    QCOMPARE(replayed.exitCode, 0);
    QVERIFY(replayed.standardOutput.contains("compute01") && replayed.standardOutput.contains("compute02"));
    QVERIFY(!replayed.standardOutput.contains("compute03"));
}

void TestReplay::nothingIsOverwritten()
{
    const QString recording = file(u"mine.jsonl"_s);
    QVERIFY(QFile::copy(m_bench.inventory(), recording));
    const ProcessResult refused = m_bench.run(u"check"_s, u"compute01"_s, {u"--record"_s, recording});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.standardError.contains("exists already"), refused.standardError.constData());
    QCOMPARE(contents(recording), contents(m_bench.inventory()));
    const ProcessResult nowhere = m_bench.run(u"check"_s, u"compute01"_s,
                                              {u"--record"_s, file(u"gone/x.jsonl"_s)});
    QCOMPARE(nowhere.exitCode, 3);
}

void TestReplay::aReplayAsksNobody()
{
    const QString recording = file(u"mixed.jsonl"_s);
    QCOMPARE(m_bench.run(u"check"_s, u"compute01"_s, {u"-q"_s, u"--record"_s, recording}).exitCode, 0);
    for (const QStringList &wrong : {QStringList{u"-i"_s, m_bench.inventory()},
                                     {u"--record"_s, file(u"y"_s)},
                                     {u"--sweep"_s, u"2"_s},
                                     {u"--sweep"_s, u"0"_s},
                                     {u"--nodes"_s, u"nobody"_s}}) {
        const ProcessResult refused = m_bench.program().run(QStringList{u"check"_s, u"--replay"_s, recording}
                                                            + wrong);
        QCOMPARE(refused.exitCode, 3);
        QCOMPARE(refused.standardOutput, QByteArray());
        QVERIFY(!refused.standardError.isEmpty());
    }
    QCOMPARE(m_bench.program().run({u"check"_s, u"--replay"_s, m_bench.inventory()}).exitCode, 3);
    QFile huge(file(u"huge.jsonl"_s));
    QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(300LL * 1024 * 1024)); // of holes
    const ProcessResult tooLarge = m_bench.program().run({u"check"_s, u"--replay"_s, huge.fileName()});
    QCOMPARE(tooLarge.exitCode, 3);
    QVERIFY2(tooLarge.standardError.contains("larger than 256 MiB"), tooLarge.standardError.constData());
}

void TestReplay::anInterruptedCheckIsPartialWhenReplayed()
{
    const QString recording = file(u"partial.jsonl"_s);
    const QString lab = file(u"silent.yaml"_s);
    QFile written(lab);
    QVERIFY(written.open(QIODevice::WriteOnly));
    QTcpServer silent; // accepts by its backlog, answers nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    written.write("cluster: lab\ngroups:\n  a: {nodes: dumb, address: 127.0.0.1, port: "
                  + QByteArray::number(silent.serverPort()) + "}\n");
    written.close();
    const std::unique_ptr<QProcess> process = m_bench.program().start(
        {u"check"_s, u"-i"_s, lab, u"-f"_s, u"json"_s, u"--record"_s, recording, u"--timeout"_s, u"600"_s});
    QVERIFY(silent.waitForNewConnection(30'000)); // the sweep is under way
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const ProcessResult live = VermagicProcess::wait(*process);
    QCOMPARE(live.exitCode, 2);
    const ProcessResult again = m_bench.program().run(
        {u"check"_s, u"--replay"_s, recording, u"-f"_s, u"json"_s});
    QCOMPARE(again.exitCode, 2);
    QCOMPARE(again.standardOutput, live.standardOutput);
    QVERIFY(!again.json()[u"complete"_s].toBool());
}

/// Healthy first, then broken; at least two sweeps.
QString TestReplay::recordedWatch()
{
    const QString recording = file(u"watch.jsonl"_s);
    const std::unique_ptr<QProcess> process = m_bench.program().start(
        {u"watch"_s, u"-i"_s, m_bench.inventory(), u"--interval"_s, u"1"_s, u"--record"_s, recording});
    QByteArray output;
    const auto printed = [&](const QByteArray &text) {
        output += process->readAllStandardOutput();
        return output.contains(text);
    };
    if (!QTest::qWaitFor([&] { return printed("heartbeat"); }, 30'000)
        || !m_bench.breakNode(u"service-down"_s, u"compute01"_s)
        || !QTest::qWaitFor([&] { return printed("\"before\":\"healthy\""); }, 30'000))
        return {};
    ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
    return VermagicProcess::wait(*process).exitCode == 1 ? recording : QString();
}

void TestReplay::theWindowShowsSweepAfterSweep()
{
    const QString path = recordedWatch();
    QVERIFY(!path.isEmpty());
    const Loaded<Recording> recording = readRecordingFile(path);
    QVERIFY2(recording, recording ? "" : qPrintable(toString(recording.error().first())));
    const qsizetype last = recording->sweeps().size() - 1;
    QVERIFY(last >= 1);

    QSettings settings(file(u"settings.ini"_s), QSettings::IniFormat);
    ConsoleReplay console(*readKnowledge({}, u"en"_s), *recording, &settings);
    MainWindow &window = console.window();
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto state = [&] { return console.state().snapshot().node(u"compute01"_s)->diagnosis.state; };
    QCOMPARE(state(), NodeState::Healthy);
    QVERIFY2(window.windowTitle().contains(u"recorded"_s), qPrintable(window.windowTitle()));
    for (const QAction *action : window.findChildren<QAction *>()) {
        if (action->text() == u"&Refresh"_s || action->text() == u"&Open inventory…"_s) {
            QVERIFY(!action->isEnabled());
            QVERIFY(action->toolTip().contains(u"recorded session"_s));
        }
    }

    auto *bar = window.findChild<ReplayBar *>();
    QVERIFY(bar && bar->isVisible());
    const auto press = [&](const QString &name) {
        for (QToolButton *button : bar->findChildren<QToolButton *>()) {
            if (button->accessibleName() == name)
                QTest::mouseClick(button, Qt::LeftButton);
        }
    };
    for (qsizetype sweep = 0; sweep < last; ++sweep)
        press(u"Next sweep"_s);
    QCOMPARE(state(), NodeState::Broken);
    window.selectNodes({u"compute01"_s});
    QTRY_VERIFY(window.findChild<QPushButton *>(u"fixButton"_s));
    const QPushButton *fix = window.findChild<QPushButton *>(u"fixButton"_s);
    QVERIFY(!fix->isEnabled());
    QVERIFY(fix->toolTip().contains(u"recorded session"_s));
    for (qsizetype sweep = 0; sweep < last; ++sweep)
        press(u"Previous sweep"_s);
    QCOMPARE(state(), NodeState::Healthy);
    press(u"Play the sweeps one after the other"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(), NodeState::Broken, 30'000);
}

void TestReplay::theWindowRecords()
{
    qputenv("XDG_STATE_HOME", file(u"state"_s).toLocal8Bit());
    QSettings settings(file(u"recording.ini"_s), QSettings::IniFormat);
    Console console(*readKnowledge({}, u"en"_s), &settings);
    MainWindow &window = console.window();
    window.show();
    console.openInventory(m_bench.inventory());
    const ClusterState &state = console.engine().state;
    QTRY_VERIFY_WITH_TIMEOUT(state.snapshot().sweepFinishedAt.isValid(), 30'000);
    const QString path = file(u"window.jsonl"_s);
    Q_EMIT window.recordRequested(path);
    QVERIFY(console.engine().recorder.isRecording());
    const QDateTime first = state.snapshot().sweepFinishedAt;
    Q_EMIT window.refreshRequested({});
    QTRY_VERIFY_WITH_TIMEOUT(state.snapshot().sweepFinishedAt > first, 30'000);
    Q_EMIT window.recordingStopped();
    QVERIFY(!console.engine().recorder.isRecording());

    const Loaded<Recording> recording = readRecordingFile(path);
    QVERIFY2(recording, recording ? "" : qPrintable(toString(recording.error().first())));
    QCOMPARE(recording->sweeps().size(), 2); // what was known when it began, and the one after
    QVERIFY(recording->momentAfter(1).complete);
    ClusterState again(*readKnowledge({}, u"en"_s));
    replay(*recording, 1, again);
    for (const NodeSnapshot &node : state.snapshot().nodes)
        QCOMPARE(again.snapshot().node(node.spec.name)->diagnosis, node.diagnosis);
}

QTEST_MAIN(TestReplay)
#include "tst_replay.moc"
