// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The two host-key dialogs. An unknown key is asked about, refusing by default. A changed key has no
/// "continue": both keys are shown, what replacing does is said, and a check mark is needed before the old
/// entry can be dropped. Opened, never executed; answered exactly once, closing means no.
#pragma once

#include "models/questions.h"
#include "models/snapshot.h"

#include <QDialog>

namespace Vermagic {

class HostKeyDialog : public QDialog
{
    Q_OBJECT
public:
    explicit HostKeyDialog(const HostKeyQuestion &question, QWidget *parent = nullptr);
};

class ChangedKeyDialog : public QDialog
{
    Q_OBJECT
public:
    ChangedKeyDialog(const QString &node, const HostKeyChange &change, QWidget *parent = nullptr);
};

} // namespace Vermagic
