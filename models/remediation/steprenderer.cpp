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

/// Longer than any build's output, for a command on the console is ended when it writes more.
constexpr qsizetype consoleOutputLimit = 64 * 1024 * 1024;

struct RenderedCommand
{
    QStringList argv;
    QString displayed;
};

Result<RenderedCommand> rendered(const QString &script, const QString &scriptText, const QStringList &words,
                                 Privilege privilege, const FactMap &facts, const FactVocabulary &vocabulary)
{
    const Result<QStringList> filled = renderedArgv(words, facts, vocabulary);
    if (!filled)
        return std::unexpected(filled.error());
    if (script.isEmpty())
        return RenderedCommand{*filled, displayedAs(*filled, privilege)};
    return RenderedCommand{QStringList{u"sh"_s, u"-c"_s, scriptText, script} + *filled,
                           displayedAs(QStringList{u"sh"_s, script} + *filled, privilege)};
}

/// With the privilege of its step, never detached.
Result<std::optional<SideCommand>> renderedAction(const std::optional<StepAction> &action,
                                                  const CommandSpec &step, const FactMap &facts,
                                                  const FactVocabulary &vocabulary)
{
    if (!action)
        return std::nullopt;
    const Result<RenderedCommand> words = rendered(action->script, action->scriptText,
                                                   action->script.isEmpty() ? action->run : action->arguments,
                                                   step.privilege, facts, vocabulary);
    if (!words)
        return std::unexpected(words.error());
    SideCommand command{step, words->displayed, action->scriptText};
    command.command.argv = words->argv;
    command.command.detached = false;
    return command;
}

Result<void> renderGuards(PlanStep &result, const Step &step, const FactMap &facts,
                          const FactVocabulary &vocabulary)
{
    result.rerunNever = step.rerunNever;
    for (const auto &[to, action] :
         {std::pair(&result.doneWhen, &step.doneWhen), std::pair(&result.cleanUp, &step.cleanUp)}) {
        const Result<std::optional<SideCommand>> command = renderedAction(*action, result.command, facts,
                                                                          vocabulary);
        if (!command)
            return std::unexpected(command.error());
        *to = *command;
    }
    if (result.doneWhen)
        result.doneWhen->command.timeout = std::chrono::seconds(60); // a question, not the work
    return {};
}

Result<void> renderUndo(PlanStep &result, const Step &step, const FactMap &facts,
                        const FactVocabulary &vocabulary)
{
    const bool bySameScript = !step.undoArguments.isEmpty();
    if (step.undo.isEmpty() && !bySameScript)
        return {};
    const Result<RenderedCommand> words = bySameScript
                                              ? rendered(step.script, step.scriptText, step.undoArguments,
                                                         result.command.privilege, facts, vocabulary)
                                              : rendered({}, {}, step.undo, result.command.privilege, facts,
                                                         vocabulary);
    if (!words)
        return std::unexpected(words.error());
    result.undo = result.command;
    result.undo->argv = words->argv;
    result.undoDisplayed = words->displayed;
    return {};
}

Result<void> renderCommand(PlanStep &result, const Step &step, const FactMap &facts,
                           const FactVocabulary &vocabulary)
{
    const Result<RenderedCommand> words = rendered(step.script, step.scriptText,
                                                   step.script.isEmpty() ? step.run : step.arguments,
                                                   result.command.privilege, facts, vocabulary);
    if (!words)
        return std::unexpected(words.error());
    result.command.argv = words->argv;
    result.displayed = words->displayed;
    result.script = step.scriptText;
    if (const Result<void> guards = renderGuards(result, step, facts, vocabulary); !guards)
        return guards;
    return renderUndo(result, step, facts, vocabulary);
}

Result<void> renderTrial(PlanStep &result, const Step &step, const ScopedFacts &scope,
                         const FactVocabulary &vocabulary)
{
    if (!step.triesBuild)
        return {};
    const Result<QString> version = renderedArgument(step.triesBuild->version, scope.facts, vocabulary);
    const Result<QString> kernel = renderedArgument(step.triesBuild->kernel, scope.facts, vocabulary);
    if (!version || !kernel)
        return std::unexpected(version ? kernel.error() : version.error());
    result.triesBuild = PlannedTrial{scope.filesystem, *version, *kernel};
    return {};
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
    result.place = step.place;
    if (step.place == Place::Console)
        result.command.outputLimit = consoleOutputLimit;
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
    if (const Result<void> trial = renderTrial(result, step, scope, context.vocabulary); !trial)
        return std::unexpected(trial.error());
    return result;
}

} // namespace Vermagic
