// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/nodeprobe.h"

#include "models/playbook/questions.h"
#include "models/probe/buildenvironment.h"
#include "models/probe/gatherfacts.h"
#include "models/probe/logparsers.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QByteArray sweepScript()
{
    QFile file(u":/vermagic/probe/sweep.sh"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ProbeRequest requestFor(const NodeSpec &node, const Inventory &inventory, const Knowledge &knowledge)
{
    ProbeRequest request = probeRequestFor(node, inventory);
    request.questions = questionsFor(node, inventory, knowledge);
    return request;
}

} // namespace

ProbeProtocol nodeProbeProtocol(const Knowledge &knowledge)
{
    const auto known = std::make_shared<const Knowledge>(knowledge);
    return {
        [known, script = sweepScript()](const NodeSpec &node, const Inventory &inventory,
                                        const QByteArray &marker, const ProbeManner &manner) {
            ProbeRequest request = requestFor(node, inventory, *known);
            request.livenessWait = manner.livenessWait;
            request.fresh = manner.fresh;
            request.logPositions = manner.logPositions;
            request.rootLogs = manner.rootLogs;
            return renderProbeScript(script, request, marker);
        },
        [known](const QByteArray &output, const NodeSpec &node, const Inventory &inventory,
                const QByteArray &marker) {
            const QList<ProbeSection> sections = splitSections(output, marker);
            NodeFacts facts = gatherFacts(sections, requestFor(node, inventory, *known));
            facts.logs = parseLogs(sections, facts.bootId.value(), known->signatures);
            return facts;
        },
        [](const BuildEnvironment &environment, const CommandResult &result) {
            return parseBuildEnvironment(environment.name, environment.command, result);
        },
    };
}

} // namespace Vermagic
