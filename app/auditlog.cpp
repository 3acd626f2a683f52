// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/auditlog.h"

#include "app/statefolder.h"

#include <QCryptographicHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString stamp(const QDateTime &at)
{
    return at.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject lineOf(const QString &event, const QDateTime &at, const Plan &plan, const QString &user)
{
    return {{u"at"_s, stamp(at)}, {u"event"_s, event},    {u"user"_s, user},
            {u"run"_s, plan.id},  {u"node"_s, plan.node}, {u"playbook"_s, plan.playbook}};
}

QString phaseName(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Preflight:
        return u"preflight"_s;
    case RunPhase::Steps:
        return u"steps"_s;
    case RunPhase::Verify:
        return u"verify"_s;
    }
    return {};
}

const PlanStep *stepOf(const Plan &plan, RunPhase phase, int index)
{
    const QList<PlanStep> &steps = phase == RunPhase::Preflight ? plan.preflight : plan.steps;
    return phase != RunPhase::Verify && index >= 0 && index < steps.size() ? &steps[index] : nullptr;
}

void addStep(QJsonObject &line, const Plan &plan, RunPhase phase, int index)
{
    line[u"phase"_s] = phaseName(phase);
    line[u"index"_s] = index;
    const PlanStep *step = stepOf(plan, phase, index);
    if (!step)
        return;
    line[u"step"_s] = step->id;
    if (step->place == Place::Console)
        line[u"on"_s] = u"console"_s;
    line[u"argv"_s] = QJsonArray::fromStringList(step->command.argv);
    line[u"privilege"_s] = step->command.privilege == Privilege::Sudo ? u"sudo"_s : u"user"_s;
    if (!step->command.standardInput.isEmpty()) {
        const QByteArray digest = QCryptographicHash::hash(step->command.standardInput,
                                                           QCryptographicHash::Sha256);
        line[u"standardInputSha256"_s] = QString::fromLatin1(digest.toHex());
    }
}

} // namespace

AuditLog::AuditLog(QString file)
    : m_lines(std::move(file), u"the audit log"_s, u"nothing is changed on a node without it"_s)
{
}

QString AuditLog::defaultFile()
{
    return stateFolderPath() + u"/audit.jsonl"_s;
}

QJsonObject auditRunStarted(const RunStarted &event, const QString &address)
{
    QJsonObject line = lineOf(u"run-started"_s, event.at, event.plan, event.user);
    line[u"address"_s] = address;
    line[u"remedy"_s] = event.plan.remedy;
    line[u"title"_s] = event.plan.title;
    if (event.plan.onConsole)
        line[u"console"_s] = true;
    if (!event.plan.parameters.isEmpty()) {
        QJsonObject parameters;
        for (const PlanParameter &parameter : event.plan.parameters)
            parameters[parameter.id] = parameter.value;
        line[u"parameters"_s] = parameters;
    }
    if (event.plan.restarted)
        line[u"restarted"_s] = true;
    if (!event.plan.undoes.isEmpty())
        line[u"undoes"_s] = event.plan.undoes;
    line[u"targets"_s] = QJsonArray::fromStringList(event.plan.targets);
    line[u"findingsBefore"_s] = QJsonArray::fromStringList(event.findingsBefore);
    return line;
}

QJsonObject auditStepStarted(const RunRecord &run, const StepStarted &event)
{
    QJsonObject line = lineOf(u"step-started"_s, event.at, run.plan, run.user);
    addStep(line, run.plan, event.phase, event.index);
    return line;
}

QJsonObject auditStepFinished(const RunRecord &run, const StepFinished &event, const QDateTime &at)
{
    QJsonObject line = lineOf(u"step-finished"_s, at, run.plan, run.user);
    addStep(line, run.plan, event.phase, event.index);
    line[u"exit"_s] = event.exitCode ? QJsonValue(*event.exitCode) : QJsonValue();
    line[u"got"_s] = event.got;
    line[u"succeeded"_s] = event.state == StepState::Succeeded;
    line[u"milliseconds"_s] = static_cast<qint64>(event.duration.count());
    return line;
}

QJsonObject auditRunFinished(const RunRecord &run, const RunFinished &event)
{
    QJsonObject line = lineOf(u"run-finished"_s, event.at, run.plan, run.user);
    line[u"outcome"_s] = runOutcomeName(event.outcome);
    line[u"reason"_s] = event.reason;
    line[u"findingsBefore"_s] = QJsonArray::fromStringList(run.findingsBefore);
    line[u"findingsAfter"_s] = QJsonArray::fromStringList(event.findingsAfter);
    return line;
}

} // namespace Vermagic
