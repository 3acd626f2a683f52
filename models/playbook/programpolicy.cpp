// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/programpolicy.h"

#include "models/core/yamlreader.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Simulation readSimulation(const YamlValue &value)
{
    value.allowKeys({u"verbs"_s, u"options"_s, u"instead"_s, u"shows"_s});
    Simulation simulation;
    simulation.verbs = value.child(u"verbs"_s).stringsOr({});
    simulation.options = value.child(u"options"_s).stringsOr({});
    simulation.instead = value.child(u"instead"_s).stringsOr({});
    const int output = value.child(u"shows"_s)
                           .word({u"nothing"_s, u"apt-get"_s, u"dnf"_s, u"modprobe"_s, u"dependants"_s});
    if (output >= 0)
        simulation.output = static_cast<SimulationOutput>(output);
    const bool commanded = !simulation.options.isEmpty() || !simulation.instead.isEmpty();
    if (!simulation.options.isEmpty() && !simulation.instead.isEmpty())
        value.fail(u"'options' and 'instead' exclude each other"_s);
    else if (commanded != (simulation.output != SimulationOutput::Nothing))
        value.fail(u"'options' or 'instead' is needed unless it shows nothing"_s);
    return simulation;
}

bool isOption(const QString &argument)
{
    return argument.startsWith(u'-');
}

/// `simulations`: null where nothing is simulated.
QMap<QString, QStringList> readPrograms(const YamlValue &value, QMap<QString, QList<Simulation>> *simulations)
{
    QMap<QString, QStringList> programs;
    for (const QString &program : value.keys()) {
        const YamlValue rules = value.child(program);
        rules.allowKeys(simulations ? QStringList{u"refuse"_s, u"simulate"_s} : QStringList{u"refuse"_s});
        programs.insert(program, rules.child(u"refuse"_s).stringsOr({}));
        for (const QString &rule : programs.value(program)) {
            if (!QRegularExpression(rule).isValid())
                rules.fail(u"not a regular expression: '%1'"_s.arg(rule));
        }
        if (!simulations)
            continue;
        for (const YamlValue &way : rules.child(u"simulate"_s).items())
            (*simulations)[program].append(readSimulation(way));
    }
    return programs;
}

} // namespace

std::optional<SimulatedCommand> ProgramPolicy::simulationOf(const QStringList &argv) const
{
    const QStringList arguments = argv.sliced(qMin<qsizetype>(1, argv.size()));
    QStringList operands = arguments;
    operands.removeIf(isOption);
    for (const Simulation &simulation : simulations.value(argv.value(0))) {
        if (!simulation.verbs.isEmpty() && !simulation.verbs.contains(operands.value(0)))
            continue;
        if (simulation.output == SimulationOutput::Nothing)
            return SimulatedCommand{};
        if (!simulation.instead.isEmpty())
            return SimulatedCommand{simulation.instead + operands.mid(1), simulation.output};
        return SimulatedCommand{QStringList{argv.first()} + simulation.options + arguments,
                                simulation.output};
    }
    return {};
}

const QMap<QString, QStringList> &ProgramPolicy::at(Place place) const
{
    return place == Place::Console ? refusedOnConsole : refused;
}

QString ProgramPolicy::objectionTo(const QStringList &argv, Place place) const
{
    if (argv.isEmpty())
        return u"there is no command"_s;
    const QString &program = argv.first();
    const QMap<QString, QStringList> &programs = at(place);
    const auto rules = programs.constFind(program);
    if (rules == programs.cend())
        return (place == Place::Console ? u"a playbook may not run '%1' on the console"_s
                                        : u"a playbook may not run '%1'"_s)
            .arg(program);
    for (const QString &rule : *rules) {
        const QRegularExpression expression(QRegularExpression::anchoredPattern(rule),
                                            QRegularExpression::DotMatchesEverythingOption);
        for (const QString &argument : argv.sliced(1)) {
            if (expression.match(argument).hasMatch())
                return u"%1 may not be run with '%2'"_s.arg(program, argument);
        }
    }
    return {};
}

Loaded<ProgramPolicy> loadProgramPolicy(const QByteArray &text, const QString &file)
{
    const YamlDocument document(text, file);
    const YamlValue root = document.root();
    ProgramPolicy policy;
    if (root.isPresent()) {
        root.allowKeys({u"programs"_s, u"harmless_scripts"_s, u"console"_s});
        policy.harmlessScripts = root.child(u"harmless_scripts"_s).stringsOr({});
        policy.refused = readPrograms(root.child(u"programs"_s), &policy.simulations);
        policy.refusedOnConsole = readPrograms(root.child(u"console"_s), nullptr);
    }
    if (!document.errors().isEmpty())
        return std::unexpected(document.errors());
    return policy;
}

} // namespace Vermagic
