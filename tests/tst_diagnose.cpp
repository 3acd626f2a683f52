// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/nodebuilder.h"

#include "models/diagnosis/diagnose.h"
#include "models/diagnosis/scopedfacts.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

Diagnosis diagnosed(const NodeBuilder &node, const Knowledge &knowledge)
{
    return diagnose(node.snapshot(), NodeBuilder::inventory(), knowledge);
}

QStringList rootsOf(const Diagnosis &diagnosis)
{
    QStringList ids;
    for (const Finding &finding : diagnosis.findings) {
        if (finding.rootCause)
            ids.append(finding.id);
    }
    return ids;
}

QStringList consequencesOf(const Diagnosis &diagnosis)
{
    QStringList ids;
    for (const Finding &finding : diagnosis.findings) {
        if (!finding.rootCause)
            ids.append(finding.id);
    }
    return ids;
}

const Finding *find(const Diagnosis &diagnosis, const QString &id)
{
    const auto it = std::ranges::find(diagnosis.findings, id, &Finding::id);
    return it == diagnosis.findings.end() ? nullptr : &*it;
}

const ChainStep &link(const Diagnosis &diagnosis, ChainLink link)
{
    return *std::ranges::find(diagnosis.chains.first().steps, link, &ChainStep::link);
}

} // namespace

class TestDiagnose : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyNodeHasNothingToDo_data();
    void aHealthyNodeHasNothingToDo();
    void everyBreakIsNamedByItsFirstBrokenLink_data();
    void everyBreakIsNamedByItsFirstBrokenLink();
    void consequencesKnowTheirCause();
    void everythingFurtherDownTheChainFollowsFromItsRoot();
    void whatWorksCutsTheChainOfCauses();
    void missingHeadersOfAWorkingNodeAreAWarning();
    void aModuleBuiltOutsideDkmsIsNoFault();
    void unknownFactsNeverBecomeFindings();
    void aMountThatHasNotAnsweredYetIsNotHealthy();
    void anAnswerThatIsNoKernelReleaseIsAFinding();
    void theNextBootIsForetold_data();
    void theNextBootIsForetold();
    void aNodeThatCannotBeReachedKeepsItsChain();
    void aChangedHostKeyShowsBothFingerprints();
    void everyConnectionErrorIsExactlyOneFinding();
    void aNodeNobodyLookedAtIsPending();
    void theChainShowsEveryLinkInOrder();
    void evidenceIsTheProbesOwnOutput();
    void theSameInputYieldsTheSameDiagnosis();
    void theOrderOfPlaybooksAndServicesDoesNotMatter();
    void findingsSpeakTheChosenLanguage();
    void headersThatTwoFilesystemsNeedAreOneFinding();
    void everyShippedCheckCanFail();
    void theBuildEnvironmentMustHaveTheKernelSeriesOfTheNodes_data();
    void theBuildEnvironmentMustHaveTheKernelSeriesOfTheNodes();
    void theFlavourIsWhatMetaPackagesEndIn_data();
    void theFlavourIsWhatMetaPackagesEndIn();

private:
    Knowledge m_knowledge = shippedKnowledge();
};

void TestDiagnose::aHealthyNodeHasNothingToDo_data()
{
    QTest::addColumn<NodeBuilder>("node");
    QTest::newRow("BeeGFS") << NodeBuilder::beegfs();
    QTest::newRow("Lustre") << NodeBuilder::lustre();
    QTest::newRow("virtio-fs built into the kernel") << NodeBuilder::virtiofs();
}

void TestDiagnose::aHealthyNodeHasNothingToDo()
{
    QFETCH(NodeBuilder, node);
    const Diagnosis diagnosis = diagnosed(node, m_knowledge);
    QCOMPARE(rootsOf(diagnosis), QStringList());
    QCOMPARE(diagnosis.state, NodeState::Healthy);
    QCOMPARE(diagnosis.headline, u"Healthy"_s);
    QCOMPARE(diagnosis.nextBoot.verdict, NextBootVerdict::Unchanged);
    for (const ChainStep &step : diagnosis.chains.first().steps)
        QVERIFY2(step.status == LinkStatus::Ok || step.status == LinkStatus::NotNeeded,
                 qPrintable(step.label));
}

