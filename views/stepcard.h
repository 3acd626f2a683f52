// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One step of a plan: its command, what it must yield and what it yielded, its output while it runs, how long
/// it takes and how it is undone. The same card serves preview and run. Shows values; starts nothing.
#pragma once

#include "models/remediation/runrecord.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Vermagic {

class CommandBox;
class Highlighting;
class LogView;
class Mark;
class ToneLabel;

class StepCard : public QWidget
{
    Q_OBJECT
public:
    /// `number` from 1; `last` ends the line between the marks.
    StepCard(const PlanStep &step, int number, bool last, const Highlighting *highlighting,
             QWidget *parent = nullptr);

    /// What became of the step; `now` is for the elapsed time of a running one.
    void setRecord(const StepRecord &record, const QDateTime &now);
    StepState state() const { return m_state; }

private:
    void showProgress(std::chrono::milliseconds elapsed);
    void showResult(const StepRecord &record);
    void setOutput(const QString &output);

    PlanStep m_step;
    StepState m_state = StepState::Pending;
    int m_number;
    const Highlighting *m_highlighting;
    Mark *m_mark;
    QLabel *m_time;
    CommandBox *m_command;
    ToneLabel *m_result;
    QProgressBar *m_progress;
    QPushButton *m_outputToggle;
    LogView *m_output = nullptr; ///< made with the first output
    bool m_outputChosen = false; ///< the reader opened or closed the output
};

} // namespace Vermagic
