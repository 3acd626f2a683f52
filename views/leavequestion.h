// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The question before the window closes on nodes that are being changed, or measured when there are none. Owned by its parent and deleted when it is
/// answered; does not block. Stay is what Enter and Escape choose.
#pragma once

#include "models/snapshot.h"

#include <QMessageBox>

namespace Vermagic {

/// The nodes with a run under way, in the order of the runs.
QStringList nodesBeingChanged(const ClusterSnapshot &snapshot);

class LeaveQuestion : public QMessageBox
{
    Q_OBJECT
public:
    LeaveQuestion(const QStringList &changing, QWidget *parent);

Q_SIGNALS:
    void leaveChosen();
};

} // namespace Vermagic
