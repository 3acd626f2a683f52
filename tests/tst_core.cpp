// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/command.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestCore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aShellWordStandsForExactlyItsArgument_data();
    void aShellWordStandsForExactlyItsArgument();
    void commandsAskNobodyAndRestartNothingByThemselves();
    void printableTextObeysNothing();
};

void TestCore::aShellWordStandsForExactlyItsArgument_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("word");
    QTest::newRow("plain") << u"linux-headers-6.12.43+deb13-cloud-amd64"_s
                           << u"linux-headers-6.12.43+deb13-cloud-amd64"_s;
    QTest::newRow("empty") << QString() << u"''"_s;
    QTest::newRow("quote") << u"a'b"_s << u"'a'\\''b'"_s;
    QTest::newRow("substitution") << u"$(reboot)"_s << u"'$(reboot)'"_s;
    QTest::newRow("newline") << u"a\nb"_s << u"'a\nb'"_s;
    QTest::newRow("trailing newline") << u"a\n"_s << u"'a\n'"_s;
    QTest::newRow("tilde") << u"~root"_s << u"'~root'"_s;
}

void TestCore::aShellWordStandsForExactlyItsArgument()
{
    QFETCH(QString, argument);
    QTEST(shellQuoted(argument), "word");
}

void TestCore::commandsAskNobodyAndRestartNothingByThemselves()
{
    const QStringList argv = inKnownEnvironment(
        {u"sh"_s, u"-c"_s, u"echo $LC_ALL $DEBIAN_FRONTEND $NEEDRESTART_MODE"_s});
    QProcess process;
    process.start(argv.first(), argv.sliced(1));
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput(), "C noninteractive l\n");
}

void TestCore::printableTextObeysNothing()
{
    QCOMPARE(printable("a\x1b[31mred\x1b[0m\r\nb"), u"ared\nb"_s);
    QCOMPARE(printable(QByteArrayView("a\0b", 3)), u"a\u2400b"_s);
    QCOMPARE(printable("\x1b]0;title\x07x"), u"x"_s);
    QCOMPARE(printable("\xff\xfe"), u"\ufffd\ufffd"_s);
    QCOMPARE(printable("a\xe2\x80\xae b"), u"a\ufffd b"_s);
}

QTEST_GUILESS_MAIN(TestCore)
#include "tst_core.moc"
