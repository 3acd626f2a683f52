// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic check`: one sweep, one report on standard output or in a file that is replaced as a whole or not at
/// all. Changes nothing on a node. Interrupted, it reports what there is, marked as partial. With --replay the report
/// is made of a recorded session, without a connection to anything.
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
    /// What draws a PDF; without it there is no such format. To be set before start().
    using Renderer = std::function<QByteArray(const HealthReport &report)>;
    void setPdfRenderer(const Renderer &renderer) { m_renderPdf = renderer; }

private:
    bool accept(const CommandLine &line);
    void report();
    QByteArray rendered(const HealthReport &report) const;
    QStringList formats() const;
    /// For the next report to be compared with.
    void remember(const HealthReport &report) const;
    /// To where it belongs: standard output, a file, or among those that are kept.
    Result<void> deliver(const HealthReport &health) const;
    void write(const HealthReport &health);
    Loaded<HealthReport> replayed(const CommandLine &line) const;

    std::unique_ptr<HeadlessSession> m_session;
    QString m_format;
    QString m_colour; ///< one of colourWords()
    QString m_output;
    std::optional<EarlierReport> m_earlier;
    bool m_redact = false;
    bool m_recordingFailed = false;
    Renderer m_renderPdf;
    int m_keep = 0; ///< reports; 0: this one goes elsewhere
    bool m_quiet = false;
};

} // namespace Vermagic
