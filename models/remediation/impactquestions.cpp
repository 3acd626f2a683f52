// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/impactquestions.h"

#include "models/diagnosis/prediction.h"
#include "models/probe/kernelparsers.h"
#include "models/remediation/impactparsers.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Impact)
};

const QString usersId = u"users"_s;
const QString jobsId = u"jobs"_s;

QString stepId(const PlanStep &step)
{
    return u"step/"_s + step.id;
}

bool isHarmless(const PlanStep &step, const ProgramPolicy &programs)
{
    return step.command.argv.isEmpty()
           || (!step.script.isEmpty() && programs.harmlessScripts.contains(step.command.argv.value(3)));
}

std::optional<SimulatedCommand> simulationOf(const PlanStep &step, const ProgramPolicy &programs)
{
    const bool elsewhere = step.place == Place::Console || step.doneAt.isValid();
    if (elsewhere || step.kind == StepKind::Reboot || isHarmless(step, programs))
        return SimulatedCommand{};
    return step.script.isEmpty() ? programs.simulationOf(step.command.argv) : std::nullopt;
}

/// The file systems that a step names by mount point, unit or module; all of them when the node reboots.
QStringList touchedMountpoints(const Plan &plan, const QList<FilesystemSpec> &filesystems)
{
    QStringList mountpoints;
    for (const FilesystemSpec &filesystem : filesystems) {
        const auto named = std::ranges::any_of(plan.steps, [&](const PlanStep &step) {
            const QStringList &argv = step.command.argv;
            return argv.contains(filesystem.mountpoint) || argv.contains(filesystem.mountUnit)
                   || argv.contains(filesystem.moduleName());
        });
        if (plan.reboots || named)
            mountpoints.append(filesystem.mountpoint);
    }
    return mountpoints;
}

CommandSpec question(const QStringList &argv, std::chrono::seconds timeout)
{
    return {.argv = argv, .timeout = timeout, .outputLimit = 256 * 1024};
}

template<typename T>
void addNew(QList<T> &to, const QList<T> &more)
{
    for (const T &one : more) {
        if (!to.contains(one))
            to.append(one);
    }
}

/// The release in the name of a package that is a kernel's image, or in its version where all of them share a name.
QString kernelIn(const PackageChange &change, const QString &architecture)
{
    QString release;
    for (const QString &prefix : {u"linux-image-unsigned-"_s, u"linux-image-"_s}) {
        if (release.isEmpty() && change.name.startsWith(prefix))
            release = change.name.mid(prefix.size());
    }
    if (change.name == u"kernel-core" || change.name == u"kernel")
        release = change.to.section(u':', -1) + u'.' + architecture;
    const bool versioned = !release.isEmpty() && release.at(0).isDigit();
    return versioned && isKernelRelease(release) && change.action != PackageAction::Remove ? release
                                                                                           : QString();
}

/// What boots after the packages are installed: the newest image, if it is newer than the running kernel.
QString newKernelOf(const QList<PackageChange> &packages, const NodeFacts *facts)
{
    const QString running = facts ? facts->runningKernel.valueOr({}) : QString();
    QString newest = running;
    for (const PackageChange &change : packages) {
        const QString release = kernelIn(change, facts ? facts->os.value().architecture : QString());
        if (!release.isEmpty() && (newest.isEmpty() || versionLess(newest, release)))
            newest = release;
    }
    return newest == running ? QString() : newest;
}

class ImpactWriter
{
public:
    ImpactWriter(const Plan &plan, const ProgramPolicy &programs, const ImpactAnswers &answers)
        : m_programs(programs)
        , m_answers(answers)
    {
        impact.plan = plan.id;
        impact.node = plan.node;
        impact.reboots = plan.reboots;
    }

    Impact impact;

    void addStep(const PlanStep &step)
    {
        const std::optional<SimulatedCommand> simulated = simulationOf(step, m_programs);
        if (!simulated) {
            impact.unseen.append({step.title, {}});
            m_changes = true;
            return;
        }
        const CommandResult none{
            .error = Error{ErrorCode::Cancelled, Words::tr("the node could not be asked"), {}, {}}};
        const CommandResult answer = m_answers.value(stepId(step), none);
        switch (simulated->output) {
        case SimulationOutput::Nothing:
            break;
        case SimulationOutput::AptGet:
            take(step, impact.packages, parseAptSimulation(answer));
            break;
        case SimulationOutput::Dnf:
            take(step, impact.packages, parseDnfSimulation(answer));
            break;
        case SimulationOutput::Modprobe:
            addModules(step, parseModprobeSimulation(answer));
            break;
        case SimulationOutput::Dependants:
            take(step, impact.dependants, parseDependants(answer));
            break;
        }
        m_changes = m_changes || simulated->output != SimulationOutput::Nothing;
        if (simulated->output == SimulationOutput::Dependants)
            addNew(impact.services, {step.command.argv.last()});
    }

