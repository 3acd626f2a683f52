// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// `vermagic lint` as a person uses it: everything that is shipped is accepted, and every file under data/lint, each
// with one mistake, is refused with the line that says so itself in a remark: "# ! part of the message".

#include "tests/vermagicprocess.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString wrongFiles = QStringLiteral(VERMAGIC_TEST_DATA "/lint");
const QString shippedFiles = QStringLiteral(VERMAGIC_SOURCE_DIR "/resources");

struct Mark
{
    int line = 0;
    QByteArray message;
};

Mark markIn(const QByteArray &text)
{
    const QByteArrayList lines = text.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (const qsizetype at = lines[i].indexOf("# ! "); at >= 0)
            return {int(i + 1), lines[i].mid(at + 4)};
        if (lines[i].endsWith("# !"))
            return {int(i + 1), {}};
    }
    return {};
}

} // namespace

class TestLint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsShippedIsAccepted_data();
    void whatIsShippedIsAccepted();
    void everyWrongFileIsRefusedAtItsLine_data();
    void everyWrongFileIsRefusedAtItsLine();
    void thereAreEnoughWrongFiles();

private:
    VermagicProcess m_vermagic;
};

void TestLint::whatIsShippedIsAccepted_data()
{
    QTest::addColumn<QString>("folder");
    for (const QString &name : QDir(shippedFiles).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = shippedFiles + u'/' + name;
        if (!QDir(folder).entryList({u"*.yaml"_s}, QDir::Files).isEmpty())
            QTest::newRow(qPrintable(name)) << folder;
    }
}

void TestLint::whatIsShippedIsAccepted()
{
    QFETCH(QString, folder);
    const ProcessResult result = m_vermagic.run({u"lint"_s, folder});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QCOMPARE(result.standardError, QByteArray());
}

void TestLint::everyWrongFileIsRefusedAtItsLine_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &name : QDir(wrongFiles).entryList({u"*.yaml"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << wrongFiles + u'/' + name;
}

void TestLint::everyWrongFileIsRefusedAtItsLine()
{
    QFETCH(QString, file);
    QFile text(file);
    QVERIFY(text.open(QIODevice::ReadOnly));
    const Mark mark = markIn(text.readAll());
    QVERIFY2(mark.line > 0, "the file does not say what is wrong with it");
    const ProcessResult result = m_vermagic.run({u"lint"_s, file});
    QCOMPARE(result.exitCode, 3);
    const QByteArray place = file.toUtf8() + ':' + QByteArray::number(mark.line) + ':';
    bool found = false;
    for (const QByteArray &line : result.standardError.split('\n'))
        found = found || (line.contains(place) && line.contains(mark.message));
    QVERIFY2(found, result.standardError.constData());
}

void TestLint::thereAreEnoughWrongFiles()
{
    QVERIFY(QDir(wrongFiles).entryList({u"*.yaml"_s}, QDir::Files).size() >= 30);
}

QTEST_GUILESS_MAIN(TestLint)
#include "tst_lint.moc"
