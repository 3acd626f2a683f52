// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What explains a changed host key and what does not, and what the inventory may declare of it.

#include "models/hostkeytriage.h"
#include "models/inventory/inventoryreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString newKey = u"SHA256:new"_s;
const QString otherKey = u"SHA256:other"_s;

QDateTime at(const char *time)
{
    return QDateTime::fromString(QString::fromLatin1(time), Qt::ISODate);
}

QList<RebuildWindow> windows()
{
    return {{{u"compute01"_s, u"compute02"_s},
             at("2026-05-01T18:00:00Z"),
             at("2026-05-01T22:00:00Z"),
             u"change 4711"_s}};
}

const PublishedKeys samePublished{.file = u"/keys"_s, .fingerprints = {newKey}};
const PublishedKeys otherPublished{.file = u"/keys"_s, .fingerprints = {otherKey}};
const WitnessAnswer sameSeen{.node = u"compute07"_s, .fingerprints = {newKey}};
const WitnessAnswer otherSeen{.node = u"compute07"_s, .fingerprints = {otherKey}};

} // namespace

class TestHostKeyTriage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void evidenceDecides_data();
    void evidenceDecides();
    void aWitnessSaysWhatItRulesOut();
    void theInventoryDeclaresWindowsAndKeys();
    void mistakesAreNamedWithTheirPlace_data();
    void mistakesAreNamedWithTheirPlace();
};

void TestHostKeyTriage::evidenceDecides_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<PublishedKeys>("published");
    QTest::addColumn<WitnessAnswer>("witness");
    QTest::addColumn<bool>("explained");
    const QDateTime inside = at("2026-05-01T20:00:00+00:00");
    const QDateTime outside = at("2026-05-02T20:00:00Z");
    const auto row = [](const char *name, const QString &node, const QDateTime &now,
                        const PublishedKeys &published, const WitnessAnswer &witness, bool explained) {
        QTest::newRow(name) << node << now << published << witness << explained;
    };
    row("in its window", u"compute01"_s, inside, {}, {}, true);
    row("at its first moment", u"compute02"_s, at("2026-05-01T18:00:00Z"), {}, {}, true);
    row("in another time zone", u"compute01"_s, at("2026-05-02T06:30:00+09:00"), {}, {}, true);
    row("in the window of others", u"compute03"_s, inside, {}, {}, false);
    row("after its window", u"compute01"_s, outside, {}, {}, false);
    row("published", u"compute03"_s, outside, samePublished, {}, true);
    row("another one published", u"compute03"_s, outside, otherPublished, {}, false);
    row("another one published, in the window", u"compute01"_s, inside, otherPublished, {}, false);
    row("seen by another node only", u"compute03"_s, outside, {}, sameSeen, false);
    row("in the window, and seen by another node", u"compute01"_s, inside, {}, sameSeen, true);
    row("in the window, but another node sees another", u"compute01"_s, inside, {}, otherSeen, false);
    row("published, but another node sees another", u"compute01"_s, outside, samePublished, otherSeen, false);
    row("published keys cannot be read", u"compute03"_s, inside, {.file = u"/keys"_s, .problem = u"gone"_s},
        {}, false);
    row("nothing agrees", u"compute03"_s, outside, {}, {}, false);
}

void TestHostKeyTriage::evidenceDecides()
{
    QFETCH(QString, node);
    QFETCH(QDateTime, now);
    QFETCH(PublishedKeys, published);
    QFETCH(WitnessAnswer, witness);
    QFETCH(bool, explained);
    const QList<KeyEvidence> evidence{windowEvidence(node, windows(), now),
                                      publishedEvidence(published, newKey), witnessEvidence(witness, newKey)};
    QVERIFY2(isExplained(evidence) == explained, qPrintable(evidenceLines(evidence).join(u'\n')));
    QCOMPARE(evidenceLines(evidence).size(), 3);
    for (const KeyEvidence &one : evidence)
        QVERIFY(!one.text.isEmpty());
    QVERIFY(!isExplained({}));
}