void TestDiagnose::everyBreakIsNamedByItsFirstBrokenLink_data()
{
    QTest::addColumn<NodeBuilder>("node");
    QTest::addColumn<QStringList>("roots");
    QTest::addColumn<NodeState>("state");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("playbook");
    using enum NodeState;
    const auto beegfs = [] { return NodeBuilder::beegfs(); };
    const auto lustre = [] { return NodeBuilder::lustre(); };
    QTest::newRow("headers-missing") << beegfs().headersMissing().notBuilt()
                                     << QStringList{u"compute01/headers-missing"_s} << Broken
                                     << u"Headers missing"_s << u"beegfs-dkms-build"_s;
    QTest::newRow("dkms-not-built") << beegfs().notBuilt()
                                    << QStringList{u"compute01/dkms-not-built/beegfs"_s} << Broken
                                    << u"DKMS not built"_s << u"beegfs-dkms-build"_s;
    QTest::newRow("kernel-upgraded, BeeGFS")
        << beegfs().upgradedKernel() << QStringList{u"compute01/headers-missing"_s} << Broken
        << u"Headers missing"_s << u"beegfs-dkms-build"_s;
    QTest::newRow("kernel-upgraded, Lustre")
        << lustre().upgradedKernel() << QStringList{u"login01/module-package-missing/lustre"_s} << Broken
        << u"No module for kernel"_s << u"lustre-module-kernel"_s;
    QTest::newRow("breaks-at-reboot, no headers")
        << beegfs().nextKernel(false, false)
        << QStringList{u"compute01/headers-missing-next-boot"_s, u"compute01/kernel-will-change"_s}
        << Attention << u"Breaks at reboot"_s << u"beegfs-dkms-build"_s;
    QTest::newRow("breaks-at-reboot, no module")
        << beegfs().nextKernel(true, false)
        << QStringList{u"compute01/module-missing-next-boot/beegfs"_s, u"compute01/kernel-will-change"_s}
        << Attention << u"Breaks at reboot"_s << u"beegfs-dkms-build"_s;
    QTest::newRow("breaks-at-reboot, Lustre")
        << lustre().nextKernel(false, false)
        << QStringList{u"login01/module-missing-next-boot/lustre"_s, u"login01/kernel-will-change"_s}
        << Attention << u"Breaks at reboot"_s << u"lustre-module-kernel"_s;
    QTest::newRow("breaks-at-reboot, virtio-fs")
        << NodeBuilder::virtiofs().nextKernel(true, false)
        << QStringList{u"data01/module-missing-next-boot/virtiofs"_s, u"data01/kernel-will-change"_s}
        << Attention << u"Breaks at reboot"_s << QString();
    QTest::newRow("module-not-loaded")
        << beegfs().notLoaded() << QStringList{u"compute01/module-not-loaded/beegfs"_s} << Broken
        << u"Module not loaded"_s << u"mount-or-service-down"_s;
    QTest::newRow("no server modules")
        << lustre().answers(u"lustre.server.missing"_s, u"mgs mdt ofd osd_ldiskfs"_s)
        << QStringList{u"login01/lustre-server-missing"_s} << Broken << u"No server modules"_s
        << u"lustre-server-build"_s;
    QTest::newRow("server modules for the running kernel only")
        << lustre().nextKernel(true, true).answers(u"lustre.server.kernel"_s, lustreKernel)
        << QStringList{u"login01/lustre-server-missing-next-boot"_s, u"login01/kernel-will-change"_s}
        << Attention << u"Breaks at reboot"_s << u"lustre-server-build"_s;
    QTest::newRow("mount-missing") << lustre().notMounted() << QStringList{u"login01/mount-missing//fsx"_s}
                                   << Broken << u"Not mounted"_s << u"mount-or-service-down"_s;
    QTest::newRow("mount-hung") << beegfs().mountIs(MountHealth::Hung)
                                << QStringList{u"compute01/mount-hung//mnt/beegfs"_s} << Broken
                                << u"Mount hangs"_s << u"mount-or-service-down"_s;
    QTest::newRow("mount-stale") << lustre().mountIs(MountHealth::Stale)
                                 << QStringList{u"login01/mount-stale//fsx"_s} << Broken << u"Mount stale"_s
                                 << u"mount-or-service-down"_s;
    QTest::newRow("mount-read-only") << beegfs().mountIs(MountHealth::ReadOnly)
                                     << QStringList{u"compute01/mount-read-only//mnt/beegfs"_s} << Broken
                                     << u"Mount read-only"_s << u"mount-or-service-down"_s;
    QTest::newRow("service-down") << beegfs().serviceDown(u"beegfs-storage.service"_s)
                                  << QStringList{u"compute01/service-down/beegfs-storage.service"_s} << Broken
                                  << u"Service down"_s << u"mount-or-service-down"_s;
    QTest::newRow("package-half-configured") << beegfs().halfConfigured(u"beegfs-client-dkms"_s).notBuilt()
                                             << QStringList{u"compute01/package-half-configured"_s} << Broken
                                             << u"Packages half done"_s << u"package-repair"_s;
    QTest::newRow("host-key-changed")
        << beegfs().hostKeyChanged() << QStringList{u"compute01/host-key-changed"_s} << Unreachable
        << u"Host key changed"_s << u"rebuilt-node"_s;
    NodeBuilder wrongModule = beegfs().notLoaded();
    ModuleFile file = wrongModule.facts.moduleFiles[u"beegfs"_s][beegfsKernel].value();
    file.vermagic = u"6.12.38+deb13-cloud-amd64 SMP preempt mod_unload modversions "_s;
    wrongModule.facts.moduleFiles[u"beegfs"_s][beegfsKernel] = Fact<ModuleFile>::known(file);
    QTest::newRow("module for another kernel")
        << wrongModule << QStringList{u"compute01/module-vermagic-mismatch/beegfs"_s} << Broken
        << u"Wrong vermagic"_s << u"mount-or-service-down"_s;
    NodeBuilder deleted = beegfs().notLoaded();
    deleted.facts.moduleFiles[u"beegfs"_s][beegfsKernel] = Fact<ModuleFile>::absent();
    QTest::newRow("installed module deleted") << deleted << QStringList{u"compute01/module-missing/beegfs"_s}
                                              << Broken << u"Module missing"_s << u"beegfs-dkms-build"_s;
    NodeBuilder emptyPackage = lustre().notLoaded();
    emptyPackage.facts.moduleFiles[u"lustre"_s][lustreKernel] = Fact<ModuleFile>::absent();
    QTest::newRow("module package without module")
        << emptyPackage << QStringList{u"login01/module-missing/lustre"_s} << Broken << u"Module missing"_s
        << u"lustre-module-kernel"_s;
    NodeBuilder bare = NodeBuilder::virtiofs().notLoaded();
    bare.facts.moduleFiles[u"virtiofs"_s][beegfsKernel] = Fact<ModuleFile>::absent();
    QTest::newRow("kernel without virtio-fs") << bare << QStringList{u"data01/module-missing/virtiofs"_s}
                                              << Broken << u"Module missing"_s << QString();
}

