// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/nextboot.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(NextBoot)
};

const CheckResult *unreadable(const QList<CheckResult> &results)
{
    const auto it = std::ranges::find_if(results, [](const CheckResult &result) {
        return result.check->nextBoot && result.check->severity != Severity::Info
               && result.verdict == Verdict::Unknown;
    });
    return it == results.end() ? nullptr : &*it;
}

} // namespace

NextBoot nextBootOf(const FactMap &facts, const QList<CheckResult> &results, const QList<Finding> &findings)
{
    const Fact<QString> running = facts.value(u"kernel.release"_s);
    NextBoot next;
    next.kernel = facts.value(u"kernel.next"_s);
    const auto breaking = std::ranges::find_if(findings, [](const Finding &finding) {
        return finding.nextBoot && finding.severity != Severity::Info;
    });
    if (breaking != findings.end()) {
        next.verdict = NextBootVerdict::WillBreak;
        next.reason = breaking->title;
    } else if (!next.kernel.isKnown()) {
        next.reason = next.kernel.reason().isEmpty()
                          ? Words::tr("the next-boot kernel could not be found out")
                          : next.kernel.reason();
    } else if (!running.isKnown()) {
        next.reason = Words::tr("the running kernel is not known");
    } else if (next.kernel == running) {
        next.verdict = NextBootVerdict::Unchanged;
        next.reason = Words::tr("the running kernel boots again");
    } else if (unreadable(results)) {
        next.reason = Words::tr("what is installed for the next-boot kernel could not be found out");
    } else {
        next.verdict = NextBootVerdict::WillChange;
        next.reason = Words::tr("another kernel will boot, and what it needs is there");
    }
    return next;
}

} // namespace Vermagic
