// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The window's actions with their menus and tool buttons: files, refresh and live interval, fixing, export,
/// appearance. Owns the actions and the file dialogs, holds the chosen interval and theme, and says what was
/// asked for by signals. setEnabledFor() keeps anything that could do nothing disabled.
#pragma once

#include "views/theme.h"

#include <QObject>

#include <chrono>

class QAction;
class QActionGroup;
class QLineEdit;
class QMainWindow;
class QMenu;
class QMenuBar;
class QPushButton;
class QToolBar;
class QToolButton;

namespace Vermagic {

class WindowActions : public QObject
{
    Q_OBJECT
public:
    struct Situation
    {
        bool inventory = false;
        bool selection = false;
        bool fixable = false;
        bool keyChanged = false;
        QString readOnly; ///< why nodes can be neither asked nor changed; empty: they can
    };

    explicit WindowActions(QMainWindow *window);

    void addToMenuBar(QMenuBar *bar, QMenu *groupMenu, QMenu *columnMenu);
    void addToToolBar(QToolBar *bar, QLineEdit *filter);
    void setEnabledFor(const Situation &situation);
    void setRecent(const QStringList &paths);
    void setTheme(Theme theme);
    void setPanels(bool inspector, bool tabs);
    /// A session is being recorded: the action stops it.
    void setRecording(bool on);
    /// Are changes of state told on the desktop?
    void setNotifies(bool on);
    bool notifies() const;
    void setLiveInterval(std::chrono::seconds interval);
    std::chrono::seconds liveInterval() const { return m_interval; }
    bool inspectorShown() const;
    bool tabsShown() const;

public Q_SLOTS:
    void chooseInventory();
    void chooseImport();

Q_SIGNALS:
    void refreshAll();
    void refreshSelected();
    void liveIntervalChanged(std::chrono::milliseconds interval);
    void forecast();
    /// On: several selected nodes, else all.
    void sampling(bool on);
    /// On several selected nodes, else on all.
    void benchmark();
    void benchmarkRuns();
    void fixSelected();
    void playbooks();
    void reviewKey();
    void practice();
    void openInventory(const QString &path);
    void importInventory(const QString &path);
    /// Empty: the format is not chosen yet.
    void exportReport(const QString &format);
    void recordRequested(const QString &path);
    void recordingStopped();
    void themeChosen(Vermagic::Theme theme);
    void inspectorToggled(bool shown);
    void tabsToggled(bool shown);
    void focusFilter();
    void compatibilityRequested();
    void throughputRequested();
    void paneRequested(bool backwards);
    void tabRequested(int tab);

private:
    void addPaneActions(QMenu *menu);
    void buildLiveMenu();
    void buildExportMenu();
    void buildThemeMenu();
    void chooseRecording();
    void setReadOnly(const QString &reason);

    QMainWindow *m_window;
    std::chrono::seconds m_interval{0};
    bool m_isRecording = false;
    QAction *m_refresh;
    QAction *m_refreshSelected;
    QAction *m_forecast;
    QAction *m_sampling;
    QAction *m_benchmark;
    QAction *m_fix;
    QAction *m_playbooks;
    QAction *m_reviewKey;
    QAction *m_record;
    QAction *m_notify;
    QList<QAction *> m_sources; ///< where another inventory comes from
    QAction *m_inspector;
    QAction *m_tabs;
    QMenu *m_recentMenu;
    QMenu *m_liveMenu;
    QMenu *m_exportMenu;
    QMenu *m_themeMenu;
    QActionGroup *m_intervals;
    QActionGroup *m_themes;
    QToolButton *m_liveButton = nullptr;
    QToolButton *m_exportButton = nullptr;
    QPushButton *m_fixButton = nullptr;
};

} // namespace Vermagic
