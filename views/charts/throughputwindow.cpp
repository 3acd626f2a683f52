// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/throughputwindow.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

ThroughputWindow::ThroughputWindow(const ClusterState *state, const std::shared_ptr<LineStyles> &styles,
                                   QWidget *parent)
    : QDialog(parent)
    , m_panel(new ThroughputPanel(state, styles, this))
{
    setWindowTitle(tr("Live throughput"));
    setObjectName(u"throughputWindow"_s);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    resize(1180, 720);
}

} // namespace Vermagic
