// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/samplecluster.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic::Sample {

namespace {

const QString debOld = u"6.12.38+deb13-cloud-amd64"_s;
const QString debNew = u"6.12.43+deb13-cloud-amd64"_s;
const QString awsOld = u"6.8.0-1039-aws"_s;
const QString awsNew = u"6.8.0-1042-aws"_s;

Inventory inventory()
{
    Inventory result{.cluster = u"hpc-lab"_s, .file = u"/etc/vermagic/hpc-lab.yaml"_s};
    result.filesystems = {
        {.name = u"beegfs"_s,
         .kind = FilesystemKind::BeeGfs,
         .version = u"8.1.0"_s,
         .mountpoint = u"/mnt/beegfs"_s,
         .mountUnit = u"beegfs-client.service"_s,
         .provision = Provision::Dkms},
        {.name = u"lustre"_s,
         .kind = FilesystemKind::Lustre,
         .mountpoint = u"/fsx"_s,
         .mountUnit = u"fsx.mount"_s,
         .provision = Provision::KernelPackage},
        {.name = u"virtiofs"_s,
         .kind = FilesystemKind::VirtioFs,
         .mountpoint = u"/data"_s,
         .provision = Provision::BuiltIn},
    };
    result.buildEnvironment = BuildEnvironment{u"docker: pharos-dev"_s, {u"make"_s, u"run-docker"_s}};
    const auto add = [&](const QString &group, const QStringList &names, const QStringList &roles,
                         const QStringList &mounts) {
        result.groups.append({group, names, roles});
        for (const QString &name : names)
            result.nodes.append({.name = name,
                                 .group = group,
                                 .address = u"192.168.100.%1"_s.arg(10 + result.nodes.size()),
                                 .user = u"admin"_s,
                                 .roles = roles,
                                 .mounts = mounts});
    };
    add(u"controller"_s, {u"controller"_s}, {u"beegfs-mgmtd"_s, u"beegfs-meta"_s, u"beegfs-client"_s},
        {u"beegfs"_s, u"virtiofs"_s});
    QStringList computes;
    for (int i = 1; i <= 9; ++i)
        computes.append(u"compute0%1"_s.arg(i));
    add(u"compute"_s, computes, {u"beegfs-storage"_s, u"beegfs-client"_s}, {u"beegfs"_s});
    add(u"login"_s, {u"headnode"_s, u"login02"_s}, {u"lustre-client"_s}, {u"lustre"_s});
    return result;
}

ServiceFacts service(const QString &unit, const QString &state)
{
    return {.unit = unit,
            .activeState = state,
            .subState = state == u"active"_s ? u"running"_s : u"dead"_s,
            .unitFileState = u"enabled"_s};
}

void addMount(NodeFacts &facts, const QString &mountpoint, const QString &type, const QString &source)
{
    facts.mounts.insert(mountpoint, Fact<MountFacts>::known({.mountpoint = mountpoint,
                                                             .health = MountHealth::Mounted,
                                                             .filesystemType = type,
                                                             .source = source,
                                                             .inFstab = true}));
}

NodeFacts commonFacts(const QString &kernel)
{
    NodeFacts facts;
    facts.runningKernel = Fact<QString>::known(kernel);
    facts.nextBootKernel = Fact<QString>::known(kernel);
    facts.nextBootSource = u"grub.cfg, GRUB_DEFAULT=0"_s;
    facts.evidence.insert(u"kernel.running"_s, {u"uname -r"_s, kernel});
    facts.evidence.insert(
        u"mounts"_s, {u"findmnt --kernel -n -o TARGET,FSTYPE,SOURCE"_s,
                      u"/            ext4          /dev/vda1\n/mnt/beegfs  beegfs_nodev  beegfs_nodev"_s});
    return facts;
}

NodeFacts debianFacts(const QString &kernel, bool controller)
{
    NodeFacts facts = commonFacts(kernel);
    facts.headers.insert(kernel, Fact<HeaderFacts>::known(
                                     {u"/usr/src/linux-headers-"_s + kernel, u"linux-headers-"_s + kernel}));
    facts.dkms = Fact<QList<DkmsEntry>>::known(
        {{u"beegfs"_s, u"8.1.0"_s, kernel, u"x86_64"_s, u"installed"_s, {}}});
    facts.moduleFiles[u"beegfs"_s].insert(
        kernel, Fact<ModuleFile>::known({.path = u"/lib/modules/%1/updates/dkms/beegfs.ko.xz"_s.arg(kernel),
                                         .version = u"8.1.0"_s,
                                         .vermagic = kernel + u" SMP preempt mod_unload modversions"_s}));
    facts.loadedModules.insert(u"beegfs"_s, Fact<LoadedModule>::known({u"beegfs"_s, u"8.1.0"_s, {}}));
    addMount(facts, u"/mnt/beegfs"_s, u"beegfs"_s, u"beegfs_nodev"_s);
    facts.services.insert(u"beegfs-client.service"_s,
                          Fact<ServiceFacts>::known(service(u"beegfs-client.service"_s, u"active"_s)));
    const QString second = controller ? u"beegfs-mgmtd.service"_s : u"beegfs-storage.service"_s;
    facts.services.insert(second, Fact<ServiceFacts>::known(service(second, u"active"_s)));
    if (controller) {
        addMount(facts, u"/data"_s, u"virtiofs"_s, u"data"_s);
        facts.loadedModules.insert(u"virtiofs"_s, Fact<LoadedModule>::absent());
        facts.moduleFiles[u"virtiofs"_s].insert(kernel, Fact<ModuleFile>::known({.path = u"(builtin)"_s}));
    }
    facts.evidence.insert(u"headers"_s, {u"dpkg-query -W 'linux-headers-*'"_s,
                                         u"linux-headers-%1\t6.12.38-1\ninstall ok installed"_s.arg(kernel)});
    facts.evidence.insert(u"dkms"_s,
                          {u"dkms status"_s, u"beegfs/8.1.0, %1, x86_64: installed"_s.arg(kernel)});
    return facts;
}

NodeFacts awsFacts(const QString &kernel)
{
    NodeFacts facts = commonFacts(kernel);
    facts.modulePackages[u"lustre"_s].insert(awsOld, Fact<QString>::known(u"2.15.6-1fsx"_s));
    if (kernel == awsNew)
        facts.modulePackages[u"lustre"_s].insert(awsNew, Fact<QString>::absent());
    facts.loadedModules.insert(u"lustre"_s, Fact<LoadedModule>::known({u"lustre"_s, u"2.15.6"_s, {}}));
    addMount(facts, u"/fsx"_s, u"lustre"_s, u"10.0.0.4@tcp:/fsx"_s);
    facts.services.insert(u"fsx.mount"_s, Fact<ServiceFacts>::known(service(u"fsx.mount"_s, u"active"_s)));
    return facts;
}

ChainStep step(ChainLink link, LinkStatus status, const QString &label, const QString &value,
               const QString &detail = {}, const QString &evidence = {}, const QStringList &findings = {})
{
    return {link, status, label, value, detail, findings, evidence};
}

Chain beegfsChain(const QString &kernel)
{
    using enum LinkStatus;
    return {u"beegfs"_s,
            {step(ChainLink::Kernel, Ok, u"Kernel"_s, kernel, {}, u"kernel.running"_s),
             step(ChainLink::Headers, Ok, u"Headers"_s, u"linux-headers-"_s + kernel, {}, u"headers"_s),
             step(ChainLink::Build, Ok, u"DKMS"_s, u"beegfs/8.1.0: installed"_s, {}, u"dkms"_s),
             step(ChainLink::ModuleFile, Ok, u"Module on disk"_s, u"updates/dkms/beegfs.ko.xz"_s),
             step(ChainLink::LoadedModule, Ok, u"Loaded module"_s, u"beegfs 8.1.0"_s),
             step(ChainLink::Mount, Ok, u"Mount"_s, u"/mnt/beegfs"_s, {}, u"mounts"_s),
             step(ChainLink::Services, Ok, u"Services"_s, u"2 of 2 active"_s)}};
}

Chain virtiofsChain(const QString &kernel)
{
    using enum LinkStatus;
    return {u"virtiofs"_s,
            {step(ChainLink::Kernel, Ok, u"Kernel"_s, kernel),
             step(ChainLink::Headers, NotNeeded, u"Headers"_s, u"not needed"_s),
             step(ChainLink::LoadedModule, Ok, u"Loaded module"_s, u"built in"_s),
             step(ChainLink::Mount, Ok, u"Mount"_s, u"/data"_s)}};
}

Chain lustreChain(const QString &kernel)
{
    using enum LinkStatus;
    return {u"lustre"_s,
            {step(ChainLink::Kernel, Ok, u"Kernel"_s, kernel),
             step(ChainLink::Headers, NotNeeded, u"Headers"_s, u"not needed"_s),
             step(ChainLink::Build, Ok, u"Module package"_s, u"lustre-client-modules-"_s + kernel),
             step(ChainLink::LoadedModule, Ok, u"Loaded module"_s, u"lustre 2.15.6"_s),
             step(ChainLink::Mount, Ok, u"Mount"_s, u"/fsx"_s),
             step(ChainLink::Services, Ok, u"Services"_s, u"1 of 1 active"_s)}};
}

Diagnosis wellDiagnosis(const QString &kernel, QList<Chain> chains)
{
    return {.state = NodeState::Healthy,
            .headline = u"Healthy"_s,
            .chains = std::move(chains),
            .nextBoot = {Fact<QString>::known(kernel), NextBootVerdict::Unchanged, {}}};
}

void setStep(Chain &chain, ChainLink link, LinkStatus status, const QString &value, const QString &detail,
             const QString &finding)
{
    for (ChainStep &step : chain.steps) {
        if (step.link != link)
            continue;
        step.status = status;
        step.value = value;
        step.detail = detail;
        if (!finding.isEmpty())
            step.findings = {finding};
    }
}

/// No headers for the running kernel, and everything that follows from it.
void breakHeaders(NodeSnapshot &node)
{
    const QString name = node.spec.name;
    NodeFacts facts = debianFacts(debNew, false);
    facts.headers.insert(debNew, Fact<HeaderFacts>::absent());
    facts.dkms = Fact<QList<DkmsEntry>>::known(
        {{u"beegfs"_s, u"8.1.0"_s, debOld, u"x86_64"_s, u"installed"_s, {}}});
    facts.loadedModules.insert(u"beegfs"_s, Fact<LoadedModule>::absent());
    facts.mounts.insert(u"/mnt/beegfs"_s,
                        Fact<MountFacts>::known({.mountpoint = u"/mnt/beegfs"_s, .inFstab = true}));
    facts.services.insert(u"beegfs-storage.service"_s,
                          Fact<ServiceFacts>::known(service(u"beegfs-storage.service"_s, u"inactive"_s)));
    facts.evidence.insert(u"headers"_s, {u"dpkg-query -W 'linux-headers-6.12.43*'"_s,
                                         u"dpkg-query: no packages found matching linux-headers-6.12.43*"_s});
    facts.evidence.insert(
        u"dkms"_s,
        {u"dkms status; tail make.log"_s,
         u"beegfs/8.1.0, 6.12.38+deb13-cloud-amd64, x86_64: installed\n"
         "Error! Your kernel headers for kernel 6.12.43+deb13-cloud-amd64 cannot be found at\n"
         "/lib/modules/6.12.43+deb13-cloud-amd64/build or /lib/modules/6.12.43+deb13-cloud-amd64/source.\n"
         "make[2]: *** [scripts/Makefile.build:7: /var/lib/dkms/beegfs/8.1.0/build] Error 1"_s});
    node.facts = std::make_shared<const NodeFacts>(facts);

    const QString headers = name + u"/headers-missing/"_s + debNew;
    const QString build = name + u"/dkms-not-built/beegfs"_s;
    Chain chain = beegfsChain(debNew);
    chain.steps.first().detail =
        u"upgraded from .38 by unattended-upgrades, 2025-11-02 06:14, rebooted 06:31"_s;
    setStep(chain, ChainLink::Headers, LinkStatus::Broken, u"linux-headers-%1 not installed"_s.arg(debNew),
            u"/lib/modules/6.12.43+deb13-cloud-amd64/build is absent"_s, headers);
    setStep(chain, ChainLink::Build, LinkStatus::Consequence, u"beegfs/8.1.0: added"_s,
            u"built for 6.12.38 only"_s, build);
    setStep(chain, ChainLink::ModuleFile, LinkStatus::Consequence, u"beegfs.ko not on disk for this kernel"_s,
            {}, name + u"/module-missing/beegfs"_s);
    setStep(chain, ChainLink::LoadedModule, LinkStatus::Consequence, u"beegfs is not loaded"_s, {},
            name + u"/module-not-loaded/beegfs"_s);
    setStep(chain, ChainLink::Mount, LinkStatus::Consequence, u"/mnt/beegfs is not mounted"_s, {},
            name + u"/mount-missing//mnt/beegfs"_s);
    setStep(chain, ChainLink::Services, LinkStatus::Warning, u"1 of 2 active"_s,
            u"beegfs-storage is inactive"_s, name + u"/service-down/beegfs-storage"_s);
    const auto follow = [&](const QString &check, ChainLink link, const QString &title) {
        return Finding{.id = name + u'/' + check,
                       .check = check,
                       .node = name,
                       .link = link,
                       .filesystem = u"beegfs"_s,
                       .title = title,
                       .rootCause = false,
                       .causedBy = {headers}};
    };
    node.diagnosis = {
        .state = NodeState::Broken,
        .headline = u"Headers missing"_s,
        .findings = {Finding{.id = headers,
                             .check = u"headers-missing"_s,
                             .node = name,
                             .link = ChainLink::Headers,
                             .filesystem = u"beegfs"_s,
                             .title = u"Headers for the running kernel are missing"_s,
                             .explanation =
                                 u"DKMS cannot build beegfs for 6.12.43 without them; the module, the mount "
                                 "and the client service wait for that."_s,
                             .expected = u"linux-headers-6.12.43+deb13-cloud-amd64 installed"_s,
                             .actual = u"not installed"_s,
                             .evidence = facts.evidence.value(u"headers"_s),
                             .playbook = u"beegfs-dkms-build"_s},
                     Finding{.id = name + u"/service-down/beegfs-storage"_s,
                             .check = u"service-down"_s,
                             .node = name,
                             .link = ChainLink::Services,
                             .filesystem = u"beegfs"_s,
                             .severity = Severity::Warning,
                             .title = u"beegfs-storage is inactive"_s,
                             .explanation = u"Not caused by the chain above."_s,
                             .expected = u"active"_s,
                             .actual = u"inactive"_s,
                             .evidence = {u"systemctl is-active beegfs-storage"_s, u"inactive"_s},
                             .playbook = u"mount-or-service-down"_s},
                     follow(u"dkms-not-built"_s, ChainLink::Build,
                            u"beegfs is not built for the running kernel"_s),
                     follow(u"module-missing"_s, ChainLink::ModuleFile, u"beegfs.ko is not on disk"_s),
                     follow(u"module-not-loaded"_s, ChainLink::LoadedModule, u"beegfs is not loaded"_s),
                     follow(u"mount-missing"_s, ChainLink::Mount, u"/mnt/beegfs is not mounted"_s)},
        .chains = {chain},
        .nextBoot = {Fact<QString>::known(debNew), NextBootVerdict::WillBreak, u"still no headers"_s}};
    node.diagnosis.nextBoot.verdict = NextBootVerdict::Unchanged;
}

void breakNextBoot(NodeSnapshot &node)
{
    const QString name = node.spec.name;
    NodeFacts facts = debianFacts(debOld, false);
    facts.nextBootKernel = Fact<QString>::known(debNew);
    node.facts = std::make_shared<const NodeFacts>(facts);
    node.diagnosis = wellDiagnosis(debNew, {beegfsChain(debOld)});
    node.diagnosis.state = NodeState::Attention;
    node.diagnosis.headline = u"Breaks at reboot"_s;
    node.diagnosis.nextBoot = {Fact<QString>::known(debNew), NextBootVerdict::WillBreak,
                               u"no beegfs module for 6.12.43+deb13-cloud-amd64"_s};
    node.diagnosis.findings = {
        {.id = name + u"/module-missing-next-boot/beegfs"_s,
         .check = u"module-missing-next-boot"_s,
         .node = name,
         .link = ChainLink::ModuleFile,
         .filesystem = u"beegfs"_s,
         .severity = Severity::Warning,
         .nextBoot = true,
         .title = u"beegfs is not built for the kernel that boots next"_s,
         .explanation = u"The node works now. After the next reboot it runs 6.12.43, for which "
                        "there is no beegfs module."_s,
         .expected = u"beegfs built for 6.12.43+deb13-cloud-amd64"_s,
         .actual = u"built for 6.12.38+deb13-cloud-amd64 only"_s,
         .evidence = {u"dkms status -k 6.12.43+deb13-cloud-amd64"_s, u""_s},
         .playbook = u"beegfs-dkms-build"_s}};
}

void changeHostKey(NodeSnapshot &node)
{
    const QString name = node.spec.name;
    node.phase = ConnectionPhase::Failed;
    node.error = Error{ErrorCode::HostKeyChanged, u"The host key is not the one on record"_s, name, {}};
    node.hostKeyChange = HostKeyChange{
        .host = node.spec.address,
        .keyType = u"ED25519"_s,
        .oldFingerprint = u"SHA256:h1p5Qm0cXr0V3mV9yqG3c8l2WJ6tB4nK7sD1fA0e9Q"_s,
        .newFingerprint = u"SHA256:ZkT8bW2nL5vR1xY7uC0oP9aS3dF6gH4jK2lM8qE5w4c"_s,
        .knownHostsFile = u"/home/admin/.ssh/known_hosts"_s,
        .knownHostsLines = {14, 15}};
    node.facts = std::make_shared<const NodeFacts>(debianFacts(debOld, false));
    node.gatheredAt = now().addSecs(-3600);
    node.diagnosis = {
        .state = NodeState::Unreachable,
        .headline = u"Host key changed"_s,
        .findings = {{.id = name + u"/host-key-changed"_s,
                      .check = u"host-key-changed"_s,
                      .node = name,
                      .link = ChainLink::Connection,
                      .title = u"The host key is not the one on record"_s,
                      .explanation = u"Either the node was rebuilt, or something else answers in its "
                                     "place. Nothing was sent to it."_s,
                      .expected = node.hostKeyChange->oldFingerprint,
                      .actual = node.hostKeyChange->newFingerprint,
                      .playbook = u"rebuilt-node"_s}}};
}

void silence(NodeSnapshot &node)
{
    node.phase = ConnectionPhase::BackingOff;
    node.error = Error{ErrorCode::HostUnreachable,
                       u"No answer from 192.168.100.16 port 22 within 5 s"_s,
                       node.spec.name,
                       {}};
    node.diagnosis = {.state = NodeState::Unreachable,
                      .headline = u"Unreachable"_s,
                      .findings = {{.id = node.spec.name + u"/unreachable"_s,
                                    .check = u"unreachable"_s,
                                    .node = node.spec.name,
                                    .title = u"The node does not answer"_s,
                                    .explanation = node.error->message}}};
}

void breakLustre(NodeSnapshot &node)
{
    const QString name = node.spec.name;
    const QString root = name + u"/module-package-missing/lustre"_s;
    NodeFacts facts = awsFacts(awsNew);
    facts.loadedModules.insert(u"lustre"_s, Fact<LoadedModule>::absent());
    facts.mounts.insert(u"/fsx"_s,
                        Fact<MountFacts>::known({.mountpoint = u"/fsx"_s, .detail = u"No such device"_s}));
    node.facts = std::make_shared<const NodeFacts>(facts);
    Chain chain = lustreChain(awsNew);
    setStep(chain, ChainLink::Build, LinkStatus::Broken,
            u"lustre-client-modules-6.8.0-1042-aws not installed"_s, u"installed for 6.8.0-1039-aws only"_s,
            root);
    setStep(chain, ChainLink::LoadedModule, LinkStatus::Consequence, u"lustre is not loaded"_s,
            u"modprobe: FATAL: Module lustre not found"_s, {});
    setStep(chain, ChainLink::Mount, LinkStatus::Consequence, u"/fsx: No such device"_s, {}, {});
    node.diagnosis = {
        .state = NodeState::Broken,
        .headline = u"No module for kernel"_s,
        .findings = {{.id = root,
                      .check = u"module-package-missing"_s,
                      .node = name,
                      .link = ChainLink::Build,
                      .filesystem = u"lustre"_s,
                      .title = u"There is no Lustre module for the running kernel"_s,
                      .explanation = u"The kernel was upgraded to 6.8.0-1042-aws, the module package is "
                                     "for 6.8.0-1039-aws."_s,
                      .expected = u"lustre-client-modules-6.8.0-1042-aws"_s,
                      .actual = u"not installed"_s,
                      .evidence = {u"dpkg-query -W 'lustre-client-modules-*'"_s,
                                   u"lustre-client-modules-6.8.0-1039-aws\t2.15.6-1fsx"_s},
                      .playbook = u"lustre-module-kernel"_s}},
        .chains = {chain},
        .nextBoot = {Fact<QString>::known(awsNew), NextBootVerdict::Unchanged, {}}};
}

void announceKernel(NodeSnapshot &node)
{
    NodeFacts facts = awsFacts(awsOld);
    facts.nextBootKernel = Fact<QString>::known(awsNew);
    node.facts = std::make_shared<const NodeFacts>(facts);
    node.diagnosis = wellDiagnosis(awsNew, {lustreChain(awsOld)});
    node.diagnosis.state = NodeState::Attention;
    node.diagnosis.headline = u"Breaks at reboot"_s;
    node.diagnosis.nextBoot.verdict = NextBootVerdict::WillBreak;
    node.diagnosis.findings = {{.id = node.spec.name + u"/module-missing-next-boot/lustre"_s,
                                .check = u"module-missing-next-boot"_s,
                                .node = node.spec.name,
                                .link = ChainLink::ModuleFile,
                                .filesystem = u"lustre"_s,
                                .severity = Severity::Warning,
                                .nextBoot = true,
                                .title = u"There is no Lustre module for the kernel that boots next"_s,
                                .explanation = u"6.8.0-1042-aws boots next and the kernel is not held."_s,
                                .expected = u"lustre-client-modules-6.8.0-1042-aws"_s,
                                .actual = u"not installed"_s,
                                .playbook = u"lustre-module-kernel"_s}};
}

void makeWell(NodeSnapshot &node, const QString &kernel)
{
    const bool controller = node.spec.mounts.contains(u"virtiofs"_s);
    node.facts = std::make_shared<const NodeFacts>(debianFacts(kernel, controller));
    node.diagnosis = wellDiagnosis(kernel, controller ? QList{beegfsChain(kernel), virtiofsChain(kernel)}
                                                      : QList{beegfsChain(kernel)});
}

PlanStep planStep(const QString &id, const QString &title, const QString &shown, std::chrono::seconds usual,
                  const QString &undo = {})
{
    PlanStep step{
        .id = id, .title = title, .displayed = shown, .usualDuration = usual, .undoDisplayed = undo};
    step.command.argv = shown.section(u' ', shown.startsWith(u"sudo "_s) ? 1 : 0).split(u' ');
    step.command.privilege = shown.startsWith(u"sudo "_s) ? Privilege::Sudo : Privilege::User;
    return step;
}

} // namespace

