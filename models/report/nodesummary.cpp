// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/nodesummary.h"

#include "models/report/reportwords.h"
#include "models/report/shown.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

QString nodeSummary(const NodeSnapshot &node)
{
    const Diagnosis &diagnosis = node.diagnosis;
    QString text = u"%1 (%2): %3"_s.arg(node.spec.name, node.spec.address, nodeStateName(diagnosis.state));
    if (!diagnosis.headline.isEmpty())
        text += u", "_s + shown(diagnosis.headline);
    if (node.gatheredAt.isValid())
        text += u"; "_s + timeText(node.gatheredAt);
    text += u'\n';
    if (node.error)
        text += u"  "_s + shown(node.error->message) + u'\n';
    if (node.facts) {
        text += u"  running kernel "_s + factText(shown(node.facts->runningKernel)) + u", next boot "_s
                + factText(shown(node.facts->nextBootKernel)) + u'\n';
    }
    for (const Finding &finding : diagnosis.findings) {
        if (!finding.rootCause || finding.severity == Severity::Info)
            continue;
        text += u"  %1 %2\n    expected %3; actual %4\n"_s.arg(severityIcon(finding.severity),
                                                               shown(finding.title), shown(finding.expected),
                                                               shown(finding.actual));
        if (!finding.playbook.isEmpty())
            text += u"    playbook %1\n"_s.arg(finding.playbook);
    }
    return text;
}

} // namespace Vermagic
