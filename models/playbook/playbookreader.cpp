// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/playbookreader.h"

#include "models/core/nearestword.h"
#include "models/playbook/readerparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

bool isOfItsOwn(const Remedy &remedy)
{
    return remedy.onDemand || remedy.obsolete;
}

/// Every remedy that a check names must be there.
void checkRemedyNames(const YamlValue &checks, const Playbook &playbook)
{
    QStringList known;
    for (const Remedy &remedy : playbook.remedies)
        known.append(remedy.id);
    for (const YamlValue &check : checks.items()) {
        for (const YamlValue &name : check.child(u"remedies"_s).items()) {
            if (!playbook.remedy(name.string()))
                name.fail(u"unknown remedy '%1'"_s.arg(name.string()), wordHint(name.string(), known));
        }
    }
}

} // namespace

Loaded<Playbook> loadPlaybook(const QByteArray &text, const QString &file, const ProgramPolicy &programs,
                              const FactVocabulary &vocabulary, const StepBlocks &blocks)
{
    const YamlDocument document(text, file);
    const YamlValue root = document.root();
    Playbook playbook;
    if (document.errors().isEmpty() && !root.isMap())
        root.fail(u"a playbook is a map with an id"_s);
    if (document.errors().isEmpty()) {
        root.allowKeys({u"id"_s, u"title"_s, u"summary"_s, u"source"_s, u"obsolete"_s, u"applies_to"_s,
                        u"preflight"_s, u"blocks"_s, u"probes"_s, u"checks"_s, u"remedies"_s});
        const ReadContext context{programs, blocks, {vocabulary, Scope::Node}, {}};
        QStringList ids;
        playbook.id = readId(root.child(u"id"_s), ids);
        playbook.title = readText(root.child(u"title"_s), context.names, true);
        playbook.summary = readText(root.child(u"summary"_s), context.names, false);
        playbook.source = root.child(u"source"_s).string();
        playbook.appliesTo = readCondition(root.child(u"applies_to"_s), context.names);
        playbook.probes = readFactProbes(root.child(u"probes"_s), context);
        playbook.checks = readChecks(root.child(u"checks"_s), vocabulary);
        playbook.preflight = readSteps(root.child(u"preflight"_s), context);
        playbook.obsolete = readObsolete(root.child(u"obsolete"_s));
        playbook.remedies = readRemedies(root.child(u"remedies"_s), context, playbook.checks);
        checkRemedyNames(root.child(u"checks"_s), playbook);
        const bool mayBeAsked = std::ranges::any_of(playbook.remedies, isOfItsOwn);
        if (playbook.checks.isEmpty() && !mayBeAsked && !playbook.obsolete)
            root.fail(u"the playbook has no checks"_s, u"or a remedy with 'on_demand: true'"_s);
    }
    if (!document.errors().isEmpty())
        return std::unexpected(document.errors());
    return playbook;
}

QList<DeclaredFact> declaredFacts(const QByteArray &text, const QString &file)
{
    const YamlDocument document(text, file);
    if (!document.errors().isEmpty() || !document.root().isMap())
        return {};
    return readDeclaredFacts(document.root().child(u"probes"_s));
}

} // namespace Vermagic
