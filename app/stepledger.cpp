// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/stepledger.h"

#include "app/runjournal.h"
#include "app/statefolder.h"

#include <QFile>
#include <QJsonDocument>

#include <ranges>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

const QString schema = u"vermagic.step/1"_s;

const QStringList &eventWords()
{
    static const QStringList words{u"begun"_s,     u"done"_s,    u"cleaned-up"_s,
                                   u"restarted"_s, u"stopped"_s, u"ended"_s};
    return words;
}

QJsonObject toJson(const LedgerEntry &entry)
{
    QJsonObject parameters;
    for (const auto &[id, value] : entry.key.parameters.asKeyValueRange())
        parameters[id] = value;
    return {{u"schema"_s, schema},
            {u"at"_s, entry.at.toUTC().toString(Qt::ISODateWithMs)},
            {u"event"_s, eventWords()[static_cast<int>(entry.event)]},
            {u"inventory"_s, entry.key.inventory},
            {u"node"_s, entry.key.node},
            {u"playbook"_s, entry.key.playbook},
            {u"remedy"_s, entry.key.remedy},
            {u"parameters"_s, parameters},
            {u"step"_s, entry.step},
            {u"digest"_s, entry.digest},
            {u"run"_s, entry.run},
            {u"machine"_s, entry.machine},
            {u"console"_s, entry.console}};
}

std::optional<LedgerEntry> entryFrom(const QJsonObject &json)
{
    const qsizetype event = eventWords().indexOf(json[u"event"_s].toString());
    if (json[u"schema"_s].toString() != schema || event < 0)
        return std::nullopt;
    LedgerEntry entry{.key = {json[u"inventory"_s].toString(),
                              json[u"node"_s].toString(),
                              json[u"playbook"_s].toString(),
                              json[u"remedy"_s].toString(),
                              {}},
                      .event = static_cast<LedgerEvent>(event),
                      .step = json[u"step"_s].toString(),
                      .digest = json[u"digest"_s].toString(),
                      .run = json[u"run"_s].toString(),
                      .machine = json[u"machine"_s].toString(),
                      .console = json[u"console"_s].toString()};
    const QJsonObject parameters = json[u"parameters"_s].toObject();
    for (const QString &id : parameters.keys())
        entry.key.parameters.insert(id, parameters[id].toString());
    entry.at = QDateTime::fromString(json[u"at"_s].toString(), Qt::ISODateWithMs);
    return entry;
}

/// The last entry of this runbook, when its run has not ended and its console is alive.
const LedgerEntry *underWay(const LedgerKey &key, const QList<LedgerEntry> &entries)
{
    for (const LedgerEntry &entry : std::views::reverse(entries)) {
        if (entry.key != key)
            continue;
        const bool over = entry.event == LedgerEvent::Ended || entry.event == LedgerEvent::Stopped;
        return !over && isConsoleAlive(entry.console) ? &entry : nullptr;
    }
    return nullptr;
}

} // namespace

StepLedger::StepLedger(QString file)
    : m_lines(std::move(file), u"the record of steps"_s, u"no step of a runbook begins without it"_s)
{
}

QString StepLedger::defaultFile()
{
    return stateFolderPath() + u"/steps.jsonl"_s;
}

Result<void> StepLedger::write(LedgerEntry entry)
{
    entry.at = QDateTime::currentDateTimeUtc();
    entry.console = consoleProcess();
    return m_lines.append(toJson(entry)).and_then([this] { return m_lines.sync(); });
}

Result<QList<LedgerEntry>> StepLedger::entries() const
{
    QFile file(m_lines.file());
    if (!file.exists())
        return QList<LedgerEntry>();
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Error{ErrorCode::Io, u"the record of steps cannot be read"_s, file.fileName(),
                                     file.errorString()});
    QList<LedgerEntry> entries;
    while (!file.atEnd()) {
        const QJsonDocument line = QJsonDocument::fromJson(file.readLine());
        if (const std::optional<LedgerEntry> entry = entryFrom(line.object()))
            entries.append(*entry);
    }
    return entries;
}

Result<Plan> resumed(const Plan &plan, const StepLedger &ledger, const QString &inventory, bool restart)
{
    if (!keepsLedger(plan))
        return plan;
    const Result<QList<LedgerEntry>> entries = ledger.entries();
    if (!entries)
        return std::unexpected(entries.error());
    if (const LedgerEntry *running = underWay(ledgerKeyOf(plan, inventory), *entries))
        return std::unexpected(
            Error{ErrorCode::InvalidInput,
                  u"another console is running this; its step is “%1”"_s.arg(running->step), plan.node,
                  u"wait until it has ended"_s});
    return planAfter(plan, *entries, inventory, restart);
}

} // namespace Vermagic
