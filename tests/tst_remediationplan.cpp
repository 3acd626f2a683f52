// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/nodebuilder.h"

#include "models/diagnosis/diagnose.h"
#include "models/remediation/planremediation.h"
#include "models/remediation/stepoutcome.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

NodeSnapshot diagnosedNode(const NodeBuilder &builder, const Knowledge &knowledge)
{
    NodeSnapshot node = builder.snapshot();
    node.diagnosis = diagnose(node, NodeBuilder::inventory(), knowledge);
    return node;
}

QStringList displayed(const QList<PlanStep> &steps)
{
    QStringList lines;
    for (const PlanStep &step : steps)
        lines.append(step.displayed);
    return lines;
}

/// The two of dpkg's force options that a playbook may use, as apt-get takes them.
const QString keepFiles = u"-oDpkg::Options::=--force-confdef -oDpkg::Options::=--force-confold"_s;

const PlanStep &stepOf(const Plan &plan, const QString &id)
{
    return *std::ranges::find(plan.steps, id, &PlanStep::id);
}

} // namespace

class TestRemediationPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyBreakHasAPlan_data();
    void everyBreakHasAPlan();
    void thePlanSaysBeforehandThatHeadersAreGone();
    void headersThatWereNotLookedForAreLookedForInFreshLists();
    void withDnfTheOtherWayIsChosenWhenTheHeadersAreGone();
    void noNodeIsRebootedUnseen();
    void aRebootWarnsOfJobsAndOfWhatTheNodeServes();
    void anInstallationRemovesNothing();
    void packageRepairLeavesOtherFaultsToTheirPlaybooks();
    void undoUnmountsBeforeItUnloads();
    void aModuleThatTheArchiveLacksNeedsAnotherKernel();
    void preflightChangesNothing();
    void targetsAreTheFindingAndWhatFollowsFromIt();
    void anotherRootCauseIsNoTarget();
    void twoServicesAreStartedByOnePlan();
    void aRebuiltNodesPlanShowsBothKeys();
    void aPlaybookCanBeForcedOnAConsequence();
    void aHealthyNodeHasNoPlan();
    void aPrivilegedLoginNeedsNoSudo();
    void aScriptIsOneArgumentAndItsNameIsShown();
    void everyDetachedStepHasItsOwnRunId();
    void stepsThatChangeTheNodeSayHowToUndoThem();
    void aHostileAnswerIsRefusedNotRun_data();
    void aHostileAnswerIsRefusedNotRun();
    void theSameInputYieldsTheSamePlan();
    void plansSpeakTheChosenLanguage();
    void moduleIsNeverForced() const;

private:
    Knowledge m_knowledge = shippedKnowledge();
};

