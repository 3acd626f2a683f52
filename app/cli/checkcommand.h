// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic check`: one sweep, one report on standard output or in a file that is replaced as a whole or not at
/// all. Changes nothing on a node. Interrupted, it reports what there is, marked as partial.
#pragma once

#include "app/cli/headlesssession.h"

namespace Vermagic {

class CheckCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
    void interrupt() override;

private:
    void report();
    void keep(const HealthReport &report) const;

    std::unique_ptr<HeadlessSession> m_session;
    QString m_format;
    QString m_colour; ///< one of colourWords()
    QString m_output;
    ReportOptions m_options;
};

} // namespace Vermagic