void TestHostKeyTriage::aWitnessSaysWhatItRulesOut()
{
    const KeyEvidence same = witnessEvidence(sameSeen, newKey);
    QCOMPARE(same.weight, EvidenceWeight::Supports);
    QVERIFY(same.text.contains(u"near this console only"));
    const KeyEvidence silent = witnessEvidence({.node = u"compute07"_s, .problem = u"no answer"_s}, newKey);
    QCOMPARE(silent.weight, EvidenceWeight::Silent);
    QVERIFY(silent.text.contains(u"no answer"));
    QVERIFY(
        windowEvidence(u"compute01"_s, windows(), at("2026-05-01T20:00:00Z")).text.contains(u"change 4711"));
}

void TestHostKeyTriage::theInventoryDeclaresWindowsAndKeys()
{
    const auto inventory = loadInventory(
        "groups:\n  compute: {nodes: 'compute[01-04]'}\n"
        "host_keys: published/known_hosts\n"
        "rebuild_windows:\n"
        "  - {nodes: '@compute!compute04', from: 2026-05-01T18:00Z,\n"
        "     until: 2026-05-02T03:00+09:00, note: change 4711}\n"
        "  - {nodes: compute04, from: 2026-06-01T18:00:00Z, until: 2026-06-01T19:00:00Z}\n",
        u"/lab/inventory.yaml"_s);
    // The first window ends, in its own time zone, at the very moment at which it begins.
    QVERIFY(!inventory);
    QCOMPARE(inventory.error().size(), 1);
    const auto right = loadInventory("groups:\n  compute: {nodes: 'compute[01-04]'}\n"
                                     "host_keys: published/known_hosts\n"
                                     "rebuild_windows:\n"
                                     "  - {nodes: '@compute!compute04', from: 2026-05-01T18:00Z,\n"
                                     "     until: 2026-05-02T07:00+09:00, note: change 4711}\n",
                                     u"/lab/inventory.yaml"_s);
    QVERIFY(right);
    QCOMPARE(right->hostKeysFile, u"/lab/published/known_hosts"_s);
    QCOMPARE(right->rebuildWindows.size(), 1);
    const RebuildWindow &window = right->rebuildWindows.first();
    QCOMPARE(window.nodes, (QStringList{u"compute01"_s, u"compute02"_s, u"compute03"_s}));
    QCOMPARE(window.from, at("2026-05-01T18:00:00Z"));
    QCOMPARE(window.until, at("2026-05-01T22:00:00Z"));
    QCOMPARE(window.note, u"change 4711"_s);
}

void TestHostKeyTriage::mistakesAreNamedWithTheirPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *name, const QByteArray &window, const QString &place,
                        const QString &complaint) {
        QTest::newRow(name) << "groups: {a: {nodes: a}}\nrebuild_windows:\n  - " + window + "\n"
                            << place << complaint;
    };
    row("no such node", "{nodes: b, from: 2026-05-01T18:00Z, until: 2026-05-01T19:00Z}", u"f:3:13"_s,
        u"the node 'b' is in no group"_s);
    row("no time", "{nodes: a, from: tomorrow, until: 2026-05-01T19:00Z}", u"f:3:22"_s,
        u"'tomorrow' is no time"_s);
    row("no time zone", "{nodes: a, from: 2026-05-01T18:00, until: 2026-05-01T19:00Z}", u"f:3:22"_s,
        u"the time has no time zone"_s);
    row("backwards", "{nodes: a, from: 2026-05-01T18:00Z, until: 2026-05-01T17:00Z}", u"f:3:48"_s,
        u"the window ends before it begins"_s);
    row("unknown key", "{nodes: a, from: 2026-05-01T18:00Z, to: 2026-05-01T19:00Z}", u"f:3:41"_s,
        u"unknown key 'to'"_s);
}

void TestHostKeyTriage::mistakesAreNamedWithTheirPlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    QFETCH(QString, complaint);
    const auto inventory = loadInventory(text, u"f"_s);
    QVERIFY(!inventory);
    QStringList all;
    for (const Error &error : inventory.error())
        all.append(toString(error));
    const bool named = std::ranges::any_of(
        all, [&](const QString &one) { return one.startsWith(place) && one.contains(complaint); });
    QVERIFY2(named, qPrintable(all.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestHostKeyTriage)
#include "tst_hostkeytriage.moc"
