// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The nodes' side of a network benchmark: the real script, as processes that send to each other over the loopback.

#include "models/benchmark/nodemeasurement.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int patience = 30'000;
const QByteArray mark = "0123456789abcdef";

class Node
{
public:
    explicit Node(const QString &name)
        : m_measurement(name, u"network"_s, mark)
    {
        m_process.start(u"python3"_s,
                        {QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/benchmarks/network.py"),
                         QString::fromLatin1(mark), u"2"_s, u"1"_s, u"2"_s, u"65536"_s, u"200"_s, u"60"_s});
    }
    ~Node()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    bool waitFor(NodeMeasurement::Stage stage)
    {
        return QTest::qWaitFor(
            [&] {
                hear();
                return m_measurement.stage() == stage;
            },
            patience);
    }
    bool waitForEnd()
    {
        const bool ended = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(patience);
        hear();
        return ended;
    }
    void send(const QByteArray &word)
    {
        m_clock.start();
        m_process.write(word);
        m_process.waitForBytesWritten();
    }
    void closeInput() { m_process.closeWriteChannel(); }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    int exitCode() const { return m_process.exitCode(); }
    QByteArray goTo() const { return "go 127.0.0.1 " + QByteArray::number(m_measurement.port()) + '\n'; }
    const NodeMeasurement &measurement() const { return m_measurement; }

private:
    void hear()
    {
        m_measurement.feed(m_process.readAllStandardOutput(),
                           m_clock.isValid() ? double(m_clock.elapsed()) / 1000 : 0);
    }

    QProcess m_process;
    QElapsedTimer m_clock;
    NodeMeasurement m_measurement;
};

} // namespace

class TestNetworkBenchmark : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoNodesSendToEachOther();
    void aNodeThatCannotBeReachedIsNamed();
    void whoDoesNotKnowTheMarkIsTurnedAway();
    void itEndsWithItsInput_data();
    void itEndsWithItsInput();
};

void TestNetworkBenchmark::twoNodesSendToEachOther()
{
    Node a(u"a"_s), b(u"b"_s);
    QVERIFY(a.waitFor(NodeMeasurement::Stage::Ready) && b.waitFor(NodeMeasurement::Stage::Ready));
    a.send(b.goTo());
    b.send(a.goTo());
    for (Node *node : {&a, &b}) {
        QVERIFY(node->waitForEnd());
        QCOMPARE(node->exitCode(), 0);
        const NodeMeasurement &measurement = node->measurement();
        QCOMPARE(measurement.stage(), NodeMeasurement::Stage::Done);
        QVERIFY(measurement.course().doneAt && measurement.course().problem.isEmpty());
        QCOMPARE(measurement.measures().metrics.size(), 1);
        const MetricMeasure &metric = measurement.measures().metrics.first();
        QCOMPARE(metric.metric, u"network"_s);
        QVERIFY(metric.total > 1e6);
        QVERIFY2(metric.seconds >= 2 && metric.seconds < 2.9, "the ramp counts");
        QVERIFY(measurement.environment().toolVersion.startsWith(u"Python 3"_s));
    }
}

void TestNetworkBenchmark::aNodeThatCannotBeReachedIsNamed()
{
    Node node(u"a"_s);
    QVERIFY(node.waitFor(NodeMeasurement::Stage::Ready));
    node.send("go 127.0.0.1 1\n"); // where nobody listens
    QVERIFY(node.waitForEnd());
    QCOMPARE(node.exitCode(), 1);
    QCOMPARE(node.measurement().course().problem, u"cannot send to 127.0.0.1 port 1: Connection refused"_s);
    QVERIFY(!node.measurement().course().doneAt);
}

void TestNetworkBenchmark::whoDoesNotKnowTheMarkIsTurnedAway()
{
    Node node(u"a"_s);
    QVERIFY(node.waitFor(NodeMeasurement::Stage::Ready));
    QTcpSocket stranger;
    stranger.connectToHost(u"127.0.0.1"_s, quint16(node.measurement().port()));
    QVERIFY(stranger.waitForConnected(patience));
    stranger.write(QByteArray(64, 'x'));
    QVERIFY(QTest::qWaitFor([&] { return stranger.state() == QAbstractSocket::UnconnectedState; }, patience));
    QVERIFY(node.isRunning());
}

void TestNetworkBenchmark::itEndsWithItsInput_data()
{
    QTest::addColumn<QByteArray>("word"); ///< empty: before it is told to go
    QTest::newRow("before it began") << QByteArray();
    QTest::newRow("while it sends") << QByteArray("go");
}

void TestNetworkBenchmark::itEndsWithItsInput()
{
    QFETCH(QByteArray, word);
    Node a(u"a"_s), b(u"b"_s);
    QVERIFY(a.waitFor(NodeMeasurement::Stage::Ready) && b.waitFor(NodeMeasurement::Stage::Ready));
    if (!word.isEmpty()) {
        a.send(b.goTo());
        b.send(a.goTo());
        QVERIFY(a.waitFor(NodeMeasurement::Stage::Running));
    }
    a.closeInput();
    QVERIFY(a.waitForEnd());
    QVERIFY(a.exitCode() != 0);
    QVERIFY(a.measurement().stage() != NodeMeasurement::Stage::Done);
}

QTEST_GUILESS_MAIN(TestNetworkBenchmark)
#include "tst_networkbenchmark.moc"