QDateTime now()
{
    return QDateTime(QDate(2025, 11, 2), QTime(14, 3, 20), QTimeZone::UTC);
}

ClusterSnapshot cluster()
{
    ClusterSnapshot snapshot;
    const Inventory values = inventory();
    snapshot.inventory = std::make_shared<const Inventory>(values);
    for (const NodeSpec &spec : values.nodes) {
        NodeSnapshot node{.spec = spec, .phase = ConnectionPhase::Ready, .gatheredAt = now().addMSecs(-800)};
        if (spec.group == u"login"_s)
            spec.name == u"headnode"_s ? breakLustre(node) : announceKernel(node);
        else if (spec.name == u"compute02"_s)
            breakHeaders(node);
        else if (spec.name == u"compute03"_s)
            breakNextBoot(node);
        else if (spec.name == u"compute05"_s)
            changeHostKey(node);
        else if (spec.name == u"compute06"_s)
            silence(node);
        else
            makeWell(node, debOld);
        snapshot.nodes.append(node);
    }
    snapshot.buildEnvironment = BuildEnvironmentFacts{
        .name = u"docker: pharos-dev"_s,
        .kernel = Fact<QString>::known(debOld),
        .headersPackage = Fact<QString>::known(u"linux-headers-"_s + debOld),
        .moduleVersion = Fact<QString>::known(u"8.1.0"_s),
        .evidence = {u"make run-docker COMMAND='dpkg -l | grep linux-headers'"_s,
                     u"ii  linux-headers-6.12.38"_s}};
    snapshot.sweepStartedAt = now().addMSecs(-1110);
    snapshot.sweepFinishedAt = now().addMSecs(-800);
    return snapshot;
}

