// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One benchmark in a strip above a chart: while it runs how far it is, with a way to cancel it; then its verdict, node by
/// node where they are few. Hidden while there is none. Shows what it is given, emits what is wanted.
#pragma once

#include "models/benchmark/request.h"
#include "models/benchmark/run.h"
#include "views/theme.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace Vermagic {

class ElidedLabel;

class BenchmarkBar : public QFrame
{
    Q_OBJECT
public:
    explicit BenchmarkBar(QWidget *parent = nullptr);

    /// `title`: of the benchmark, as people call it.
    void showProgress(const QString &title, const BenchmarkRequest &request,
                      const BenchmarkProgress &progress);
    /// `remark`: one more sentence, such as how several runs scale.
    void showRun(const QString &title, const BenchmarkRun &run, const QString &remark = {});

Q_SIGNALS:
    void cancelRequested();
    void detailsRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setMark(const QString &iconName, Tone tone);
    void showNodes(const BenchmarkRun &run);

    QLabel *m_mark;
    QString m_markName;
    Tone m_markTone = Tone::Neutral;
    ElidedLabel *m_title;
    ElidedLabel *m_details;
    QWidget *m_nodes;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_more;
    QToolButton *m_close;
};

} // namespace Vermagic
