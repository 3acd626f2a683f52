// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The two host-key dialogs. An unknown key is asked about, refusing by default. A changed key has no
/// "continue": both keys are shown with what speaks for and against the new one. An explained key needs a check mark
/// before the old entry can be dropped; one that nothing explains needs its last characters, typed from another source. Opened, never executed; answered exactly once, closing means no.
#pragma once

#include "models/questions.h"
#include "models/snapshot.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

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

private:
    void addKeys(QVBoxLayout *layout, const HostKeyChange &change);
    void addEvidence(QVBoxLayout *layout, const HostKeyChange &change);
    void addConsent(QVBoxLayout *layout, const QString &node, const HostKeyChange &change);

    QPushButton *m_replace;
};

} // namespace Vermagic