void TestRemediationPlan::everyBreakHasAPlan_data()
{
    QTest::addColumn<NodeBuilder>("builder");
    QTest::addColumn<QString>("remedy");
    QTest::addColumn<QStringList>("steps");
    const auto beegfs = [] { return NodeBuilder::beegfs(); };
    const auto lustre = [] { return NodeBuilder::lustre(); };
    const QString headers = u"sudo apt-get install -y --no-remove linux-headers-"_s;
    QTest::newRow("headers-missing") << beegfs().headersMissing().notBuilt() << u"build"_s
                                     << QStringList{u"sudo apt-get update"_s,
                                                    headers + beegfsKernel,
                                                    u"sudo dkms install beegfs/8.1.0 -k "_s + beegfsKernel,
                                                    u"sudo modprobe beegfs"_s,
                                                    u"sudo systemctl restart beegfs-client.service"_s,
                                                    u"sudo modinfo -k %1 -n beegfs"_s.arg(beegfsKernel),
                                                    u"mountpoint -q /mnt/beegfs"_s};
    QTest::newRow("headers missing, all else works")
        << beegfs().headersMissing() << u"build"_s
        << QStringList{u"sudo apt-get update"_s, headers + beegfsKernel,
                       u"sudo modinfo -k %1 -n beegfs"_s.arg(beegfsKernel), u"mountpoint -q /mnt/beegfs"_s};
    QTest::newRow("dkms-not-built") << beegfs().notBuilt() << u"build"_s
                                    << QStringList{u"sudo dkms install beegfs/8.1.0 -k "_s + beegfsKernel,
                                                   u"sudo modprobe beegfs"_s,
                                                   u"sudo systemctl restart beegfs-client.service"_s,
                                                   u"sudo modinfo -k %1 -n beegfs"_s.arg(beegfsKernel),
                                                   u"mountpoint -q /mnt/beegfs"_s};
    NodeBuilder deleted = beegfs().notLoaded();
    deleted.facts.moduleFiles[u"beegfs"_s][beegfsKernel] = Fact<ModuleFile>::absent();
    QTest::newRow("installed module deleted")
        << deleted << u"build"_s
        << QStringList{u"sudo dkms install beegfs/8.1.0 -k %1 --force"_s.arg(beegfsKernel),
                       u"sudo modprobe beegfs"_s, u"sudo systemctl restart beegfs-client.service"_s,
                       u"sudo modinfo -k %1 -n beegfs"_s.arg(beegfsKernel), u"mountpoint -q /mnt/beegfs"_s};
    NodeBuilder untracked = beegfs().notBuilt();
    untracked.facts.dkms = Fact<QList<DkmsEntry>>::known({});
    QTest::newRow("not in the DKMS tree")
        << untracked << u"reinstall-client"_s
        << QStringList{u"sudo apt-get update"_s,
                       u"sudo apt-get install -y --no-remove --reinstall "_s + keepFiles
                           + u" beegfs-client-dkms"_s,
                       u"sudo modprobe beegfs"_s, u"sudo systemctl restart beegfs-client.service"_s,
                       u"mountpoint -q /mnt/beegfs"_s};
    QTest::newRow("kernel-upgraded, Lustre")
        << lustre().upgradedKernel() << u"install-module"_s
        << QStringList{u"sudo apt-get update"_s,
                       u"sudo apt-get install -y --no-remove lustre-client-modules-"_s + lustreNextKernel,
                       u"sudo modprobe lustre"_s, u"sudo systemctl restart fsx.mount"_s,
                       u"mountpoint -q /fsx"_s};
    QTest::newRow("breaks-at-reboot, BeeGFS")
        << beegfs().nextKernel(false, false) << u"build-next"_s
        << QStringList{u"sudo apt-get update"_s, u"apt-cache policy linux-headers-"_s + beegfsNextKernel,
                       headers + beegfsNextKernel, u"sudo dkms install beegfs/8.1.0 -k "_s + beegfsNextKernel,
                       u"sudo modinfo -k %1 -n beegfs"_s.arg(beegfsNextKernel)};
    QTest::newRow("breaks-at-reboot, Lustre")
        << lustre().nextKernel(false, false) << u"install-next-module"_s
        << QStringList{u"sudo apt-get update"_s,
                       u"apt-cache policy lustre-client-modules-"_s + lustreNextKernel,
                       u"sudo apt-get install -y --no-remove lustre-client-modules-"_s + lustreNextKernel,
                       u"sudo modinfo -k %1 -n lustre"_s.arg(lustreNextKernel)};
    QTest::newRow("module-not-loaded")
        << lustre().notLoaded() << u"load-module"_s
        << QStringList{u"sudo modprobe lustre"_s, u"sudo systemctl restart fsx.mount"_s,
                       u"mountpoint -q /fsx"_s};
    QTest::newRow("mount-missing") << lustre().notMounted() << u"mount"_s
                                   << QStringList{u"sudo systemctl restart fsx.mount"_s,
                                                  u"mountpoint -q /fsx"_s};
    QTest::newRow("mount-hung") << beegfs().mountIs(MountHealth::Hung) << u"free-mount"_s
                                << QStringList{u"sudo umount -l /mnt/beegfs"_s,
                                               u"sudo systemctl restart beegfs-client.service"_s,
                                               u"findmnt -n -o FSTYPE --mountpoint /mnt/beegfs"_s};
    QTest::newRow("mount-read-only") << lustre().mountIs(MountHealth::ReadOnly) << u"remount"_s
                                     << QStringList{u"sudo mount -o remount,rw /fsx"_s};
    QTest::newRow("service-down") << beegfs().serviceDown(u"beegfs-storage.service"_s) << u"start-service"_s
                                  << QStringList{u"sudo systemctl restart beegfs-storage.service"_s,
                                                 u"systemctl is-active beegfs-storage.service"_s};
    QTest::newRow("package-half-configured")
        << beegfs().halfConfigured(u"beegfs-client-dkms"_s).notBuilt() << u"repair"_s
        << QStringList{u"sudo dpkg --force-confdef --force-confold --configure -a"_s,
                       u"sudo apt-get install -f -y --no-remove "_s + keepFiles, u"sudo modprobe beegfs"_s,
                       u"sudo systemctl restart beegfs-client.service"_s, u"sh packages-configured.sh"_s};
    NodeBuilder rocky = beegfs().headersMissing(Fact<QString>::unknown(u"no apt-cache"_s)).notBuilt();
    rocky.facts.os = Fact<OsFacts>::known({u"rocky"_s, u"9"_s, {}, {}, u"x86_64"_s, u"dnf"_s});
    QTest::newRow("headers-missing with dnf")
        << rocky << u"build"_s
        << QStringList{u"sudo dnf install -y kernel-devel-"_s + beegfsKernel,
                       u"sudo dkms install beegfs/8.1.0 -k "_s + beegfsKernel,
                       u"sudo modprobe beegfs"_s,
                       u"sudo systemctl restart beegfs-client.service"_s,
                       u"sudo modinfo -k %1 -n beegfs"_s.arg(beegfsKernel),
                       u"mountpoint -q /mnt/beegfs"_s};
}

