// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/planremediation.h"

#include "models/diagnosis/checkrun.h"
#include "models/playbook/placeholder.h"
#include "models/remediation/steprenderer.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// A failed check with the remedy that fits its scope.
struct Choice
{
    const CheckResult *result = nullptr;
    const Remedy *remedy = nullptr;
};

const Remedy *fittingRemedy(const Playbook &playbook, const CheckResult &result)
{
    for (const QString &id : result.check->remedies) {
        const Remedy *remedy = playbook.remedy(id);
        if (remedy && evaluate(remedy->when, result.scope.facts) == Verdict::Pass)
            return remedy;
    }
    return nullptr;
}

/// The scopes to mend: of the first finding that has a fitting remedy, then of other root causes of its check.
QList<Choice> choose(const QList<Finding> &findings, const QList<CheckResult> &results,
                     const Playbook &playbook)
{
    QList<Choice> choices;
    for (const Finding &finding : findings) {
        if (!choices.isEmpty() && (finding.check != choices.first().result->check->id || !finding.rootCause))
            continue;
        for (const CheckResult &result : results) {
            if (result.verdict != Verdict::Fail || result.finding != finding.id)
                continue;
            const Remedy *remedy = fittingRemedy(playbook, result);
            if (remedy && (choices.isEmpty() || remedy == choices.first().remedy))
                choices.append({&result, remedy});
        }
    }
    return choices;
}

/// What must be gone: the chosen findings and every finding that has no other cause.
QStringList targetsOf(const QList<Choice> &choices, const QList<Finding> &findings)
{
    QStringList targets;
    for (const Choice &choice : choices) {
        if (!targets.contains(choice.result->finding))
            targets.append(choice.result->finding);
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
    PlanWriter(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge)
        : m_node(node)
        , m_inventory(inventory)
        , m_context{knowledge.vocabulary, knowledge.language, node.spec.become, node.hostKeyChange}
    {
    }

    Result<void> addSteps(QList<PlanStep> &to, const QList<Step> &steps, const ScopedFacts &scope) const
    {
        for (const Step &step : steps) {
            const QList<ScopedFacts> scopes = step.forEach ? scopesOf(*step.forEach, m_node, m_inventory)
                                                           : QList<ScopedFacts>{scope};
            for (const ScopedFacts &one : scopes) {
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
    RenderContext m_context;
};

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
    for (const Choice &choice : choices) {
        const ScopedFacts &scope = choice.result->scope;
        writer.addWarnings(plan.warnings, remedy.warnings, scope.facts);
        for (const auto &[to, steps] :
             {std::pair(&plan.preflight, &playbook.preflight), std::pair(&plan.preflight, &remedy.preflight),
              std::pair(&plan.steps, &remedy.steps), std::pair(&verify, &remedy.verify)}) {
            if (Result<void> added = writer.addSteps(*to, *steps, scope); !added)
                return added;
        }
    }
    plan.steps += verify;
    return {};
}

} // namespace

Result<Plan> planRemediation(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                             const Playbook &playbook, const QString &planId)
{
    const QString &language = knowledge.language;
    const Knowledge alone{.playbooks = {playbook}};
    const QList<CheckResult> results = runChecks(node, inventory, alone, node.error.has_value());
    const Playbook &own = alone.playbooks.first();
    const QList<Choice> choices = choose(node.diagnosis.findings, results, own);
    if (choices.isEmpty())
        return std::unexpected(
            refused(node, ErrorCode::NotFound,
                    u"the playbook “%1” has no remedy for this node"_s.arg(own.title.in(language)),
                    u"either nothing that it mends was found, or none of its ways fits the node"_s));
    const Remedy &remedy = *choices.first().remedy;
    const FactMap &facts = choices.first().result->scope.facts;
    Plan plan;
    plan.id = planId;
    plan.node = node.spec.name;
    plan.playbook = own.id;
    plan.remedy = remedy.id;
    plan.title = renderedText(remedy.title.in(language), facts);
    plan.summary = renderedText(remedy.summary.in(language), facts);
    plan.source = own.source;
    plan.risk = remedy.risk;
    plan.reboots = remedy.reboot;
    plan.targets = targetsOf(choices, node.diagnosis.findings);
    const PlanWriter writer(node, inventory, knowledge);
    if (const Result<void> written = write(plan, own, choices, writer); !written)
        return std::unexpected(
            refused(node, written.error().code, written.error().message, written.error().hint));
    if (plan.steps.isEmpty())
        return std::unexpected(refused(node, ErrorCode::NotFound, u"there is nothing to do"_s));
    giveRunIds(plan);
    plan.usualDuration = remedy.duration.count() > 0 ? remedy.duration : totalOf(plan);
    return plan;
}

Result<Plan> planFor(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                     const QString &planId, const QString &forced)
{
    QString id = forced;
    if (id.isEmpty()) {
        const auto first = std::ranges::find_if(node.diagnosis.findings, [](const Finding &finding) {
            return finding.rootCause && !finding.playbook.isEmpty();
        });
        if (first == node.diagnosis.findings.end())
            return std::unexpected(
                refused(node, ErrorCode::NotFound, u"no playbook mends what is wrong with this node"_s));
        id = first->playbook;
    }
    const Playbook *playbook = knowledge.playbook(id);
    if (!playbook) {
        QStringList ids;
        for (const Playbook &known : knowledge.playbooks) {
            if (!known.remedies.isEmpty())
                ids.append(known.id);
        }
        return std::unexpected(refused(node, ErrorCode::NotFound, u"there is no playbook '%1'"_s.arg(id),
                                       u"there are: "_s + ids.join(u", "_s)));
    }
    return planRemediation(node, inventory, knowledge, *playbook, planId);
}

} // namespace Vermagic
