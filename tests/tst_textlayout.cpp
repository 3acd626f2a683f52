// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/textlayout.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestTextLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void widthsAreThoseOfATerminal_data();
    void widthsAreThoseOfATerminal();
    void textIsCutAndWrappedByCells();
};

void TestTextLayout::widthsAreThoseOfATerminal_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("latin") << u"compute01"_s << 9;
    QTest::newRow("icon") << u"✔ ok"_s << 4;
    QTest::newRow("hangul") << u"노드 정상"_s << 9;
    QTest::newRow("hangul in parts") << u"\u1112\u1161\u11ab"_s << 2;
    QTest::newRow("han") << u"漢字"_s << 4;
    QTest::newRow("full width") << u"Ａ"_s << 2;
    QTest::newRow("combining") << u"e\u0301"_s << 1;
    QTest::newRow("zero width joiner") << u"a\u200db"_s << 2;
    QTest::newRow("emoji") << u"😀"_s << 2;
    QTest::newRow("beyond the plane") << u"𠀀"_s << 2;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << 1;
}

void TestTextLayout::widthsAreThoseOfATerminal()
{
    QFETCH(QString, text);
    QTEST(displayWidth(text), "width");
}

void TestTextLayout::textIsCutAndWrappedByCells()
{
    QCOMPARE(elided(u"노드상태"_s, 5), u"노드…"_s);
    QCOMPARE(elided(u"노드상태"_s, 8), u"노드상태"_s);
    QCOMPARE(padded(u"노드"_s, 6), u"노드  "_s);
    QCOMPARE(wrapped(u"one two three"_s, 7), (QStringList{u"one two"_s, u"three"_s}));
    QCOMPARE(wrapped(u"onetwothree"_s, 4), (QStringList{u"onet"_s, u"woth"_s, u"ree"_s}));
    QCOMPARE(wrapped(u"한글한글"_s, 5), (QStringList{u"한글"_s, u"한글"_s}));
    QCOMPARE(fittedColumns({10, 30, 20}, 40, 5), (QList<int>{10, 15, 15}));
    QCOMPARE(fittedColumns({10, 10}, 5, 7), (QList<int>{7, 7}));
}

QTEST_GUILESS_MAIN(TestTextLayout)
#include "tst_textlayout.moc"
