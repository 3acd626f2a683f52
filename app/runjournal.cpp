// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/runjournal.h"

#include "app/statefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype largestEntry = 4 * 1024 * 1024;

QJsonObject toJson(const CommandSpec &command)
{
    return {{u"argv"_s, QJsonArray::fromStringList(command.argv)},
            {u"standardInput"_s, QString::fromLatin1(command.standardInput.toBase64())},
            {u"sudo"_s, command.privilege == Privilege::Sudo},
            {u"timeout"_s, static_cast<qint64>(command.timeout.count())},
            {u"outputLimit"_s, static_cast<qint64>(command.outputLimit)},
            {u"runId"_s, command.runId}};
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const auto &element : value.toArray())
        list.append(element.toString());
    return list;
}

CommandSpec commandFrom(const QJsonObject &json)
{
    return {.argv = strings(json[u"argv"_s]),
            .standardInput = QByteArray::fromBase64(json[u"standardInput"_s].toString().toLatin1()),
            .privilege = json[u"sudo"_s].toBool() ? Privilege::Sudo : Privilege::User,
            .timeout = std::chrono::milliseconds(json[u"timeout"_s].toInteger()),
            .outputLimit = json[u"outputLimit"_s].toInteger(),
            .detached = true,
            .runId = json[u"runId"_s].toString()};
}

QJsonArray toJson(const QList<PlanParameter> &parameters)
{
    QJsonArray array;
    for (const PlanParameter &parameter : parameters)
        array.append(QJsonObject{
            {u"id"_s, parameter.id}, {u"title"_s, parameter.title}, {u"value"_s, parameter.value}});
    return array;
}

QList<PlanParameter> parametersFrom(const QJsonValue &value)
{
    QList<PlanParameter> parameters;
    for (const auto &element : value.toArray())
        parameters.append(
            {element[u"id"_s].toString(), element[u"title"_s].toString(), element[u"value"_s].toString()});
    return parameters;
}

QJsonObject toJson(const JournalEntry &entry)
{
    const Expectation &expect = entry.step.expect;
    return {
        {u"schema"_s, u"vermagic.run/1"_s},
        {u"console"_s, entry.console},
        {u"inventory"_s, entry.inventory},
        {u"node"_s, entry.node},
        {u"playbook"_s, entry.playbook},
        {u"remedy"_s, entry.remedy},
        {u"parameters"_s, toJson(entry.parameters)},
        {u"resumable"_s, entry.resumable},
        {u"title"_s, entry.title},
        {u"targets"_s, QJsonArray::fromStringList(entry.targets)},
        {u"startedAt"_s, entry.startedAt.toUTC().toString(Qt::ISODateWithMs)},
        {u"step"_s, QJsonObject{{u"id"_s, entry.step.id},
                                {u"title"_s, entry.step.title},
                                {u"displayed"_s, entry.step.displayed},
                                {u"rerunNever"_s, entry.step.rerunNever},
                                {u"script"_s, entry.step.script},
                                {u"command"_s, toJson(entry.step.command)},
                                {u"exit"_s, expect.exitCode ? QJsonValue(*expect.exitCode) : QJsonValue()},
                                {u"contains"_s, expect.outputContains},
                                {u"lacks"_s, expect.outputLacks}}}};
}