void TestDiagnose::everyBreakIsNamedByItsFirstBrokenLink()
{
    QFETCH(NodeBuilder, node);
    const Diagnosis diagnosis = diagnosed(node, m_knowledge);
    QTEST(rootsOf(diagnosis), "roots");
    QTEST(diagnosis.state, "state");
    QTEST(diagnosis.headline, "headline");
    QTEST(diagnosis.findings.first().playbook, "playbook");
    for (const Finding &finding : diagnosis.findings) {
        QVERIFY(!finding.title.isEmpty() && !finding.expected.isEmpty() && !finding.actual.isEmpty());
        QVERIFY2(!finding.title.contains(u"{{"_s) && !finding.explanation.contains(u"{{"_s),
                 qPrintable(finding.title));
        for (const QString &cause : finding.causedBy)
            QVERIFY2(find(diagnosis, cause), qPrintable(cause));
    }
}

void TestDiagnose::consequencesKnowTheirCause()
{
    const Diagnosis diagnosis = diagnosed(NodeBuilder::beegfs().upgradedKernel(), m_knowledge);
    QCOMPARE(
        consequencesOf(diagnosis),
        (QStringList{u"compute01/dkms-not-built/beegfs"_s, u"compute01/module-missing/beegfs"_s,
                     u"compute01/module-not-loaded/beegfs"_s, u"compute01/mount-missing//mnt/beegfs"_s}));
    QCOMPARE(find(diagnosis, u"compute01/dkms-not-built/beegfs"_s)->causedBy,
             QStringList{u"compute01/headers-missing"_s});
    QCOMPARE(find(diagnosis, u"compute01/mount-missing//mnt/beegfs"_s)->causedBy,
             QStringList{u"compute01/module-not-loaded/beegfs"_s});
}

void TestDiagnose::everythingFurtherDownTheChainFollowsFromItsRoot()
{
    const Diagnosis diagnosis = diagnosed(NodeBuilder::beegfs().headersMissing().notBuilt(), m_knowledge);
    const QString root = u"compute01/headers-missing"_s;
    QStringList following;
    for (const Finding &finding : consequencesOf(root, diagnosis.findings))
        following.append(finding.id);
    QCOMPARE(following, consequencesOf(diagnosis));
    QVERIFY(following.size() > 2);
    // The module on disk is missing because of the build, and only by way of it because of the headers.
    const Finding *file = find(diagnosis, u"compute01/module-missing/beegfs"_s);
    QVERIFY(file && !file->causedBy.contains(root));
    QVERIFY(following.contains(file->id));
    QVERIFY(consequencesOf(following.last(), diagnosis.findings).isEmpty());
}

void TestDiagnose::whatWorksCutsTheChainOfCauses()
{
    // The module is loaded, so headers that are missing cannot be why the mount is gone.
    const Diagnosis diagnosis = diagnosed(NodeBuilder::beegfs().headersMissing().notMounted(), m_knowledge);
    QCOMPARE(rootsOf(diagnosis),
             (QStringList{u"compute01/mount-missing//mnt/beegfs"_s, u"compute01/headers-missing"_s}));
    // A storage server does not depend on the client's mount.
    const Diagnosis both = diagnosed(
        NodeBuilder::beegfs().headersMissing().notBuilt().serviceDown(u"beegfs-storage.service"_s),
        m_knowledge);
    QVERIFY(find(both, u"compute01/service-down/beegfs-storage.service"_s)->rootCause);
}

