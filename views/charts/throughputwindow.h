// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Live throughput in a window of its own, as large as a screen. Shows the store that the panel in the main window shows,
/// with the same colours. Opened by MainWindow, stays open beside it.
#pragma once

#include "views/charts/throughputpanel.h"

#include <QDialog>

namespace Vermagic {

class ThroughputWindow : public QDialog
{
    Q_OBJECT
public:
    ThroughputWindow(const ClusterState *state, const std::shared_ptr<LineStyles> &styles, QWidget *parent);

    ThroughputPanel *panel() const { return m_panel; }

private:
    ThroughputPanel *m_panel;
};

} // namespace Vermagic
