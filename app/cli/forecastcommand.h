// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic forecast`: checks the chosen nodes, asks them about their near future and prints who breaks when, the
/// first one first. Changes nothing. Ends with 1 when something will break, 2 when a node could not be asked.
#pragma once

#include "app/cli/headlesssession.h"

namespace Vermagic {

class ForecastCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
    void interrupt() override;

private:
    void ask();
    void print();

    std::unique_ptr<HeadlessSession> m_session;
    QMap<QString, QString> m_failures;
    QString m_format;
};

} // namespace Vermagic
