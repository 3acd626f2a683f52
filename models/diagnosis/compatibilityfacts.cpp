// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/compatibilityfacts.h"

#include "models/compatibility/proofs.h"
#include "models/playbook/inventoryfacts.h"
#include "models/probe/dkmsparser.h"
#include "models/probe/probescript.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

bool isBad(CellVerdict verdict)
{
    return verdict == CellVerdict::Fails || verdict == CellVerdict::Contradicted;
}

/// Asks about one file system of one node.
class Asker
{
public:
    Asker(const Compatibility &compatibility, const NodeFacts &facts, const FilesystemSpec &spec)
        : m_compatibility(compatibility)
        , m_wanted(spec.version)
        , m_query{.kind = spec.kind,
                  .version = clientVersionOn(facts, spec),
                  .kernel = {},
                  .architecture = facts.os.value().architecture,
                  .distribution = facts.os.value().id + u' ' + facts.os.value().versionId}
    {
    }

    const QString &version() const { return m_query.version; }

    CompatibilityCell on(const QString &kernel) const
    {
        CompatibilityQuery query = m_query;
        query.kernel = KernelName::release(kernel);
        return m_compatibility.cellFor(query);
    }

    /// A version that works on all `kernels`; empty when none is known.
    QString suggestion(const QStringList &kernels) const
    {
        const QVersionNumber present = clientVersion(m_query.version), wanted = clientVersion(m_wanted);
        const auto works = [&](const QString &version) {
            return std::ranges::all_of(kernels, [&](const QString &kernel) {
                CompatibilityQuery query = m_query;
                query.version = version;
                query.kernel = KernelName::release(kernel);
                return m_compatibility.cellFor(query).verdict == CellVerdict::Works;
            });
        };
        if (wanted > present && works(wanted.toString()))
            return wanted.toString();
        QString newer;
        const QStringList versions = m_compatibility.versions(m_query.kind);
        for (const QString &version : versions) {
            const QVersionNumber number = clientVersion(version);
            if (number <= present || !works(version))
                continue;
            if (number.majorVersion() == present.majorVersion())
                return version;
            newer = newer.isEmpty() ? version : newer;
        }
        return newer;
    }

private:
    const Compatibility &m_compatibility;
    QString m_wanted;
    CompatibilityQuery m_query;
};

QString sourceOf(const CompatibilityCell &cell, const QString &language)
{
    const Claim *claim = cell.deciding();
    if (!claim)
        return {};
    const QString note = claim->note.in(language);
    return note.isEmpty() ? claim->source.in(language) : claim->source.in(language) + u": "_s + note;
}

QString workingKernel(const Asker &asker, const NodeFacts &facts)
{
    QString newest;
    for (const QString &kernel : facts.installedKernels.value()) {
        if (kernel != facts.runningKernel.value() && (newest.isEmpty() || isOlderKernel(newest, kernel))
            && asker.on(kernel).verdict == CellVerdict::Works)
            newest = kernel;
    }
    return newest;
}

void addFilesystem(FactMap &values, const FilesystemSpec &spec, const NodeFacts &facts,
                   const Compatibility &compatibility, const QString &language)
{
    const Asker asker(compatibility, facts, spec);
    const QString path = u"compat."_s + spec.moduleName();
    const QString running = facts.runningKernel.value(), next = facts.nextBootKernel.value();
    const auto add = [&](const QString &end, const QString &value) {
        values.insert(path + end, textFact(value));
    };
    const CompatibilityCell cell = asker.on(running);
    const CompatibilityCell nextCell = next == running ? cell : asker.on(next);
    add({}, cellVerdictWord(cell.verdict));
    add(u".source"_s, sourceOf(cell, language));
    add(u".next"_s, cellVerdictWord(nextCell.verdict));
    add(u".next.source"_s, sourceOf(nextCell, language));
    add(u".version"_s, clientVersion(asker.version()).toString());
    add(u".suggested"_s, isBad(cell.verdict) ? asker.suggestion({running}) : QString());
    add(u".next.suggested"_s, isBad(nextCell.verdict) ? asker.suggestion({running, next}) : QString());
    add(u".kernel"_s, isBad(cell.verdict) ? workingKernel(asker, facts) : QString());
}

} // namespace

QString clientVersionOn(const NodeFacts &facts, const FilesystemSpec &spec)
{
    const QString module = spec.moduleName(), kernel = facts.runningKernel.value();
    QStringList answers;
    if (spec.provision == Provision::Dkms)
        answers.append(dkmsEntryFor(facts.dkms, dkmsNamesOf(spec.kind), kernel).value().version);
    answers.append(facts.modulePackages.value(module).value(kernel).value());
    answers.append(facts.moduleFiles.value(module).value(kernel).value().version);
    answers.append(facts.loadedModules.value(module).value().version);
    answers.append(spec.version);
    const auto told = std::ranges::find_if(
        answers, [](const QString &answer) { return !clientVersion(answer).isNull(); });
    return told == answers.end() ? QString() : *told;
}

FactMap compatibilityFacts(const NodeFacts &facts, const NodeSpec &node, const Inventory &inventory,
                           const Compatibility &compatibility, const QString &language)
{
    Compatibility own = compatibility;
    own.setProofs(compatibility.proofs() + proofsOf(facts, node, inventory, {}));
    FactMap values;
    for (const FilesystemSpec &spec : inventory.filesystemsOf(node))
        addFilesystem(values, spec, facts, own, language);
    return values;
}

QList<NodeStanding> standingsOf(const NodeFacts &facts, const NodeSpec &node, const Inventory &inventory)
{
    QList<NodeStanding> standings;
    if (!facts.runningKernel.isKnown())
        return standings;
    for (const FilesystemSpec &spec : inventory.filesystemsOf(node)) {
        standings.append({.node = node.name,
                          .kind = spec.kind,
                          .version = clientVersion(clientVersionOn(facts, spec)).toString(),
                          .kernel = facts.runningKernel.value(),
                          .nextKernel = facts.nextBootKernel.value()});
    }
    return standings;
}

} // namespace Vermagic
