// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Asks for a password, a passphrase or an answer, saying for whom it is and that it is not stored. The text is
/// handed over once and wiped from the line; closing declines.
#pragma once

#include "models/questions.h"

#include <QDialog>

class QLineEdit;

namespace Vermagic {

class CredentialDialog : public QDialog
{
    Q_OBJECT
public:
    explicit CredentialDialog(const CredentialQuestion &question, QWidget *parent = nullptr);

    /// What was typed; the line is empty afterwards.
    QByteArray takeSecret();

private:
    QLineEdit *m_line;
};

} // namespace Vermagic
