// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/nearestword.h"
#include "models/core/yamlreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

/// One line per mistake.
QStringList mistakes(const YamlDocument &document)
{
    QStringList lines;
    for (const Error &error : document.errors())
        lines.append(toString(error));
    return lines;
}

QByteArray aliasBomb()
{
    QByteArray text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 12; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        QByteArrayList uses;
        for (int j = 0; j < 10; ++j)
            uses.append(before);
        text += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + uses.join(',') + "]\n";
    }
    return text;
}

} // namespace

class TestYamlReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesAreReadVerbatim();
    void everyMistakeOfAFileIsReportedWithItsPlace();
    void absentValuesFallBackAndNullCountsAsAbsent();
    void columnsCountCharactersNotBytes();
    void badInputIsRefusedWithItsPlace_data();
    void badInputIsRefusedWithItsPlace();
    void anEmptyFileHasNoRootAndNoErrors_data();
    void anEmptyFileHasNoRootAndNoErrors();
    void mergeKeysFillInWhatTheMapDoesNotSay();
    void hostileInputEndsInAnErrorQuickly_data();
    void hostileInputEndsInAnErrorQuickly();
    void cutOffFilesNeverThrow();
    void windowsLineEndingsAndByteOrderMarksAreAccepted();
    void slipsAreGuessed_data();
    void slipsAreGuessed();
};

void TestYamlReader::valuesAreReadVerbatim()
{
    const YamlDocument document(
        "version: 8.10\nport: 22\nquoted: '0123'\nflag: yes\nargv: [make, \"COMMAND=a b\", -x]\n"
        "text: |\n  one\n  \ttwo\nanswer: no\n",
        u"f.yaml"_s);
    const YamlValue root = document.root();
    QCOMPARE(root.child(u"version"_s).string(), u"8.10"_s);
    QCOMPARE(root.child(u"port"_s).integer(1, 65535), 22);
    QCOMPARE(root.child(u"quoted"_s).string(), u"0123"_s);
    QVERIFY(root.child(u"flag"_s).boolean());
    QVERIFY(!root.child(u"answer"_s).boolean());
    QCOMPARE(root.child(u"answer"_s).string(), u"no"_s);
    QCOMPARE(root.child(u"argv"_s).strings(), (QStringList{u"make"_s, u"COMMAND=a b"_s, u"-x"_s}));
    QCOMPARE(root.child(u"text"_s).string(), u"one\n\ttwo\n"_s);
    QCOMPARE(root.keys(), (QStringList{u"version"_s, u"port"_s, u"quoted"_s, u"flag"_s, u"argv"_s, u"text"_s,
                                       u"answer"_s}));
    QCOMPARE(root.keyPosition(u"port"_s).toString(), u"f.yaml:2:1"_s);
    QCOMPARE(root.child(u"port"_s).position().toString(), u"f.yaml:2:7"_s);
    QCOMPARE(mistakes(document), QStringList());
}

void TestYamlReader::everyMistakeOfAFileIsReportedWithItsPlace()
{
    const YamlDocument document("cluster: lab\nclutser: x\nport: many\nkind: beegf\nlist: a\nmap:\n  - 1\n",
                                u"f.yaml"_s);
    const YamlValue root = document.root();
    root.allowKeys({u"cluster"_s, u"port"_s, u"kind"_s, u"list"_s, u"map"_s, u"name"_s});
    root.child(u"port"_s).integer(1, 65535);
    QCOMPARE(root.child(u"kind"_s).word({u"beegfs"_s, u"lustre"_s}), -1);
    root.child(u"list"_s).strings();
    root.child(u"map"_s).child(u"x"_s);
    root.child(u"name"_s).string();
    QCOMPARE(mistakes(document),
             (QStringList{u"f.yaml:1:1: 'name' is missing"_s,
                          u"f.yaml:2:1: unknown key 'clutser' (did you mean 'cluster'?)"_s,
                          u"f.yaml:3:7: 'port' must be a whole number from 1 to 65535"_s,
                          u"f.yaml:4:7: 'kind' cannot be 'beegf' (did you mean 'beegfs'?)"_s,
                          u"f.yaml:5:7: 'list' must be a list (write [a])"_s,
                          u"f.yaml:7:3: 'map' must be a map (key: value)"_s}));
}

