// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What real nodes print about what they have read and written, and what becomes of text that is not that.

#include "models/benchmark/counters.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(VERMAGIC_TEST_DATA "/counters/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Counters counters(quint64 read, quint64 written, std::optional<quint64> operations = {})
{
    return {read, written, operations};
}

} // namespace

class TestCounters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lustreOf217();
    void lustreOf212HasNoSquaresAndNoStartTime();
    void aLustreCounterWithoutALineIsZero();
    void lustreAsAnybodyButRootIsRefused();
    void lustreThatIsNotThatIsRefused_data();
    void lustreThatIsNotThatIsRefused();
    void beegfsCtlOf7();
    void beegfsOf8();
    void beegfsThatCannotAnswerSaysWhy_data();
    void beegfsThatCannotAnswerSaysWhy();
    void loStandsApart();
    void sectorsAre512Bytes();
    void nfsCountsWhatTheServerSaw();
    void aProcessCountsWhatItAskedFor();
    void infinibandCountsWordsOfFour();
    void noTextBreaksAParser();
};

void TestCounters::lustreOf217()
{
    const Result<LustreStats> stats = readLustreStats(sample(u"lustre-2.17.0-llite.txt"_s));
    QVERIFY(stats);
    // 16 reads, 16 writes; open, close, fsync, readdir, getattr, mknod, statfs: 2+2+1+2+7+1+2
    QCOMPARE(stats->counters, counters(16777216, 16777216, 49));
    QCOMPARE(stats->snapshot, 1795186736.405158498);
    QCOMPARE(stats->beginning, "1795186734.398180879");
}

void TestCounters::lustreOf212HasNoSquaresAndNoStartTime()
{
    const Result<LustreStats> stats = readLustreStats(
        "snapshot_time             1588323904.211463520 secs.nsecs\n"
        "read_bytes                8 samples [bytes] 4096 1048576 4198400\n"
        "write_bytes               4 samples [bytes] 1048576 1048576 4194304\n"
        "open                      3 samples [regs]\n"
        "inode_permission          41 samples [regs]\n");
    QVERIFY(stats);
    QCOMPARE(stats->counters, counters(4198400, 4194304, 15));
    QVERIFY(stats->beginning.isEmpty());
}

void TestCounters::aLustreCounterWithoutALineIsZero()
{
    const Result<LustreStats> stats = readLustreStats("snapshot_time 1588323904.211463520 secs.nsecs\n");
    QVERIFY(stats);
    QCOMPARE(stats->counters, counters(0, 0, 0));
}

void TestCounters::lustreAsAnybodyButRootIsRefused()
{
    const Result<LustreStats> stats = readLustreStats(sample(u"lustre-2.17.0-llite-not-root.txt"_s));
    QVERIFY(!stats);
    QVERIFY(stats.error().message.contains(u"root"));
}

void TestCounters::lustreThatIsNotThatIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no time") << QByteArray("read_bytes 8 samples [bytes] 1 2 3\n");
    QTest::newRow("time of words") << QByteArray("snapshot_time soon secs.nsecs\n");
    QTest::newRow("no sum") << QByteArray("snapshot_time 1.5 secs.nsecs\nread_bytes 8 samples [bytes] 1 2\n");
    QTest::newRow("negative sum") << QByteArray(
        "snapshot_time 1.5 secs.nsecs\nread_bytes 8 samples [bytes] 1 2 -3 4\n");
    QTest::newRow("sum beyond 64 bits") << QByteArray(
        "snapshot_time 1.5 secs.nsecs\nwrite_bytes 8 samples [bytes] 1 2 99999999999999999999 4\n");
}

void TestCounters::lustreThatIsNotThatIsRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!readLustreStats(text));
}

void TestCounters::beegfsCtlOf7()
{
    const Result<CounterParts> clients = readBeegfsCtlClients(sample(u"beegfs-7.4.7-clientstats.txt"_s));
    QVERIFY(clients);
    QCOMPARE(clients->keys(), (QStringList{u"0.0.0.0"_s, u"10.0.2.15"_s}));
    QCOMPARE(clients->value(u"10.0.2.15"_s), counters(16 * 1024 * 1024, 32 * 1024 * 1024, 108));
    QCOMPARE(clients->value(u"0.0.0.0"_s), counters(0, 0, 5));
}

void TestCounters::beegfsOf8()
{
    const Result<CounterParts> clients = readBeegfsClients(
        "------- 0s -------\n"
        R"({"ack":"0","client":"10.0.2.15","close":"3","ops-rd":"32","ops-wr":"64","rd":"16777216","sum":"108","wr":"33554432"})"
        "\n"
        R"({"ack":"2","client":"10.0.2.16","ops-rd":"","rd":"","sum":"5","wr":"4096"})"
        "\n"
        R"({"ack":"2","client":"Summary","rd":"16777216","sum":"113","wr":"33558528"})"
        "\n");
    QVERIFY(clients);
    QCOMPARE(clients->size(), 2);
    QCOMPARE(clients->value(u"10.0.2.15"_s), counters(16777216, 33554432, 108));
    QCOMPARE(clients->value(u"10.0.2.16"_s), counters(0, 4096, 5));
}