void TestDiagnose::missingHeadersOfAWorkingNodeAreAWarning()
{
    const Diagnosis diagnosis = diagnosed(NodeBuilder::beegfs().headersMissing(), m_knowledge);
    QCOMPARE(diagnosis.state, NodeState::Attention);
    QCOMPARE(diagnosis.findings.first().severity, Severity::Warning);
    QCOMPARE(diagnosis.headline, u"Headers missing"_s);
    QCOMPARE(link(diagnosis, ChainLink::Headers).status, LinkStatus::Warning);
}

void TestDiagnose::aModuleBuiltOutsideDkmsIsNoFault()
{
    NodeBuilder node = NodeBuilder::beegfs();
    node.facts.dkms = Fact<QList<DkmsEntry>>::known({});
    QCOMPARE(diagnosed(node, m_knowledge).state, NodeState::Healthy);
}

void TestDiagnose::unknownFactsNeverBecomeFindings()
{
    NodeBuilder node = NodeBuilder::beegfs();
    NodeFacts blank;
    blank.runningKernel = node.facts.runningKernel;
    node.facts = blank;
    const Diagnosis diagnosis = diagnosed(node, m_knowledge);
    QCOMPARE(rootsOf(diagnosis), QStringList{u"compute01/not-checked"_s});
    QCOMPARE(diagnosis.findings.size(), 1);
    QCOMPARE(diagnosis.state, NodeState::Attention);
    QCOMPARE(diagnosis.headline, u"Not all checked"_s);
    QVERIFY(diagnosis.undecided.contains(u"compute01/mount-missing//mnt/beegfs"_s));
    QCOMPARE(link(diagnosis, ChainLink::Mount).status, LinkStatus::Unknown);
    QCOMPARE(link(diagnosis, ChainLink::Headers).status, LinkStatus::Unknown);
    QCOMPARE(diagnosis.nextBoot.verdict, NextBootVerdict::Unknown);
    QVERIFY(!diagnosis.nextBoot.reason.isEmpty());
}

void TestDiagnose::aMountThatHasNotAnsweredYetIsNotHealthy()
{
    NodeBuilder node = NodeBuilder::beegfs().mountIs(MountHealth::Unknown);
    MountFacts mount = node.facts.mounts[u"/mnt/beegfs"_s].value();
    mount.detail = u"no answer yet"_s;
    node.facts.mounts[u"/mnt/beegfs"_s] = Fact<MountFacts>::known(mount);
    const Diagnosis diagnosis = diagnosed(node, m_knowledge);
    QCOMPARE(diagnosis.state, NodeState::Attention);
    QCOMPARE(diagnosis.findings.first().actual, u"no answer: mount./mnt/beegfs (no answer yet)"_s);
    QVERIFY(diagnosis.undecided.contains(u"compute01/mount-hung//mnt/beegfs"_s));
}

void TestDiagnose::anAnswerThatIsNoKernelReleaseIsAFinding()
{
    const Diagnosis diagnosis = diagnosed(NodeBuilder::beegfs().kernelAnswer(Fact<QString>::unknown(
                                              u"not a kernel release: 6.1; touch /tmp/x #"_s)),
                                          m_knowledge);
    QCOMPARE(rootsOf(diagnosis), QStringList{u"compute01/kernel-unreadable"_s});
    QVERIFY(diagnosis.findings.first().actual.contains(u"touch /tmp/x"_s));
    QCOMPARE(diagnosis.state, NodeState::Broken);
    QCOMPARE(link(diagnosis, ChainLink::Kernel).status, LinkStatus::Broken);
}

void TestDiagnose::theNextBootIsForetold_data()
{
    QTest::addColumn<NodeBuilder>("node");
    QTest::addColumn<NextBootVerdict>("verdict");
    using enum NextBootVerdict;
    QTest::newRow("same kernel") << NodeBuilder::beegfs() << Unchanged;
    QTest::newRow("other kernel, all there") << NodeBuilder::beegfs().nextKernel(true, true) << WillChange;
    QTest::newRow("module there without headers")
        << NodeBuilder::beegfs().nextKernel(false, true) << WillChange;
    QTest::newRow("no headers, no module") << NodeBuilder::beegfs().nextKernel(false, false) << WillBreak;
    QTest::newRow("Lustre needs no headers") << NodeBuilder::lustre().nextKernel(false, true) << WillChange;
    NodeBuilder hidden = NodeBuilder::beegfs();
    hidden.facts.nextBootKernel = Fact<QString>::unknown(u"grub.cfg cannot be read"_s);
    QTest::newRow("boot configuration not readable") << hidden << NextBootVerdict::Unknown;
    NodeBuilder noModinfo = NodeBuilder::beegfs().nextKernel(true, true);
    noModinfo.facts.moduleFiles[u"beegfs"_s][beegfsNextKernel] = Fact<ModuleFile>::unknown(u"timeout"_s);
    QTest::newRow("module not looked at") << noModinfo << NextBootVerdict::Unknown;
}

