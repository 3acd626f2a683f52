// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/nodebuilder.h"

#include "models/compatibility/compatibilityreader.h"
#include "models/diagnosis/compatibilityfacts.h"

#include <QDebug>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

FilesystemSpec filesystem(FilesystemKind kind, const QString &name, const QString &mountpoint,
                          const QString &unit, Provision provision)
{
    return {.name = name,
            .kind = kind,
            .version = {},
            .mountpoint = mountpoint,
            .mountUnit = unit,
            .provision = provision,
            .thresholds = {}};
}

ModuleFile moduleFile(const QString &module, const QString &version, const QString &kernel)
{
    return {u"/lib/modules/%1/updates/dkms/%2.ko.xz"_s.arg(kernel, module),
            version,
            kernel + u" SMP preempt mod_unload modversions "_s,
            u"B2F44"_s,
            {}};
}

ServiceFacts service(const QString &unit, const QString &state)
{
    return {unit, state, state == u"active"_s ? u"running"_s : u"dead"_s, u"success"_s, u"enabled"_s};
}

} // namespace

Inventory NodeBuilder::inventory()
{
    Inventory inventory;
    inventory.cluster = u"lab"_s;
    inventory.filesystems = {
        filesystem(FilesystemKind::BeeGfs, u"beegfs"_s, u"/mnt/beegfs"_s, u"beegfs-client.service"_s,
                   Provision::Dkms),
        filesystem(FilesystemKind::Lustre, u"lustre"_s, u"/fsx"_s, u"fsx.mount"_s, Provision::KernelPackage),
        filesystem(FilesystemKind::VirtioFs, u"virtiofs"_s, u"/data"_s, u"data.mount"_s, Provision::BuiltIn),
    };
    inventory.filesystems.first().version = u"8.1.0"_s;
    inventory.filesystems.last().owner = u"hpc:users"_s;
    for (const NodeBuilder &node : {beegfs(), lustre(), virtiofs()})
        inventory.nodes.append(node.spec);
    // Another one of the same kind, so that no node is the only one with its role.
    inventory.nodes.append(inventory.nodes.first());
    inventory.nodes.last().name = u"compute02"_s;
    return inventory;
}

NodeBuilder NodeBuilder::beegfs()
{
    NodeBuilder node;
    node.spec = {.name = u"compute01"_s,
                 .group = u"compute"_s,
                 .address = u"192.168.100.11"_s,
                 .roles = {u"beegfs-storage"_s},
                 .mounts = {u"beegfs"_s}};
    node.m_module = u"beegfs"_s;
    node.m_moduleVersion = u"8.1.0"_s;
    node.m_mountpoint = u"/mnt/beegfs"_s;
    NodeFacts &facts = node.facts;
    facts.os = Fact<OsFacts>::known(
        {u"debian"_s, u"13"_s, u"trixie"_s, u"Debian 13"_s, u"x86_64"_s, u"apt"_s});
    facts.dkms = Fact<QList<DkmsEntry>>::known({});
    node.runKernel(beegfsKernel);
    facts.headers[beegfsKernel] = Fact<HeaderFacts>::known(
        {u"/usr/src/linux-headers-"_s + beegfsKernel, u"linux-headers-"_s + beegfsKernel});
    facts.dkms = Fact<QList<DkmsEntry>>::known(
        {{u"beegfs"_s, u"8.1.0"_s, beegfsKernel, u"x86_64"_s, u"installed"_s, {}}});
    facts.services[u"beegfs-storage.service"_s] = Fact<ServiceFacts>::known(
        service(u"beegfs-storage.service"_s, u"active"_s));
    return node;
}

NodeBuilder NodeBuilder::lustre()
{
    NodeBuilder node;
    node.spec = {.name = u"login01"_s,
                 .group = u"login"_s,
                 .address = u"192.168.100.50"_s,
                 .roles = {u"lustre-client"_s},
                 .mounts = {u"lustre"_s}};
    node.m_module = u"lustre"_s;
    node.m_moduleVersion = u"2.15.6"_s;
    node.m_mountpoint = u"/fsx"_s;
    node.facts.os = Fact<OsFacts>::known(
        {u"ubuntu"_s, u"22.04"_s, u"jammy"_s, u"Ubuntu"_s, u"x86_64"_s, u"apt"_s});
    node.runKernel(lustreKernel);
    node.facts.headers[lustreKernel] = Fact<HeaderFacts>::absent();
    node.facts.modulePackages[u"lustre"_s][lustreKernel] = Fact<QString>::known(u"2.15.6-1fsx1"_s);
    return node;
}

