// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// looks FOLDER [LANGUAGE [WIDTHxHEIGHT]]: pictures of the window and its dialogs over the sample cluster.
// QT_SCALE_FACTOR chooses the scale.

#include "models/compatibility/compatibilityreader.h"
#include "models/remediation/impactquestions.h"
#include "tests/samplecluster.h"
#include "tests/samplerates.h"
#include "tests/samplerun.h"
#include "views/benchmarks/benchmarkdesk.h"
#include "views/benchmarks/benchmarkdialog.h"
#include "views/benchmarks/benchmarkrunswindow.h"
#include "views/benchmarks/runview.h"
#include "views/charts/throughputchart.h"
#include "views/charts/throughputwindow.h"
#include "views/compatibilitywindow.h"
#include "views/credentialdialog.h"
#include "views/exportdialog.h"
#include "views/hostkeydialogs.h"
#include "views/mainwindow.h"
#include "views/screenshots.h"
#include "views/translation.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPixmap>
#include <QPointer>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QThread>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

void grabDialog(QDialog &dialog, const QString &folder, const QString &name)
{
    dialog.show();
    QApplication::processEvents();
    dialog.grab().save(u"%1/%2.png"_s.arg(folder, name));
}

Impact sampleImpact(const Plan &plan, const ClusterSnapshot &cluster)
{
    Impact impact = impactOf(plan, *cluster.node(plan.node), *cluster.inventory, {}, {});
    impact.packages = {
        {PackageAction::Install, u"linux-headers-6.12.43+deb13-cloud-amd64"_s, {}, u"6.12.43-1"_s},
        {PackageAction::Upgrade, u"linux-kbuild-6.12"_s, u"6.12.38-1"_s, u"6.12.43-1"_s}};
    impact.modules = {{u"beegfs"_s, true}};
    impact.services = {u"beegfs-client.service"_s};
    impact.dependants = {u"jupyterhub.service"_s};
    impact.users = Fact<MountUsers>::known(
        {.processes = {{impact.mountpoints.value(0, u"/mnt/beegfs"_s), 4711, u"ior"_s, u"alice"_s}},
         .unseen = 3});
    impact.jobs = Fact<QList<Job>>::known(
        {{u"4711"_s, u"alice"_s, u"RUNNING"_s, u"1:20:00"_s, u"ior-read"_s}});
    return impact;
}

