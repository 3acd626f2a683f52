// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/readerparts.h"

#include "models/playbook/placeholder.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Expectation readExpectation(const YamlValue &value, const NameContext &names)
{
    Expectation expectation;
    if (!value.isPresent())
        return expectation;
    value.allowKeys({u"exit"_s, u"contains"_s, u"lacks"_s});
    expectation.exitCode = value.child(u"exit"_s).integerOr(0, 0, 255);
    expectation.outputContains = value.child(u"contains"_s).stringOr({});
    expectation.outputLacks = value.child(u"lacks"_s).stringOr({});
    checkPlaceholders(expectation.outputContains, names, true, value.child(u"contains"_s));
    checkPlaceholders(expectation.outputLacks, names, true, value.child(u"lacks"_s));
    return expectation;
}

std::optional<Scope> readForEach(const YamlValue &value)
{
    if (!value.isPresent())
        return std::nullopt;
    return value.word({u"filesystem"_s, u"service"_s}) == 1 ? Scope::Service : Scope::Filesystem;
}

StepKind readKind(const YamlValue &value)
{
    if (!value.isPresent())
        return StepKind::Command;
    switch (value.word({u"command"_s, u"reboot"_s, u"replace-host-key"_s})) {
    case 1:
        return StepKind::Reboot;
    case 2:
        return StepKind::ReplaceHostKey;
    default:
        return StepKind::Command;
    }
}

void readUndoArguments(Step &step, const YamlValue &value, const ReadContext &context)
{
    const YamlValue words = value.child(u"undo_arguments"_s);
    step.undoArguments = readArguments(words, context);
    if (step.undoArguments.isEmpty())
        return;
    if (step.script.isEmpty())
        words.fail(u"'undo_arguments' belong to a script"_s, u"give 'undo'"_s);
    if (value.child(u"undo"_s).isPresent() || value.child(u"undo_note"_s).isPresent())
        words.fail(u"a step has one of 'undo', 'undo_arguments' and 'undo_note'"_s);
}

Place readPlace(const YamlValue &value)
{
    if (!value.isPresent())
        return Place::Node;
    return value.word({u"node"_s, u"console"_s}) == 1 ? Place::Console : Place::Node;
}

/// Nothing that a node answered may decide what runs on the console's own machine.
void checkGivenByPeople(const YamlValue &arguments, const ReadContext &context)
{
    for (const YamlValue &item : arguments.items()) {
        for (const PlaceholderUse &use : placeholdersIn(item.string())) {
            if (!isInventoryPath(use.path) || context.nodeParameters.contains(use.path))
                item.fail(u"'%1' is a node's answer and cannot be an argument on the console"_s.arg(use.path),
                          u"take it from the inventory or from a parameter without such a default"_s);
        }
    }
}

/// `done_when` and `clean_up`: a list of arguments, or a script.
std::optional<StepAction> readAction(const YamlValue &value, const ReadContext &context, Place place)
{
    if (!value.isPresent())
        return std::nullopt;
    StepAction action;
    action.position = value.position();
    if (!value.isMap()) {
        action.run = readArgv(value, context, place);
        if (value.isList() && action.run.isEmpty())
            value.fail(u"the command is empty"_s);
        return action;
    }
    value.allowKeys({u"script"_s, u"arguments"_s});
    action.script = value.child(u"script"_s).string();
    action.arguments = readArguments(value.child(u"arguments"_s), context);
    return action;
}

/// What is known of a step before and after it ran.
void readGuards(Step &step, const YamlValue &value, const ReadContext &context)
{
    step.doneWhen = readAction(value.child(u"done_when"_s), context, step.place);
    step.cleanUp = readAction(value.child(u"clean_up"_s), context, step.place);
    if (const YamlValue rerun = value.child(u"rerun"_s); rerun.isPresent())
        step.rerunNever = rerun.word({u"never"_s}) == 0;
    if (step.cleanUp && !step.rerunNever)
        value.child(u"clean_up"_s)
            .fail(u"a step that may run again needs no clean-up"_s, u"say 'rerun: never'"_s);
    if (step.doneWhen && step.kind == StepKind::ReplaceHostKey)
        value.child(u"done_when"_s).fail(u"a host key is replaced when it has changed"_s);
}