void TestRemediationPlan::everyBreakHasAPlan()
{
    QFETCH(NodeBuilder, builder);
    const NodeSnapshot node = diagnosedNode(builder, m_knowledge);
    const Result<Plan> plan = planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s);
    QVERIFY2(plan, plan ? "" : qPrintable(toString(plan.error())));
    QTEST(plan->remedy, "remedy");
    QTEST(displayed(plan->steps), "steps");
    QCOMPARE(plan->id, u"ab12"_s);
    QCOMPARE(plan->node, node.spec.name);
    QCOMPARE(plan->targets.first(), node.diagnosis.findings.first().id);
    QVERIFY(!plan->title.isEmpty() && !plan->source.isEmpty() && plan->usualDuration.count() > 0);
    QVERIFY(!plan->reboots);
}

void TestRemediationPlan::thePlanSaysBeforehandThatHeadersAreGone()
{
    const NodeSnapshot node = diagnosedNode(
        NodeBuilder::beegfs().headersMissing(Fact<QString>::absent()).notBuilt(), m_knowledge);
    const Result<Plan> plan = planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s);
    QVERIFY(plan);
    QCOMPARE(plan->remedy, u"new-kernel"_s);
    QVERIFY(plan->reboots);
    QCOMPARE(plan->risk, Risk::High);
    QVERIFY2(plan->warnings.first().startsWith(
                 u"linux-headers-%1 is no longer in the archive"_s.arg(beegfsKernel)),
             qPrintable(plan->warnings.first()));
    QCOMPARE(
        displayed(plan->steps),
        (QStringList{
            u"sudo apt-get update"_s, u"sh still-not-in-archive.sh linux-headers-"_s + beegfsKernel,
            u"apt-cache policy linux-image-cloud-amd64"_s,
            u"sudo apt-get install -y --no-remove linux-image-cloud-amd64 linux-headers-cloud-amd64"_s,
            u"sudo sh build-for-newest.sh /boot /lib/modules beegfs 8.1.0 "_s + beegfsKernel,
            u"sudo sh next-boot-ready.sh /boot beegfs "_s + beegfsKernel + u" once"_s,
            u"sudo sh safe-reboot.sh ready /boot /etc /var/lib/vermagic newest"_s,
            u"sudo sh slurm-drain.sh drain compute01 /var/lib/vermagic 3600"_s,
            u"sudo sh safe-reboot.sh arrange /boot /etc /var/lib/vermagic newest 15"_s,
            u"sudo systemctl reboot"_s, u"sudo sh safe-reboot.sh tried /boot /etc /var/lib/vermagic"_s,
            u"sudo modprobe beegfs"_s, u"sudo systemctl restart beegfs-client.service"_s,
            u"mountpoint -q /mnt/beegfs"_s, u"sudo sh safe-reboot.sh confirm /boot /etc /var/lib/vermagic"_s,
            u"sudo sh slurm-drain.sh resume compute01 /var/lib/vermagic"_s, u"mountpoint -q /mnt/beegfs"_s}));
    QCOMPARE(stepOf(*plan, u"reboot"_s).kind, StepKind::Reboot);
}