void TestDiagnose::theNextBootIsForetold()
{
    QFETCH(NodeBuilder, node);
    const Diagnosis diagnosis = diagnosed(node, m_knowledge);
    QTEST(diagnosis.nextBoot.verdict, "verdict");
    QVERIFY(!diagnosis.nextBoot.reason.isEmpty());
}

void TestDiagnose::aNodeThatCannotBeReachedKeepsItsChain()
{
    const Diagnosis diagnosis = diagnosed(
        NodeBuilder::beegfs().notLoaded().failing(ErrorCode::Timeout, u"no answer within 10 s"_s),
        m_knowledge);
    QCOMPARE(diagnosis.state, NodeState::Unreachable);
    QCOMPARE(diagnosis.headline, u"Unreachable"_s);
    QCOMPARE(rootsOf(diagnosis), QStringList{u"compute01/unreachable"_s});
    QCOMPARE(diagnosis.findings.first().actual, u"no answer within 10 s"_s);
    QCOMPARE(link(diagnosis, ChainLink::LoadedModule).status, LinkStatus::Broken);
    QVERIFY(link(diagnosis, ChainLink::LoadedModule).findings.isEmpty());
}

void TestDiagnose::aChangedHostKeyShowsBothFingerprints()
{
    const Diagnosis diagnosis = diagnosed(NodeBuilder::beegfs().hostKeyChanged(), m_knowledge);
    QCOMPARE(diagnosis.findings.first().expected, u"ssh-ed25519 SHA256:old"_s);
    QCOMPARE(diagnosis.findings.first().actual, u"ssh-ed25519 SHA256:new"_s);
}

void TestDiagnose::everyConnectionErrorIsExactlyOneFinding()
{
    for (int code = 0; code <= int(ErrorCode::Internal); ++code) {
        NodeBuilder node = NodeBuilder::beegfs().failing(ErrorCode(code), u"why"_s);
        node.withFacts = false;
        const Diagnosis diagnosis = diagnosed(node, m_knowledge);
        QVERIFY2(diagnosis.findings.size() == 1, qPrintable(errorCodeName(ErrorCode(code))));
        QCOMPARE(diagnosis.state, NodeState::Unreachable);
    }
}

void TestDiagnose::aNodeNobodyLookedAtIsPending()
{
    NodeBuilder node = NodeBuilder::beegfs();
    node.withFacts = false;
    const Diagnosis diagnosis = diagnosed(node, m_knowledge);
    QCOMPARE(diagnosis.state, NodeState::Pending);
    QVERIFY(diagnosis.findings.isEmpty());
}

void TestDiagnose::theChainShowsEveryLinkInOrder()
{
    const Diagnosis diagnosis = diagnosed(NodeBuilder::beegfs().upgradedKernel(), m_knowledge);
    QStringList shown;
    for (const ChainStep &step : diagnosis.chains.first().steps)
        shown.append(u"%1|%2|%3"_s.arg(step.label, step.value, step.detail));
    QCOMPARE(shown,
             (QStringList{
                 u"Kernel|6.12.48+deb13-cloud-amd64|"_s,
                 u"Packages|all configured|"_s,
                 u"Headers|linux-headers-6.12.48+deb13-cloud-amd64 not installed|in the archive: 6.12.48-1"_s,
                 u"DKMS|beegfs/8.1.0: added|"_s,
                 u"Module file|beegfs.ko not on disk for this kernel|"_s,
                 u"Loaded module|beegfs not loaded|"_s,
                 u"Mount|/mnt/beegfs not mounted|"_s,
                 u"Services|1/1 active|"_s,
             }));
    QCOMPARE(link(diagnosis, ChainLink::Headers).status, LinkStatus::Broken);
    QCOMPARE(link(diagnosis, ChainLink::Mount).status, LinkStatus::Consequence);
    const Diagnosis lustre = diagnosed(NodeBuilder::lustre(), m_knowledge);
    QCOMPARE(link(lustre, ChainLink::Headers).status, LinkStatus::NotNeeded);
    QCOMPARE(link(lustre, ChainLink::Headers).value, u"not needed"_s);
    QCOMPARE(link(lustre, ChainLink::Build).label, u"Module package"_s);
}

void TestDiagnose::evidenceIsTheProbesOwnOutput()
{
    const Diagnosis diagnosis = diagnosed(NodeBuilder::beegfs().headersMissing().notBuilt(), m_knowledge);
    QCOMPARE(diagnosis.findings.first().evidence.command, u"ls -d /lib/modules/*/build"_s);
    QCOMPARE(find(diagnosis, u"compute01/dkms-not-built/beegfs"_s)->evidence.output,
             u"beegfs/8.1.0: added"_s);
    QCOMPARE(link(diagnosis, ChainLink::Build).evidenceSection, u"dkms"_s);
}

