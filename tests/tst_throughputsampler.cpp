// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sampling through a real sshd: what is seen and when, what a lost session leaves, and that nothing stays on the node.

#include "app/inventoryfile.h"
#include "app/practice/practicecluster.h"
#include "app/ssh/sshtransport.h"
#include "app/throughputsampler.h"
#include "tests/fakeshell.h"
#include "tests/sshdfixture.h"
#include "tests/vermagicprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr std::chrono::milliseconds fast{250};

/// The loops on this machine whose sessions come from the server of `sshd`.
QStringList loops(const QByteArray &mark)
{
    QStringList found;
    for (const QString &process : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const QByteArray words = readTestFile(u"/proc/%1/cmdline"_s.arg(process));
        const QByteArray environment = readTestFile(u"/proc/%1/environ"_s.arg(process));
        if (words.contains("vermagic-sample") && environment.contains(mark))
            found.append(process);
    }
    return found;
}

/// A stream of a node whose interface receives a million bytes a second.
QByteArray samplesOf(int frames)
{
    QByteArray text = "vermagic-sample 1 boot\nready\n";
    for (int i = 0; i < frames; ++i) {
        text += "frame\n/proc/self/stat:7 (grep) R 1 1 1 0 -1 0 9 0 0 0 0 0 0 0 20 0 1 0 "
                + QByteArray::number(12345 + 25 * i) + " 385 505\n/proc/net/dev:eth0: "
                + QByteArray::number(250'000 * i) + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\nend\n";
    }
    return text;
}

} // namespace

class TestThroughputSampler : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void valuesComeWithinTwoSeconds();
    void lustreAndBeegfsShowWhatFioDid();
    void stoppingEndsTheLoop();
    void aConsoleThatIsKilledLeavesNoLoop();
    void aLostSessionLeavesAGapAndGoesOn();
    void aNodeThatDoesNotAnswerSaysWhy();
    void anotherInventoryStopsIt();
    void aLoopThatEndsAtOnceIsNotBegunInARush();
    void aSampleThatCannotBeReadIsSaid();
    void whoeverListensMayStopOrBeginAnew();

private:
    QList<RatePoint> points(Measure measure = Measure::Read, const QString &filesystem = {}) const
    {
        const RateHistory *history = m_store->history({u"node1"_s, filesystem, measure});
        return history ? history->points() : QList<RatePoint>();
    }
    bool hasRates() const
    {
        return std::ranges::any_of(points(), [](const RatePoint &point) { return !point.isGap(); });
    }
    /// Instead of the real node: what each loop says, and whether it goes on.
    void answerWith(const FakeReply &reply);
    void load(const NodeSpec &node, const QList<FilesystemSpec> &filesystems = {});

    SshdFixture m_sshd;
    int m_loops = 0; ///< of answerWith()
    QByteArray m_mark;
    std::unique_ptr<ClusterState> m_state;
    std::unique_ptr<SshTransport> m_transport;
    std::unique_ptr<NodePool> m_pool;
    std::unique_ptr<ThroughputStore> m_store;
    std::unique_ptr<ThroughputSampler> m_sampler;
};

void TestThroughputSampler::initTestCase()
{
    m_mark = "SAMPLED_BY=" + m_sshd.path({}).toUtf8();
    QVERIFY(m_sshd.start("SetEnv " + m_mark));
}

void TestThroughputSampler::init()
{
    m_state = std::make_unique<ClusterState>(Knowledge());
    m_transport = std::make_unique<SshTransport>();
    m_pool = std::make_unique<NodePool>(
        [this](const NodeSpec &spec) {
            return std::unique_ptr<RemoteShell>(m_transport->shellFor(spec, m_sshd.settings()));
        },
        m_state.get());
    m_store = std::make_unique<ThroughputStore>();
    m_sampler = std::make_unique<ThroughputSampler>(m_pool.get(), m_state.get(), m_store.get());
    load(m_sshd.node());
}

void TestThroughputSampler::cleanup()
{
    m_sampler.reset();
    m_store.reset();
    m_pool.reset();
    m_transport.reset();
    m_state.reset();
    QTRY_VERIFY_WITH_TIMEOUT(loops(m_mark).isEmpty(), 5000);
}

void TestThroughputSampler::load(const NodeSpec &node, const QList<FilesystemSpec> &filesystems)
{
    Inventory inventory;
    inventory.cluster = u"test"_s;
    inventory.nodes = {node};
    inventory.filesystems = filesystems;
    m_state->apply(InventoryLoaded{inventory});
}

