// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a plan would change: the questions that are asked, what the answers come to, and the predicted diagnosis.

#include "tests/nodebuilder.h"

#include "models/diagnosis/diagnose.h"
#include "models/diagnosis/prediction.h"
#include "models/remediation/impactparsers.h"
#include "models/remediation/impactquestions.h"
#include "models/remediation/planremediation.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(VERMAGIC_TEST_DATA "/impact/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample %s", qPrintable(name));
    return file.readAll();
}

CommandResult answer(const QByteArray &output, int exitCode = 0, const QByteArray &complaint = {})
{
    return {.exitCode = exitCode, .standardOutput = output, .standardError = complaint};
}

QStringList textOf(const QList<PackageChange> &changes)
{
    QStringList lines;
    for (const PackageChange &change : changes) {
        const QString sign = change.action == PackageAction::Install   ? u"+"_s
                             : change.action == PackageAction::Upgrade ? u"^"_s
                                                                       : u"-"_s;
        lines.append(sign + change.name + u'|' + change.from + u'|' + change.to);
    }
    return lines;
}

QString holdersScript()
{
    QFile file(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/probe/holders.sh"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no script");
    return QString::fromUtf8(file.readAll());
}

struct Case
{
    Knowledge knowledge = shippedKnowledge();
    NodeSnapshot node;
    Plan plan;

    explicit Case(const NodeBuilder &builder)
        : node(builder.snapshot())
    {
        node.diagnosis = diagnose(node, NodeBuilder::inventory(), knowledge);
        const Result<Plan> made = planFor(node, NodeBuilder::inventory(), knowledge, u"cafe"_s);
        if (!made)
            qFatal("%s", qPrintable(toString(made.error())));
        plan = *made;
    }

    QList<ImpactQuestion> questions() const
    {
        return impactQuestions(plan, node, NodeBuilder::inventory(), knowledge.programs, holdersScript());
    }
    Impact impact(const ImpactAnswers &answers) const
    {
        return impactOf(plan, node, NodeBuilder::inventory(), knowledge.programs, answers);
    }
    /// The question that simulates the step whose command holds `word`.
    ImpactQuestion about(const QString &word) const
    {
        for (const ImpactQuestion &question : questions()) {
            if (question.id.startsWith(u"step/") && question.command.argv.contains(word))
                return question;
        }
        return {};
    }
};

/// A chain's link by its kind.
ChainStep linkOf(const Diagnosis &diagnosis, ChainLink link)
{
    const QList<ChainStep> &steps = diagnosis.chains.first().steps;
    return *std::ranges::find(steps, link, &ChainStep::link);
}

} // namespace

class TestImpact : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aptSimulationsAreRead();
    void dnfTablesAreRead_data();
    void dnfTablesAreRead();
    void whatIsNoTransactionIsAnError_data();
    void whatIsNoTransactionIsAnError();
    void modulesAndDependantsAreRead();
    void jobsAreReadAndSlurmMayBeAbsent();
    void questionsAreUnprivilegedAndChangeNothing_data();
    void questionsAreUnprivilegedAndChangeNothing();
    void aNewKernelIsForeseenToBoot();
    void whatCannotBeSimulatedIsNamed();
    void thePredictedChainHasWhatThePlanPromises();
    void otherFindingsStayInThePrediction();
    void aStepThatFailsInTheSimulationIsNamedWithItsReason();
    void processesBelowAMountPointAreFound();
    void aProcessListThatWasCutOffIsUnknown();
};

void TestImpact::aptSimulationsAreRead()
{
    const auto changes = parseAptSimulation(answer(sample(u"apt-trixie-kernel.txt"_s)));
    QVERIFY(changes);
    QCOMPARE(textOf(*changes), (QStringList{u"-linux-headers-6.1.0-18-cloud-amd64|6.1.76-1|"_s,
                                            u"+linux-image-6.12.48+deb13-cloud-amd64||6.12.48-1"_s,
                                            u"^linux-image-cloud-amd64|6.12.43-1|6.12.48-1"_s,
                                            u"+linux-headers-6.12.48+deb13-cloud-amd64||6.12.48-1"_s,
                                            u"^linux-headers-cloud-amd64|6.12.43-1|6.12.48-1"_s}));
}

