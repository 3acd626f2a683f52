// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/remedyoptions.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Error mistake(const QString &message)
{
    return {ErrorCode::InvalidInput, message, {}, u"see vermagic playbooks"_s};
}

} // namespace

void addRemedyOptions(CommandLine &line)
{
    line.addOption({u"playbook"_s}, u"This playbook instead of those that the root causes call for."_s,
                   u"ID"_s);
    line.addOption({u"remedy"_s}, u"This way of the playbook; one that is on demand needs no finding."_s,
                   u"ID"_s);
    line.addOption({u"set"_s}, u"A parameter of the remedy; may be given several times."_s, u"NAME=VALUE"_s);
    line.addOption({u"restart"_s}, u"Begins a runbook anew, whatever of it was done before."_s);
}

Result<PlanRequest> readRemedyOptions(const CommandLine &line)
{
    PlanRequest request{{.playbook = line.value(u"playbook"_s), .remedy = line.value(u"remedy"_s)},
                        line.isSet(u"restart"_s)};
    for (const QString &setting : line.values(u"set"_s)) {
        const qsizetype equals = setting.indexOf(u'=');
        const QString id = setting.left(equals);
        if (equals <= 0)
            return std::unexpected(mistake(u"--set takes NAME=VALUE, not '%1'."_s.arg(setting)));
        if (request.what.parameters.contains(id))
            return std::unexpected(mistake(u"--set gives '%1' twice."_s.arg(id)));
        request.what.parameters.insert(id, setting.mid(equals + 1));
    }
    for (const QString &option : {u"remedy"_s, u"set"_s, u"restart"_s}) {
        if (line.isSet(option) && request.what.playbook.isEmpty())
            return std::unexpected(mistake(u"--%1 needs --playbook."_s.arg(option)));
    }
    return request;
}

} // namespace Vermagic