JournalEntry entryFrom(const QJsonObject &json)
{
    const QJsonObject step = json[u"step"_s].toObject();
    JournalEntry entry{.inventory = json[u"inventory"_s].toString(),
                       .node = json[u"node"_s].toString(),
                       .playbook = json[u"playbook"_s].toString(),
                       .remedy = json[u"remedy"_s].toString(),
                       .parameters = parametersFrom(json[u"parameters"_s]),
                       .title = json[u"title"_s].toString(),
                       .targets = strings(json[u"targets"_s]),
                       .resumable = json[u"resumable"_s].toBool()};
    entry.console = json[u"console"_s].toString();
    entry.startedAt = QDateTime::fromString(json[u"startedAt"_s].toString(), Qt::ISODateWithMs);
    entry.step = PlanStep{.id = step[u"id"_s].toString(), .title = step[u"title"_s].toString()};
    entry.step.displayed = step[u"displayed"_s].toString();
    entry.step.script = step[u"script"_s].toString();
    entry.step.rerunNever = step[u"rerunNever"_s].toBool();
    entry.step.command = commandFrom(step[u"command"_s].toObject());
    entry.step.expect = {.outputContains = step[u"contains"_s].toString(),
                         .outputLacks = step[u"lacks"_s].toString()};
    if (step[u"exit"_s].isDouble())
        entry.step.expect.exitCode = step[u"exit"_s].toInt();
    else
        entry.step.expect.exitCode.reset();
    return entry;
}

/// Field 22 of /proc/PID/stat, the start time, behind the name in parentheses that may hold anything.
QString processStamp(const QString &pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 19 ? pid + u':' + QString::fromLatin1(fields[19]) : QString();
}

bool isUsable(const JournalEntry &entry)
{
    static const QRegularExpression hex(u"\\A[0-9a-f]{1,64}\\z"_s);
    return !entry.node.isEmpty() && !entry.step.command.argv.isEmpty()
           && hex.match(entry.step.command.runId).hasMatch();
}

} // namespace

QString consoleProcess()
{
    return processStamp(QString::number(QCoreApplication::applicationPid()));
}

bool isConsoleAlive(const QString &console)
{
    static const QRegularExpression stamp(u"\\A([0-9]+):[0-9]+\\z"_s);
    const QRegularExpressionMatch match = stamp.match(console);
    return match.hasMatch() && processStamp(match.captured(1)) == console;
}

RunJournal::RunJournal(QString folder)
    : m_folder(std::move(folder))
{
}

QString RunJournal::defaultFolder()
{
    return stateFolderPath() + u"/runs"_s;
}

QString RunJournal::pathOf(const QString &stepRunId) const
{
    return m_folder + u'/' + stepRunId + u".json"_s;
}

Result<void> RunJournal::write(const JournalEntry &entry)
{
    return writePrivateFile(pathOf(entry.step.command.runId),
                            QJsonDocument(toJson(entry)).toJson(QJsonDocument::Compact))
        .transform_error([](Error error) {
            error.message = u"the run journal cannot be written: "_s + error.message;
            return error;
        });
}

void RunJournal::remove(const QString &stepRunId)
{
    QFile::remove(pathOf(stepRunId));
}

QList<JournalEntry> RunJournal::interrupted(const QString &inventory) const
{
    QList<JournalEntry> entries;
    for (const QString &name : QDir(m_folder).entryList({u"*.json"_s}, QDir::Files)) {
        QFile file(m_folder + u'/' + name);
        if (file.size() > largestEntry || !file.open(QIODevice::ReadOnly))
            continue;
        const JournalEntry entry = entryFrom(QJsonDocument::fromJson(file.readAll()).object());
        if (entry.inventory == inventory && isUsable(entry) && !isConsoleAlive(entry.console))
            entries.append(entry);
    }
    std::ranges::sort(entries, {}, &JournalEntry::startedAt);
    return entries;
}

Plan resumePlan(const JournalEntry &entry, const QString &planId)
{
    Plan plan{
        .id = planId, .node = entry.node, .playbook = entry.playbook, .title = u"Resume: "_s + entry.title};
    plan.remedy = entry.remedy;
    plan.parameters = entry.parameters;
    plan.resumable = entry.resumable;
    plan.summary =
        u"The step “%1” was under way when the console ended. It is found again at the node, then the "
        "node is probed."_s.arg(entry.step.title);
    plan.warnings = {u"If the node no longer knows the step, nothing is run; the node is only probed."_s};
    plan.steps = {entry.step};
    plan.steps.first().command.followOnly = true;
    plan.targets = entry.targets;
    return plan;
}

} // namespace Vermagic
