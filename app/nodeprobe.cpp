// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/nodeprobe.h"

#include "models/probe/buildenvironment.h"
#include "models/probe/gatherfacts.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QByteArray sweepScript()
{
    QFile file(u":/vermagic/probe/sweep.sh"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ProbeProtocol nodeProbeProtocol()
{
    return {
        [script = sweepScript()](const NodeSpec &node, const Inventory &inventory, const QByteArray &marker,
                                 const ProbeManner &manner) {
            ProbeRequest request = probeRequestFor(node, inventory);
            request.livenessWait = manner.livenessWait;
            request.fresh = manner.fresh;
            return renderProbeScript(script, request, marker);
        },
        [](const QByteArray &output, const NodeSpec &node, const Inventory &inventory,
           const QByteArray &marker) {
            return gatherFacts(splitSections(output, marker), probeRequestFor(node, inventory));
        },
        [](const BuildEnvironment &environment, const CommandResult &result) {
            return parseBuildEnvironment(environment.name, environment.command, result);
        },
    };
}

} // namespace Vermagic
