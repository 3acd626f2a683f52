// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The compatibility matrix in a window of its own: versions by kernels, the cells in which our own nodes stand
/// framed and counted, and below it everything that is said of the chosen cell. Reads ClusterState, which must outlive
/// it, and follows it; asks nobody for anything. Opened by MainWindow, stays open beside it.
#pragma once

#include "models/clusterstate.h"
#include "models/compatibilitymodel.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QTableView;

namespace Vermagic {

class CompatibilityWindow : public QDialog
{
    Q_OBJECT
public:
    CompatibilityWindow(const ClusterState *state, QWidget *parent);

private:
    void buildFilter();
    void buildTable();
    void buildClaims();
    void refresh();
    void showCell(const QModelIndex &index);
    void chooseCell();
    QWidget *legend();

    const ClusterState *m_state;
    CompatibilityModel m_model;
    ClaimsModel m_claims;
    QTimer m_delay; ///< a sweep changes many nodes: the table follows a little later, once
    QComboBox *m_filesystem;
    QTableView *m_table;
    QLabel *m_title;
    QTableView *m_details;
};

} // namespace Vermagic