void readBuildTrial(Step &step, const YamlValue &value, const ReadContext &context)
{
    if (!value.isPresent())
        return;
    if (context.names.scope != Scope::Filesystem)
        value.fail(u"only a step for a file system can try its build"_s, u"say 'for_each: filesystem'"_s);
    value.allowKeys({u"version"_s, u"kernel"_s});
    const auto text = [&](const QString &key) {
        const YamlValue child = value.child(key);
        checkPlaceholders(child.string(), context.names, true, child);
        return child.string();
    };
    step.triesBuild = TriedBuild{text(u"version"_s), text(u"kernel"_s)};
}

void checkConsoleStep(const Step &step, const YamlValue &value, const ReadContext &context)
{
    if (step.place != Place::Console)
        return;
    if (step.kind != StepKind::Command)
        value.child(u"kind"_s).fail(u"only a command can run on the console"_s);
    if (step.privilege == Privilege::Sudo)
        value.child(u"privilege"_s).fail(u"nothing runs as root on the console"_s);
    if (step.detached)
        value.child(u"detached"_s).fail(u"a step on the console ends with the console"_s);
    for (const QString &key :
         {u"run"_s, u"arguments"_s, u"undo"_s, u"undo_arguments"_s, u"done_when"_s, u"clean_up"_s}) {
        const YamlValue words = value.child(key);
        checkGivenByPeople(words.isMap() ? words.child(u"arguments"_s) : words, context);
    }
}

void readCommand(Step &step, const YamlValue &value, const ReadContext &context)
{
    const bool hasRun = value.child(u"run"_s).isPresent();
    const bool hasScript = value.child(u"script"_s).isPresent();
    const bool onConsole = step.kind == StepKind::ReplaceHostKey;
    if (hasRun && hasScript)
        value.child(u"script"_s).fail(u"a step has either 'run' or 'script'"_s);
    else if (onConsole && (hasRun || hasScript))
        value.fail(u"a replace-host-key step runs on the console and has no command"_s);
    else if (!onConsole && !hasRun && !hasScript)
        value.fail(u"the step has no command"_s, u"give 'run' (a list of arguments) or 'script' (a file)"_s);
    step.run = readArgv(value.child(u"run"_s), context, step.place);
    if (hasRun && step.run.isEmpty())
        value.child(u"run"_s).fail(u"the command is empty"_s);
    step.script = value.child(u"script"_s).stringOr({});
    step.arguments = readArguments(value.child(u"arguments"_s), context);
    if (!step.arguments.isEmpty() && !hasScript)
        value.child(u"arguments"_s).fail(u"'arguments' belong to a script"_s, u"put them into 'run'"_s);
    step.undo = readArgv(value.child(u"undo"_s), context, step.place);
    readUndoArguments(step, value, context);
}

