// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/finding.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

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
