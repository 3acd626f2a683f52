// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which programs a playbook may run on a node and on the console's machine, and which of their arguments it may never
/// use: read from resources/playbooks/programs.yaml. No shell, no interpreter and nothing that runs another program is in it;
/// scripts are only those that are shipped beside the playbooks. The same file says how what a program would do can
/// be learned beforehand, by a command that changes nothing and needs no privilege.
#pragma once

#include "models/core/result.h"
#include "models/playbook/terms.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace Vermagic {

/// What the output of a simulating command is, so which parser reads it (impactparsers.h).
enum class SimulationOutput {
    Nothing,    ///< the program changes nothing that a simulation could show: none is run
    AptGet,     ///< the Inst, Remv and Conf lines of apt-get -s
    Dnf,        ///< the transaction table that dnf --assumeno declines
    Modprobe,   ///< the insmod and rmmod lines of modprobe -n -v
    Dependants, ///< systemctl list-dependencies --reverse --plain
};

/// How one program, or some verbs of it, is simulated.
struct Simulation
{
    QStringList verbs;   ///< the first argument that is no option; empty: whatever it is
    QStringList options; ///< put in behind the program
    QStringList instead; ///< runs this before the operands behind the verb; empty: the program itself
    SimulationOutput output = SimulationOutput::Nothing;
    bool operator==(const Simulation &) const = default;
};

/// A command that shows what another would do; empty argv: that one changes nothing.
struct SimulatedCommand
{
    QStringList argv;
    SimulationOutput output = SimulationOutput::Nothing;
    bool operator==(const SimulatedCommand &) const = default;
};

struct ProgramPolicy
{
    QMap<QString, QStringList> refused;          ///< program → regular expressions for whole arguments
    QMap<QString, QStringList> refusedOnConsole; ///< the same for what runs on the console's own machine
    QMap<QString, QList<Simulation>> simulations;
    QStringList harmlessScripts; ///< shipped scripts that change nothing

    const QMap<QString, QStringList> &at(Place place) const;
    /// Why this argv must not be run there; empty when it may.
    QString objectionTo(const QStringList &argv, Place place = Place::Node) const;
    /// What shows beforehand what `argv` would do on a node; none: it cannot be simulated.
    std::optional<SimulatedCommand> simulationOf(const QStringList &argv) const;
    bool operator==(const ProgramPolicy &) const = default;
};

Loaded<ProgramPolicy> loadProgramPolicy(const QByteArray &text, const QString &file);

} // namespace Vermagic