    /// The scripts of a package start its own service anew.
    void addServicesOfPackages(const NodeFacts *facts)
    {
        for (const PackageChange &change : std::as_const(impact.packages)) {
            const QString unit = change.name + u".service"_s;
            if (facts && facts->services.contains(unit))
                addNew(impact.services, {unit});
        }
        impact.dependants.removeIf([this](const QString &unit) { return impact.services.contains(unit); });
    }

private:
    /// Behind a step that makes the module, modprobe does not find it yet; that it is meant to be loaded is known.
    void addModules(const PlanStep &step, const Result<QList<ModuleChange>> &found)
    {
        if (found || !m_changes)
            take(step, impact.modules, found);
        else
            addNew(impact.modules, {{step.command.argv.last(), !step.command.argv.contains(u"-r"_s)}});
    }

    template<typename T>
    void take(const PlanStep &step, QList<T> &to, const Result<QList<T>> &found)
    {
        if (found)
            addNew(to, *found);
        else
            impact.unseen.append({step.title, found.error().message});
    }

    const ProgramPolicy &m_programs;
    const ImpactAnswers &m_answers;
    bool m_changes = false; ///< a step before this one changes something
};

} // namespace

QList<ImpactQuestion> impactQuestions(const Plan &plan, const NodeSnapshot &node, const Inventory &inventory,
                                      const ProgramPolicy &programs, const QString &holdersScript)
{
    const auto onNode = std::ranges::any_of(plan.steps, [](const PlanStep &step) {
        return step.kind != StepKind::ReplaceHostKey && step.place == Place::Node;
    });
    if (!onNode)
        return {};
    QList<ImpactQuestion> questions;
    for (const PlanStep &step : plan.steps) {
        const std::optional<SimulatedCommand> simulated = simulationOf(step, programs);
        if (simulated && simulated->output != SimulationOutput::Nothing)
            questions.append({stepId(step), question(simulated->argv, 60s)});
    }
    const QStringList mountpoints = touchedMountpoints(plan, inventory.filesystemsOf(node.spec));
    if (!mountpoints.isEmpty())
        questions.append(
            {usersId,
             question(QStringList{u"sh"_s, u"-c"_s, holdersScript, u"holders.sh"_s} + mountpoints, 30s)});
    questions.append(
        {jobsId,
         question({u"squeue"_s, u"-h"_s, u"-w"_s, node.spec.name, u"-o"_s, u"%i|%u|%T|%L|%j"_s}, 20s)});
    return questions;
}

Impact impactOf(const Plan &plan, const NodeSnapshot &node, const Inventory &inventory,
                const ProgramPolicy &programs, const ImpactAnswers &answers)
{
    ImpactWriter writer(plan, programs, answers);
    for (const PlanStep &step : plan.steps)
        writer.addStep(step);
    const NodeFacts *facts = node.facts.get();
    writer.addServicesOfPackages(facts);
    Impact impact = writer.impact;
    impact.mountpoints = touchedMountpoints(plan, inventory.filesystemsOf(node.spec));
    if (impact.mountpoints.isEmpty())
        impact.users = Fact<MountUsers>::absent();
    else if (answers.contains(usersId))
        impact.users = parseMountUsers(answers.value(usersId));
    if (answers.contains(jobsId))
        impact.jobs = parseJobs(answers.value(jobsId));
    impact.newKernel = newKernelOf(impact.packages, facts);
    impact.before = node.diagnosis;
    impact.after = predictedDiagnosis(node.diagnosis,
                                      {.gone = plan.targets,
                                       .runningKernel = facts ? facts->runningKernel.valueOr({}) : QString(),
                                       .newKernel = impact.newKernel,
                                       .reboots = plan.reboots});
    return impact;
}

} // namespace Vermagic