void TestImpact::dnfTablesAreRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("changes");
    QTest::newRow("dnf 4") << u"dnf4-el8-kernel.txt"_s
                           << QStringList{u"+kernel-core||4.18.0-553.30.1.el8_10"_s,
                                          u"+kernel-devel||4.18.0-553.30.1.el8_10"_s,
                                          u"^lustre-client-dkms-very-long-name||2.15.6-1.el8"_s,
                                          u"+kernel-modules||4.18.0-553.30.1.el8_10"_s,
                                          u"-kernel-core|4.18.0-477.10.1.el8_8|"_s};
    QTest::newRow("dnf 5") << u"dnf5-f41-devel.txt"_s
                           << QStringList{u"+kernel-devel||6.11.4-301.fc41"_s, u"^dkms||3.2.1-1.fc41"_s};
}

void TestImpact::dnfTablesAreRead()
{
    QFETCH(QString, file);
    QFETCH(QStringList, changes);
    const auto read = parseDnfSimulation(answer(sample(file), 1)); // --assumeno declines
    QVERIFY(read);
    QCOMPARE(textOf(*read), changes);
}

void TestImpact::whatIsNoTransactionIsAnError_data()
{
    QTest::addColumn<bool>("dnf");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QByteArray>("complaint");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("said");
    QTest::newRow("apt knows no such package")
        << false << QByteArray("Reading state information...\n")
        << QByteArray("E: Unable to locate package linux-headers-6.12.38+deb13-cloud-amd64\n"
                      "E: Couldn't find any package by glob 'linux-headers-6.12.38+deb13-cloud-amd64'\n")
        << 100 << u"E: Unable to locate package linux-headers-6.12.38+deb13-cloud-amd64"_s;
    QTest::newRow("dnf needs root")
        << true << QByteArray()
        << QByteArray(
               "Error: This command has to be run with superuser privileges (under the root user on most "
               "systems).\n")
        << 1
        << u"Error: This command has to be run with superuser privileges (under the root user on most systems)."_s;
    QTest::newRow("dnf has nothing to match") << true << QByteArray("No match for argument: kernel-devel-1\n")
                                              << QByteArray("Error: Unable to find a match: kernel-devel-1\n")
                                              << 1 << u"Error: Unable to find a match: kernel-devel-1"_s;
}

void TestImpact::whatIsNoTransactionIsAnError()
{
    QFETCH(bool, dnf);
    QFETCH(QByteArray, output);
    QFETCH(QByteArray, complaint);
    QFETCH(int, exitCode);
    QFETCH(QString, said);
    const CommandResult result = answer(output, exitCode, complaint);
    const auto read = dnf ? parseDnfSimulation(result) : parseAptSimulation(result);
    QVERIFY(!read);
    QCOMPARE(read.error().message, said);
    if (dnf) {
        QVERIFY(
            parseDnfSimulation(answer("Dependencies resolved.\nNothing to do.\nComplete!\n")).has_value());
    }
}

void TestImpact::modulesAndDependantsAreRead()
{
    const auto modules = parseModprobeSimulation(
        answer("insmod /lib/modules/6.12.43/updates/dkms/rdma_cm.ko.xz \n"
               "insmod /lib/modules/6.12.43/updates/dkms/beegfs.ko \nbuiltin fuse\n"));
    QVERIFY(modules);
    QCOMPARE(*modules, (QList<ModuleChange>{{u"rdma_cm"_s, true}, {u"beegfs"_s, true}}));
    const auto dependants = parseDependants(
        answer("fsx.mount\n  jupyterhub.service\n  remote-fs.target\n    multi-user.target\n"
               "      graphical.target\n  system-fsx.slice\n  jupyterhub.service\n"));
    QVERIFY(dependants);
    QCOMPARE(*dependants, QStringList{u"jupyterhub.service"_s});
}

void TestImpact::jobsAreReadAndSlurmMayBeAbsent()
{
    const Fact<QList<Job>> jobs = parseJobs(answer("4711|alice|RUNNING|1-02:03:04|ior|read\n"
                                                   "not a job\n4712_7|bob|COMPLETING|0:00|cfd\x1b[2J\n"));
    QVERIFY(jobs.isKnown());
    QCOMPARE(jobs.value(), (QList<Job>{{u"4711"_s, u"alice"_s, u"RUNNING"_s, u"1-02:03:04"_s, u"ior|read"_s},
                                       {u"4712_7"_s, u"bob"_s, u"COMPLETING"_s, u"0:00"_s, u"cfd"_s}}));
    QVERIFY(parseJobs(answer({}, 127, "env: 'squeue': No such file or directory\n")).isAbsent());
    const Fact<QList<Job>> refused = parseJobs(answer({}, 1, "slurm_load_jobs error: Invalid node name\n"));
    QVERIFY(refused.isUnknown());
    QCOMPARE(refused.reason(), u"slurm_load_jobs error: Invalid node name"_s);
}

