// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibility/proofs.h"

#include "models/probe/probescript.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype longestNote = 400;

/// A proof about `version` on `kernel`; nothing where one of them is not known.
class Prover
{
public:
    Prover(const NodeFacts &facts, const NodeSpec &node, const QDateTime &at)
        : m_node(node.name)
        , m_at(at)
        , m_distribution(facts.os.value().prettyName)
        , m_architecture(facts.os.value().architecture)
    {
    }

    void add(FilesystemKind kind, const std::optional<VersionScope> &version, const QString &kernel,
             Provenance provenance)
    {
        if (!version || !isKernelRelease(kernel))
            return;
        Claim proof{.kind = kind, .versions = *version, .kernels = KernelScope::ofRelease(kernel)};
        proof.architecture = m_architecture;
        proof.distribution = m_distribution;
        proof.provenance = provenance;
        proof.outcome = Outcome::Works;
        proof.source.byLanguage.insert(u"en"_s, m_node);
        proof.node = m_node;
        proof.at = m_at;
        if (!m_proofs.contains(proof))
            m_proofs.append(proof);
    }
    const QList<Claim> &proofs() const { return m_proofs; }

private:
    QString m_node;
    QDateTime m_at;
    QString m_distribution, m_architecture;
    QList<Claim> m_proofs;
};

std::optional<VersionScope> versionScopeOf(const QString &version)
{
    const QVersionNumber number = clientVersion(version);
    return number.isNull() ? std::nullopt : VersionScope::parse(number.toString());
}

void proveBuilds(Prover &prover, const NodeFacts &facts, const FilesystemSpec &spec)
{
    if (!facts.dkms.isKnown())
        return;
    const QStringList names = dkmsNamesOf(spec.kind);
    for (const DkmsEntry &entry : facts.dkms.value()) {
        if (names.contains(entry.module) && (entry.state == u"built"_s || entry.state == u"installed"_s))
            prover.add(spec.kind, versionScopeOf(entry.version), entry.kernel, Provenance::BuiltHere);
    }
}

} // namespace

QList<Claim> proofsOf(const NodeFacts &facts, const NodeSpec &node, const Inventory &inventory,
                      const QDateTime &at)
{
    Prover prover(facts, node, at);
    const QString kernel = facts.runningKernel.value();
    for (const FilesystemSpec &spec : inventory.filesystemsOf(node)) {
        proveBuilds(prover, facts, spec);
        const Fact<LoadedModule> loaded = facts.loadedModules.value(spec.moduleName());
        if (!loaded.isKnown())
            continue;
        // What is a part of the kernel has the kernel's version and none of its own.
        const bool withKernel = loaded.value().builtIn || spec.kind == FilesystemKind::VirtioFs;
        const auto version = withKernel ? VersionScope::any() : versionScopeOf(loaded.value().version);
        prover.add(spec.kind, version, kernel, Provenance::LoadedHere);
        const MountHealth health = facts.mounts.value(spec.mountpoint).valueOr({}).health;
        if (health == MountHealth::Mounted || health == MountHealth::ReadOnly)
            prover.add(spec.kind, version, kernel, Provenance::MountedHere);
    }
    return prover.proofs();
}

std::optional<Claim> proofOf(const TrialBuild &build)
{
    const std::optional<VersionScope> version = versionScopeOf(build.version);
    if (!version || !isKernelRelease(build.kernel))
        return std::nullopt;
    Claim proof{.kind = build.kind, .versions = *version, .kernels = KernelScope::ofRelease(build.kernel)};
    proof.provenance = Provenance::BuiltHere;
    proof.outcome = build.succeeded ? Outcome::Works : Outcome::Fails;
    proof.source.byLanguage.insert(u"en"_s, build.node);
    proof.node = build.node;
    proof.at = build.at;
    if (!build.firstError.isEmpty())
        proof.note.byLanguage.insert(u"en"_s, build.firstError.left(longestNote));
    return proof;
}

} // namespace Vermagic
