// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/finding.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

QList<Finding> consequencesOf(const QString &id, const QList<Finding> &findings)
{
    QStringList causes{id};
    // The list grows while it is walked: what follows from a consequence is one, too.
    for (qsizetype i = 0; i < causes.size(); ++i) {
        for (const Finding &finding : findings) {
            if (finding.causedBy.contains(causes[i]) && !causes.contains(finding.id))
                causes.append(finding.id);
        }
    }
    QList<Finding> result;
    for (const Finding &finding : findings) {
        if (finding.id != id && causes.contains(finding.id))
            result.append(finding);
    }
    return result;
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return u"info"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Error:
        return u"error"_s;
    }
    return {};
}

QString nodeStateName(NodeState state)
{
    switch (state) {
    case NodeState::Pending:
        return u"pending"_s;
    case NodeState::Healthy:
        return u"healthy"_s;
    case NodeState::Attention:
        return u"attention"_s;
    case NodeState::Broken:
        return u"broken"_s;
    case NodeState::Unreachable:
        return u"unreachable"_s;
    }
    return {};
}

QString nextBootName(NextBootVerdict verdict)
{
    switch (verdict) {
    case NextBootVerdict::Unchanged:
        return u"unchanged"_s;
    case NextBootVerdict::WillChange:
        return u"will-change"_s;
    case NextBootVerdict::WillBreak:
        return u"will-break"_s;
    case NextBootVerdict::Unknown:
        return u"unknown"_s;
    }
    return {};
}

} // namespace Vermagic
