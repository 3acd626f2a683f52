// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Shows the sessions' questions one at a time, in the order they came, over the window given. Each is answered
/// exactly once by a signal, or dropped without one when it is withdrawn. Opens dialogs, never blocks.
#pragma once

#include "models/questions.h"
#include "models/snapshot.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <optional>
#include <variant>

class QDialog;
class QWidget;

namespace Vermagic {

class QuestionDesk : public QObject
{
    Q_OBJECT
public:
    explicit QuestionDesk(QWidget *window);

    void ask(const HostKeyQuestion &question);
    void ask(const CredentialQuestion &question);
    void withdraw(quint64 id);
    /// Shows the old and the new key of a node at once; a person asked for it.
    void reviewKey(const QString &node, const HostKeyChange &change);

Q_SIGNALS:
    void replaceHostKeyRequested(const QString &node);
    void hostKeyAnswered(quint64 id, bool accept);
    void credentialAnswered(quint64 id, const std::optional<QByteArray> &secret);

private:
    using Question = std::variant<HostKeyQuestion, CredentialQuestion>;
    static quint64 idOf(const Question &question);
    void enqueue(Question question);
    void showNext();

    QWidget *m_window;
    std::deque<Question> m_waiting;
    QPointer<QDialog> m_dialog;
    quint64 m_shown = 0;
};

} // namespace Vermagic