NodeBuilder NodeBuilder::virtiofs()
{
    NodeBuilder node;
    node.spec = {
        .name = u"data01"_s, .group = u"data"_s, .address = u"192.168.100.60"_s, .mounts = {u"virtiofs"_s}};
    node.m_module = u"virtiofs"_s;
    node.m_mountpoint = u"/data"_s;
    node.facts.os = Fact<OsFacts>::known(
        {u"debian"_s, u"13"_s, u"trixie"_s, u"Debian 13"_s, u"x86_64"_s, u"apt"_s});
    node.runKernel(beegfsKernel);
    node.facts.moduleFiles[u"virtiofs"_s][beegfsKernel] = Fact<ModuleFile>::known(
        {u"(builtin)"_s, {}, {}, {}, {}});
    node.facts.loadedModules[u"virtiofs"_s] = Fact<LoadedModule>::known({u"virtiofs"_s, {}, {}, true});
    node.facts.headers[beegfsKernel] = Fact<HeaderFacts>::absent();
    return node;
}

/// Everything in place for `kernel`, which boots again.
void NodeBuilder::runKernel(const QString &kernel)
{
    facts.runningKernel = Fact<QString>::known(kernel);
    facts.nextBootKernel = Fact<QString>::known(kernel);
    facts.nextBootSource = u"grub.cfg, GRUB_DEFAULT=0"_s;
    facts.installedKernels = Fact<QStringList>::known({kernel});
    facts.moduleFiles[m_module][kernel] = Fact<ModuleFile>::known(
        moduleFile(m_module, m_moduleVersion, kernel));
    facts.loadedModules[m_module] = Fact<LoadedModule>::known({m_module, m_moduleVersion, u"B2F44"_s, false});
    facts.mounts[m_mountpoint] = Fact<MountFacts>::known({.mountpoint = m_mountpoint,
                                                          .health = MountHealth::Mounted,
                                                          .filesystemType = m_module,
                                                          .source = m_module + u"_nodev"_s,
                                                          .options = u"rw"_s,
                                                          .inFstab = true,
                                                          .unit = {},
                                                          .unitState = u"active/success"_s,
                                                          .detail = {}});
    facts.brokenPackages = Fact<QList<BrokenPackage>>::known({});
    facts.holds = Fact<QStringList>::known({});
    facts.headersCandidate = Fact<QString>::unknown(u"looked at only when headers are missing"_s);
    facts.sudo = Fact<QString>::known(u"nopasswd"_s);
    facts.evidence = {
        {u"headers"_s, {u"ls -d /lib/modules/*/build"_s, kernel + u" missing"_s}},
        {u"dkms"_s, {u"dkms status"_s, u"beegfs/8.1.0: added"_s}},
        {u"packages"_s, {u"dpkg-query -W"_s, u"iF |beegfs-client-dkms|20:8.1.0"_s}},
        {u"loaded"_s, {u"grep beegfs /proc/modules"_s, {}}},
        {u"kernel"_s, {u"uname -r"_s, kernel}},
        {u"mount:"_s + m_mountpoint, {u"findmnt "_s + m_mountpoint, {}}},
    };
}

NodeBuilder &NodeBuilder::headersMissing(Fact<QString> candidate)
{
    facts.headers[facts.runningKernel.value()] = Fact<HeaderFacts>::absent();
    facts.headersCandidate = std::move(candidate);
    return *this;
}

NodeBuilder &NodeBuilder::notBuilt()
{
    facts.dkms = Fact<QList<DkmsEntry>>::known({{u"beegfs"_s, u"8.1.0"_s, {}, {}, u"added"_s, {}}});
    facts.moduleFiles[m_module][facts.runningKernel.value()] = Fact<ModuleFile>::absent();
    return notLoaded();
}

NodeBuilder &NodeBuilder::notLoaded()
{
    facts.loadedModules[m_module] = Fact<LoadedModule>::absent();
    return notMounted();
}

NodeBuilder &NodeBuilder::notMounted()
{
    return mountIs(MountHealth::Missing);
}

NodeBuilder &NodeBuilder::mountIs(MountHealth health)
{
    MountFacts mount = facts.mounts[m_mountpoint].value();
    mount.health = health;
    if (health == MountHealth::Missing)
        mount.source.clear();
    facts.mounts[m_mountpoint] = Fact<MountFacts>::known(mount);
    return *this;
}