void TestRemediationPlan::headersThatWereNotLookedForAreLookedForInFreshLists()
{
    const auto planWith = [&](const Fact<QString> &candidate) {
        const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs().headersMissing(candidate).notBuilt(),
                                                m_knowledge);
        return planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value();
    };
    // A node without lists would fail the look for ever if it came before them.
    const QString look = u"apt-cache policy linux-headers-"_s + beegfsKernel;
    const Plan unknown = planWith(Fact<QString>::unknown(u"apt has no package lists"_s));
    QCOMPARE(displayed(unknown.steps).first(3),
             (QStringList{u"sudo apt-get update"_s, look,
                          u"sudo apt-get install -y --no-remove linux-headers-"_s + beegfsKernel}));
    QCOMPARE(unknown.steps[1].expect.outputLacks, u"Candidate: (none)"_s);
    QVERIFY(!displayed(planWith(Fact<QString>::known(u"6.12.43-1"_s)).steps).contains(look));
    for (const QString &step : displayed(unknown.preflight))
        QVERIFY2(!step.contains(u"apt-cache"_s), qPrintable(step));
    NodeBuilder lustre = NodeBuilder::lustre().upgradedKernel();
    lustre.facts.modulePackageCandidates.clear();
    const Plan module =
        planFor(diagnosedNode(lustre, m_knowledge), NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value();
    QCOMPARE(displayed(module.steps).first(2),
             (QStringList{u"sudo apt-get update"_s,
                          u"apt-cache policy lustre-client-modules-"_s + lustreNextKernel}));
}

void TestRemediationPlan::withDnfTheOtherWayIsChosenWhenTheHeadersAreGone()
{
    const auto planWith = [&](const Fact<QString> &candidate) {
        NodeBuilder rocky = NodeBuilder::beegfs().headersMissing(candidate).notBuilt();
        rocky.facts.os = Fact<OsFacts>::known({u"rocky"_s, u"9"_s, {}, {}, u"x86_64"_s, u"dnf"_s});
        return planFor(diagnosedNode(rocky, m_knowledge), NodeBuilder::inventory(), m_knowledge, u"ab12"_s)
            .value();
    };
    const Plan gone = planWith(Fact<QString>::absent());
    QCOMPARE(gone.remedy, u"new-kernel-dnf"_s);
    QCOMPARE(displayed(gone.steps).first(3),
             (QStringList{u"sudo dnf install -y kernel-core kernel-devel"_s,
                          u"sudo sh build-for-newest.sh /boot /lib/modules beegfs 8.1.0 "_s + beegfsKernel,
                          u"sudo sh next-boot-ready.sh /boot beegfs "_s + beegfsKernel + u" once"_s}));
    // Where the sweep could not tell, the run asks before it changes anything.
    const QString look = u"sudo dnf -q list --available kernel-devel-"_s + beegfsKernel;
    const Plan unknown = planWith(Fact<QString>::unknown(u"nothing cached"_s));
    QCOMPARE(unknown.remedy, u"build"_s);
    QVERIFY(displayed(unknown.preflight).contains(look));
    const Plan there = planWith(Fact<QString>::known(u"6.12.43"_s));
    QCOMPARE(there.remedy, u"build"_s);
    QVERIFY(!displayed(there.preflight).contains(look));
}

void TestRemediationPlan::noNodeIsRebootedUnseen()
{
    // Each of them ends well only when the kernel that boots next is the wanted one and complete.
    const QStringList looking{u"next-boot-ready.sh"_s, u"lustre-kernel.sh"_s, u"default-kernel.sh"_s};
    int rebooting = 0;
    for (const Playbook &playbook : m_knowledge.playbooks) {
        for (const Remedy &remedy : playbook.remedies) {
            const auto reboot = std::ranges::find(remedy.steps, StepKind::Reboot, &Step::kind);
            if (reboot == remedy.steps.end())
                continue;
            ++rebooting;
            const QString name = playbook.id + u'/' + remedy.id;
            QVERIFY(reboot != remedy.steps.begin());
            const bool once = std::prev(reboot)->arguments.contains(u"arrange"_s);
            QVERIFY2(once || looking.contains(std::prev(reboot)->script), qPrintable(name));
            // Another kernel than the running one is the default only after its mounts have been seen.
            const auto isConfirmation = [](const Step &step) {
                return step.arguments.contains(u"confirm"_s);
            };
            const auto confirmed = std::ranges::find_if(remedy.steps, isConfirmation);
            const auto mounted = std::ranges::find(remedy.steps, u"mounted"_s, &Step::id);
            QVERIFY2(!once || (reboot < mounted && mounted < confirmed && confirmed != remedy.steps.end()),
                     qPrintable(name));
            if (!std::ranges::any_of(remedy.steps,
                                     [](const Step &step) { return step.run.contains(u"install"_s); }))
                continue; // no kernel comes that would need room
            const auto room = std::ranges::find(remedy.preflight, u"free-space.sh"_s, &Step::script);
            QVERIFY2(room != remedy.preflight.end() && room->arguments.contains(u"/boot"_s),
                     qPrintable(name));
        }
    }
    QCOMPARE(rebooting, 8);
}

