// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/auditlog.h"

#include "app/statefolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Error failure(const QString &file, int number)
{
    return {ErrorCode::Io,
            u"the audit log cannot be written: "_s + QString::fromLocal8Bit(std::strerror(number)), file,
            u"nothing is changed on a node without it"_s};
}

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
    : m_file(std::move(file))
{
}

AuditLog::~AuditLog()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

QString AuditLog::defaultFile()
{
    return stateFolderPath() + u"/audit.jsonl"_s;
}

Result<void> AuditLog::open()
{
    if (m_descriptor >= 0)
        return {};
    if (m_file == defaultFile()) {
        if (const Result<QString> folder = makeStateFolder(); !folder)
            return std::unexpected(folder.error());
    }
    m_descriptor = ::open(QFile::encodeName(m_file).constData(),
                          O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_descriptor < 0)
        return std::unexpected(failure(m_file, errno));
    return {};
}

Result<void> AuditLog::append(const QJsonObject &line)
{
    if (const Result<void> opened = open(); !opened)
        return opened;
    const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    const ssize_t written = ::write(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()));
    if (written != bytes.size())
        return std::unexpected(failure(m_file, written < 0 ? errno : ENOSPC));
    return {};
}

Result<void> AuditLog::sync()
{
    if (m_descriptor >= 0 && ::fsync(m_descriptor) != 0 && errno != EINVAL)
        return std::unexpected(failure(m_file, errno));
    return {};
}

QJsonObject auditRunStarted(const RunStarted &event, const QString &address)
{
    QJsonObject line = lineOf(u"run-started"_s, event.at, event.plan, event.user);
    line[u"address"_s] = address;
    line[u"remedy"_s] = event.plan.remedy;
    line[u"title"_s] = event.plan.title;
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