NodeBuilder &NodeBuilder::serviceDown(const QString &unit, const QString &state)
{
    facts.services[unit] = Fact<ServiceFacts>::known(service(unit, state));
    return *this;
}

NodeBuilder &NodeBuilder::halfConfigured(const QString &package)
{
    facts.brokenPackages = Fact<QList<BrokenPackage>>::known({{package, u"half-configured"_s}});
    return *this;
}

NodeBuilder &NodeBuilder::upgradedKernel()
{
    const QString kernel = m_module == u"lustre"_s ? lustreNextKernel : beegfsNextKernel;
    runKernel(kernel);
    facts.moduleFiles[m_module][kernel] = Fact<ModuleFile>::absent();
    facts.headers[kernel] = Fact<HeaderFacts>::absent();
    facts.headersCandidate = Fact<QString>::known(u"6.12.48-1"_s);
    facts.modulePackages[m_module][kernel] = Fact<QString>::absent();
    facts.modulePackageCandidates[m_module] = Fact<QString>::known(u"2.15.6-1fsx2"_s);
    return notLoaded();
}

NodeBuilder &NodeBuilder::nextKernel(bool headers, bool module)
{
    const QString kernel = m_module == u"lustre"_s ? lustreNextKernel : beegfsNextKernel;
    facts.nextBootKernel = Fact<QString>::known(kernel);
    facts.headers[kernel] = headers ? Fact<HeaderFacts>::known({{}, u"linux-headers-"_s + kernel})
                                    : Fact<HeaderFacts>::absent();
    facts.moduleFiles[m_module][kernel] = module ? Fact<ModuleFile>::known(
                                                       moduleFile(m_module, m_moduleVersion, kernel))
                                                 : Fact<ModuleFile>::absent();
    return *this;
}

NodeBuilder &NodeBuilder::kernelAnswer(const Fact<QString> &kernel)
{
    facts.runningKernel = kernel;
    return *this;
}

NodeBuilder &NodeBuilder::failing(ErrorCode code, const QString &message)
{
    error = Error{code, message, spec.name, {}};
    return *this;
}

NodeBuilder &NodeBuilder::hostKeyChanged()
{
    failing(ErrorCode::HostKeyChanged, u"the host key has changed"_s);
    change = HostKeyChange{u"[192.168.100.11]:22"_s,
                           u"ssh-ed25519"_s,
                           u"SHA256:old"_s,
                           u"SHA256:new"_s,
                           u"/home/op/.ssh/known_hosts"_s,
                           {3},
                           "ssh-ed25519 AAAA"};
    withFacts = false;
    return *this;
}

NodeBuilder &NodeBuilder::answers(const QString &path, const Fact<QString> &value)
{
    facts.asked[path] = {value, {}};
    return *this;
}

NodeBuilder &NodeBuilder::answers(const QString &path, const QString &value)
{
    return answers(path, Fact<QString>::known(value));
}

NodeBuilder &NodeBuilder::builtFor(const QString &kernel, const QString &rust)
{
    BuildEnvironmentFacts environment{.name = u"docker"_s};
    environment.kernel = Fact<QString>::known(kernel);
    if (!rust.isEmpty())
        environment.rust = Fact<QString>::known(rust);
    reference = std::make_shared<const BuildEnvironmentFacts>(environment);
    return *this;
}

NodeSnapshot NodeBuilder::snapshot() const
{
    NodeSnapshot node;
    node.spec = spec;
    node.reference = reference;
    node.error = error;
    node.hostKeyChange = change;
    if (withFacts)
        node.facts = std::make_shared<const NodeFacts>(facts);
    static const Compatibility matrix = loadCompatibility(shippedCompatibilityFiles()).value();
    if (withFacts)
        node.compatibility = compatibilityFacts(facts, spec, inventory(), matrix, u"en"_s);
    return node;
}

Knowledge shippedKnowledge(const QString &language)
{
    Loaded<Knowledge> knowledge = loadKnowledge(shippedKnowledgeFiles());
    if (!knowledge) {
        for (const Error &error : knowledge.error())
            qWarning().noquote() << toString(error);
        qFatal("what is shipped does not load");
    }
    knowledge->language = language;
    knowledge->compatibility = loadCompatibility(shippedCompatibilityFiles()).value();
    return *knowledge;
}

} // namespace Vermagic