void TestRemediationPlan::aRebootWarnsOfJobsAndOfWhatTheNodeServes()
{
    const auto warningsOf = [&](const QStringList &roles) {
        NodeBuilder builder = NodeBuilder::beegfs().headersMissing(Fact<QString>::absent()).notBuilt();
        builder.spec.roles = roles;
        return planFor(diagnosedNode(builder, m_knowledge), NodeBuilder::inventory(), m_knowledge, u"ab12"_s)
            .value()
            .warnings.join(u'\n');
    };
    const QString server = warningsOf({u"beegfs-client"_s, u"beegfs-storage"_s});
    QVERIFY2(server.contains(u"The reboot ends whatever runs on compute01"_s), qPrintable(server));
    QVERIFY2(server.contains(u"compute01 serves other nodes (beegfs-client beegfs-storage)"_s),
             qPrintable(server));
    const QString client = warningsOf({u"beegfs-client"_s});
    QVERIFY2(client.contains(u"The reboot ends"_s) && !client.contains(u"serves"_s), qPrintable(client));
}

void TestRemediationPlan::anInstallationRemovesNothing()
{
    for (const Playbook &playbook : m_knowledge.playbooks) {
        for (const Remedy &remedy : playbook.remedies) {
            for (const Step &step : remedy.steps + remedy.verify)
                QVERIFY2(step.run.first(qMin(2, step.run.size())) != QStringList({u"apt-get"_s, u"install"_s})
                             || step.run.contains(u"--no-remove"_s),
                         qPrintable(playbook.id + u'/' + remedy.id + u'/' + step.id));
        }
    }
}

void TestRemediationPlan::packageRepairLeavesOtherFaultsToTheirPlaybooks()
{
    const QStringList repairs{u"sudo dpkg --force-confdef --force-confold --configure -a"_s,
                              u"sudo apt-get install -f -y --no-remove "_s + keepFiles,
                              u"sh packages-configured.sh"_s};
    const auto stepsWith = [&](const QString &package) {
        const NodeSnapshot node = diagnosedNode(
            NodeBuilder::beegfs().headersMissing().notBuilt().halfConfigured(package), m_knowledge);
        return displayed(planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value().steps);
    };
    // modprobe could only fail, and the headers would never get their turn.
    QCOMPARE(stepsWith(u"man-db"_s), repairs);
    QCOMPARE(stepsWith(u"beegfs-client-dkms"_s), repairs);
    QVERIFY(stepsWith(u"linux-headers-"_s + beegfsKernel).contains(u"sudo modprobe beegfs"_s));
}

void TestRemediationPlan::undoUnmountsBeforeItUnloads()
{
    for (const NodeBuilder &builder :
         {NodeBuilder::beegfs().notBuilt(), NodeBuilder::beegfs().headersMissing().notBuilt(),
          NodeBuilder::lustre().upgradedKernel(), NodeBuilder::lustre().notLoaded(),
          NodeBuilder::beegfs().halfConfigured(u"beegfs-client-dkms"_s).notBuilt()}) {
        RunRecord run;
        run.plan = planFor(diagnosedNode(builder, m_knowledge), NodeBuilder::inventory(), m_knowledge,
                           u"ab12"_s)
                       .value();
        run.steps.fill(StepRecord{.state = StepState::Succeeded}, run.plan.steps.size());
        const QStringList undo = displayed(undoPlan(run, u"cd34"_s).value().steps);
        const QString unit = run.plan.node == u"compute01"_s ? u"beegfs-client.service"_s : u"fsx.mount"_s;
        const QString module = run.plan.node == u"compute01"_s ? u"beegfs"_s : u"lustre"_s;
        QCOMPARE(undo.first(2),
                 (QStringList{u"sudo systemctl stop "_s + unit, u"sudo modprobe -r "_s + module}));
    }
}