void TestDiagnose::theSameInputYieldsTheSameDiagnosis()
{
    const NodeBuilder node = NodeBuilder::beegfs().upgradedKernel().serviceDown(u"beegfs-storage.service"_s);
    QCOMPARE(diagnosed(node, m_knowledge), diagnosed(node, m_knowledge));
}

void TestDiagnose::theOrderOfPlaybooksAndServicesDoesNotMatter()
{
    NodeBuilder node = NodeBuilder::beegfs().upgradedKernel().serviceDown(u"beegfs-storage.service"_s);
    Knowledge turned = m_knowledge;
    std::ranges::reverse(turned.playbooks);
    for (Playbook &playbook : turned.playbooks)
        std::ranges::reverse(playbook.checks);
    QCOMPARE(diagnosed(node, turned), diagnosed(node, m_knowledge));
}

void TestDiagnose::findingsSpeakTheChosenLanguage()
{
    const Diagnosis diagnosis = diagnosed(NodeBuilder::lustre().upgradedKernel(),
                                          shippedKnowledge(u"ko_KR"_s));
    QCOMPARE(diagnosis.findings.first().title, u"현재 커널에 매칭되는 lustre 모듈 패키지가 없음"_s);
    QCOMPARE(diagnosis.headline, u"커널용 모듈 없음"_s);
    QCOMPARE(diagnosis.findings.first().id, u"login01/module-package-missing/lustre"_s);
}

void TestDiagnose::headersThatTwoFilesystemsNeedAreOneFinding()
{
    Inventory inventory = NodeBuilder::inventory();
    inventory.filesystems[1].provision = Provision::Dkms;
    NodeBuilder node = NodeBuilder::beegfs().headersMissing().notBuilt();
    node.spec.mounts.append(u"lustre"_s);
    const NodeFacts lustre = NodeBuilder::lustre().upgradedKernel().facts;
    node.facts.moduleFiles[u"lustre"_s][beegfsKernel] = Fact<ModuleFile>::absent();
    node.facts.loadedModules[u"lustre"_s] = lustre.loadedModules[u"lustre"_s];
    node.facts.mounts[u"/fsx"_s] = lustre.mounts[u"/fsx"_s];
    const Diagnosis diagnosis = diagnose(node.snapshot(), inventory, m_knowledge);
    QCOMPARE(rootsOf(diagnosis), QStringList{u"compute01/headers-missing"_s});
    QCOMPARE(diagnosis.findings.first().filesystem, QString());
    QCOMPARE(diagnosis.chains.size(), 2);
}

