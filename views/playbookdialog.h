// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// All playbooks and procedures: find one, read what it is for and why an obsolete one is, fill in its parameters and ask
/// for its plan on the selected nodes. Opened, never executed; planRequested() at most once, then it closes. Approves
/// nothing: the plan is shown for that. `knowledge` must outlive it.
#pragma once

#include "models/playbookmodel.h"
#include "models/remediation/planremediation.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace Vermagic {

class Badge;
class ParameterForm;
class PrimaryButton;
class ToneLabel;

class PlaybookDialog : public QDialog
{
    Q_OBJECT
public:
    PlaybookDialog(const Knowledge *knowledge, const QStringList &nodes, QWidget *parent = nullptr);

    /// Shows this one, for pictures and tests.
    void select(const QString &playbook, const QString &remedy);

Q_SIGNALS:
    /// `nodes` is empty for a procedure of the whole cluster.
    void planRequested(const QStringList &nodes, const Vermagic::RemedyRequest &request, bool restart);

private:
    QWidget *buildList();
    QWidget *buildDetails();
    const PlaybookModel::Row *current() const;
    void showCurrent();
    void updateButton();
    QString obsoleteText(const PlaybookModel::Row &row) const;
    QString targetText(const PlaybookModel::Row &row) const;
    void ask();

    const Knowledge *m_knowledge;
    QStringList m_nodes;
    PlaybookModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QLineEdit *m_filter;
    QTreeView *m_list;
    ToneLabel *m_title;
    ToneLabel *m_facts;
    ToneLabel *m_summary;
    ToneLabel *m_obsolete;
    ToneLabel *m_source;
    ToneLabel *m_target;
    ParameterForm *m_form;
    QCheckBox *m_restart;
    PrimaryButton *m_plan;
};

} // namespace Vermagic
