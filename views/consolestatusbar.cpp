// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/consolestatusbar.h"

#include "views/widgets.h"
#include "views/wording.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

ConsoleStatusBar::ConsoleStatusBar(const ClusterState *state, Clock clock, QWidget *parent)
    : QStatusBar(parent)
    , m_state(state)
    , m_clock(std::move(clock))
    , m_nodes(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
    , m_sweep(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
    , m_sessions(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
    , m_audit(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
    , m_identity(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
{
    for (QLabel *label : {m_nodes, m_sweep, m_sessions, m_audit}) {
        label->setWordWrap(false);
        label->setContentsMargins(8, 0, 8, 0);
        addWidget(label);
    }
    m_identity->setWordWrap(false);
    m_identity->setContentsMargins(8, 0, 8, 0);
    addPermanentWidget(m_identity);
    const auto later = [this] {
        if (!std::exchange(m_scheduled, true))
            QMetaObject::invokeMethod(this, &ConsoleStatusBar::refresh, Qt::QueuedConnection);
    };
    connect(state, &ClusterState::inventoryChanged, this, later);
    connect(state, &ClusterState::nodeChanged, this, later);
    connect(state, &ClusterState::sweepChanged, this, later);
    connect(&m_timer, &QTimer::timeout, this, &ConsoleStatusBar::refresh);
    m_timer.start(1s);
    refresh();
}

void ConsoleStatusBar::setAuditFile(const QString &path)
{
    const QString home = QDir::homePath() + u'/';
    m_audit->setText(
        path.isEmpty() ? QString()
                       : tr("audit: %1").arg(path.startsWith(home) ? u"~/"_s + path.mid(home.size()) : path));
    m_audit->setToolTip(path);
    m_audit->setVisible(!path.isEmpty());
}

void ConsoleStatusBar::setIdentity(const QString &text)
{
    m_identity->setText(text);
}

QString ConsoleStatusBar::sweepText() const
{
    const ClusterSnapshot &snapshot = m_state->snapshot();
    if (!snapshot.sweepStartedAt.isValid())
        return {};
    if (!snapshot.sweepFinishedAt.isValid()) {
        int left = 0;
        for (const NodeSnapshot &node : snapshot.nodes)
            left += node.probing;
        return tr("sweeping, %n node(s) left", nullptr, left);
    }
    const auto age = std::chrono::milliseconds(snapshot.sweepFinishedAt.msecsTo(m_clock()));
    const double seconds = double(snapshot.sweepStartedAt.msecsTo(snapshot.sweepFinishedAt)) / 1000;
    return tr("swept %1 in %2 s").arg(ageText(age), QLocale().toString(seconds, 'f', 2));
}

void ConsoleStatusBar::refresh()
{
    m_scheduled = false;
    const ClusterSnapshot &snapshot = m_state->snapshot();
    const bool empty = snapshot.nodes.isEmpty();
    m_nodes->setText(empty ? QString() : tr("%n node(s)", nullptr, int(snapshot.nodes.size())));
    m_sweep->setText(sweepText());
    int up = 0;
    int refused = 0;
    for (const NodeSnapshot &node : snapshot.nodes) {
        up += node.phase == ConnectionPhase::Ready;
        refused += node.hostKeyChange.has_value();
    }
    QStringList sessions;
    if (!empty && m_state->readOnly().isEmpty())
        sessions.append(tr("%n session(s) up", nullptr, up));
    if (refused > 0)
        sessions.append(tr("%n refused (host key)", nullptr, refused));
    m_sessions->setText(sessions.join(u" · "_s));
}

} // namespace Vermagic
