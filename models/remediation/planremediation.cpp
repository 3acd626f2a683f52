// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/planremediation.h"

#include "models/diagnosis/checkrun.h"
#include "models/playbook/placeholder.h"
#include "models/remediation/steprenderer.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// The remedy that fits what a check, or a request, is about.
struct Choice
{
    QString check;   ///< the failed one; empty: asked for by name
    QString finding; ///< empty: asked for by name
    const Remedy *remedy = nullptr;
    ScopedFacts scope;
};

/// `wanted` empty: the first that fits.
const Remedy *fittingRemedy(const Playbook &playbook, const CheckResult &result, const QString &wanted)
{
    for (const QString &id : result.check->remedies) {
        const Remedy *remedy = playbook.remedy(id);
        if (remedy && (wanted.isEmpty() || wanted == id) && !playbook.obsoleteness(*remedy)
            && evaluate(remedy->when, result.scope.facts) == Verdict::Pass)
            return remedy;
    }
    return nullptr;
}

/// The scopes to mend: of the first finding that has a fitting remedy, then of other root causes of its check.
QList<Choice> choose(const QList<Finding> &findings, const QList<CheckResult> &results,
                     const Playbook &playbook, const QString &wanted)
{
    QList<Choice> choices;
    for (const Finding &finding : findings) {
        if (!choices.isEmpty() && (finding.check != choices.first().check || !finding.rootCause))
            continue;
        for (const CheckResult &result : results) {
            if (result.verdict != Verdict::Fail || result.finding != finding.id)
                continue;
            const Remedy *remedy = fittingRemedy(playbook, result, wanted);
            if (remedy && (choices.isEmpty() || remedy == choices.first().remedy))
                choices.append({result.check->id, result.finding, remedy, result.scope});
        }
    }
    return choices;
}

/// What must be gone: the chosen findings and every finding that has no other cause.
QStringList targetsOf(const QList<Choice> &choices, const QList<Finding> &findings)
{
    QStringList targets;
    for (const Choice &choice : choices) {
        if (!choice.finding.isEmpty() && !targets.contains(choice.finding))
            targets.append(choice.finding);
    }
    for (bool grown = true; std::exchange(grown, false);) {
        for (const Finding &finding : findings) {
            const bool explained = !finding.causedBy.isEmpty()
                                   && std::ranges::all_of(finding.causedBy, [&](const QString &id) {
                                          return targets.contains(id);
                                      });
            if (explained && !targets.contains(finding.id)) {
                targets.append(finding.id);
                grown = true;
            }
        }
    }
    return targets;
}

class PlanWriter
{
public:
    PlanWriter(const NodeSnapshot &node, const Inventory &inventory, const SignatureBook &signatures,
               const RenderContext &context, const ParameterValues &parameters)
        : m_node(node)
        , m_inventory(inventory)
        , m_signatures(signatures)
        , m_context(context)
        , m_parameters(parameters)
    {
    }

    Result<void> addSteps(QList<PlanStep> &to, const QList<Step> &steps, const ScopedFacts &scope) const
    {
        for (const Step &step : steps) {
            const QList<ScopedFacts> scopes = step.forEach
                                                  ? scopesOf(*step.forEach, m_node, m_inventory, m_signatures)
                                                  : QList<ScopedFacts>{scope};
            for (ScopedFacts one : scopes) {
                one.facts = withParameters(one.facts, m_parameters);
                if (evaluate(step.when, one.facts) != Verdict::Pass)
                    continue;
                Result<PlanStep> rendered = renderedStep(step, one, m_context);
                if (!rendered)
                    return std::unexpected(rendered.error());
                addStep(to, std::move(*rendered));
            }
        }
        return {};
    }

    void addWarnings(QStringList &to, const QList<Warning> &warnings, const FactMap &facts) const
    {
        for (const Warning &warning : warnings) {
            const QString text = renderedText(warning.text.in(m_context.language), facts);
            if (evaluate(warning.when, facts) == Verdict::Pass && !to.contains(text))
                to.append(text);
        }
    }

private:
    /// The same step for a second scope is one step; another one of the same id gets a number.
    static void addStep(QList<PlanStep> &to, PlanStep step)
    {
        const QString id = step.id;
        for (int number = 2; std::ranges::contains(to, step.id, &PlanStep::id); ++number) {
            const auto namesake = std::ranges::find(to, step.id, &PlanStep::id);
            if (*namesake == step)
                return;
            step.id = u"%1-%2"_s.arg(id).arg(number);
        }
        to.append(std::move(step));
    }