void TestCounters::beegfsThatCannotAnswerSaysWhy_data()
{
    QTest::addColumn<bool>("old");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    QTest::newRow("mgmtd down") << true << QByteArray("\nManagement node communication failed: 10.0.2.15\n")
                                << u"Management node communication failed: 10.0.2.15"_s;
    QTest::newRow("nothing") << true << QByteArray() << u"says nothing"_s;
    QTest::newRow("error of 8") << false << QByteArray("Error: unable to authenticate\n")
                                << u"unable to authenticate"_s;
    QTest::newRow("values with prefixes") << false
                                          << QByteArray(R"({"client":"10.0.2.15","rd":"16Mi","wr":"1Ki"})"
                                                        "\n")
                                          << u"16Mi"_s;
}

void TestCounters::beegfsThatCannotAnswerSaysWhy()
{
    QFETCH(const bool, old);
    QFETCH(const QByteArray, text);
    QFETCH(const QString, why);
    const Result<CounterParts> clients = old ? readBeegfsCtlClients(text) : readBeegfsClients(text);
    QVERIFY(!clients);
    QVERIFY2(clients.error().message.contains(why), qPrintable(clients.error().message));
}

void TestCounters::loStandsApart()
{
    const CounterParts interfaces = readNetworkDevices(sample(u"net-dev.txt"_s));
    QCOMPARE(interfaces.keys(), (QStringList{u"ens3"_s, u"lo"_s}));
    QCOMPARE(interfaces.value(u"ens3"_s), counters(6545513, 183999));
    QCOMPARE(interfaces.value(u"lo"_s), counters(50495644, 50495644));
    // without a space behind the colon, as wide numbers make it
    QCOMPARE(readNetworkDevices("  eth0:1234567890123 1 0 0 0 0 0 0 99 1 0 0 0 0 0 0\n").value(u"eth0"_s),
             counters(1234567890123, 99));
}

void TestCounters::sectorsAre512Bytes()
{
    const CounterParts disks = readDisks(sample(u"diskstats.txt"_s));
    QCOMPARE(disks.value(u"vda"_s), counters(239322ULL * 512, 74760ULL * 512, 3805 + 813));
}

void TestCounters::nfsCountsWhatTheServerSaw()
{
    const CounterParts mounts = readNfsMounts(sample(u"mountstats-nfs4.txt"_s));
    QCOMPARE(mounts.keys(), QStringList{u"/mnt/nfs"_s});
    QCOMPARE(mounts.value(u"/mnt/nfs"_s).read, 8388608U);
    QCOMPARE(mounts.value(u"/mnt/nfs"_s).written, 8388608U);
    QCOMPARE(mounts.value(u"/mnt/nfs"_s).operations, 51U);
    QVERIFY(readNfsMounts("device /dev/vda1 mounted on / with fstype ext4\n\tbytes:\t1 1 1 1 1 1 1 1\n")
                .isEmpty());
}

void TestCounters::aProcessCountsWhatItAskedFor()
{
    QCOMPARE(readProcessIo(sample(u"process-io.txt"_s)), counters(9128, 0, 17));
    QCOMPARE(readProcessIo("read_bytes: 12\n"), std::nullopt);
}

void TestCounters::infinibandCountsWordsOfFour()
{
    QCOMPARE(readInfinibandData("1000\n"), 4000U);
    // an adapter whose counters of 32 bits stay where they end
    QCOMPARE(readInfinibandData("4294967295\n"), std::nullopt);
    QCOMPARE(readInfinibandData("5294967295\n"), 21179869180U);
    QCOMPARE(readInfinibandData("N/A\n"), std::nullopt);
}

void TestCounters::noTextBreaksAParser()
{
    const QList<QByteArray> texts{sample(u"lustre-2.17.0-llite.txt"_s),
                                  sample(u"beegfs-7.4.7-clientstats.txt"_s),
                                  sample(u"net-dev.txt"_s),
                                  sample(u"diskstats.txt"_s),
                                  sample(u"mountstats-nfs4.txt"_s),
                                  sample(u"process-io.txt"_s)};
    QRandomGenerator random(20261128);
    for (int round = 0; round < 3000; ++round) {
        QByteArray text = texts[random.bounded(texts.size())];
        for (int change = random.bounded(8); change >= 0; --change) {
            const qsizetype at = random.bounded(text.size());
            switch (random.bounded(3)) {
            case 0:
                text[at] = char(random.bounded(256));
                break;
            case 1:
                text.truncate(at + 1);
                break;
            default:
                text.insert(at, "\n18446744073709551615 ");
            }
        }
        static_cast<void>(readLustreStats(text));
        static_cast<void>(readBeegfsCtlClients(text));
        static_cast<void>(readBeegfsClients('{' + text));
        for (const CounterParts &parts : {readNetworkDevices(text), readDisks(text), readNfsMounts(text)})
            QVERIFY(parts.size() <= text.count('\n') + 1);
        readProcessIo(text);
        readInfinibandData(text);
    }
}

QTEST_APPLESS_MAIN(TestCounters)
#include "tst_counters.moc"
