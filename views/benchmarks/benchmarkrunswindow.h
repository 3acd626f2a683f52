// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The benchmark runs that are kept, and the one or two that are selected, re-opened: one to be looked at and replayed, two
/// side by side. Files of runs can be opened from anywhere, also by dropping them. Reads no file itself: readRequested()
/// names runs by id or path, showRead() answers. Opened by BenchmarkDesk, stays open beside the main window.
#pragma once

#include "models/benchmarkrunsmodel.h"
#include "models/clusterstate.h"

#include <QDialog>

class QSortFilterProxyModel;
class QTreeView;

namespace Vermagic {

class RunView;

class BenchmarkRunsWindow : public QDialog
{
    Q_OBJECT
public:
    BenchmarkRunsWindow(const ClusterState *state, const QList<BenchmarkProfile> &profiles,
                        QWidget *parent = nullptr);

    void setRuns(const QList<BenchmarkRun> &runs);
    /// A run that was just made or opened, and selects it; `path`: of its file when it is not one of those that are kept.
    void addRun(const BenchmarkRun &run, const QString &path = {});
    /// One run, or two of which the older one comes first. Left out when they are not those that are selected any more.
    void showRead(const QList<BenchmarkRun> &runs);
    void select(const QStringList &ids);
    QStringList selectedIds() const; ///< the oldest first

    const BenchmarkRunsModel *model() const { return m_model; }
    RunView *view() const { return m_view; }

Q_SIGNALS:
    void readRequested(const QStringList &idsOrPaths);
    void openRequested(const QString &path);
    void fileRequested(const QString &path, const QByteArray &content);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *buildList();
    QString comparisonTitle(const QString &before, const QString &after) const;
    void chooseFile();
    void showSelection();

    BenchmarkRunsModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QTreeView *m_list;
    RunView *m_view;
    QStringList m_shown;            ///< ids of the runs in the view; empty: none
    QMap<QString, QString> m_paths; ///< by id, of runs from elsewhere
};

} // namespace Vermagic
