// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// How many nodes may be down at once while a plan reboots several: one line with a number to choose, hidden where
/// there is nothing to choose. Begins with one each time it is shown.
#pragma once

#include "models/remediation/plan.h"

#include <QWidget>

class QSpinBox;

namespace Vermagic {

class RolloutBox : public QWidget
{
    Q_OBJECT
public:
    explicit RolloutBox(QWidget *parent = nullptr);

    void showFor(const QList<Plan> &plans);
    int maxUnavailable() const;

private:
    QSpinBox *m_number;
};

} // namespace Vermagic