void TestImpact::questionsAreUnprivilegedAndChangeNothing_data()
{
    QTest::addColumn<NodeSnapshot>("node");
    const auto row = [](const char *name, const NodeBuilder &builder) {
        QTest::newRow(name) << builder.snapshot();
    };
    row("headers missing", NodeBuilder::beegfs().headersMissing().notBuilt().notLoaded().notMounted());
    row("headers gone",
        NodeBuilder::beegfs().headersMissing(Fact<QString>::absent()).notBuilt().notLoaded().notMounted());
    row("service down", NodeBuilder::beegfs().serviceDown(u"beegfs-storage.service"_s));
    row("hung mount", NodeBuilder::beegfs().mountIs(MountHealth::Hung));
    row("half-configured", NodeBuilder::beegfs().halfConfigured(u"beegfs-client-dkms"_s));
    row("Lustre after an upgrade", NodeBuilder::lustre().upgradedKernel());
}

void TestImpact::questionsAreUnprivilegedAndChangeNothing()
{
    QFETCH(NodeSnapshot, node);
    NodeBuilder builder = NodeBuilder::beegfs();
    builder.facts = *node.facts;
    builder.spec = node.spec;
    const Case given(builder);
    QVERIFY(!given.questions().isEmpty());
    for (const ImpactQuestion &question : given.questions()) {
        const QStringList &argv = question.command.argv;
        QVERIFY2(question.command.privilege == Privilege::User, qPrintable(question.id));
        QVERIFY(!question.command.detached);
        const bool looks = (argv[0] == u"apt-get" && argv[1] == u"-s")
                           || (argv[0] == u"dnf" && argv[1] == u"--assumeno")
                           || (argv[0] == u"modprobe" && argv[1] == u"-n")
                           || (argv[0] == u"systemctl" && argv[1] == u"list-dependencies")
                           || argv[0] == u"squeue" || (argv[0] == u"sh" && argv[2] == holdersScript());
        QVERIFY2(looks, qPrintable(argv.join(u' ')));
    }
}

void TestImpact::aNewKernelIsForeseenToBoot()
{
    const Case given(
        NodeBuilder::beegfs().headersMissing(Fact<QString>::absent()).notBuilt().notLoaded().notMounted());
    const ImpactQuestion install = given.about(u"linux-image-cloud-amd64"_s);
    QCOMPARE(install.command.argv.mid(0, 3), (QStringList{u"apt-get"_s, u"-s"_s, u"install"_s}));
    const Impact impact = given.impact({{install.id, answer(sample(u"apt-trixie-kernel.txt"_s))}});
    QCOMPARE(impact.newKernel, beegfsNextKernel);
    QVERIFY(impact.reboots);
    QCOMPARE(impact.packages.size(), 5);
    QCOMPARE(linkOf(impact.before, ChainLink::Kernel).value, beegfsKernel);
    QCOMPARE(linkOf(impact.after, ChainLink::Kernel).value, beegfsNextKernel);
    QVERIFY(linkOf(impact.after, ChainLink::Headers).value.contains(beegfsNextKernel));
    QCOMPARE(impact.after.nextBoot.kernel.value(), beegfsNextKernel);
    QCOMPARE(impact.after.state, NodeState::Healthy);
}

void TestImpact::whatCannotBeSimulatedIsNamed()
{
    const Case given(NodeBuilder::beegfs().headersMissing().notBuilt().notLoaded().notMounted());
    const Impact impact = given.impact({});
    QStringList titles;
    for (const UnseenStep &step : impact.unseen)
        titles.append(step.title);
    const auto dkms = std::ranges::find_if(
        given.plan.steps, [](const PlanStep &step) { return step.command.argv.value(0) == u"dkms"; });
    QVERIFY(dkms != given.plan.steps.end());
    const auto named = std::ranges::find(impact.unseen, dkms->title, &UnseenStep::title);
    QVERIFY2(named != impact.unseen.end(), qPrintable(titles.join(u", "_s)));
    QVERIFY(named->reason.isEmpty());
    QVERIFY(impact.jobs.isUnknown());
    QVERIFY(impact.users.isUnknown());
}