void TestRemediationPlan::aModuleThatTheArchiveLacksNeedsAnotherKernel()
{
    NodeBuilder builder = NodeBuilder::lustre().upgradedKernel();
    builder.facts.modulePackageCandidates[u"lustre"_s] = Fact<QString>::absent();
    builder.answers(u"repository.lustre.dkms"_s, Fact<QString>::absent());
    const Plan plan = planFor(diagnosedNode(builder, m_knowledge), NodeBuilder::inventory(), m_knowledge,
                              u"ab12"_s)
                          .value();
    QCOMPARE(plan.remedy, u"new-kernel"_s);
    QVERIFY(plan.warnings.first().contains(u"lustre-client-modules-6.8.0-1042-aws is not in the archive"_s));
    QVERIFY(
        displayed(plan.steps)
            .contains(u"sudo apt-get install -y --no-remove linux-image-aws lustre-client-modules-aws"_s));
    QVERIFY(plan.reboots);
}

void TestRemediationPlan::preflightChangesNothing()
{
    const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs().headersMissing().notBuilt(), m_knowledge);
    const Plan plan = planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value();
    QCOMPARE(displayed(plan.preflight),
             (QStringList{u"uname -r"_s, u"sudo true"_s, u"sh free-space.sh 200 /usr /var"_s,
                          u"sh dpkg-lock.sh"_s}));
    QCOMPARE(plan.preflight.first().expect.outputContains, beegfsKernel);
    for (const PlanStep &step : plan.preflight)
        QVERIFY(!step.undo && step.undoNote.isEmpty() && !step.command.detached);
}

void TestRemediationPlan::targetsAreTheFindingAndWhatFollowsFromIt()
{
    const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs().upgradedKernel(), m_knowledge);
    const Plan plan = planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value();
    QCOMPARE(plan.targets,
             (QStringList{u"compute01/headers-missing"_s, u"compute01/dkms-not-built/beegfs"_s,
                          u"compute01/module-missing/beegfs"_s, u"compute01/module-not-loaded/beegfs"_s,
                          u"compute01/mount-missing//mnt/beegfs"_s}));
}

void TestRemediationPlan::anotherRootCauseIsNoTarget()
{
    // Packages and headers both keep the module from being built: mending the one is not enough.
    const NodeSnapshot node = diagnosedNode(
        NodeBuilder::beegfs().headersMissing().notBuilt().halfConfigured(u"beegfs-client-dkms"_s),
        m_knowledge);
    const Plan plan = planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value();
    QCOMPARE(plan.playbook, u"package-repair"_s);
    QCOMPARE(plan.targets, QStringList{u"compute01/package-half-configured"_s});
}

void TestRemediationPlan::twoServicesAreStartedByOnePlan()
{
    NodeBuilder builder = NodeBuilder::beegfs();
    builder.spec.roles = {u"beegfs-mgmtd"_s, u"beegfs-meta"_s};
    builder.facts.services.clear();
    builder.serviceDown(u"beegfs-mgmtd.service"_s, u"inactive"_s).serviceDown(u"beegfs-meta.service"_s);
    ServiceFacts disabled = builder.facts.services[u"beegfs-mgmtd.service"_s].value();
    disabled.unitFileState = u"disabled"_s;
    builder.facts.services[u"beegfs-mgmtd.service"_s] = Fact<ServiceFacts>::known(disabled);
    const Plan plan = planFor(diagnosedNode(builder, m_knowledge), NodeBuilder::inventory(), m_knowledge,
                              u"ab12"_s)
                          .value();
    QCOMPARE(displayed(plan.steps), (QStringList{u"sudo systemctl restart beegfs-meta.service"_s,
                                                 u"sudo systemctl enable beegfs-mgmtd.service"_s,
                                                 u"sudo systemctl restart beegfs-mgmtd.service"_s,
                                                 u"systemctl is-active beegfs-meta.service"_s,
                                                 u"systemctl is-active beegfs-mgmtd.service"_s}));
    QCOMPARE(plan.targets.size(), 2);
    QStringList ids;
    for (const PlanStep &step : plan.steps)
        ids.append(step.id);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
}

void TestRemediationPlan::aRebuiltNodesPlanShowsBothKeys()
{
    const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs().hostKeyChanged(), m_knowledge);
    const Plan plan = planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value();
    QCOMPARE(plan.playbook, u"rebuilt-node"_s);
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(plan.steps.first().kind, StepKind::ReplaceHostKey);
    QVERIFY(plan.steps.first().command.argv.isEmpty());
    QCOMPARE(plan.steps.first().displayed,
             u"ssh-keygen -R '[192.168.100.11]:22' -f /home/op/.ssh/known_hosts"_s);
    QVERIFY(plan.warnings.first().contains(u"SHA256:old"_s)
            && plan.warnings.first().contains(u"SHA256:new"_s));
    QCOMPARE(plan.targets, QStringList{u"compute01/host-key-changed"_s});
}

