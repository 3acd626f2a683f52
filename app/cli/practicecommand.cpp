// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/practicecommand.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/practice/practicecluster.h"
#include "app/practice/practiceproject.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using Action = Result<void> (*)(PracticeCluster &cluster, const CommandLine &line);

Result<void> startCluster(PracticeCluster &cluster, const CommandLine &line)
{
    PracticeOptions options;
    const Result<int> nodes = line.number(u"nodes"_s, options.nodes, PracticeCluster::fewestNodes,
                                          PracticeCluster::mostNodes);
    if (!nodes)
        return std::unexpected(nodes.error());
    options.nodes = *nodes;
    options.story = !line.isSet(u"healthy"_s);
    if (cluster.status().running)
        printNote(u"A practice cluster is already running there; it is left as it is."_s);
    return cluster.start(options).transform([](const QString &inventory) { printOut(inventory + u'\n'); });
}

Result<void> stopCluster(PracticeCluster &cluster, const CommandLine &line)
{
    if (!cluster.status().running)
        printNote(u"No practice cluster is running in %1."_s.arg(cluster.stateFolder()));
    return cluster.stop(line.isSet(u"keep"_s));
}

Result<void> breakNode(PracticeCluster &cluster, const CommandLine &line)
{
    const QString id = line.arguments().value(1);
    if (id.isEmpty())
        return std::unexpected(Error{ErrorCode::InvalidInput, u"The break's ID is needed."_s,
                                     u"practice break"_s, u"vermagic practice list names them"_s});
    // Where there is nothing to choose from, nothing need be said.
    const PracticeBreak *known = practiceBreak(id);
    if (known && known->fits == QStringList{practiceBuildEnvironment()} && !line.isSet(u"node"_s))
        return cluster.breakNode(id, practiceBuildEnvironment());
    return line.required(u"node"_s).and_then(
        [&](const QString &node) { return cluster.breakNode(id, node); });
}

Result<void> repairNode(PracticeCluster &cluster, const CommandLine &line)
{
    return line.required(u"node"_s).and_then([&](const QString &node) { return cluster.repairNode(node); });
}

Result<void> listBreaks(PracticeCluster &, const CommandLine &)
{
    for (const PracticeBreak &entry : practiceBreaks())
        printOut(u"%1 %2 (%3)\n"_s.arg(entry.id, -24).arg(entry.summary, entry.fits.join(u", ")));
    printOut(u"\n%1 is the build environment: a break that fits it only needs no --node\n"_s.arg(
        practiceBuildEnvironment()));
    return {};
}

Result<void> showStatus(PracticeCluster &cluster, const CommandLine &)
{
    const PracticeStatus status = cluster.status();
    if (!status.running) {
        printOut(u"stopped %1\n"_s.arg(cluster.stateFolder()));
        return {};
    }
    printOut(u"running %1 port %2\n"_s.arg(status.inventoryFile).arg(status.port));
    for (const QString &node : status.nodes)
        printOut(node + u'\n');
    return {};
}

const QMap<QString, Action> &actions()
{
    static const QMap<QString, Action> map{{u"start"_s, startCluster}, {u"stop"_s, stopCluster},
                                           {u"break"_s, breakNode},    {u"repair"_s, repairNode},
                                           {u"list"_s, listBreaks},    {u"status"_s, showStatus}};
    return map;
}

} // namespace

void PracticeCommand::start(const QStringList &arguments)
{
    const Result<void> result = run(arguments);
    if (!result)
        printError(result.error());
    Q_EMIT finished(result ? ExitHealthy : ExitUsage);
}

Result<void> PracticeCommand::run(const QStringList &arguments)
{
    CommandLine line(
        u"practice"_s,
        u"The practice cluster: simulated nodes on this machine, to look at, to break and to repair."_s);
    line.addArguments(u"start|stop|break ID|repair|list|status"_s,
                      u"What to do; break does what the break ID says to --node."_s);
    line.addOption({u"state"_s},
                   u"The cluster's folder; default: %1."_s.arg(PracticeCluster::defaultStateFolder()),
                   u"DIR"_s);
    line.addOption({u"nodes"_s}, u"start: number of nodes, default 12."_s, u"N"_s);
    line.addOption({u"healthy"_s}, u"start: without the broken nodes of the tour."_s);
    line.addOption({u"keep"_s}, u"stop: leave the files."_s);
    line.addOption({u"node"_s}, u"break, repair: the node's name, or docker for the build environment."_s,
                   u"NAME"_s);
    const Result<bool> parsed = line.parse(arguments);
    if (!parsed)
        return std::unexpected(parsed.error());
    if (!*parsed)
        return {};
    const QString word = line.arguments().value(0);
    const Action action = actions().value(word);
    const qsizetype words = word == u"break" ? 2 : 1;
    if (!action || line.arguments().size() > words) {
        const QString wrong = action ? line.arguments().at(words) : word;
        const QString message = wrong.isEmpty() ? u"An action is needed."_s
                                                : u"Unexpected argument '%1'."_s.arg(wrong);
        return std::unexpected(Error{ErrorCode::InvalidInput, message, u"practice"_s,
                                     u"one of start, stop, break ID, repair, list, status"_s});
    }
    PracticeCluster cluster(line.value(u"state"_s));
    return action(cluster, line);
}

} // namespace Vermagic
