// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The report on paper, as poppler reads it, and the dialog that exports it.

#include "models/report/redaction.h"
#include "models/report/reportformats.h"
#include "tests/samplecluster.h"
#include "tests/samplerun.h"
#include "views/exportdialog.h"
#include "views/matrixpanel.h"
#include "views/matrixview.h"
#include "views/reportdocument.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDrag>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString hostile = u"</td><script>alert(1)</script><img src=\"file:///etc/passwd\"/>\x1b[2J \u202e %1"_s;

HealthReport sampleReport()
{
    ClusterSnapshot snapshot = Sample::cluster();
    snapshot.nodes[2].diagnosis.headline = hostile;
    const BenchmarkRun run = Sample::benchmarkRun({u"compute01"_s, u"compute03"_s},
                                                  Sample::now().addDays(-1));
    return buildReport(snapshot, Sample::now(), u"1.0"_s, true, {.runs = {run}});
}

QByteArray ask(const QStringList &argv, const QByteArray &input)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"report.pdf"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(input) != input.size())
        return {};
    file.close();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(argv.first(), argv.mid(1) + QStringList{file.fileName()}
                                    + (argv.first() == u"pdftotext"_s ? QStringList{u"-"_s} : QStringList()));
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "failed: " + process.errorString().toUtf8() + process.readAll();
    return process.readAll();
}

/// Answers as the console does.
void answer(ExportDialog &dialog)
{
    QObject::connect(&dialog, &ExportDialog::reportRequested, &dialog,
                     [&dialog](const QStringList &nodes, bool redact) {
                         ClusterSnapshot snapshot = Sample::cluster();
                         if (!nodes.isEmpty())
                             snapshot.keepOnly(nodes);
                         const HealthReport report = buildReport(snapshot, Sample::now(), u"1.0"_s);
                         dialog.setReport(redact ? redacted(report) : report);
                     });
}

void choose(ExportDialog &dialog, int box, const QString &text)
{
    auto *combo = dialog.findChildren<QComboBox *>().at(box);
    QVERIFY2(combo->findText(text) >= 0, qPrintable(text));
    combo->setCurrentIndex(combo->findText(text));
}

} // namespace

class TestReportDocument : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPdfIsReadable();
    void aPdfShowsTheBenchmarkAsAPicture();
    void theSameReportGivesTheSamePdf();
    void hostileAnswersDoNothingOnPaper();
    void theDialogShowsWhatIsWritten();
    void theScopeIsAskedFor();
    void namesAreReplacedWhenAskedFor();
    void theReportBeforeIsNotSavedForTheOneAskedFor();
    void aFileIsOverwrittenOnlyWhenAgreed();
    void aNodesSummaryIsCopied();
    void selectedNodesAreDraggedAsText();
    void ofManyNodesOnlyTroubleIsDetailed();
};

void TestReportDocument::aPdfIsReadable()
{
    const QByteArray pdf = renderPdf(sampleReport());
    const QByteArray facts = ask({u"pdfinfo"_s}, pdf);
    QVERIFY2(facts.contains("Title:           hpc-lab: broken") && facts.contains("A4")
                 && facts.contains("vermagic 1.0"),
             facts.constData());
    const QByteArray text = ask({u"pdftotext"_s, u"-layout"_s}, pdf);
    for (const char *part :
         {"hpc-lab", "compute02", "Headers for the running kernel are missing", "Root causes", "Benchmarks",
          "Known gaps", "Overall status: FAILED", "hpc-lab · 1/"})
        QVERIFY2(text.contains(part), (QByteArray(part) + '\n' + text).constData());
}

void TestReportDocument::aPdfShowsTheBenchmarkAsAPicture()
{
    const QByteArray pdf = renderPdf(sampleReport());
    const QByteArray pictures = ask({u"pdfimages"_s, u"-list"_s}, pdf);
    QVERIFY2(pictures.contains(" 1440 "), pictures.constData());
    const QByteArray without = renderPdf(buildReport(Sample::cluster(), Sample::now(), u"1.0"_s));
    QVERIFY(!ask({u"pdfimages"_s, u"-list"_s}, without).contains(" 1440 "));
}

