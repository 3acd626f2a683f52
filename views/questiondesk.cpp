// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/questiondesk.h"

#include "views/credentialdialog.h"
#include "views/hostkeydialogs.h"

#include <algorithm>

namespace Vermagic {

QuestionDesk::QuestionDesk(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

quint64 QuestionDesk::idOf(const Question &question)
{
    return std::visit([](const auto &q) { return q.id; }, question);
}

void QuestionDesk::ask(const HostKeyQuestion &question)
{
    enqueue(question);
}

void QuestionDesk::ask(const CredentialQuestion &question)
{
    enqueue(question);
}

void QuestionDesk::reviewKey(const QString &node, const HostKeyChange &change)
{
    auto *dialog = new ChangedKeyDialog(node, change, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, node] { Q_EMIT replaceHostKeyRequested(node); });
    dialog->open();
}

void QuestionDesk::enqueue(Question question)
{
    m_waiting.push_back(std::move(question));
    showNext();
}

void QuestionDesk::withdraw(quint64 id)
{
    std::erase_if(m_waiting, [id](const Question &q) { return idOf(q) == id; });
    if (!m_dialog || m_shown != id)
        return;
    m_dialog->disconnect(this);
    m_dialog->deleteLater();
    m_dialog.clear();
    showNext();
}

void QuestionDesk::showNext()
{
    if (m_dialog || m_waiting.empty())
        return;
    const Question question = m_waiting.front();
    m_waiting.pop_front();
    m_shown = idOf(question);
    if (const auto *key = std::get_if<HostKeyQuestion>(&question)) {
        m_dialog = new HostKeyDialog(*key, m_window);
        connect(m_dialog, &QDialog::finished, this, [this, id = m_shown](int result) {
            m_dialog.clear();
            Q_EMIT hostKeyAnswered(id, result == QDialog::Accepted);
            showNext();
        });
    } else if (const auto *credential = std::get_if<CredentialQuestion>(&question)) {
        auto *dialog = new CredentialDialog(*credential, m_window);
        m_dialog = dialog;
        connect(dialog, &QDialog::finished, this, [this, dialog, id = m_shown](int result) {
            m_dialog.clear();
            const QByteArray secret = dialog->takeSecret();
            Q_EMIT credentialAnswered(id, result == QDialog::Accepted ? std::optional(secret) : std::nullopt);
            showNext();
        });
    }
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->open();
}

} // namespace Vermagic
