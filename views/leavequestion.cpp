// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/leavequestion.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Vermagic {

QStringList nodesBeingChanged(const ClusterSnapshot &snapshot)
{
    QStringList nodes;
    for (const RunRecord &run : snapshot.runs) {
        if (run.outcome == RunOutcome::Running && !nodes.contains(run.plan.node))
            nodes.append(run.plan.node);
    }
    return nodes;
}

LeaveQuestion::LeaveQuestion(const QStringList &changing, QWidget *parent)
    : QMessageBox(Warning, tr("Leave now?"),
                  changing.isEmpty() ? tr("A benchmark is under way.")
                                     : tr("%n node(s) are being changed.", nullptr, int(changing.size())),
                  NoButton, parent)
{
    setObjectName(u"leaveQuestion"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setInformativeText(
        changing.isEmpty()
            ? tr("It ends without a verdict and is not kept. Its files are removed from the nodes.")
            : tr("A long step goes on at its node and is found again at the next start; other steps may be "
                 "cut off. What comes after them is not done, and nothing is verified."));
    setDetailedText(changing.join(u'\n'));
    QPushButton *stay = addButton(tr("Stay"), RejectRole);
    QPushButton *leave = addButton(tr("Leave"), DestructiveRole);
    leave->setObjectName(u"leaveNowButton"_s);
    setDefaultButton(stay);
    setEscapeButton(stay);
    connect(leave, &QPushButton::clicked, this, &LeaveQuestion::leaveChosen);
}

} // namespace Vermagic
