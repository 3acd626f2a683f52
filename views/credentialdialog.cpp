// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/credentialdialog.h"

#include "views/icons.h"
#include "views/widgets.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString titleOf(const CredentialQuestion &question)
{
    switch (question.kind) {
    case CredentialKind::Password:
        return CredentialDialog::tr("Password for %1").arg(question.node);
    case CredentialKind::KeyPassphrase:
        return CredentialDialog::tr("Passphrase of the key for %1").arg(question.node);
    case CredentialKind::KeyboardInteractive:
        return CredentialDialog::tr("%1 asks").arg(question.node);
    case CredentialKind::SudoPassword:
        return CredentialDialog::tr("sudo password on %1").arg(question.node);
    }
    return {};
}

QString scopeOf(const CredentialQuestion &question)
{
    if (question.scope.isEmpty() || question.scope == question.node)
        return CredentialDialog::tr(
            "Used for this node only. It is kept in memory while the console runs, and not stored.");
    return CredentialDialog::tr("Used for %1. It is kept in memory while the console runs, and not stored.")
        .arg(question.scope);
}

} // namespace

CredentialDialog::CredentialDialog(const CredentialQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_line(new QLineEdit(this))
{
    setWindowTitle(titleOf(question));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    auto *picture = new QLabel;
    picture->setPixmap(icon(u"lock"_s, Tone::Accent).pixmap(QSize(28, 28), picture->devicePixelRatio()));
    head->addWidget(picture, 0, Qt::AlignTop);
    auto *title = new ToneLabel(titleOf(question), Tone::Neutral, ToneLabel::Bold);
    head->addWidget(title, 1, Qt::AlignVCenter);
    layout->addLayout(head);
    if (question.retry)
        layout->addWidget(new ToneLabel(tr("The last answer was not accepted."), Tone::Error));
    auto *prompt = new QLabel(question.prompt.isEmpty() ? tr("Password") : question.prompt);
    prompt->setTextFormat(Qt::PlainText);
    prompt->setWordWrap(true);
    prompt->setBuddy(m_line);
    layout->addWidget(prompt);
    m_line->setEchoMode(question.echo ? QLineEdit::Normal : QLineEdit::Password);
    m_line->setAccessibleName(titleOf(question));
    m_line->setObjectName(u"secretLine"_s);
    layout->addWidget(m_line);
    layout->addWidget(new ToneLabel(scopeOf(question), Tone::Muted, ToneLabel::Small));
    auto *buttons = new QDialogButtonBox;
    QPushButton *send = buttons->addButton(tr("Continue"), QDialogButtonBox::AcceptRole);
    QPushButton *decline = buttons->addButton(tr("Decline"), QDialogButtonBox::RejectRole);
    send->setObjectName(u"sendButton"_s);
    decline->setObjectName(u"declineSecretButton"_s);
    send->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_line->setFocus();
    setMinimumWidth(420);
}

QByteArray CredentialDialog::takeSecret()
{
    QString text = m_line->text();
    QByteArray secret = text.toUtf8();
    m_line->clear();
    text.fill(u'\0');
    return secret;
}

} // namespace Vermagic