void TestRemediationPlan::aPlaybookCanBeForcedOnAConsequence()
{
    const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs().upgradedKernel(), m_knowledge);
    const Inventory inventory = NodeBuilder::inventory();
    const Plan plan =
        planFor(node, inventory, m_knowledge, u"ab12"_s, {.playbook = u"mount-or-service-down"_s}).value();
    QCOMPARE(plan.targets.first(), u"compute01/module-not-loaded/beegfs"_s);
    const Result<Plan> unknown = planFor(node, inventory, m_knowledge, u"ab12"_s, {.playbook = u"no-such"_s});
    QCOMPARE(unknown.error().code, ErrorCode::NotFound);
    QVERIFY(unknown.error().hint.contains(u"beegfs-dkms-build"_s));
}

void TestRemediationPlan::aHealthyNodeHasNoPlan()
{
    const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs(), m_knowledge);
    const Inventory inventory = NodeBuilder::inventory();
    QCOMPARE(planFor(node, inventory, m_knowledge, u"ab12"_s).error().code, ErrorCode::NotFound);
    for (const Playbook &playbook : m_knowledge.playbooks) {
        if (!playbook.checks.isEmpty())
            QCOMPARE(planRemediation(node, inventory, m_knowledge, playbook, u"ab12"_s).error().code,
                     ErrorCode::NotFound);
    }
}

void TestRemediationPlan::aPrivilegedLoginNeedsNoSudo()
{
    NodeBuilder builder = NodeBuilder::lustre().notLoaded();
    builder.spec.become = Become::None;
    const Plan plan = planFor(diagnosedNode(builder, m_knowledge), NodeBuilder::inventory(), m_knowledge,
                              u"ab12"_s)
                          .value();
    QCOMPARE(plan.steps.first().displayed, u"modprobe lustre"_s);
    QCOMPARE(plan.steps.first().command.privilege, Privilege::User);
}

void TestRemediationPlan::aScriptIsOneArgumentAndItsNameIsShown()
{
    const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs().headersMissing().notBuilt(), m_knowledge);
    const Plan plan = planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value();
    const PlanStep &step = *std::ranges::find(plan.preflight, u"package-lock"_s, &PlanStep::id);
    QCOMPARE(step.command.argv.first(2), (QStringList{u"sh"_s, u"-c"_s}));
    QCOMPARE(step.command.argv.value(2), step.script);
    QCOMPARE(step.command.argv.value(3), u"dpkg-lock.sh"_s);
    QVERIFY(step.script.contains(u"/proc/locks"_s));
}

void TestRemediationPlan::everyDetachedStepHasItsOwnRunId()
{
    const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs().headersMissing().notBuilt(), m_knowledge);
    const Plan plan = planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value();
    QSet<QString> ids;
    int detached = 0;
    for (const PlanStep &step : plan.steps) {
        QVERIFY(step.command.runId.startsWith(u"ab12"_s));
        ids.insert(step.command.runId);
        if (step.undo)
            ids.insert(step.undo->runId);
        detached += step.command.detached;
    }
    QCOMPARE(detached, 3);
    QCOMPARE(ids.size(), plan.steps.size() + std::ranges::count_if(plan.steps, [](const PlanStep &s) {
                             return s.undo.has_value();
                         }));
}

void TestRemediationPlan::stepsThatChangeTheNodeSayHowToUndoThem()
{
    for (const Playbook &playbook : m_knowledge.playbooks) {
        for (const Remedy &remedy : playbook.remedies) {
            for (const Step &step : remedy.steps)
                QVERIFY2(!step.undo.isEmpty() || !step.undoArguments.isEmpty()
                             || !step.undoNote.byLanguage.isEmpty(),
                         qPrintable(playbook.id + u'/' + remedy.id + u'/' + step.id));
        }
    }
    const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs().headersMissing().notBuilt(), m_knowledge);
    const Plan plan = planFor(node, NodeBuilder::inventory(), m_knowledge, u"ab12"_s).value();
    QCOMPARE(stepOf(plan, u"headers"_s).undoDisplayed,
             u"sudo apt-get remove -y linux-headers-"_s + beegfsKernel);
    QCOMPARE(stepOf(plan, u"mount"_s).undoDisplayed, u"sudo systemctl stop beegfs-client.service"_s);
}