void TestDiagnose::everyShippedCheckCanFail()
{
    NodeBuilder wrongModule = NodeBuilder::beegfs().notLoaded();
    wrongModule.facts.moduleFiles[u"beegfs"_s][beegfsKernel] = Fact<ModuleFile>::known(
        {u"/x"_s, {}, u"5.10"_s, {}, {}});
    NodeBuilder bare = NodeBuilder::virtiofs().notLoaded();
    bare.facts.moduleFiles[u"virtiofs"_s][beegfsKernel] = Fact<ModuleFile>::absent();
    NodeBuilder disabledService = NodeBuilder::beegfs();
    disabledService.facts.services[u"beegfs-storage.service"_s] = Fact<ServiceFacts>::known(
        {u"beegfs-storage.service"_s, u"active"_s, u"running"_s, u"success"_s, u"disabled"_s});
    NodeBuilder oldClient = NodeBuilder::beegfs();
    oldClient.facts.dkms = Fact<QList<DkmsEntry>>::known(
        {{u"beegfs"_s, u"7.4.6"_s, beegfsKernel, u"x86_64"_s, u"installed"_s, {}}});
    NodeBuilder lonely = NodeBuilder::beegfs();
    lonely.spec.roles = {u"beegfs-mgmtd"_s, u"beegfs-meta"_s, u"beegfs-storage"_s};
    NodeBuilder offered = NodeBuilder::virtiofs()
                              .notMounted()
                              .answers(u"virtiofs./data.tells"_s, u"yes"_s)
                              .answers(u"virtiofs./data.tag"_s, u"data"_s)
                              .answers(u"virtiofs./data.only"_s, u"other"_s)
                              .answers(u"virtiofs./data.directory"_s, u"no"_s);
    offered.kernelAnswer(Fact<QString>::known(u"4.18.0-553.el8.x86_64"_s));
    NodeBuilder byHand = NodeBuilder::virtiofs();
    for (NodeBuilder *node : {&offered, &byHand}) {
        MountFacts mount = node->facts.mounts[u"/data"_s].value();
        mount.inFstab = false;
        node->facts.mounts[u"/data"_s] = Fact<MountFacts>::known(mount);
    }
    NodeBuilder obsolete = NodeBuilder::beegfs().notBuilt();
    obsolete.facts.dkms = Fact<QList<DkmsEntry>>::known({{u"beegfs"_s, u"7.4.4"_s, {}, {}, u"added"_s, {}}});
    NodeBuilder tooNew = NodeBuilder::beegfs();
    tooNew.facts.nextBootKernel = Fact<QString>::known(u"6.14.0-37-generic"_s);
    NodeBuilder unsignedModule = NodeBuilder::beegfs().nextKernel(true, true);
    unsignedModule.facts.signatureEnforced = Fact<bool>::known(true);
    for (const QString &kernel : {beegfsKernel, beegfsNextKernel})
        unsignedModule.facts.moduleDepends[u"beegfs"_s][kernel] = Fact<QString>::absent();
    NodeBuilder power = NodeBuilder::lustre().answers(u"lustre.server.missing"_s, u"mdt"_s);
    power.facts.os = Fact<OsFacts>::known(
        {u"centos"_s, u"7"_s, {}, u"CentOS Linux 7"_s, u"ppc64le"_s, u"dnf"_s});
    QList<NodeBuilder> nodes{
        power,
        NodeBuilder::lustre().answers(u"lustre.server.missing"_s, u"mdt"_s),
        NodeBuilder::lustre().nextKernel(true, true).answers(u"lustre.server.kernel"_s, lustreKernel),
        unsignedModule,
        obsolete,
        tooNew,
        NodeBuilder::beegfs()
            .upgradedKernel()
            .serviceDown(u"beegfs-storage.service"_s)
            .halfConfigured(u"vim"_s),
        NodeBuilder::lustre().upgradedKernel(),
        NodeBuilder::beegfs().nextKernel(false, false),
        NodeBuilder::lustre().nextKernel(false, false),
        NodeBuilder::virtiofs().nextKernel(false, false),
        NodeBuilder::beegfs().mountIs(MountHealth::Hung),
        NodeBuilder::beegfs().mountIs(MountHealth::Stale),
        NodeBuilder::beegfs().mountIs(MountHealth::ReadOnly),
        NodeBuilder::beegfs().kernelAnswer(Fact<QString>::unknown(u"?"_s)),
        NodeBuilder::beegfs().hostKeyChanged(),
        wrongModule,
        bare,
        NodeBuilder::lustre().answers(u"beegfs.servers"_s, u"beegfs-mgmtd beegfs-meta beegfs-storage"_s),
        NodeBuilder::beegfs()
            .answers(u"loaded.beegfs"_s, u"differs"_s)
            .answers(u"mountunit./mnt/beegfs.enabled"_s, u"disabled"_s)
            .answers(u"beegfs.client.version"_s, u"8.1.0"_s)
            .answers(u"beegfs.server.version"_s, u"7.4.6"_s)
            .answers(u"beegfs.packages"_s, u"beegfs-client-dkms beegfs-common"_s),
        disabledService,
        oldClient,
        offered,
        byHand,
        NodeBuilder::beegfs().builtFor(u"6.14.6-cloud-amd64"_s),
        NodeBuilder::beegfs().builtFor(beegfsNextKernel, u"missing"_s),
        NodeBuilder::virtiofs()
            .answers(u"virtiofs./data.owner"_s, u"nobody:nogroup 755"_s)
            .answers(u"virtiofs./data.names"_s, u"nobody:nogroup"_s)
            .answers(u"libvirt.unshared"_s, u"vm1"_s)
            .answers(u"libvirt.mapped"_s, u"vm1"_s)
            .answers(u"libvirt.missing"_s, u"vm1:/srv/x"_s),
        NodeBuilder::lustre()
            .answers(u"repository.lustre.file"_s, u"/etc/apt/sources.list.d/fsxlustreclientrepo.list"_s)
            .answers(u"repository.lustre.problem"_s, u"wrong-codename"_s)
            .answers(u"upgrades.automatic"_s, u"yes"_s)
            .answers(u"upgrades.moving"_s, u"linux-image-aws"_s)
            .answers(u"fstab./fsx.missing"_s, u"network.service"_s)
            .answers(u"bootcheck.lustre.state"_s, u"disabled"_s)
            .answers(u"bootcheck.lustre.result"_s, u"success"_s)
            .answers(u"lnet./fsx.reach"_s, u"timeout"_s)
            .answers(u"firewall.manager"_s, u"firewalld"_s)
            .answers(u"firewall.state"_s, u"stopped"_s)
            .answers(u"firewall.lnet"_s, u"closed"_s)
            .answers(u"lnet.refused"_s, u"10.61.2.227"_s)
            .answers(u"lnet.accept"_s, u"secure"_s)
            .answers(u"lnet.configured"_s, u"none"_s)
            .answers(u"selinux.mode"_s, u"Enforcing"_s),
    };
    for (const ErrorCode code : {ErrorCode::Timeout, ErrorCode::HostKeyUnknown,
                                 ErrorCode::AuthenticationFailed, ErrorCode::Protocol})
        nodes.append(NodeBuilder::beegfs().failing(code, u"why"_s));
    Inventory small = NodeBuilder::inventory();
    small.nodes = {lonely.spec};
    // A check of an id that stands in several playbooks must fail in each of them.
    QSet<QString> failed;
    for (const Playbook &playbook : m_knowledge.playbooks) {
        for (const Finding &finding : diagnose(lonely.snapshot(), small, {.playbooks = {playbook}}).findings)
            failed.insert(playbook.id + u'/' + finding.check);
    }
    for (const NodeBuilder &builder : nodes) {
        for (const Playbook &playbook : m_knowledge.playbooks) {
            const Knowledge alone{.playbooks = {playbook}};
            for (const Finding &finding : diagnosed(builder, alone).findings)
                failed.insert(playbook.id + u'/' + finding.check);
        }
    }
    for (const Playbook &playbook : m_knowledge.playbooks) {
        for (const Check &check : playbook.checks)
            QVERIFY2(failed.contains(playbook.id + u'/' + check.id),
                     qPrintable(playbook.id + u'/' + check.id));
    }
}

