// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reports of real sweeps: what changed since the last healthy one, what is given away, and disks that are full.

#include "app/reportexporter.h"
#include "tests/journeybench.h"

#include <QDir>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray outputOf(const QStringList &argv)
{
    QProcess process;
    process.start(argv.first(), argv.mid(1));
    return process.waitForFinished(120'000) ? process.readAll() : process.errorString().toUtf8();
}

} // namespace

class TestJourneyReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void whatBrokeSinceTheLastHealthyReportIsTold();
    void aReportIsComparedWithTheOneThatIsNamed();
    void aRemediationIsInTheNextReport();
    void whatIsGivenAwayNamesNobody();
    void aPdfIsWrittenWithoutADisplay();
    void aFullDiskLeavesNoHalfReport();
    void aFullDiskEndsARecordingBetweenTwoLines();
    void whereNothingCanBeWrittenNothingChanges();

private:
    ProcessResult report(const QStringList &arguments) const
    {
        return m_bench.program().run(QStringList{u"check"_s, u"-i"_s, m_bench.inventory()} + arguments);
    }

    JourneyBench m_bench;
    QTemporaryDir m_state;
};

void TestJourneyReport::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_state.path().toLocal8Bit());
    const Result<void> started = m_bench.start();
    QVERIFY2(started, started ? "" : qPrintable(toString(started.error())));
}

void TestJourneyReport::cleanup()
{
    QVERIFY(m_bench.cleanUp());
}

void TestJourneyReport::cleanupTestCase()
{
    QVERIFY(m_bench.stop());
}

void TestJourneyReport::whatBrokeSinceTheLastHealthyReportIsTold()
{
    const ProcessResult well = report({u"-f"_s, u"json"_s});
    QVERIFY2(well.exitCode == 0, (well.standardOutput + well.standardError).constData());
    QVERIFY(m_bench.breakNode(u"headers-missing"_s, u"compute02"_s));
    const QString text = QString::fromUtf8(report({}).standardOutput);
    QVERIFY2(text.contains(u", which was healthy"_s) && text.contains(u"compute02: healthy → broken"_s)
                 && text.contains(u"compute02: new: Headers for the running kernel are missing"_s),
             qPrintable(text));
    // What is broken is not what later ones are compared with.
    QVERIFY(report({}).standardOutput.contains("compute02: healthy → broken"));
}

void TestJourneyReport::aReportIsComparedWithTheOneThatIsNamed()
{
    QVERIFY(m_bench.breakNode(u"service-down"_s, u"compute01"_s));
    const QString file = m_bench.file(u"earlier.json"_s);
    QCOMPARE(report({u"-f"_s, u"json"_s, u"-o"_s, file}).exitCode, 1);
    const QByteArray same = report({u"--since"_s, file}).standardOutput;
    QVERIFY2(same.contains(", which was broken") && same.contains("Nothing has changed."), same.constData());
    QVERIFY(m_bench.cleanUp());
    const QByteArray mended = report({u"--since"_s, file}).standardOutput;
    QVERIFY2(mended.contains("compute01: broken → healthy"), mended.constData());
    QCOMPARE(report({u"--since"_s, m_bench.inventory()}).exitCode, 3);
    const QString redacted = m_bench.file(u"redacted.json"_s);
    QCOMPARE(report({u"-f"_s, u"json"_s, u"--redact"_s, u"-o"_s, redacted}).exitCode, 0);
    const ProcessResult refused = report({u"--since"_s, redacted});
    QVERIFY2(refused.exitCode == 3 && refused.standardError.contains("were replaced"),
             refused.standardError.constData());
}

void TestJourneyReport::aRemediationIsInTheNextReport()
{
    QVERIFY(m_bench.breakNode(u"service-down"_s, u"compute01"_s));
    QCOMPARE(report({}).exitCode, 1);
    QCOMPARE(m_bench.run(u"fix"_s, u"compute01"_s, {u"--yes"_s}).exitCode, 0);
    QCOMPARE(report({u"-f"_s, u"nagios"_s}).exitCode, 0); // tells nothing of it
    QCOMPARE(report({u"--nodes"_s, u"compute02"_s}).exitCode, 0);
    const ProcessResult after = report({u"-f"_s, u"json"_s});
    const QJsonArray runs = after.json()[u"remediations"_s].toArray();
    QVERIFY2(runs.size() == 1, after.standardOutput.constData());
    QCOMPARE(runs[0][u"node"_s], u"compute01"_s);
    QCOMPARE(runs[0][u"outcome"_s], u"fixed"_s);
    QVERIFY(runs[0][u"cured"_s][0].toString().startsWith(u"compute01/service-down"_s));
    QCOMPARE(report({u"-f"_s, u"json"_s}).json()[u"remediations"_s].toArray().size(), 0); // told already
}