void TestRemediationPlan::aHostileAnswerIsRefusedNotRun_data()
{
    QTest::addColumn<QString>("answer");
    for (const char *answer :
         {"6.1; touch /tmp/x #", "$(touch /tmp/x)", "6.1\ntouch /tmp/x", "`id`", "-k", "--force", "6.1 -f",
          "../../etc", "6.1'", "6.1\"", "{{fs.module}}", "", "6.1|sh", "6.1&", "6.1>x", "\u202e6.1"})
        QTest::newRow(answer) << QString::fromUtf8(answer);
}

void TestRemediationPlan::aHostileAnswerIsRefusedNotRun()
{
    QFETCH(QString, answer);
    const Inventory inventory = NodeBuilder::inventory();
    // The kernel release, past the probe that would have refused it.
    NodeBuilder kernel = NodeBuilder::beegfs();
    kernel.facts.headers[answer] = Fact<HeaderFacts>::absent();
    kernel.facts.headersCandidate = Fact<QString>::known(u"1"_s);
    kernel.kernelAnswer(Fact<QString>::known(answer)).notBuilt();
    const Result<Plan> forKernel = planFor(diagnosedNode(kernel, m_knowledge), inventory, m_knowledge,
                                           u"ab12"_s);
    QVERIFY(!forKernel);
    QCOMPARE(forKernel.error().code, ErrorCode::InvalidInput);
    // The version that DKMS tells.
    NodeBuilder version = NodeBuilder::beegfs().notBuilt();
    version.facts.dkms = Fact<QList<DkmsEntry>>::known({{u"beegfs"_s, answer, {}, {}, u"added"_s, {}}});
    const Result<Plan> forVersion = planFor(diagnosedNode(version, m_knowledge), inventory, m_knowledge,
                                            u"ab12"_s);
    if (forVersion) {
        QVERIFY2(answer.isEmpty(), qPrintable(displayed(forVersion->steps).join(u'\n')));
        QCOMPARE(forVersion->remedy, u"reinstall-client"_s);
    } else {
        QCOMPARE(forVersion.error().code, ErrorCode::InvalidInput);
    }
}

void TestRemediationPlan::theSameInputYieldsTheSamePlan()
{
    const NodeSnapshot node = diagnosedNode(NodeBuilder::beegfs().upgradedKernel(), m_knowledge);
    const Inventory inventory = NodeBuilder::inventory();
    QCOMPARE(planFor(node, inventory, m_knowledge, u"ab12"_s).value(),
             planFor(node, inventory, m_knowledge, u"ab12"_s).value());
}

void TestRemediationPlan::plansSpeakTheChosenLanguage()
{
    const Knowledge korean = shippedKnowledge(u"ko"_s);
    const NodeSnapshot node = diagnosedNode(NodeBuilder::lustre().upgradedKernel(), korean);
    const Plan plan = planFor(node, NodeBuilder::inventory(), korean, u"ab12"_s).value();
    QCOMPARE(plan.title, u"매칭되는 Lustre 모듈 설치"_s);
    QCOMPARE(stepOf(plan, u"load"_s).title, u"Lustre 모듈 로드"_s);
    QCOMPARE(stepOf(plan, u"mount"_s).title, u"/fsx 마운트"_s);
}

void TestRemediationPlan::moduleIsNeverForced() const
{
    for (const QStringList &argv : {QStringList{u"modprobe"_s, u"-f"_s, u"beegfs"_s},
                                    {u"modprobe"_s, u"-vf"_s, u"beegfs"_s},
                                    {u"modprobe"_s, u"--force-vermagic"_s, u"beegfs"_s},
                                    {u"insmod"_s, u"beegfs.ko"_s},
                                    {u"sh"_s, u"-c"_s, u"id"_s},
                                    {u"systemd-run"_s, u"id"_s}})
        QVERIFY2(!m_knowledge.programs.objectionTo(argv).isEmpty(), qPrintable(argv.join(u' ')));
    QVERIFY(m_knowledge.programs.objectionTo({u"modprobe"_s, u"beegfs"_s}).isEmpty());
}

QTEST_GUILESS_MAIN(TestRemediationPlan)
#include "tst_remediationplan.moc"