void TestThroughputSampler::valuesComeWithinTwoSeconds()
{
    QElapsedTimer timer;
    timer.start();
    m_sampler->start({u"node1"_s}, fast);
    QTRY_VERIFY_WITH_TIMEOUT(hasRates(), 5000);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(m_sampler->isSampling());
    QVERIFY(!m_sampler->error(u"node1"_s));
    QCOMPARE(loops(m_mark).size(), 1);
}

void TestThroughputSampler::lustreAndBeegfsShowWhatFioDid()
{
    const QTemporaryDir folder;
    PracticeCluster cluster(folder.filePath(u"practice"_s));
    const Result<QString> started = cluster.start({.nodes = 4, .story = false, .speed = 0});
    QVERIFY2(started, started ? "" : qPrintable(toString(started.error())));
    const auto end = qScopeGuard([&cluster] {
        if (!cluster.stop())
            qWarning("the practice cluster did not stop");
    });
    m_state->apply(InventoryLoaded{readInventoryFile(*started)->inventory});

    const QMap<QString, QString> folders{{u"compute01"_s, u"beegfs"_s}, {u"login02"_s, u"lustre"_s}};
    const auto series = [this, &folders](const QString &node) {
        const RateHistory *history = m_store->history({node, folders[node], Measure::Write});
        return history ? history->points() : QList<RatePoint>();
    };
    const QStringList nodes = folders.keys();
    m_sampler->start(nodes);
    for (const QString &node : nodes)
        QTRY_VERIFY_WITH_TIMEOUT(!series(node).isEmpty(), 10'000);

    QMap<QString, CommandResult> results;
    for (const auto &[node, filesystem] : folders.asKeyValueRange()) {
        CommandSpec fio;
        fio.argv = QStringLiteral(
                       "fio --name=x --rw=write --bs=1M --size=64M --rate=20M --time_based --runtime=5 "
                       "--output-format=terse --directory=%1")
                       .arg(filesystem == u"beegfs" ? u"/mnt/beegfs"_s : u"/fsx"_s)
                       .split(u' ');
        fio.privilege = Privilege::Sudo;
        connect(m_pool->shell(node)->run(fio), &RemoteCommand::finished, this,
                [&results, node](const CommandResult &result) { results[node] = result; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(results.size(), 2, 30'000);
    const double done = m_store->latestSecond();
    QTRY_VERIFY_WITH_TIMEOUT(m_store->latestSecond() > done + 2.5, 10'000);
    for (const QString &node : nodes) {
        const QList<QByteArray> fields = results[node].standardOutput.split(';');
        QVERIFY2(fields.size() > 50, results[node].standardError.constData());
        const double written = fields[46].toDouble() * 1024;
        double seen = 0;
        double before = -1;
        for (const RatePoint &point : series(node)) {
            QVERIFY2(!point.isGap(), qPrintable(node));
            seen += before < 0 ? 0 : point.rate * (point.seconds - before);
            before = point.seconds;
        }
        QVERIFY2(std::abs(seen - written) <= 0.03 * written,
                 qPrintable(u"%1: %2 of %3 bytes"_s.arg(node).arg(seen, 0, 'f', 0).arg(written, 0, 'f', 0)));
    }
}

void TestThroughputSampler::stoppingEndsTheLoop()
{
    m_sampler->start({u"node1"_s}, fast);
    QTRY_COMPARE_WITH_TIMEOUT(loops(m_mark).size(), 1, 5000);
    QSignalSpy sampled(m_sampler.get(), &ThroughputSampler::sampled);
    m_sampler->stop();
    QVERIFY(!m_sampler->isSampling());
    QTRY_VERIFY_WITH_TIMEOUT(loops(m_mark).isEmpty(), 3000);
    QCOMPARE(sampled.size(), 0);
}

void TestThroughputSampler::aConsoleThatIsKilledLeavesNoLoop()
{
    const NodeSpec node = m_sshd.node();
    QVERIFY(
        writeTestFile(m_sshd.path(u"inventory.yaml"_s),
                      QStringLiteral("cluster: test\ndefaults: {user: %1, identity: %2, known_hosts: %3, "
                                     "become: none, port: %4}\ngroups:\n  compute: {nodes: node1, address: "
                                     "127.0.0.1}\n")
                          .arg(node.user, node.identity, node.knownHosts)
                          .arg(node.port)
                          .toUtf8()));
    const VermagicProcess program;
    const std::unique_ptr<QProcess> console = program.start(
        {u"sample"_s, u"-i"_s, m_sshd.path(u"inventory.yaml"_s), u"--interval"_s, u"1"_s});
    QByteArray output;
    const auto hasLine = [&] {
        output += console->readAllStandardOutput();
        return output.contains('\n');
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasLine(), 10'000);
    const QJsonObject line = QJsonDocument::fromJson(output.split('\n').first()).object();
    QCOMPARE(line.value(u"node"_s).toString(), u"node1"_s);
    QVERIFY(line.value(u"read"_s).isDouble());
    QCOMPARE(loops(m_mark).size(), 1);
    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(console->processId()), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(loops(m_mark).isEmpty(), 5000);
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    qInfo("the loop was gone %lld ms after the console", timer.elapsed());
    console->waitForFinished();
}

void TestThroughputSampler::aLostSessionLeavesAGapAndGoesOn()
{
    m_sampler->start({u"node1"_s}, fast);
    QTRY_VERIFY_WITH_TIMEOUT(hasRates(), 5000);
    const qsizetype before = points().size();
    m_sshd.killSessions();
    QTRY_VERIFY_WITH_TIMEOUT(m_sampler->error(u"node1"_s), 5000);
    QTRY_VERIFY_WITH_TIMEOUT(points().size() >= before + 4 && !points().last().isGap(), 15'000);
    QVERIFY(!m_sampler->error(u"node1"_s));
    QVERIFY(std::ranges::any_of(points().mid(before - 1), &RatePoint::isGap));
    for (const RatePoint &point : points())
        QVERIFY2(point.isGap() || point.rate < 100e9, qPrintable(QString::number(point.rate)));
    QVERIFY(std::ranges::is_sorted(points(), {}, &RatePoint::seconds));
    QTRY_COMPARE_WITH_TIMEOUT(loops(m_mark).size(), 1, 3000);
}

void TestThroughputSampler::aNodeThatDoesNotAnswerSaysWhy()
{
    NodeSpec node = m_sshd.node();
    node.port = freePort();
    load(node);
    m_sampler->start({u"node1"_s}, fast);
    QTRY_VERIFY_WITH_TIMEOUT(m_sampler->error(u"node1"_s), 10'000);
    QCOMPARE(m_sampler->error(u"node1"_s)->code, ErrorCode::ConnectionRefused);
    QVERIFY(points().isEmpty());
}

void TestThroughputSampler::anotherInventoryStopsIt()
{
    m_sampler->start({u"node1"_s}, fast);
    QTRY_VERIFY_WITH_TIMEOUT(hasRates(), 5000);
    load(m_sshd.node(u"node2"_s));
    QVERIFY(!m_sampler->isSampling());
    QTRY_VERIFY_WITH_TIMEOUT(loops(m_mark).isEmpty(), 3000);
}

void TestThroughputSampler::answerWith(const FakeReply &reply)
{
    m_loops = 0;
    m_sampler.reset();
    m_pool = std::make_unique<NodePool>(
        [this, reply](const NodeSpec &spec) {
            return std::make_unique<FakeShell>(spec, [this, reply](const QString &, const CommandSpec &) {
                ++m_loops;
                return reply;
            });
        },
        m_state.get());
    m_sampler = std::make_unique<ThroughputSampler>(m_pool.get(), m_state.get(), m_store.get());
}

void TestThroughputSampler::aLoopThatEndsAtOnceIsNotBegunInARush()
{
    answerWith({.standardOutput = samplesOf(3)});
    m_sampler->start({u"node1"_s}, fast);
    QTRY_VERIFY_WITH_TIMEOUT(m_sampler->error(u"node1"_s), 2000);
    QVERIFY(hasRates());
    QTest::qWait(1200);
    QVERIFY2(m_loops >= 2 && m_loops <= 3, qPrintable(QString::number(m_loops)));
}

void TestThroughputSampler::aSampleThatCannotBeReadIsSaid()
{
    answerWith({.standardOutput = "vermagic-sample 1 boot\nready\nframe\n"
                                  + QByteArray("/proc/net/dev:0123456789\n").repeated(40'000) + "end\n",
                .hold = true});
    m_sampler->start({u"node1"_s}, fast);
    QTRY_VERIFY_WITH_TIMEOUT(m_sampler->error(u"node1"_s), 2000);
    QCOMPARE(m_sampler->error(u"node1"_s)->code, ErrorCode::Protocol);
    QVERIFY(!hasRates());
}

void TestThroughputSampler::whoeverListensMayStopOrBeginAnew()
{
    answerWith({.standardOutput = samplesOf(50), .hold = true});
    connect(m_sampler.get(), &ThroughputSampler::sampled, this, [this] {
        if (m_loops < 3)
            m_sampler->start({u"node1"_s}, fast);
        else
            m_sampler->stop();
    });
    m_sampler->start({u"node1"_s}, fast);
    QTRY_VERIFY_WITH_TIMEOUT(!m_sampler->isSampling(), 2000);
    QCOMPARE(m_loops, 3);
}

QTEST_GUILESS_MAIN(TestThroughputSampler)
#include "tst_throughputsampler.moc"
