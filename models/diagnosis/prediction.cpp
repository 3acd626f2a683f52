// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/prediction.h"

#include "models/diagnosis/diagnose.h"
#include "models/diagnosis/headline.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Prediction)
};

QStringList withConsequences(QStringList gone, const QList<Finding> &findings)
{
    for (bool grown = true; std::exchange(grown, false);) {
        for (const Finding &finding : findings) {
            const bool follows = !finding.causedBy.isEmpty()
                                 && std::ranges::all_of(finding.causedBy, [&](const QString &cause) {
                                        return gone.contains(cause);
                                    });
            if (follows && !gone.contains(finding.id)) {
                gone.append(finding.id);
                grown = true;
            }
        }
    }
    return gone;
}

/// Texts name the kernel that runs now; after a reboot into another one they mean that.
QString inNewKernel(QString text, const Promise &promise)
{
    if (promise.reboots && !promise.newKernel.isEmpty() && !promise.runningKernel.isEmpty())
        text.replace(promise.runningKernel, promise.newKernel);
    return text;
}

void mend(ChainStep &step, const QStringList &gone, const QList<Finding> &before, const Promise &promise)
{
    if (step.link == ChainLink::Kernel && promise.reboots && !promise.newKernel.isEmpty()) {
        step.value = promise.newKernel;
        step.detail.clear();
    }
    const auto mended = std::ranges::find_if(before, [&](const Finding &finding) {
        return step.findings.contains(finding.id) && gone.contains(finding.id);
    });
    if (mended == before.end())
        return;
    step.findings.removeIf([&](const QString &id) { return gone.contains(id); });
    if (!step.findings.isEmpty())
        return;
    step.status = LinkStatus::Ok;
    if (!mended->nextBoot) // a link that is in danger only at the next boot shows what is there now
        step.value = inNewKernel(mended->expected, promise);
    step.detail.clear();
}

NextBoot nextBootAfter(const Diagnosis &now, const Diagnosis &after, const Promise &promise)
{
    const auto breaks = std::ranges::any_of(after.findings, [](const Finding &finding) {
        return finding.nextBoot && finding.severity != Severity::Info;
    });
    NextBoot next = now.nextBoot;
    if (!promise.newKernel.isEmpty()) {
        next.kernel = Fact<QString>::known(promise.newKernel);
        next.verdict = promise.reboots ? NextBootVerdict::Unchanged : NextBootVerdict::Unknown;
        next.reason = promise.reboots
                          ? Words::tr("the new kernel boots again")
                          : Words::tr("a new kernel is installed; what it lacks, a fresh look shows");
    } else if (next.verdict == NextBootVerdict::WillBreak && !breaks) {
        next.verdict = NextBootVerdict::WillChange;
        next.reason = Words::tr("another kernel will boot, and what it needs is there");
    }
    return next;
}

} // namespace

Diagnosis predictedDiagnosis(const Diagnosis &now, const Promise &promise)
{
    const QStringList gone = withConsequences(promise.gone, now.findings);
    Diagnosis after = now;
    after.findings.removeIf([&](const Finding &finding) { return gone.contains(finding.id); });
    for (Chain &chain : after.chains) {
        for (ChainStep &step : chain.steps)
            mend(step, gone, now.findings, promise);
    }
    after.nextBoot = nextBootAfter(now, after, promise);
    if (now.state != NodeState::Pending && now.state != NodeState::Unreachable)
        after.state = stateOf(after.findings);
    after.headline = headlineOf(after);
    return after;
}

} // namespace Vermagic