void TestImpact::thePredictedChainHasWhatThePlanPromises()
{
    const Case given(NodeBuilder::beegfs().headersMissing().notBuilt().notLoaded().notMounted());
    const Impact impact = given.impact({});
    QCOMPARE(impact.before.state, NodeState::Broken);
    QCOMPARE(linkOf(impact.before, ChainLink::Headers).status, LinkStatus::Broken);
    for (const ChainStep &step : impact.after.chains.first().steps) {
        QVERIFY2(step.status == LinkStatus::Ok || step.status == LinkStatus::NotNeeded,
                 qPrintable(step.label));
        QVERIFY(step.findings.isEmpty());
    }
    QVERIFY(!linkOf(impact.after, ChainLink::Headers).value.contains(u"not installed"));
    QCOMPARE(impact.after.headline, u"Healthy"_s);
    QCOMPARE(impact.newKernel, QString());
}

void TestImpact::otherFindingsStayInThePrediction()
{
    const Case given(NodeBuilder::beegfs().notLoaded().notMounted().serviceDown(u"beegfs-storage.service"_s));
    const Impact impact = given.impact({});
    QCOMPARE(linkOf(impact.after, ChainLink::LoadedModule).status, LinkStatus::Ok);
    QCOMPARE(linkOf(impact.after, ChainLink::Services).status, LinkStatus::Broken);
    QCOMPARE(impact.after.state, NodeState::Broken);
}

void TestImpact::aStepThatFailsInTheSimulationIsNamedWithItsReason()
{
    const Case given(NodeBuilder::beegfs().headersMissing().notBuilt().notLoaded().notMounted());
    const ImpactQuestion install = given.about(u"linux-headers-"_s + beegfsKernel);
    const Impact impact = given.impact(
        {{install.id, answer({}, 100, "E: Unable to locate package linux-headers\n")},
         {given.about(u"beegfs"_s).id, answer({}, 1, "modprobe: FATAL: Module beegfs not found\n")}});
    QVERIFY(std::ranges::contains(impact.unseen, u"E: Unable to locate package linux-headers"_s,
                                  &UnseenStep::reason));
    // Behind the build, modprobe does not find the module yet, and that is no surprise.
    QCOMPARE(impact.modules, (QList<ModuleChange>{{u"beegfs"_s, true}}));
}

void TestImpact::processesBelowAMountPointAreFound()
{
    QTemporaryDir folder;
    const QString mount = QDir(folder.path()).canonicalPath() + u"/fsx"_s;
    QVERIFY(QDir().mkpath(mount + u"/work"_s) && QDir().mkpath(mount + u"2"_s));
    QFile open(mount + u"/data"_s);
    QVERIFY(open.open(QIODevice::WriteOnly));
    QProcess inside;
    inside.setWorkingDirectory(mount + u"/work"_s);
    inside.start(u"sleep"_s, {u"60"_s});
    QProcess beside;
    beside.setWorkingDirectory(mount + u"2"_s);
    beside.start(u"sleep"_s, {u"60"_s});
    QVERIFY(inside.waitForStarted() && beside.waitForStarted());

    QProcess look;
    look.start(u"sh"_s, {u"-c"_s, holdersScript(), u"holders.sh"_s, mount});
    QVERIFY(look.waitForFinished());
    const Fact<MountUsers> users = parseMountUsers(answer(look.readAllStandardOutput(), look.exitCode()));
    QVERIFY2(users.isKnown(), qPrintable(users.reason()));
    QSet<qint64> pids;
    for (const MountUser &user : users.value().processes) {
        QCOMPARE(user.mountpoint, mount);
        pids.insert(user.pid);
    }
    QVERIFY(pids.contains(inside.processId()) && pids.contains(QCoreApplication::applicationPid()));
    QVERIFY(!pids.contains(beside.processId()));
    const auto sleeper = std::ranges::find(users.value().processes, inside.processId(), &MountUser::pid);
    QCOMPARE(sleeper->program, u"sleep"_s);
    for (QProcess *process : {&inside, &beside}) {
        process->kill();
        process->waitForFinished();
    }
}

void TestImpact::aProcessListThatWasCutOffIsUnknown()
{
    QVERIFY(parseMountUsers(answer("use\t/fsx\t12\tbob\tpython3\n")).isUnknown());
    QVERIFY(parseMountUsers(answer("use\t/fsx\t12\tbob\tpython3\nunseen\t3\n")).isKnown());
    QVERIFY(parseMountUsers(answer({}, 2)).isUnknown());
}

QTEST_GUILESS_MAIN(TestImpact)
#include "tst_impact.moc"