void grabDialogs(MainWindow &window, const QString &folder)
{
    const QString art =
        u"+--[ED25519 256]--+\n|      .o+.       |\n|     . =.o       |\n|    . + = .      |\n|     o B = .     |\n"
        "|    . B S o      |\n|     + = = .     |\n|    . E B o      |\n|     . * =       |\n|      o.+        |\n"
        "+----[SHA256]-----+"_s;
    HostKeyDialog unknown({.id = 1,
                           .node = u"compute07"_s,
                           .host = u"192.168.100.17"_s,
                           .keyType = u"ED25519"_s,
                           .fingerprint = u"SHA256:h1p5Qm0cXr0V3mV9yqG3c8l2WJ6tB4nK7sD1fA0e9Q"_s,
                           .randomArt = art,
                           .knownHostsFile = u"/home/admin/.ssh/known_hosts"_s},
                          &window);
    grabDialog(unknown, folder, u"dialog-unknown-key"_s);
    HostKeyChange change = *Sample::cluster().nodes[5].hostKeyChange;
    change.evidence = {windowEvidence(u"compute05"_s, {}, Sample::now()),
                       publishedEvidence({}, change.newFingerprint),
                       witnessEvidence({.node = u"compute07"_s, .fingerprints = {change.newFingerprint}},
                                       change.newFingerprint)};
    ChangedKeyDialog unexplained(u"compute05"_s, change, &window);
    grabDialog(unexplained, folder, u"dialog-changed-key"_s);
    change.evidence[1] = publishedEvidence(
        {.file = u"/srv/provision/known_hosts"_s, .fingerprints = {change.newFingerprint}},
        change.newFingerprint);
    ChangedKeyDialog explained(u"compute05"_s, change, &window);
    grabDialog(explained, folder, u"dialog-explained-key"_s);
    CredentialDialog credential({.id = 2,
                                 .kind = CredentialKind::SudoPassword,
                                 .node = u"compute02"_s,
                                 .scope = u"compute"_s,
                                 .prompt = u"[sudo] password for admin:"_s,
                                 .retry = true},
                                &window);
    grabDialog(credential, folder, u"dialog-credential"_s);
    ClusterState state{Knowledge{}};
    state.apply(SnapshotRestored{Sample::cluster()});
    ExportDialog report(&state, {u"compute02"_s}, u"html"_s, &window);
    const BenchmarkRun run = Sample::benchmarkRun({u"compute01"_s, u"compute02"_s, u"compute03"_s},
                                                  Sample::now().addDays(-1));
    report.setReport(buildReport(Sample::cluster(), Sample::now(), u"1.0"_s, true, {.runs = {run}}));
    grabDialog(report, folder, u"dialog-export"_s);
    report.findChild<QComboBox *>()->setCurrentIndex(2);
    grabDialog(report, folder, u"dialog-export-text"_s);
    window.setTheme(Theme::Dark);
    grabDialog(report, folder, u"dialog-export-text-dark"_s);
    report.findChild<QComboBox *>()->setCurrentIndex(0);
    grabDialog(report, folder, u"dialog-export-dark"_s);
    window.setTheme(Theme::Light);
}

/// The compatibility matrix, light and dark.
void grabMatrix(const ClusterState &state, MainWindow &window, const QString &folder)
{
    CompatibilityWindow matrix(&state, &window);
    for (const auto &[theme, name] :
         {std::pair{Theme::Light, u"compatibility-light"_s}, {Theme::Dark, u"compatibility-dark"_s}}) {
        window.setTheme(theme);
        grabDialog(matrix, folder, name);
    }
    matrix.findChild<QComboBox *>()->setCurrentIndex(1);
    grabDialog(matrix, folder, u"compatibility-lustre"_s);
}

ClusterSnapshot withThreshold(ClusterSnapshot cluster)
{
    Inventory inventory = *cluster.inventory;
    for (FilesystemSpec &filesystem : inventory.filesystems)
        filesystem.thresholds.insert(u"read"_s, {.value = 2e9, .unit = u"B/s"_s});
    cluster.inventory = std::make_shared<const Inventory>(inventory);
    return cluster;
}

/// Three nodes a minute long, sixty for ten minutes, a thousand: docked with the matrix's column, and in the own window.
void grabThroughput(MainWindow &window, ThroughputStore &rates, const QString &folder,
                    const std::function<void(const QString &)> &save)
{
    window.findChild<QTabWidget *>()->setCurrentIndex(3);
    save(u"throughput-empty"_s);
    auto *panel = window.findChild<ThroughputPanel *>();
    const auto run = [&](int nodes, int seconds) {
        rates.start(Sample::now());
        Sample::appendRates(rates, Sample::computeNodes(nodes), u"beegfs"_s, 0, seconds);
        QThread::msleep(
            1100); // points are gathered for 250 ms before the chart follows, a second for the matrix
        QApplication::processEvents();
    };
    run(3, 41);
    panel->chart()->setCursorSeconds(17.0);
    save(u"throughput-3"_s);
    panel->setQuery({.by = LinesBy::Stack});
    save(u"throughput-3-stacked"_s);
    panel->setQuery({.by = LinesBy::Node});
    run(12, 55);
    save(u"throughput-12"_s);
    run(60, 600);
    save(u"throughput-60"_s);
    QMetaObject::invokeMethod(panel, &ThroughputPanel::windowRequested);
    auto *own = window.findChild<ThroughputWindow *>();
    own->resize(window.size());
    own->panel()->setSelectedNodes({u"compute07"_s});
    own->panel()->chart()->setCursorSeconds(200.0);
    window.setTheme(Theme::Light);
    grabDialog(*own, folder, u"throughput-window-60"_s);
    own->panel()->setQuery({.by = LinesBy::Stack});
    grabDialog(*own, folder, u"throughput-window-60-stacked"_s);
    own->panel()->setQuery({.by = LinesBy::Node});
    run(1000, 120);
    own->panel()->chart()->setCursorSeconds(80.0);
    window.setTheme(Theme::Dark);
    grabDialog(*own, folder, u"throughput-window-1000"_s);
    own->panel()->findChild<QToolButton *>(u"asTable"_s)->click();
    grabDialog(*own, folder, u"throughput-window-table"_s);
    own->close();
}

