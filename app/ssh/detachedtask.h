// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A command with CommandSpec::detached on the I/O side: starts the step once, follows its log, finds it again after a lost session.
///
/// See detachedstep.h for the protocol. Output is the step's log, both streams in one, each byte once. Past the output limit the
/// result keeps the beginning and the end, with a mark between them; the step is not ended for it. Cancelling, the deadline and a failed login end the following, never the step. When the end cannot be
/// learnt the result says so; nothing is ever begun a second time. With CommandSpec::followOnly nothing is begun at all.
#pragma once

#include "app/ssh/commandtask.h"
#include "app/ssh/detachedstep.h"

namespace Vermagic {

class DetachedTask : public CommandTask
{
public:
    DetachedTask(IoServices &services, quint64 id, const CommandSpec &spec, const TaskContext &context,
                 Owner &owner);

    bool survivesSession() const override { return m_startSent && !isFinished(); }
    void start(SshSession &session) override;
    void fail(const Error &error) override;

    void nodeExecStarted() override;
    void nodeExecOutput(QByteArrayView bytes, OutputStream stream) override;
    void nodeExecEnded(const NodeExecEnd &end) override;

private:
    void keepHeadAndTail(QByteArrayView bytes);
    void startEnded(const NodeExecEnd &end);
    void followEnded(const NodeExecEnd &end);
    void finishUnknown(const QString &why);
    void finishNotFound(const QString &what);
    void again();

    DetachedStep m_step;
    FrameReader m_frames;
    QByteArray m_answer;    ///< of the start
    QByteArray m_complaint; ///< standard error of the start
    qint64 m_cut = 0;       ///< bytes of output not kept
    QByteArray m_cutMark;   ///< in the kept output, in their place
    bool m_startSent = false;
    bool m_begun = false;
    bool m_reportFound = false;
    int m_idleFollows = 0; ///< in a row, that ended without any news
};

} // namespace Vermagic