void TestYamlReader::absentValuesFallBackAndNullCountsAsAbsent()
{
    const YamlDocument document("a:\nb: ~\nc: {d: }\n", u"f.yaml"_s);
    const YamlValue root = document.root();
    QVERIFY(!root.child(u"a"_s).isPresent());
    QCOMPARE(root.child(u"a"_s).stringOr(u"x"_s), u"x"_s);
    QCOMPARE(root.child(u"b"_s).integerOr(7, 0, 9), 7);
    QCOMPARE(root.child(u"c"_s).child(u"d"_s).stringsOr({u"y"_s}), QStringList{u"y"_s});
    QCOMPARE(root.child(u"z"_s).child(u"deeper"_s).booleanOr(true), true);
    QVERIFY(root.child(u"z"_s).items().isEmpty());
    QCOMPARE(mistakes(document), QStringList());
}

void TestYamlReader::columnsCountCharactersNotBytes()
{
    const YamlDocument document(u"{한글: [노드, 1, x]}"_s.toUtf8(), u"f.yaml"_s);
    const QList<YamlValue> items = document.root().child(u"한글"_s).items();
    QCOMPARE(items.size(), 3);
    QCOMPARE(items[2].position().column, 14);
}

void TestYamlReader::badInputIsRefusedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("part");
    QTest::newRow("repeated key") << QByteArray("a: 1\nb: 2\na: 3\n") << u"f.yaml:3:1"_s << u"repeated"_s;
    QTest::newRow("second document") << QByteArray("a: 1\n---\nb: 2\n") << u"f.yaml:2:1"_s
                                     << u"second YAML document"_s;
    QTest::newRow("unclosed list") << QByteArray("a: [1, 2\nb: 3\n") << u"f.yaml:2:2"_s
                                   << u"not valid YAML"_s;
    QTest::newRow("colon in text") << QByteArray("a: b: c\n") << u"f.yaml:1:5"_s << u"must be quoted"_s;
    QTest::newRow("tab indentation") << QByteArray("a:\n\tb: 1\n") << u"f.yaml:2:3"_s << u"use spaces"_s;
    QTest::newRow("bad indentation") << QByteArray("a:\n    b: 1\n  c: 2\n") << u"f.yaml:3:3"_s
                                     << u"indentation"_s;
    QTest::newRow("unknown alias") << QByteArray("a: *b\n") << u"f.yaml:1:4"_s << u"anchor"_s;
    QTest::newRow("recursive alias") << QByteArray("a: &b [*b]\n") << u"f.yaml:1:8"_s << u"contains it"_s;
    QTest::newRow("complex key") << QByteArray("? [a, b]\n: c\n") << u"f.yaml:1:3"_s
                                 << u"key must be plain text"_s;
    QTest::newRow("null key") << QByteArray("~: c\n") << u"f.yaml:1:1"_s << u"key must be plain text"_s;
    QTest::newRow("tag") << QByteArray("a: !!python/x y\nb: !exec z\n") << u"f.yaml:2:4"_s
                         << u"tag '!exec'"_s;
    QTest::newRow("at sign") << QByteArray("a: @x\n") << u"f.yaml:1:4"_s << u"must be quoted"_s;
    QTest::newRow("NUL") << QByteArray("a: 1\nb: \0\n", 11) << u"f.yaml:2"_s << u"NUL"_s;
    QTest::newRow("latin 1") << QByteArray("a: 1\nb: \xe4\n") << u"f.yaml:2"_s << u"UTF-8"_s;
    QTest::newRow("utf-16") << QByteArray("\xff\xfe"
                                          "a\0:\0",
                                          6)
                            << u"f.yaml:1"_s << u"NUL"_s;
    QTest::newRow("merge of text") << QByteArray("a:\n  <<: b\n") << u"f.yaml:2:3"_s << u"needs a map"_s;
}

void TestYamlReader::badInputIsRefusedWithItsPlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    QFETCH(QString, part);
    const YamlDocument document(text, u"f.yaml"_s);
    QCOMPARE(document.errors().size(), 1);
    const Error error = document.errors().first();
    QCOMPARE(error.code, ErrorCode::InvalidInput);
    QCOMPARE(error.context, place);
    QVERIFY2(toString(error).contains(part), qPrintable(toString(error)));
}