    const NodeSnapshot &m_node;
    const Inventory &m_inventory;
    const SignatureBook &m_signatures;
    RenderContext m_context;
    ParameterValues m_parameters;
};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plan)
};

/// Silence is no promise.
void nameWhatCannotBeUndone(Plan &plan)
{
    for (PlanStep &step : plan.steps) {
        if (!step.undo && step.undoNote.isEmpty())
            step.undoNote = Words::tr("the playbook knows no way back");
    }
}

void giveRunIds(Plan &plan)
{
    int index = 0;
    for (QList<PlanStep> *steps : {&plan.preflight, &plan.steps}) {
        for (PlanStep &step : *steps) {
            step.command.runId = plan.id + u"%1"_s.arg(index, 4, 16, QChar(u'0'));
            if (step.undo)
                step.undo->runId = plan.id + u"%1"_s.arg(index + 0x8000, 4, 16, QChar(u'0'));
            ++index;
        }
    }
}

std::chrono::seconds totalOf(const Plan &plan)
{
    const auto add = [](std::chrono::seconds sum, const PlanStep &step) { return sum + step.usualDuration; };
    const auto before = std::accumulate(plan.preflight.begin(), plan.preflight.end(), std::chrono::seconds(0),
                                        add);
    return std::accumulate(plan.steps.begin(), plan.steps.end(), before, add);
}

Error refused(const NodeSnapshot &node, ErrorCode code, const QString &message, const QString &hint = {})
{
    return {code, message, node.spec.name, hint};
}

Result<void> write(Plan &plan, const Playbook &playbook, const QList<Choice> &choices,
                   const PlanWriter &writer)
{
    const Remedy &remedy = *choices.first().remedy;
    QList<PlanStep> verify;
    // A playbook's own preflight is about a node.
    const QList<Step> general = remedy.scope == Scope::Cluster ? QList<Step>() : playbook.preflight;
    for (const Choice &choice : choices) {
        writer.addWarnings(plan.warnings, remedy.warnings, choice.scope.facts);
        for (const auto &[to, steps] :
             {std::pair(&plan.preflight, &general), std::pair(&plan.preflight, &remedy.preflight),
              std::pair(&plan.steps, &remedy.steps), std::pair(&verify, &remedy.verify)}) {
            if (Result<void> added = writer.addSteps(*to, *steps, choice.scope); !added)
                return added;
        }
    }
    plan.steps += verify;
    return {};
}

QList<PlanParameter> shownParameters(const Remedy &remedy, const ParameterValues &values,
                                     const QString &language)
{
    QList<PlanParameter> shown;
    for (const Parameter &parameter : remedy.parameters)
        shown.append({parameter.id, parameter.title.in(language), values.value(parameter.id)});
    return shown;
}

/// The plan for what was chosen; its targets are the caller's.
Result<Plan> planChoices(QList<Choice> choices, const NodeSnapshot &node, const Inventory &inventory,
                         const Knowledge &knowledge, const Playbook &playbook, const QString &planId,
                         const ParameterValues &given)
{
    const QString &language = knowledge.language;
    const Remedy &remedy = *choices.first().remedy;
    const Result<ParameterValues> values = parameterValues(remedy.parameters, given,
                                                           choices.first().scope.facts, knowledge.vocabulary);
    if (!values)
        return std::unexpected(
            refused(node, values.error().code, values.error().message, values.error().hint));
    for (Choice &choice : choices)
        choice.scope.facts = withParameters(choice.scope.facts, *values);
    const FactMap &facts = choices.first().scope.facts;
    Plan plan;
    plan.id = planId;
    plan.node = node.spec.name;
    plan.machine = facts.value(u"system.machineid"_s).value();
    plan.onConsole = remedy.scope == Scope::Cluster;
    plan.playbook = playbook.id;
    plan.remedy = remedy.id;
    plan.title = renderedText(remedy.title.in(language), facts);
    plan.summary = renderedText(remedy.summary.in(language), facts);
    plan.source = playbook.source;
    plan.risk = remedy.risk;
    plan.reboots = remedy.reboot;
    plan.parameters = shownParameters(remedy, *values, language);
    plan.resumable = remedy.resumable;
    const RenderContext context{withParameters(knowledge.vocabulary, remedy.parameters), language,
                                node.spec.become, node.hostKeyChange};
    const PlanWriter writer(node, inventory, knowledge.signatures, context, *values);
    if (const Result<void> written = write(plan, playbook, choices, writer); !written)
        return std::unexpected(
            refused(node, written.error().code, written.error().message, written.error().hint));
    if (plan.steps.isEmpty())
        return std::unexpected(refused(node, ErrorCode::NotFound, u"there is nothing to do"_s));
    nameWhatCannotBeUndone(plan);
    giveRunIds(plan);
    plan.usualDuration = remedy.duration.count() > 0 ? remedy.duration : totalOf(plan);
    return plan;
}