void TestReportDocument::theSameReportGivesTheSamePdf()
{
    const QByteArray first = renderPdf(sampleReport());
    QTest::qWait(1100); // another second
    QCOMPARE(first, renderPdf(sampleReport()));
}

void TestReportDocument::hostileAnswersDoNothingOnPaper()
{
    const QByteArray text = ask({u"pdftotext"_s}, renderPdf(sampleReport()));
    QVERIFY2(text.simplified().contains("<script>alert(1)</script>"),
             text.constData()); // shown as what it is
    ReportDocument document(sampleReport());
    QVERIFY(document.resource(QTextDocument::ImageResource, QUrl(u"file:///etc/passwd"_s)).isNull());
}

void TestReportDocument::theDialogShowsWhatIsWritten()
{
    ClusterState state{Knowledge{}};
    state.apply(SnapshotRestored{Sample::cluster()});
    ExportDialog dialog(&state, {u"compute02"_s}, u"text"_s);
    answer(dialog);
    dialog.open();
    QTRY_VERIFY(dialog.content().contains("Root causes"));
    QCOMPARE(dialog.findChild<QPlainTextEdit *>()->toPlainText().toUtf8(), dialog.content());
    choose(dialog, 0, u"PDF"_s);
    QVERIFY(dialog.content().startsWith("%PDF-"));
    QVERIFY(dialog.findChild<QTextBrowser *>()->toPlainText().contains(u"Root causes"_s));
    choose(dialog, 0, u"Metrics (Prometheus)"_s);
    QVERIFY(dialog.content().startsWith("# HELP"));
}

void TestReportDocument::theScopeIsAskedFor()
{
    ClusterState state{Knowledge{}};
    state.apply(SnapshotRestored{Sample::cluster()});
    ExportDialog dialog(&state, {u"compute02"_s}, u"csv"_s);
    answer(dialog);
    dialog.open();
    QTRY_VERIFY(dialog.content().contains("\ncompute01,"));
    dialog.findChildren<QComboBox *>().at(1)->setCurrentIndex(1); // what is selected
    QVERIFY(dialog.content().contains("\ncompute02,") && !dialog.content().contains("\ncompute01,"));
    const GroupSpec &login = state.snapshot().inventory->groups.last();
    choose(dialog, 1, u"Group "_s + login.name);
    QVERIFY(dialog.content().contains('\n' + login.nodes.first().toUtf8() + ','));
    QVERIFY(!dialog.content().contains("\ncompute02,"));
}

void TestReportDocument::namesAreReplacedWhenAskedFor()
{
    ClusterState state{Knowledge{}};
    state.apply(SnapshotRestored{Sample::cluster()});
    ExportDialog dialog(&state, {}, u"json"_s);
    answer(dialog);
    dialog.open();
    QTRY_VERIFY(dialog.content().contains("compute02"));
    dialog.findChild<QCheckBox *>()->click();
    QVERIFY(!dialog.content().contains("compute02") && dialog.content().contains("node-003"));
}

void TestReportDocument::theReportBeforeIsNotSavedForTheOneAskedFor()
{
    ClusterState state{Knowledge{}};
    state.apply(SnapshotRestored{Sample::cluster()});
    ExportDialog dialog(&state, {}, u"text"_s);
    const auto isSaveable = [&dialog] {
        return std::ranges::any_of(dialog.findChildren<QPushButton *>(), [](const QPushButton *one) {
            return one->isDefault() && one->isEnabled();
        });
    };
    dialog.open();
    dialog.setReport(buildReport(Sample::cluster(), Sample::now(), u"1.0"_s));
    QVERIFY(isSaveable());
    dialog.findChild<QCheckBox *>()->setChecked(true); // nobody answers
    QVERIFY(!isSaveable());
    QVERIFY(dialog.content().isEmpty());
}

