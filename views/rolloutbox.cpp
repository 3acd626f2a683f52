// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/rolloutbox.h"

#include "views/widgets.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

RolloutBox::RolloutBox(QWidget *parent)
    : QWidget(parent)
    , m_number(new QSpinBox(this))
{
    auto *label = new QLabel(tr("Nodes down at &once:"), this);
    label->setBuddy(m_number);
    m_number->setObjectName(u"maxUnavailable"_s);
    m_number->setMinimum(1);
    m_number->setAccessibleName(tr("Nodes down at once"));
    auto *note = new ToneLabel(tr("The canary goes alone. After a failure no other node is begun."),
                               Tone::Muted, ToneLabel::Plain, this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 0, 14, 8);
    layout->setSpacing(8);
    layout->addWidget(label);
    layout->addWidget(m_number);
    layout->addWidget(note, 1);
    hide();
}

void RolloutBox::showFor(const QList<Plan> &plans)
{
    const auto rebooting = std::ranges::count_if(plans, &Plan::reboots);
    m_number->setMaximum(std::max(1, int(rebooting)));
    m_number->setValue(1);
    setVisible(rebooting > 1);
}

int RolloutBox::maxUnavailable() const
{
    return m_number->value();
}

} // namespace Vermagic