void TestDiagnose::theBuildEnvironmentMustHaveTheKernelSeriesOfTheNodes_data()
{
    QTest::addColumn<NodeSnapshot>("node");
    QTest::addColumn<QStringList>("findings");
    const QString warning = u"build-kernel-series-differs"_s;
    const QString note = u"build-kernel-differs"_s;
    QTest::newRow("none") << NodeBuilder::beegfs().snapshot() << QStringList();
    QTest::newRow("same") << NodeBuilder::beegfs().builtFor(beegfsKernel).snapshot() << QStringList();
    QTest::newRow("same series") << NodeBuilder::beegfs().builtFor(beegfsNextKernel).snapshot()
                                 << QStringList{note};
    QTest::newRow("with Rust") << NodeBuilder::beegfs().builtFor(beegfsKernel, u"1.82.0"_s).snapshot()
                               << QStringList();
    QTest::newRow("without Rust") << NodeBuilder::beegfs().builtFor(beegfsKernel, u"missing"_s).snapshot()
                                  << QStringList{u"build-rust-missing"_s};
    QTest::newRow("newer series") << NodeBuilder::beegfs().builtFor(u"6.14.6-cloud-amd64"_s).snapshot()
                                  << QStringList{warning};
    QTest::newRow("6.1 is not 6.12") << NodeBuilder::beegfs().builtFor(u"6.1.0-32-cloud-amd64"_s).snapshot()
                                     << QStringList{warning};
    QTest::newRow("nothing is built for Lustre")
        << NodeBuilder::lustre().builtFor(beegfsKernel).snapshot() << QStringList();
}

void TestDiagnose::theBuildEnvironmentMustHaveTheKernelSeriesOfTheNodes()
{
    QFETCH(NodeSnapshot, node);
    QStringList found;
    for (const Finding &finding : diagnose(node, NodeBuilder::inventory(), m_knowledge).findings) {
        if (!finding.check.startsWith(u"build-"_s))
            continue;
        found.append(finding.check);
        QCOMPARE(finding.severity, finding.check.contains(u"series"_s) ? Severity::Warning : Severity::Info);
    }
    QTEST(found, "findings");
}

void TestDiagnose::theFlavourIsWhatMetaPackagesEndIn_data()
{
    QTest::addColumn<QString>("release");
    QTest::addColumn<QString>("flavour");
    QTest::newRow("Debian cloud") << u"6.12.43+deb13-cloud-amd64"_s << u"cloud-amd64"_s;
    QTest::newRow("Debian 12 cloud") << u"6.1.0-32-cloud-amd64"_s << u"cloud-amd64"_s;
    QTest::newRow("Debian") << u"6.12.43+deb13-amd64"_s << u"amd64"_s;
    QTest::newRow("AWS") << u"6.8.0-1039-aws"_s << u"aws"_s;
    QTest::newRow("Ubuntu") << u"6.8.0-49-generic"_s << u"generic"_s;
    QTest::newRow("Rocky") << u"5.14.0-503.40.1.el9_5.x86_64"_s << QString();
    QTest::newRow("own build") << u"6.12.0"_s << QString();
}

void TestDiagnose::theFlavourIsWhatMetaPackagesEndIn()
{
    QFETCH(QString, release);
    const Fact<QString> flavour = kernelFlavour(Fact<QString>::known(release));
    QTEST(flavour.value(), "flavour");
    QCOMPARE(flavour.isAbsent(), flavour.value().isEmpty());
}

QTEST_GUILESS_MAIN(TestDiagnose)
#include "tst_diagnose.moc"