void TestReportDocument::aFileIsOverwrittenOnlyWhenAgreed()
{
    ClusterState state{Knowledge{}};
    state.apply(SnapshotRestored{Sample::cluster()});
    ExportDialog dialog(&state, {}, u"markdown"_s);
    answer(dialog);
    QSignalSpy files(&dialog, &ExportDialog::fileRequested);
    dialog.open();
    QTRY_VERIFY(!dialog.content().isEmpty());
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->isDefault())
            button->click();
    }
    auto *chooser = dialog.findChild<QFileDialog *>();
    QVERIFY(chooser);
    QVERIFY(!chooser->testOption(QFileDialog::DontConfirmOverwrite));
    QCOMPARE(chooser->defaultSuffix(), u"md"_s);
    QCOMPARE(files.size(), 0);
    Q_EMIT chooser->fileSelected(u"/somewhere/report.md"_s);
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.first().at(0).toString(), u"/somewhere/report.md"_s);
    QVERIFY(files.first().at(1).toByteArray().startsWith("# hpc"));
}

void TestReportDocument::aNodesSummaryIsCopied()
{
    ClusterState state{Knowledge{}};
    MatrixPanel panel(&state);
    state.apply(SnapshotRestored{Sample::cluster()});
    panel.resize(1200, 600);
    panel.show();
    panel.view()->selectNodes({u"compute02"_s});
    panel.activateWindow();
    panel.view()->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QTest::keyClick(panel.view(), Qt::Key_C, Qt::ControlModifier);
    const QString text = QGuiApplication::clipboard()->text();
    for (const QString &part :
         {u"compute02 (192.168.100.12): broken, "_s, u"running kernel 6.12.43+deb13-cloud-amd64"_s,
          u"✖ Headers for the running kernel are missing"_s, u"playbook beegfs-dkms-build"_s})
        QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
    QVERIFY(!text.contains(u"compute01"_s));
}

/// What was dragged: the platform that draws to nowhere ends a drag at once.
class DragSpy : public QObject
{
public:
    DragSpy() { qApp->installEventFilter(this); }
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (auto *drag = event->type() == QEvent::DeferredDelete ? qobject_cast<QDrag *>(object) : nullptr)
            dragged.append(drag->mimeData()->text());
        return false;
    }
    QStringList dragged;
};

void TestReportDocument::selectedNodesAreDraggedAsText()
{
    ClusterState state{Knowledge{}};
    MatrixPanel panel(&state);
    state.apply(SnapshotRestored{Sample::cluster()});
    panel.resize(1200, 600);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    MatrixView *view = panel.view();
    DragSpy spy;
    const auto dragFrom = [view](const QString &node) {
        const QModelIndexList found = view->model()->match(view->model()->index(0, 0),
                                                           NodeMatrixModel::NodeRole, node, 1,
                                                           Qt::MatchExactly | Qt::MatchRecursive);
        const QPoint from = view->visualRect(found.constFirst()).center();
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, from);
        for (int step : {4, 40, 60})
            QTest::mouseMove(view->viewport(), from + QPoint(step, 0));
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, from + QPoint(60, 0));
    };
    view->selectNodes({u"compute02"_s, u"compute03"_s});
    dragFrom(u"compute03"_s);
    QTRY_COMPARE(spy.dragged.size(), 1);
    QVERIFY2(spy.dragged.constFirst().contains(u"compute02 (192.168.100.12): broken, "_s)
                 && spy.dragged.constFirst().contains(u"compute03 ("_s),
             qPrintable(spy.dragged.constFirst()));
    QVERIFY(!spy.dragged.constFirst().contains(u"compute01 ("_s));
    // From a row that is not selected, the mouse selects.
    dragFrom(u"compute01"_s);
    QCOMPARE(view->selectedNodes(), QStringList{u"compute01"_s});
    QCOMPARE(spy.dragged.size(), 1);
}

void TestReportDocument::ofManyNodesOnlyTroubleIsDetailed()
{
    const HealthReport report = buildReport(Sample::largeCluster(400), Sample::now(), u"1.0"_s);
    const auto details = [](const HealthReport &of) {
        return renderDocument(of).html.section(u"<h2>Nodes</h2>"_s, 1);
    };
    QCOMPARE(details(report).count(u"<h3>✔ "_s), 0);
    QCOMPARE(details(report).count(u"<h3>✖ "_s), qsizetype(report.broken));
    const HealthReport few = buildReport(Sample::cluster(), Sample::now(), u"1.0"_s);
    QCOMPARE(details(few).count(u"<h3>✔ "_s), qsizetype(few.healthy));
}

QTEST_MAIN(TestReportDocument)
#include "tst_reportdocument.moc"
