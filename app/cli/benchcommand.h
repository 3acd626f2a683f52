// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic bench`: runs a benchmark on the chosen nodes, all at once, and says whether the inventory's thresholds were
/// met; or lists profiles and earlier runs, or compares two of them. Exit code 1 when a threshold was missed, 2 when a node
/// did not come to its end, 3 when there was nothing to run. An interrupt ends the run; the nodes clean up first.
#pragma once

#include "app/cli/headlesssession.h"
#include "app/scalingrunner.h"

namespace Vermagic {

class BenchCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
    void interrupt() override;

private:
    bool accept(const CommandLine &line);
    void list(const CommandLine &line);
    void compare(const CommandLine &line);
    void run(const CommandLine &line);
    void showProgress();
    void tell(const BenchmarkRun &run);
    void conclude(const QList<BenchmarkRun> &runs);
    void write(const QByteArray &text);
    void refuse(const Error &error);

    std::unique_ptr<HeadlessSession> m_session;
    std::unique_ptr<ScalingRunner> m_scaling;
    QTimer m_progress;
    BenchmarkRequest m_request;
    std::optional<qint64> m_size;
    std::optional<int> m_runtime;
    QString m_format, m_output;
    QByteArray m_text;
};

} // namespace Vermagic
