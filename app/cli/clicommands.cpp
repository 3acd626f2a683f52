// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/clicommands.h"

#include "app/cli/benchcommand.h"
#include "app/cli/checkcommand.h"
#include "app/cli/completioncommand.h"
#include "app/cli/explaincommand.h"
#include "app/cli/fixcommand.h"
#include "app/cli/forecastcommand.h"
#include "app/cli/installtimercommand.h"
#include "app/cli/lintcommand.h"
#include "app/cli/matrixcommand.h"
#include "app/cli/plancommand.h"
#include "app/cli/playbookscommand.h"
#include "app/cli/practicecommand.h"
#include "app/cli/samplecommand.h"
#include "app/cli/watchcommand.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

template<typename Command>
std::unique_ptr<CliCommand> make()
{
    return std::make_unique<Command>();
}

} // namespace

const QList<CliCommandEntry> &cliCommands()
{
    static const QList<CliCommandEntry> commands{
        {u"check"_s, u"probe every node once and report"_s, make<CheckCommand>},
        {u"plan"_s, u"print what fix would do; changes nothing"_s, make<PlanCommand>},
        {u"fix"_s, u"run the playbooks that the findings call for"_s, make<FixCommand>},
        {u"playbooks"_s, u"list the playbooks, their ways and parameters"_s, make<PlaybooksCommand>},
        {u"forecast"_s, u"which nodes will break, and when"_s, make<ForecastCommand>},
        {u"bench"_s, u"run a benchmark and judge it by the inventory's thresholds"_s, make<BenchCommand>},
        {u"explain"_s, u"say what the known lines of a log mean and what to do"_s, make<ExplainCommand>},
        {u"lint"_s, u"check inventories and knowledge files for mistakes"_s, make<LintCommand>},
        {u"matrix"_s, u"which versions work on which kernels, and who says so"_s, make<MatrixCommand>},
        {u"watch"_s, u"one JSON line per change of a node"_s, make<WatchCommand>},
        {u"install-timer"_s, u"check at given times by a systemd timer of this user"_s,
         make<InstallTimerCommand>},
        {u"sample"_s, u"what nodes read and write, as JSON lines"_s, make<SampleCommand>},
        {u"completion"_s, u"the completion for a shell, or the manual page"_s, make<CompletionCommand>},
        {u"practice"_s, u"start, break, repair and stop the practice cluster"_s, make<PracticeCommand>},
    };
    return commands;
}

const CliCommandEntry *cliCommand(const QString &name)
{
    const auto it = std::ranges::find(cliCommands(), name, &CliCommandEntry::name);
    return it == cliCommands().end() ? nullptr : &*it;
}

QString cliHelp()
{
    QString text =
        u"Usage: vermagic [--inventory FILE | --practice | --replay FILE]    the window\n"
        "       vermagic COMMAND [options]                  see vermagic COMMAND --help\n\nCommands:\n"_s;
    for (const CliCommandEntry &command : cliCommands())
        text += u"  %1 %2\n"_s.arg(command.name, -13).arg(command.summary);
    text += u"\nExit codes: 0 all healthy, 1 findings, 2 some node could not be checked,\n"
            "            3 usage or input error, 4 a fix did not take.\n"_s;
    return text;
}

} // namespace Vermagic