void TestYamlReader::anEmptyFileHasNoRootAndNoErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("blank lines") << QByteArray("\n\n  \n");
    QTest::newRow("comments") << QByteArray("# nothing yet\n");
    QTest::newRow("marker only") << QByteArray("---\n...\n");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf");
}

void TestYamlReader::anEmptyFileHasNoRootAndNoErrors()
{
    QFETCH(QByteArray, text);
    const YamlDocument document(text, u"f.yaml"_s);
    QCOMPARE(mistakes(document), QStringList());
    QVERIFY(!document.root().isPresent());
}

void TestYamlReader::mergeKeysFillInWhatTheMapDoesNotSay()
{
    const YamlDocument document(
        "base: &base {user: admin, port: 22}\nnode:\n  port: 2222\n  <<: *base\nalias: *base\n", u"f.yaml"_s);
    const YamlValue node = document.root().child(u"node"_s);
    QCOMPARE(node.child(u"user"_s).string(), u"admin"_s);
    QCOMPARE(node.child(u"port"_s).integer(1, 65535), 2222);
    QCOMPARE(document.root().child(u"alias"_s).child(u"port"_s).string(), u"22"_s);
    QCOMPARE(mistakes(document), QStringList());
}

void TestYamlReader::hostileInputEndsInAnErrorQuickly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("deep lists") << QByteArray(200'000, '[');
    QTest::newRow("deep maps") << QByteArray("{a: ").repeated(100'000);
    QTest::newRow("deep block lists") << QByteArray("- ").repeated(100'000);
    QTest::newRow("huge file") << QByteArray(17 * 1024 * 1024, 'a');
    QTest::newRow("alias bomb") << aliasBomb();
    QTest::newRow("open quote") << QByteArray("a: \"") + QByteArray(1'000'000, 'x');
}

void TestYamlReader::hostileInputEndsInAnErrorQuickly()
{
    QFETCH(QByteArray, text);
    const YamlDocument document(text, u"f.yaml"_s);
    QCOMPARE(document.errors().size(), 1);
    QVERIFY(!document.root().isPresent());
}

void TestYamlReader::cutOffFilesNeverThrow()
{
    const QByteArray whole =
        "cluster: &a 'x'\ngroups:\n  g: {nodes: \"a[1-3]\", list: [1, \"\\u0041\", *a]}\n? k\n: |2-\n   t\n<<: {z: !!str 1}\n";
    for (qsizetype length = 0; length <= whole.size(); ++length) {
        const YamlDocument document(whole.first(length), u"f.yaml"_s);
        document.root().allowKeys({u"cluster"_s});
        for (const Error &error : document.errors())
            QVERIFY2(error.context.startsWith("f.yaml"_L1), qPrintable(toString(error)));
    }
}

void TestYamlReader::windowsLineEndingsAndByteOrderMarksAreAccepted()
{
    const YamlDocument document("\xef\xbb\xbf"
                                "a: 1\r\nb:\r\n  c: x\r\n",
                                u"f.yaml"_s);
    QCOMPARE(document.root().child(u"b"_s).child(u"c"_s).string(), u"x"_s);
    QCOMPARE(document.root().child(u"a"_s).position().toString(), u"f.yaml:1:4"_s);
    QCOMPARE(mistakes(document), QStringList());
}

void TestYamlReader::slipsAreGuessed_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("guess");
    QTest::newRow("transposed") << u"mountpiont"_s << u"mountpoint"_s;
    QTest::newRow("dash") << u"mount-unit"_s << u"mount_unit"_s;
    QTest::newRow("case") << u"Kind"_s << u"kind"_s;
    QTest::newRow("far") << u"password"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("endless") << QString(100'000, u'k') << QString();
}

void TestYamlReader::slipsAreGuessed()
{
    QFETCH(QString, written);
    QTEST(nearestWord(written, {u"kind"_s, u"mountpoint"_s, u"mount_unit"_s, u"port"_s}), "guess");
}

QTEST_GUILESS_MAIN(TestYamlReader)
#include "tst_yamlreader.moc"