Step readStep(const YamlValue &value, const ReadContext &outer, QStringList &ids)
{
    const std::optional<Scope> forEach = readForEach(value.child(u"for_each"_s));
    const Scope scope = outer.names.scope;
    const ReadContext context = outer.in(std::max(scope, forEach.value_or(scope)));
    value.allowKeys(
        {u"id"_s,        u"title"_s,          u"kind"_s,       u"on"_s,        u"run"_s,    u"script"_s,
         u"arguments"_s, u"privilege"_s,      u"timeout"_s,    u"detached"_s,  u"expect"_s, u"duration"_s,
         u"undo"_s,      u"undo_arguments"_s, u"undo_note"_s,  u"done_when"_s, u"rerun"_s,  u"clean_up"_s,
         u"when"_s,      u"for_each"_s,       u"tries_build"_s});
    Step step;
    step.forEach = forEach;
    step.position = value.position();
    step.id = readId(value.child(u"id"_s), ids);
    step.title = readText(value.child(u"title"_s), context.names, true);
    step.kind = readKind(value.child(u"kind"_s));
    step.place = readPlace(value.child(u"on"_s));
    readCommand(step, value, context);
    readGuards(step, value, context);
    readBuildTrial(step, value.child(u"tries_build"_s), context);
    if (const YamlValue privilege = value.child(u"privilege"_s); privilege.isPresent())
        step.privilege = privilege.word({u"user"_s, u"sudo"_s}) == 1 ? Privilege::Sudo : Privilege::User;
    step.timeout = readDuration(value.child(u"timeout"_s), step.timeout);
    step.detached = value.child(u"detached"_s).booleanOr(false);
    step.expect = readExpectation(value.child(u"expect"_s), context.names);
    step.duration = readDuration(value.child(u"duration"_s), step.duration);
    if (step.duration > step.timeout)
        value.child(u"duration"_s)
            .fail(u"it usually takes longer than its time limit of %1 s"_s.arg(step.timeout.count()),
                  u"give the step a 'timeout'"_s);
    step.undoNote = readText(value.child(u"undo_note"_s), context.names, false);
    if (!step.undo.isEmpty() && !step.undoNote.byLanguage.isEmpty())
        value.child(u"undo_note"_s).fail(u"a step has either 'undo' or 'undo_note'"_s);
    step.when = readCondition(value.child(u"when"_s), context.names);
    checkConsoleStep(step, value, context);
    return step;
}

} // namespace

QStringList readArguments(const YamlValue &value, const ReadContext &context)
{
    const QStringList arguments = value.stringsOr({});
    const QList<YamlValue> items = value.items();
    for (qsizetype i = 0; i < arguments.size() && i < items.size(); ++i)
        checkPlaceholders(arguments[i], context.names, true, items[i]);
    return arguments;
}

QStringList readArgv(const YamlValue &value, const ReadContext &context, Place place)
{
    const QStringList argv = readArguments(value, context);
    if (argv.isEmpty())
        return argv;
    const QStringList allowed = context.programs.at(place).keys();
    if (const QString objection = context.programs.objectionTo(argv, place); !objection.isEmpty())
        value.fail(objection,
                   allowed.contains(argv.first()) ? QString() : u"allowed are: "_s + allowed.join(u", "_s));
    return argv;
}

LocalText readText(const YamlValue &value, const NameContext &names, bool required)
{
    const LocalText text = readLocalText(value, required);
    for (const QString &language : std::as_const(text.byLanguage))
        checkPlaceholders(language, names, false, value);
    return text;
}

std::chrono::seconds readDuration(const YamlValue &value, std::chrono::seconds fallback)
{
    if (!value.isPresent())
        return fallback;
    static const QRegularExpression form(QRegularExpression::anchoredPattern(u"([0-9]{1,5})(s|min|h)"_s));
    const QRegularExpressionMatch match = form.match(value.string());
    if (!match.hasMatch()) {
        value.fail(u"not a duration"_s, u"such as 30s, 10min or 1h"_s);
        return fallback;
    }
    const int factor = match.captured(2) == u"s"_s ? 1 : match.captured(2) == u"min"_s ? 60 : 3600;
    return std::chrono::seconds(match.captured(1).toInt() * factor);
}

QList<Step> readSteps(const YamlValue &value, const ReadContext &context)
{
    QList<Step> steps;
    QStringList ids;
    for (const YamlValue &item : value.items()) {
        const YamlValue block = item.isMap() ? item.child(u"include"_s) : YamlValue();
        if (!block.isPresent()) {
            steps.append(readStep(item, context, ids));
            continue;
        }
        item.allowKeys({u"include"_s});
        for (const YamlValue &included : context.blocks.find(block).items())
            steps.append(readStep(included, context, ids));
    }
    return steps;
}

} // namespace Vermagic
