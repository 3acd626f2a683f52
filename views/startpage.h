// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the window shows while there is no inventory: the practice cluster, open, import, and the inventories
/// used last. Emits intents; shows what takes a while as a busy line.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace Vermagic {

class Card;
class ToneLabel;

class StartPage : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);

    void setRecent(const QStringList &paths);
    /// Empty: nothing is going on.
    void setProgress(const QString &text);
    void setErrors(const QString &title, const QStringList &errors);

Q_SIGNALS:
    void practiceRequested();
    void openRequested();
    void importRequested();
    void recentRequested(const QString &path);

private:
    QVBoxLayout *m_recent;
    QWidget *m_recentBox;
    QWidget *m_choices;
    ToneLabel *m_progressText;
    QProgressBar *m_progress;
    Card *m_errorCard;
    ToneLabel *m_errorTitle;
    ToneLabel *m_errorText;
};

} // namespace Vermagic