void TestJourneyReport::whatIsGivenAwayNamesNobody()
{
    QVERIFY(m_bench.breakNode(u"headers-missing"_s, u"compute02"_s));
    for (const QString &format : reportFormats()) {
        const QString text = QString::fromUtf8(report({u"-f"_s, format, u"--redact"_s}).standardOutput);
        QVERIFY2(text.contains(u"node-0"_s) || text.contains(u"node-["_s), qPrintable(format));
        for (const QString &name : {u"compute0"_s, u"compute["_s, u"headnode"_s, u"controller"_s,
                                    u"127.0.1."_s, QFileInfo(m_bench.inventory()).absolutePath()}) {
            const qsizetype at = text.indexOf(name);
            QVERIFY2(at < 0, qPrintable(format + u": "_s + text.mid(std::max<qsizetype>(0, at - 60), 160)));
        }
    }
}

void TestJourneyReport::aPdfIsWrittenWithoutADisplay()
{
    qunsetenv("DISPLAY");
    const QString file = m_bench.file(u"report.pdf"_s);
    QCOMPARE(report({u"-f"_s, u"pdf"_s, u"-o"_s, file}).exitCode, 0);
    const QByteArray text = outputOf({u"pdftotext"_s, u"-layout"_s, file, u"-"_s});
    QVERIFY2(text.contains("Overall status: PASSED") && text.contains("compute01"), text.constData());
}

/// The program in a mount namespace of its own in which the folder of the report has room for 4 kB.
void TestJourneyReport::aFullDiskLeavesNoHalfReport()
{
    const QString folder = m_bench.file(u"tiny"_s);
    QVERIFY(QDir().mkpath(folder));
    const QString script =
        u"\"$0\" check -i \"$1\" -f html -o \"$2/report.html\"; echo \"exit $?\"; ls -A \"$2\""_s;
    const QByteArray told = outputOf({u"bwrap"_s, u"--dev-bind"_s, u"/"_s, u"/"_s, u"--size"_s, u"4096"_s,
                                      u"--tmpfs"_s, folder, u"sh"_s, u"-c"_s, script,
                                      u"" VERMAGIC_BINARY ""_s, m_bench.inventory(), folder});
    QCOMPARE(told, QByteArray("exit 3\n"));
    const ProcessResult device = report({u"-o"_s, u"/dev/full"_s});
    QVERIFY2(device.exitCode == 3 && device.standardError.contains("cannot be written"),
             device.standardError.constData());
    QVERIFY(!QFileInfo(u"/dev/full"_s).isFile());
}

void TestJourneyReport::aFullDiskEndsARecordingBetweenTwoLines()
{
    const QString folder = m_bench.file(u"small"_s);
    QVERIFY(QDir().mkpath(folder));
    const QString script =
        u"\"$0\" check -i \"$1\" -f nagios --record \"$2/session.jsonl\" 2>\"$3\"; echo $?; cat \"$2/session.jsonl\""_s;
    const QString errors = m_bench.file(u"errors.txt"_s);
    const QByteArray told = outputOf({u"bwrap"_s, u"--dev-bind"_s, u"/"_s, u"/"_s, u"--size"_s, u"16384"_s,
                                      u"--tmpfs"_s, folder, u"sh"_s, u"-c"_s, script,
                                      u"" VERMAGIC_BINARY ""_s, m_bench.inventory(), folder, errors});
    const QByteArrayList lines = told.split('\n');
    QVERIFY2(lines.constFirst().startsWith("VERMAGIC "),
             lines.constFirst().constData()); // the report is whole
    QCOMPARE(lines.value(1), QByteArray("3"));
    QVERIFY(lines.size() > 3 && lines.constLast().isEmpty());
    for (const QByteArray &line : lines.sliced(2, lines.size() - 3))
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    QFile file(errors);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray error = file.readAll();
    QVERIFY2(error.contains("session.jsonl") && error.contains("No space left on device"), error.constData());
}

void TestJourneyReport::whereNothingCanBeWrittenNothingChanges()
{
    const QString folder = m_bench.file(u"nowhere/report.html"_s);
    const ProcessResult result = report({u"-f"_s, u"html"_s, u"-o"_s, folder});
    QVERIFY2(result.exitCode == 3 && result.standardError.contains("cannot be written"),
             result.standardError.constData());
    QVERIFY(!QFileInfo::exists(m_bench.file(u"nowhere"_s)));
    // A file that is there is replaced as a whole.
    const QString file = m_bench.file(u"report.txt"_s);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(report({u"-o"_s, file}).exitCode, 0);
    QVERIFY(contents(file).startsWith("practice: healthy") && contents(file).count("Overall status") == 1);
}

QTEST_GUILESS_MAIN(TestJourneyReport)
#include "tst_journeyreport.moc"
