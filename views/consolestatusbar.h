// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The line at the bottom: nodes, age and length of the last sweep, sessions, where changes are recorded and who
/// acts. Follows ClusterState; the age counts on by itself.
#pragma once

#include "models/clusterstate.h"

#include <QStatusBar>
#include <QTimer>

#include <functional>

class QLabel;

namespace Vermagic {

class ConsoleStatusBar : public QStatusBar
{
    Q_OBJECT
public:
    using Clock = std::function<QDateTime()>;
    ConsoleStatusBar(const ClusterState *state, Clock clock, QWidget *parent = nullptr);

    void setAuditFile(const QString &path);
    void setIdentity(const QString &text);

private:
    void refresh();
    QString sweepText() const;

    const ClusterState *m_state;
    Clock m_clock;
    QTimer m_timer;
    bool m_scheduled = false;
    QLabel *m_nodes;
    QLabel *m_sweep;
    QLabel *m_sessions;
    QLabel *m_audit;
    QLabel *m_identity;
};

} // namespace Vermagic