ClusterSnapshot largeCluster(int count)
{
    ClusterSnapshot snapshot;
    Inventory values = inventory();
    values.groups.clear();
    values.nodes.clear();
    for (int i = 0; i < count; ++i) {
        const QString group = u"rack%1"_s.arg(1 + i / 50);
        const QString name = u"compute%1"_s.arg(1 + i, 4, 10, QChar(u'0'));
        if (values.groups.isEmpty() || values.groups.last().name != group)
            values.groups.append({group, {}, {u"beegfs-client"_s}});
        values.groups.last().nodes.append(name);
        values.nodes.append({.name = name,
                             .group = group,
                             .address = u"10.0.%1.%2"_s.arg(i / 250).arg(1 + i % 250),
                             .roles = {u"beegfs-client"_s},
                             .mounts = {u"beegfs"_s}});
    }
    snapshot.inventory = std::make_shared<const Inventory>(values);
    for (const NodeSpec &spec : values.nodes) {
        NodeSnapshot node{.spec = spec, .phase = ConnectionPhase::Ready, .gatheredAt = now()};
        if (snapshot.nodes.size() % 8 == 7)
            breakHeaders(node);
        else
            makeWell(node, debOld);
        snapshot.nodes.append(node);
    }
    snapshot.sweepStartedAt = now().addMSecs(-1110);
    snapshot.sweepFinishedAt = now().addMSecs(-800);
    return snapshot;
}

