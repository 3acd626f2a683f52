// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/steprenderer.h"

#include "models/playbook/placeholder.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Result<QStringList> renderedArgv(const QStringList &argv, const FactMap &facts,
                                 const FactVocabulary &vocabulary)
{
    QStringList result;
    for (const QString &argument : argv) {
        Result<QString> rendered = renderedArgument(argument, facts, vocabulary);
        if (!rendered)
            return std::unexpected(rendered.error());
        result.append(*rendered);
    }
    return result;
}

QString displayedAs(const QStringList &argv, Privilege privilege)
{
    return (privilege == Privilege::Sudo ? u"sudo "_s : QString()) + shellQuoted(argv);
}

Result<Expectation> renderedExpectation(const Expectation &expectation, const FactMap &facts,
                                        const FactVocabulary &vocabulary)
{
    Expectation result = expectation;
    for (QString *text : {&result.outputContains, &result.outputLacks}) {
        Result<QString> rendered = renderedArgument(*text, facts, vocabulary);
        if (!rendered)
            return std::unexpected(rendered.error());
        *text = *rendered;
    }
    return result;
}

/// `words` behind the script, as it is run and as it is shown.
std::pair<QStringList, QStringList> scriptCommand(const Step &step, const QStringList &words)
{
    return {QStringList{u"sh"_s, u"-c"_s, step.scriptText, step.script} + words,
            QStringList{u"sh"_s, step.script} + words};
}

Result<void> renderUndo(PlanStep &result, const Step &step, const FactMap &facts,
                        const FactVocabulary &vocabulary)
{
    const bool bySameScript = !step.undoArguments.isEmpty();
    if (step.undo.isEmpty() && !bySameScript)
        return {};
    const Result<QStringList> words = renderedArgv(bySameScript ? step.undoArguments : step.undo, facts,
                                                   vocabulary);
    if (!words)
        return std::unexpected(words.error());
    const auto [argv, shown] = bySameScript ? scriptCommand(step, *words) : std::pair(*words, *words);
    result.undo = result.command;
    result.undo->argv = argv;
    result.undoDisplayed = displayedAs(shown, result.command.privilege);
    return {};
}

Result<void> renderCommand(PlanStep &result, const Step &step, const FactMap &facts,
                           const FactVocabulary &vocabulary)
{
    const bool isScript = !step.script.isEmpty();
    const Result<QStringList> words = renderedArgv(isScript ? step.arguments : step.run, facts, vocabulary);
    if (!words)
        return std::unexpected(words.error());
    const auto [argv, shown] = isScript ? scriptCommand(step, *words) : std::pair(*words, *words);
    result.command.argv = argv;
    result.displayed = displayedAs(shown, result.command.privilege);
    result.script = step.scriptText;
    return renderUndo(result, step, facts, vocabulary);
}

/// The runner does this on the console; shown is what a person would type to the same end.
Result<void> renderHostKeyReplacement(PlanStep &result, const RenderContext &context)
{
    if (!context.hostKeyChange)
        return std::unexpected(Error{ErrorCode::NotFound, u"no changed host key is known"_s, {}, {}});
    result.displayed = shellQuoted({u"ssh-keygen"_s, u"-R"_s, context.hostKeyChange->host, u"-f"_s,
                                    context.hostKeyChange->knownHostsFile});
    result.oldHostKey = context.hostKeyChange->oldFingerprint;
    result.newHostKey = context.hostKeyChange->newFingerprint;
    result.hostKeyExplained = isExplained(context.hostKeyChange->evidence);
    result.hostKeyEvidence = evidenceLines(context.hostKeyChange->evidence);
    return {};
}

} // namespace

Result<PlanStep> renderedStep(const Step &step, const ScopedFacts &scope, const RenderContext &context)
{
    PlanStep result;
    result.id = step.id;
    result.title = renderedText(step.title.in(context.language), scope.facts);
    result.kind = step.kind;
    result.command.privilege = context.become == Become::Sudo ? step.privilege : Privilege::User;
    result.command.timeout = step.timeout;
    result.command.detached = step.detached;
    result.usualDuration = step.duration;
    result.undoNote = renderedText(step.undoNote.in(context.language), scope.facts);
    const Result<void> command = step.kind == StepKind::ReplaceHostKey
                                     ? renderHostKeyReplacement(result, context)
                                     : renderCommand(result, step, scope.facts, context.vocabulary);
    if (!command)
        return std::unexpected(command.error());
    Result<Expectation> expect = renderedExpectation(step.expect, scope.facts, context.vocabulary);
    if (!expect)
        return std::unexpected(expect.error());
    result.expect = *expect;
    return result;
}

} // namespace Vermagic
