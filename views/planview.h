// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A plan step by step: before it runs as a preview with its warnings, while and after it runs with what came of
/// each step. Shows values given to it; the buttons around it are RemediationPanel's.
#pragma once

#include "models/remediation/impact.h"
#include "models/remediation/runrecord.h"

#include <QWidget>

class QVBoxLayout;

namespace Vermagic {

class Highlighting;
class ImpactView;
class StepCard;
class ToneLabel;
class Mark;

class PlanView : public QWidget
{
    Q_OBJECT
public:
    explicit PlanView(const Highlighting *highlighting, QWidget *parent = nullptr);

    /// `impact` null: it is not known yet, showImpact() may follow.
    void showPreview(const Plan &plan, const Impact *impact = nullptr);
    /// What the plan of the preview would change.
    void showImpact(const Impact &impact);
    /// Goes on with the cards shown when they are of the same run.
    void showRun(const RunRecord &record, const QDateTime &now);
    void clear();
    /// The card that a reader wants to see: the running one, else the first failed one, else the last.
    QWidget *currentCard() const;

private:
    void build(const Plan &plan, bool preview);
    void addWarnings(const Plan &plan);
    void addImpact(const Plan &plan);
    void addPreflight(const Plan &plan);
    void updatePreflight(const RunRecord &record);
    void updateVerify(const RunRecord &record);

    const Highlighting *m_highlighting;
    QVBoxLayout *m_layout;
    QWidget *m_content = nullptr;
    QString m_planId;
    bool m_preview = false;
    ImpactView *m_impact = nullptr; ///< only in a preview of a plan that changes its node
    QList<StepCard *> m_cards;
    Mark *m_preflightMark = nullptr;
    ToneLabel *m_preflightNote = nullptr;
    ToneLabel *m_preflightTime = nullptr;
    QWidget *m_preflightRow = nullptr;
    Mark *m_verifyMark = nullptr;
    ToneLabel *m_verifyNote = nullptr;
    QWidget *m_verifyRow = nullptr;
};

} // namespace Vermagic
