// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic matrix`: the compatibility matrix, with what our own nodes proved before. With an inventory its nodes are
/// probed, and the table shows where they stand. Exit code 0; 1 when one of them stands, or will after its
/// next reboot, where the matrix says that it fails; 2 when one could not be looked at.
#pragma once

#include "app/cli/headlesssession.h"
#include "models/compatibility/compatibilitytable.h"

namespace Vermagic {

class MatrixCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
    void interrupt() override;

private:
    bool accept(const CommandLine &line);
    void startWithNodes(CommandLine &line, const QStringList &arguments);
    void showNodes();
    void print(const Compatibility &compatibility, const QList<NodeStanding> &standings) const;

    std::unique_ptr<HeadlessSession> m_session;
    QList<FilesystemKind> m_kinds;
    FilesystemRole m_role = FilesystemRole::Client;
    QString m_version, m_kernel, m_format;
};

} // namespace Vermagic