Error obsoleteError(const Obsolete &obsolete, const QString &name, const QString &node,
                    const QString &language)
{
    const QString successor = obsolete.remedy.isEmpty() ? obsolete.playbook
                                                        : obsolete.playbook + u'/' + obsolete.remedy;
    return {ErrorCode::InvalidInput, u"“%1” is obsolete: %2"_s.arg(name, obsolete.reason.in(language)), node,
            successor.isEmpty() ? QString() : u"instead: "_s + successor};
}

/// The way that was asked for by name; null when none was. An error when it must not or cannot be asked for.
Result<const Remedy *> requested(const Playbook &playbook, const RemedyRequest &request, const QString &node,
                                 const QString &language)
{
    if (playbook.obsolete)
        return std::unexpected(
            obsoleteError(*playbook.obsolete, playbook.title.in(language), node, language));
    QStringList onDemand;
    QStringList known;
    for (const Remedy &remedy : playbook.remedies) {
        known.append(remedy.id);
        if (remedy.onDemand && !remedy.obsolete)
            onDemand.append(remedy.id);
    }
    if (request.remedy.isEmpty()) {
        if (!playbook.checks.isEmpty())
            return nullptr;
        if (onDemand.size() == 1)
            return playbook.remedy(onDemand.constFirst());
        return std::unexpected(Error{ErrorCode::InvalidInput, u"the playbook has several ways"_s, node,
                                     u"choose one with --remedy: "_s + onDemand.join(u", "_s)});
    }
    const Remedy *remedy = playbook.remedy(request.remedy);
    if (!remedy)
        return std::unexpected(
            Error{ErrorCode::InvalidInput,
                  u"the playbook '%1' has no remedy '%2'"_s.arg(playbook.id, request.remedy), node,
                  u"there are: "_s + known.join(u", "_s)});
    if (remedy->obsolete)
        return std::unexpected(obsoleteError(*remedy->obsolete, remedy->title.in(language), node, language));
    return remedy;
}

/// Everything that the remedy is about and that it fits.
QList<Choice> chooseOnDemand(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                             const Playbook &playbook, const Remedy &remedy)
{
    QList<Choice> choices;
    for (const ScopedFacts &scope : scopesOf(remedy.scope, node, inventory, knowledge.signatures)) {
        if (evaluate(playbook.appliesTo, scope.facts) == Verdict::Pass
            && evaluate(remedy.when, scope.facts) == Verdict::Pass)
            choices.append({{}, {}, &remedy, scope});
    }
    return choices;
}

Result<const Playbook *> knownPlaybook(const Knowledge &knowledge, const QString &id, const QString &node)
{
    if (const Playbook *playbook = knowledge.playbook(id))
        return playbook;
    QStringList ids;
    for (const Playbook &known : knowledge.playbooks) {
        if (!known.remedies.isEmpty())
            ids.append(known.id);
    }
    return std::unexpected(Error{ErrorCode::NotFound, u"there is no playbook '%1'"_s.arg(id), node,
                                 u"there are: "_s + ids.join(u", "_s)});
}

} // namespace