Plan plan(const QString &node, const QString &planId)
{
    Plan result{
        .id = planId,
        .node = node,
        .playbook = u"beegfs-dkms-build"_s,
        .remedy = u"headers-in-archive"_s,
        .title = u"BeeGFS DKMS build fails"_s,
        .summary =
            u"Installs the headers of the running kernel, builds and loads the module, mounts again."_s,
        .source = u"Runbook S0-P2"_s,
        .warnings = {u"The client service restarts; open files on /mnt/beegfs are lost."_s},
        .targets = {node + u"/headers-missing/"_s + debNew},
        .risk = Risk::Low,
        .usualDuration = 180s};
    result.preflight = {
        planStep(u"p1"_s, u"The running kernel is still 6.12.43"_s, u"uname -r"_s, 1s),
        planStep(u"p2"_s, u"1 GiB free on /usr"_s, u"df --output=avail /usr"_s, 1s),
        planStep(u"p3"_s, u"No other package manager runs"_s, u"fuser /var/lib/dpkg/lock-frontend"_s, 1s),
        planStep(u"p4"_s, u"sudo is allowed"_s, u"sudo -n true"_s, 1s)};
    result.steps = {
        planStep(u"headers"_s, u"Install headers for the running kernel"_s,
                 u"sudo apt-get install -y linux-headers-6.12.43+deb13-cloud-amd64"_s, 25s,
                 u"sudo apt-get remove -y linux-headers-6.12.43+deb13-cloud-amd64"_s),
        planStep(u"build"_s, u"Build and install the module"_s,
                 u"sudo dkms install beegfs/8.1.0 -k 6.12.43+deb13-cloud-amd64"_s, 120s,
                 u"sudo dkms uninstall beegfs/8.1.0 -k 6.12.43+deb13-cloud-amd64"_s),
        planStep(u"load"_s, u"Load the module"_s, u"sudo modprobe beegfs"_s, 1s),
        planStep(u"mount"_s, u"Mount"_s, u"sudo systemctl restart beegfs-client"_s, 5s),
        planStep(u"look"_s, u"Look at the mount"_s, u"findmnt -n -t beegfs /mnt/beegfs"_s, 1s),
    };
    result.steps.last().expect.outputContains = u"beegfs_nodev"_s;
    result.steps[2].undoNote = u"Not needed: a loaded module harms nothing."_s;
    return result;
}

