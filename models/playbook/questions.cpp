// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/questions.h"

#include "models/core/command.h"
#include "models/inventory/expectedunits.h"
#include "models/playbook/inventoryfacts.h"
#include "models/playbook/placeholder.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// One thing to ask about, with the word that tells its section from others.
struct Subject
{
    QString name;
    FactMap facts;
};

QList<Subject> subjectsOf(Scope scope, const NodeSpec &node, const Inventory &inventory)
{
    FactMap base;
    addNodeFacts(base, node, inventory);
    if (scope == Scope::Node)
        return {{{}, base}};
    QList<Subject> subjects;
    if (scope == Scope::Filesystem) {
        for (const FilesystemSpec &spec : inventory.filesystemsOf(node)) {
            Subject subject{spec.name, base};
            addFilesystemFacts(subject.facts, spec);
            subjects.append(subject);
        }
        return subjects;
    }
    for (const QString &unit : expectedUnits(node, inventory)) {
        Subject subject{unit, base};
        addNoFilesystem(subject.facts);
        subject.facts.insert(u"service.unit"_s, Fact<QString>::known(unit));
        subjects.append(subject);
    }
    return subjects;
}

std::optional<QStringList> rendered(const QStringList &words, const FactMap &facts,
                                    const FactVocabulary &vocabulary)
{
    QStringList result;
    for (const QString &word : words) {
        const Result<QString> argument = renderedArgument(word, facts, vocabulary);
        if (!argument)
            return std::nullopt;
        result.append(*argument);
    }
    return result;
}

std::optional<ProbeQuestion> questionFor(const FactProbe &probe, const Subject &subject,
                                         const FactVocabulary &vocabulary)
{
    const bool isScript = !probe.script.isEmpty();
    const auto words = rendered(isScript ? probe.arguments : probe.run, subject.facts, vocabulary);
    if (!words || evaluate(probe.appliesTo, subject.facts) != Verdict::Pass)
        return std::nullopt;
    ProbeQuestion question;
    question.id = u"ask:"_s + probe.id + (subject.name.isEmpty() ? QString() : u':' + subject.name);
    question.argv = isScript ? QStringList{u"sh"_s, u"-c"_s, probe.scriptText, probe.script} + *words
                             : *words;
    question.shown = shellQuoted(isScript ? QStringList{u"sh"_s, probe.script} + *words : *words);
    question.tool = probe.needs;
    question.root = probe.privilege == Privilege::Sudo;
    question.accepted = probe.accepted;
    question.timeout = probe.timeout;
    question.keep = probe.keep;
    question.rules = probe.facts;
    for (AnswerRule &rule : question.rules)
        rule.path = resolvedFactPath(rule.path, subject.facts);
    return question;
}

} // namespace

QList<ProbeQuestion> questionsFor(const NodeSpec &node, const Inventory &inventory,
                                  const Knowledge &knowledge)
{
    QMap<Scope, QList<Subject>> subjects;
    for (const Scope scope : {Scope::Node, Scope::Filesystem, Scope::Service})
        subjects.insert(scope, subjectsOf(scope, node, inventory));
    QList<ProbeQuestion> questions;
    for (const Playbook &playbook : knowledge.playbooks) {
        for (const FactProbe &probe : playbook.probes) {
            for (const Subject &subject : std::as_const(subjects)[probe.scope]) {
                if (const auto question = questionFor(probe, subject, knowledge.vocabulary))
                    questions.append(*question);
            }
        }
    }
    return questions;
}

} // namespace Vermagic