Result<Plan> planRemediation(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                             const Playbook &playbook, const QString &planId, const RemedyRequest &request)
{
    const QString &language = knowledge.language;
    const Result<const Remedy *> wanted = requested(playbook, request, node.spec.name, language);
    if (!wanted)
        return std::unexpected(wanted.error());
    const bool onDemand = *wanted && (*wanted)->onDemand;
    if (onDemand && (*wanted)->scope == Scope::Cluster)
        return planForConsole(inventory, knowledge, planId, {playbook.id, (*wanted)->id, request.parameters});
    if (onDemand && node.error)
        return std::unexpected(refused(node, node.error->code, node.error->message, node.error->hint));
    const Knowledge alone{.playbooks = {playbook}};
    const QList<CheckResult> results = runChecks(node, inventory, alone, node.error.has_value());
    const QList<Choice> choices = onDemand ? chooseOnDemand(node, inventory, knowledge, playbook, **wanted)
                                           : choose(node.diagnosis.findings, results, playbook,
                                                    *wanted ? (*wanted)->id : QString());
    if (choices.isEmpty())
        return std::unexpected(refused(
            node, ErrorCode::NotFound,
            u"the playbook “%1” has no remedy for this node"_s.arg(playbook.title.in(language)),
            onDemand ? u"what it needs of a node does not hold, or is not known, here"_s
                     : u"either nothing that it mends was found, or none of its ways fits the node"_s));
    Result<Plan> plan = planChoices(choices, node, inventory, knowledge, playbook, planId,
                                    request.parameters);
    if (plan)
        plan->targets = targetsOf(choices, node.diagnosis.findings);
    return plan;
}

Result<Plan> planFor(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                     const QString &planId, const RemedyRequest &request)
{
    QString id = request.playbook;
    if (id.isEmpty()) {
        const auto first = std::ranges::find_if(node.diagnosis.findings, [](const Finding &finding) {
            return finding.rootCause && !finding.playbook.isEmpty();
        });
        if (first == node.diagnosis.findings.end())
            return std::unexpected(
                refused(node, ErrorCode::NotFound, u"no playbook mends what is wrong with this node"_s));
        id = first->playbook;
    }
    const Result<const Playbook *> playbook = knownPlaybook(knowledge, id, node.spec.name);
    if (!playbook)
        return std::unexpected(playbook.error());
    return planRemediation(node, inventory, knowledge, **playbook, planId, request);
}

const Remedy *onDemandRemedy(const Knowledge &knowledge, const RemedyRequest &request)
{
    const Playbook *playbook = knowledge.playbook(request.playbook);
    const Result<const Remedy *> remedy = playbook ? requested(*playbook, request, {}, knowledge.language)
                                                   : nullptr;
    return remedy && *remedy && (*remedy)->onDemand ? *remedy : nullptr;
}

bool isForConsole(const Knowledge &knowledge, const RemedyRequest &request)
{
    const Remedy *remedy = onDemandRemedy(knowledge, request);
    return remedy && remedy->scope == Scope::Cluster;
}

Result<void> checkRequest(const Knowledge &knowledge, const RemedyRequest &request)
{
    if (request.playbook.isEmpty())
        return {};
    const Result<const Playbook *> playbook = knownPlaybook(knowledge, request.playbook, {});
    if (!playbook)
        return std::unexpected(playbook.error());
    const Result<const Remedy *> remedy = requested(**playbook, request, {}, knowledge.language);
    if (!remedy)
        return std::unexpected(remedy.error());
    return checkedGiven(*remedy ? (*remedy)->parameters : QList<Parameter>(), request.parameters);
}

Result<Plan> planForConsole(const Inventory &inventory, const Knowledge &knowledge, const QString &planId,
                            const RemedyRequest &request)
{
    NodeSnapshot console;
    console.spec.name = inventory.buildEnvironment ? inventory.buildEnvironment->name : u"console"_s;
    console.spec.become = Become::None;
    const Result<const Playbook *> playbook = knownPlaybook(knowledge, request.playbook, console.spec.name);
    if (!playbook)
        return std::unexpected(playbook.error());
    const Result<const Remedy *> remedy = requested(**playbook, request, console.spec.name,
                                                    knowledge.language);
    if (!remedy)
        return std::unexpected(remedy.error());
    if (!*remedy || (*remedy)->scope != Scope::Cluster)
        return std::unexpected(
            refused(console, ErrorCode::InvalidInput, u"the remedy is about nodes"_s, u"choose them"_s));
    const QList<Choice> choices{{{}, {}, *remedy, nodeScope(console, inventory)}};
    return planChoices(choices, console, inventory, knowledge, **playbook, planId, request.parameters);
}

} // namespace Vermagic