/// The dialog, a run under way and its verdict above the chart, the list, a run and two side by side.
void grabBenchmarks(MainWindow &window, ThroughputStore &rates, const QString &folder,
                    const std::function<void(const QString &)> &save)
{
    BenchmarkDesk &desk = window.benchmarks();
    const QStringList nodes = Sample::computeNodes(3);
    desk.askToRun({});
    QPointer<BenchmarkDialog> dialog = window.findChild<BenchmarkDialog *>();
    window.setTheme(Theme::Light);
    grabDialog(*dialog, folder, u"benchmark-dialog-light"_s);
    window.setTheme(Theme::Dark);
    grabDialog(*dialog, folder, u"benchmark-dialog-dark"_s);
    BenchmarkRequest request = dialog->request();
    request.nodes = nodes;
    dialog->findChild<QLineEdit *>(u"folder"_s)->setText(u"../elsewhere"_s);
    grabDialog(*dialog, folder, u"benchmark-dialog-refuses"_s);
    dialog->reject();
    rates.start(Sample::now());
    window.selectNodes({nodes.first()});
    desk.showProgress(request, {.nodes = 3, .ready = 1});
    save(u"benchmark-preparing"_s);
    desk.showBegun(request);
    Sample::appendRates(rates, nodes, u"beegfs"_s, 0, 31);
    desk.showProgress(request, {.stage = BenchmarkProgress::Stage::Measuring,
                                .nodes = 3,
                                .running = 3,
                                .seconds = 31,
                                .rate = 6.3e9});
    QThread::msleep(1100);
    save(u"benchmark-running"_s);
    Sample::appendRates(rates, nodes, u"beegfs"_s, 31, 60);
    const BenchmarkRun last = Sample::run(u"20260301-120000-a1b2c3"_s, Sample::now(), nodes, 60);
    const BenchmarkRun earlier = Sample::run(u"20260228-101500-d4e5f6"_s, Sample::now().addDays(-1), nodes,
                                             60, 0.8);
    BenchmarkRun cancelled = Sample::run(u"20260227-090000-0a1b2c"_s, Sample::now().addDays(-2),
                                         {nodes.first()}, 12);
    cancelled.end = RunEnd::Cancelled;
    cancelled.verdicts.clear();
    desk.showFinished(last);
    QThread::msleep(1100);
    save(u"benchmark-verdict"_s);
    desk.showRuns();
    desk.setRuns({cancelled, earlier, last});
    auto *runs = window.findChild<BenchmarkRunsWindow *>();
    runs->resize(std::min(runs->width(), window.width()), std::min(runs->height(), window.height()));
    const auto grab = [&](const QString &name) {
        for (const auto &[theme, suffix] :
             {std::pair{Theme::Light, u"-light"_s}, {Theme::Dark, u"-dark"_s}}) {
            window.setTheme(theme);
            QThread::msleep(300);
            QApplication::processEvents();
            grabDialog(*runs, folder, name + suffix);
        }
    };
    desk.showRead({last});
    grab(u"benchmark-run"_s);
    runs->view()->findChild<QTabWidget *>()->setCurrentIndex(2);
    grab(u"benchmark-run-environment"_s);
    runs->select({earlier.id, last.id});
    desk.showRead({earlier, last});
    grab(u"benchmark-comparison"_s);
    runs->view()->findChild<QTabWidget *>()->setCurrentIndex(1);
    grab(u"benchmark-comparison-differences"_s);
    runs->close();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"vermagic"_s);
    const QStringList arguments = QApplication::arguments();
    const QString folder = arguments.value(1, u"."_s);
    const QStringList size = arguments.value(3, u"1440x900"_s).split(u'x');
    const QSize windowSize(size.value(0).toInt(), size.value(1).toInt());
    QLocale::setDefault(QLocale(arguments.value(2, u"en"_s)));
    installTranslation(application, QLocale());
    QTemporaryDir settingsFolder;
    QSettings settings(settingsFolder.filePath(u"looks.ini"_s), QSettings::IniFormat);

    ClusterState state{Knowledge{.compatibility = loadCompatibility(shippedCompatibilityFiles()).value(),
                                 .language = QLocale().name()}};
    MainWindow window(&state, &settings);
    window.setClock([] { return Sample::now(); });
    const auto save = [&](const QString &name) {
        // Panels gather events for up to 100 ms before they show them.
        QThread::msleep(120);
        QApplication::processEvents();
        static_cast<void>(saveScreenshots(window, folder, name, windowSize));
    };
    ThroughputStore rates;
    window.setThroughput(&rates);
    save(u"start"_s);
    state.apply(SnapshotRestored{withThreshold(Sample::cluster())});
    window.setAuditFile(QDir::homePath() + u"/.local/state/vermagic/audit.jsonl"_s);
    window.setIdentity(u"admin@ via agent · sudo: password not stored"_s);
    QApplication::processEvents();
    grabMatrix(state, window, folder);
    window.selectNodes({u"compute02"_s});
    save(u"matrix"_s);
    const Plan plan = Sample::plan(u"compute02"_s, u"run-1"_s);
    window.showPlan({plan});
    save(u"plan-asked"_s);
    state.apply(ImpactGathered{sampleImpact(plan, state.snapshot())});
    save(u"plan"_s);
    window.findChild<QWidget *>(u"impactCard"_s)->grab().save(folder + u"/impact.png"_s);
    QList<Plan> several{plan, Sample::plan(u"compute07"_s, u"run-2"_s),
                        Sample::plan(u"compute08"_s, u"run-3"_s)};
    for (Plan &one : several)
        one.reboots = true;
    window.showPlan(several);
    save(u"plans"_s);
    window.showPlan({plan});
    window.findChild<QAbstractButton *>(u"approveButton"_s)->click();
    for (const RunEvent &event : Sample::halfRun(plan))
        state.apply(event);
    save(u"running"_s);
    for (const RunEvent &event : Sample::restOfRun(plan))
        state.apply(event);
    state.apply(NodeRestored{Sample::healthy(*state.snapshot().node(u"compute02"_s))});
    save(u"fixed"_s);
    window.findChild<QTabWidget *>()->setCurrentIndex(1);
    window.selectNodes({u"compute05"_s});
    save(u"activity"_s);
    window.findChild<QTabWidget *>()->setCurrentIndex(2);
    window.selectNodes({u"compute03"_s});
    save(u"output"_s);
    grabBenchmarks(window, rates, folder, save);
    grabThroughput(window, rates, folder, save);
    window.selectNodes({u"compute03"_s, u"headnode"_s, u"login02"_s});
    window.findChild<QLineEdit *>()->setText(u"role:client stat:broken"_s);
    save(u"several"_s);
    window.findChild<QLineEdit *>()->clear();
    state.apply(SnapshotRestored{withThreshold(Sample::largeCluster(1000))});
    QApplication::processEvents();
    save(u"thousand"_s);
    window.setTheme(Theme::Light);
    grabDialogs(window, folder);
    return 0;
}
