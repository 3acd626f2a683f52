// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/notify/desktopnotice.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct DesktopNotices
{
    Q_DECLARE_TR_FUNCTIONS(DesktopNotice)
};

/// As much as a desktop shows without cutting it off.
constexpr int shownNodes = 4;
constexpr int shownCharacters = 120;

QString countText(NodeState state, int count)
{
    switch (state) {
    case NodeState::Unreachable:
        return DesktopNotices::tr("%n node(s) unreachable", nullptr, count);
    case NodeState::Broken:
        return DesktopNotices::tr("%n node(s) broken", nullptr, count);
    case NodeState::Attention:
        return DesktopNotices::tr("%n node(s) need(s) attention", nullptr, count);
    case NodeState::Healthy:
    case NodeState::Pending:
        break;
    }
    return DesktopNotices::tr("%n node(s) healthy again", nullptr, count);
}

QString summaryText(const QString &cluster, const QList<NodeChange> &changes)
{
    QStringList parts;
    for (NodeState state :
         {NodeState::Unreachable, NodeState::Broken, NodeState::Attention, NodeState::Healthy}) {
        const auto count = std::ranges::count(changes, state, &NodeChange::state);
        if (count > 0)
            parts.append(countText(state, int(count)));
    }
    return u"%1: %2"_s.arg(cluster, parts.join(u", "_s)).simplified();
}

QString lineOf(const NodeChange &change)
{
    QString line = u"%1: %2"_s.arg(
        change.node, change.headline.isEmpty() ? DesktopNotices::tr("healthy again") : change.headline);
    if (line.size() > shownCharacters)
        line = line.first(shownCharacters - 1) + u'…';
    return line.toHtmlEscaped();
}

} // namespace

std::optional<DesktopNotice> desktopNoticeOf(const QString &cluster, const QList<NodeChange> &changes)
{
    QList<NodeChange> news;
    std::ranges::copy_if(changes, std::back_inserter(news), [](const NodeChange &change) {
        return change.before && *change.before != change.state;
    });
    if (news.isEmpty())
        return {};
    DesktopNotice notice{.summary = summaryText(cluster, news), .body = {}, .critical = false, .nodes = {}};
    QStringList lines;
    for (const NodeChange &change : std::as_const(news)) {
        notice.critical |= change.state == NodeState::Broken || change.state == NodeState::Unreachable;
        notice.nodes.append(change.node);
        if (lines.size() < shownNodes)
            lines.append(lineOf(change));
    }
    if (const qsizetype more = news.size() - lines.size(); more > 0)
        lines.append(DesktopNotices::tr("and %n more", nullptr, int(more)));
    notice.body = lines.join(u'\n');
    return notice;
}

} // namespace Vermagic
