// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic sample`: prints what the nodes read and write, one JSON line per node, file system and sample, until it is
/// interrupted or its time is up. A gap has null for its rates. On standard error, once each: why a node or a file system
/// has no line. Exit code 2 when some node gave no sample.
#pragma once

#include "app/cli/headlesssession.h"

namespace Vermagic {

class SampleCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
    void interrupt() override;

private:
    void print(const QString &node, const QList<RateSample> &samples);
    void explain(const QString &node);
    void note(const QString &text);
    void finish();

    std::unique_ptr<HeadlessSession> m_session;
    QSet<QString> m_seen;  ///< nodes that gave a sample
    QSet<QString> m_noted; ///< what was said already
    QTimer m_end;
};

} // namespace Vermagic