QList<RunEvent> halfRun(const Plan &plan)
{
    const QDateTime start = now().addSecs(-94);
    QList<RunEvent> events{RunStarted{plan, u"admin"_s, start, plan.targets}};
    for (int i = 0; i < plan.preflight.size(); ++i) {
        events.append(StepStarted{plan.id, RunPhase::Preflight, i, start});
        events.append(
            StepFinished{plan.id, RunPhase::Preflight, i, StepState::Succeeded, 0, u"exit 0"_s, 100ms});
    }
    events.append(StepStarted{plan.id, RunPhase::Steps, 0, start.addMSecs(400)});
    events.append(StepOutput{plan.id, RunPhase::Steps, 0,
                             u"Reading package lists...\nThe following NEW packages will be installed:\n"
                             "  linux-headers-6.12.43+deb13-cloud-amd64 linux-headers-6.12.43+deb13-common\n"
                             "Setting up linux-headers-6.12.43+deb13-cloud-amd64 (6.12.43-1) ...\n"_s});
    events.append(StepFinished{plan.id, RunPhase::Steps, 0, StepState::Succeeded, 0, u"exit 0"_s, 21s});
    events.append(StepStarted{plan.id, RunPhase::Steps, 1, start.addSecs(22)});
    events.append(
        StepOutput{plan.id, RunPhase::Steps, 1,
                   u"Sign command: /lib/modules/6.12.43+deb13-cloud-amd64/build/scripts/sign-file\n"
                   "Building module(s)... CC [M]  /var/lib/dkms/beegfs/8.1.0/build/source/app/App.o\n"
                   "warning: the compiler differs from the one used to build the kernel\n"
                   "CC [M]  /var/lib/dkms/beegfs/8.1.0/build/source/net/message/NetMessageFactory.o\n"_s});
    return events;
}

QList<RunEvent> restOfRun(const Plan &plan)
{
    QList<RunEvent> events{
        StepFinished{plan.id, RunPhase::Steps, 1, StepState::Succeeded, 0, u"exit 0"_s, 74s}};
    for (int i = 2; i < plan.steps.size(); ++i) {
        events.append(StepStarted{plan.id, RunPhase::Steps, i, now().addSecs(i)});
        events.append(StepFinished{plan.id, RunPhase::Steps, i, StepState::Succeeded, 0, u"exit 0"_s, 300ms});
    }
    events.append(StepStarted{plan.id, RunPhase::Verify, 0, now().addSecs(8)});
    events.append(StepFinished{plan.id, RunPhase::Verify, 0, StepState::Succeeded, {}, {}, 310ms});
    events.append(RunFinished{plan.id, RunOutcome::Fixed, {}, now().addSecs(9), {}});
    return events;
}

NodeSnapshot healthy(NodeSnapshot node)
{
    node.error.reset();
    node.hostKeyChange.reset();
    makeWell(node, debNew);
    return node;
}

} // namespace Vermagic::Sample
