// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic watch`: sweeps again and again and prints one JSON line whenever a node's state or its set of
/// findings has changed; the first sweep prints every node. Runs until it is interrupted; exit codes as of `check`.
#pragma once

#include "app/cli/headlesssession.h"

namespace Vermagic {

class WatchCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
    void interrupt() override;

private:
    void printChange(const QString &name);

    std::unique_ptr<HeadlessSession> m_session;
    QMap<QString, QByteArray> m_printed; ///< node → what was printed last, without the time
    QTimer m_pause;
};

} // namespace Vermagic
