// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic watch`: sweeps again and again and prints the lines of watchlines.h: one whenever a node's state or its
/// set of findings has changed (the first sweep prints every node), a heartbeat after the first sweep and from time to
/// time, one at the end. Runs until it is interrupted; exit codes as of `check`.
#pragma once

#include "app/cli/headlesssession.h"
#include "models/notify/nodechange.h"

#include <QDeadlineTimer>

namespace Vermagic {

class WatchCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
    void interrupt() override;

private:
    bool accept(const CommandLine &line);
    void printChange(const QString &name);
    void endSweep();
    void print(const QByteArray &line) const;

    std::unique_ptr<HeadlessSession> m_session;
    NodeNews m_news;
    QTimer m_pause;
    std::chrono::seconds m_heartbeat{0}; ///< 0: after the first sweep only
    QDeadlineTimer m_nextHeartbeat;
    bool m_sweptOnce = false;
    bool m_quiet = false;
};

} // namespace Vermagic
