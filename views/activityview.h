// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The Activity tab: what happened, newest last, following the end while the reader is there. Shows an
/// ActivityModel that must outlive it; asks for a node on activation.
#pragma once

#include "models/activitymodel.h"

#include <QTreeView>

namespace Vermagic {

class ActivityView : public QTreeView
{
    Q_OBJECT
public:
    explicit ActivityView(ActivityModel *model, QWidget *parent = nullptr);

Q_SIGNALS:
    void nodeRequested(const QString &node);
};

} // namespace Vermagic
