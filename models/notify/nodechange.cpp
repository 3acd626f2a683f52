// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/notify/nodechange.h"

#include "models/core/command.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Vermagic {

std::optional<NodeChange> NodeNews::take(const NodeSnapshot &node)
{
    if (node.probing || node.diagnosis.state == NodeState::Pending)
        return {};
    NodeChange change{.node = node.spec.name,
                      .before = {},
                      .state = node.diagnosis.state,
                      .headline = printable(node.diagnosis.headline.toUtf8()),
                      .findings = {}};
    for (const Finding &finding : node.diagnosis.findings)
        change.findings.append(printable(finding.id.toUtf8()));
    const auto told = m_told.find(change.node);
    if (told != m_told.end()) {
        change.before = told->before;
        if (change == *told)
            return {};
        change.before = told->state;
    }
    m_told[change.node] = change;
    return change;
}

QByteArray NodeNews::toJson() const
{
    QJsonObject nodes;
    for (const NodeChange &told : m_told) {
        nodes.insert(told.node, QJsonObject{{u"state"_s, nodeStateName(told.state)},
                                            {u"headline"_s, told.headline},
                                            {u"findings"_s, QJsonArray::fromStringList(told.findings)}});
    }
    return QJsonDocument(nodes).toJson(QJsonDocument::Compact) + '\n';
}

NodeNews NodeNews::fromJson(const QByteArray &json)
{
    NodeNews news;
    const QJsonObject nodes = QJsonDocument::fromJson(json).object();
    for (auto it = nodes.begin(); it != nodes.end(); ++it) {
        const QJsonObject node = it->toObject();
        for (NodeState state :
             {NodeState::Healthy, NodeState::Attention, NodeState::Broken, NodeState::Unreachable}) {
            if (node[u"state"_s].toString() != nodeStateName(state))
                continue;
            NodeChange &told = news.m_told[it.key()];
            told = {.node = it.key(),
                    .before = {},
                    .state = state,
                    .headline = node[u"headline"_s].toString(),
                    .findings = {}};
            for (const auto &finding : node[u"findings"_s].toArray())
                told.findings.append(finding.toString());
        }
    }
    return news;
}

} // namespace Vermagic
