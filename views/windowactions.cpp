// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/windowactions.h"

#include "views/icons.h"
#include "views/widgets.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLayout>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

struct ExportFormat
{
    const char *title;
    QLatin1StringView format; ///< empty: choose there
};

constexpr std::array exportFormats{
    ExportFormat{QT_TRANSLATE_NOOP("Vermagic::WindowActions", "Text…"), "text"_L1},
    ExportFormat{QT_TRANSLATE_NOOP("Vermagic::WindowActions", "JSON…"), "json"_L1},
    ExportFormat{QT_TRANSLATE_NOOP("Vermagic::WindowActions", "HTML…"), "html"_L1},
    ExportFormat{QT_TRANSLATE_NOOP("Vermagic::WindowActions", "PDF…"), "pdf"_L1},
    ExportFormat{QT_TRANSLATE_NOOP("Vermagic::WindowActions", "Other formats…"), {}},
};

QAction *make(QObject *owner, const QString &iconName, const QString &text, const QKeySequence &keys = {})
{
    auto *action = new QAction(text, owner);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(keys);
    if (!keys.isEmpty())
        action->setToolTip(u"%1 (%2)"_s.arg(action->toolTip(), keys.toString(QKeySequence::NativeText)));
    return action;
}

} // namespace

WindowActions::WindowActions(QMainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_refresh(make(this, u"refresh"_s, tr("&Refresh"), QKeySequence::Refresh))
    , m_refreshSelected(make(this, {}, tr("Refresh &selected nodes"), QKeySequence(u"Shift+F5"_s)))
    , m_forecast(make(this, {}, tr("Foresee &upgrades and reboots"), QKeySequence(u"Ctrl+Shift+F5"_s)))
    , m_sampling(make(this, {}, tr("Sample &throughput"), QKeySequence(u"Ctrl+Shift+T"_s)))
    , m_benchmark(make(this, {}, tr("Run a &benchmark…"), QKeySequence(u"Ctrl+B"_s)))
    , m_fix(make(this, u"fix"_s, tr("Fix selected…"), QKeySequence(u"Ctrl+Return"_s)))
    , m_playbooks(make(this, {}, tr("Pla&ybooks…"), QKeySequence(u"Ctrl+P"_s)))
    , m_reviewKey(make(this, u"key"_s, tr("Review &host key…")))
    , m_record(make(this, {}, tr("Rec&ord session…")))
    , m_notify(make(this, {}, tr("Notify of &changes of state")))
    , m_inspector(make(this, {}, tr("&Inspector"), QKeySequence(u"F9"_s)))
    , m_tabs(make(this, {}, tr("&Bottom panel"), QKeySequence(u"Shift+F9"_s)))
    , m_recentMenu(new QMenu(tr("Open &recent"), window))
    , m_liveMenu(new QMenu(tr("&Live interval"), window))
    , m_exportMenu(new QMenu(tr("&Export report"), window))
    , m_themeMenu(new QMenu(tr("&Theme"), window))
    , m_intervals(new QActionGroup(this))
    , m_themes(new QActionGroup(this))
{
    connect(m_refresh, &QAction::triggered, this, &WindowActions::refreshAll);
    connect(m_refreshSelected, &QAction::triggered, this, &WindowActions::refreshSelected);
    connect(m_forecast, &QAction::triggered, this, &WindowActions::forecast);
    m_sampling->setCheckable(true);
    m_sampling->setStatusTip(
        tr("Shows what several selected nodes, or else all, read and write, until it is switched off"));
    connect(m_sampling, &QAction::toggled, this, &WindowActions::sampling);
    m_forecast->setStatusTip(tr("Asks the selected nodes, or all, which of them will break, and when"));
    connect(m_benchmark, &QAction::triggered, this, &WindowActions::benchmark);
    connect(m_fix, &QAction::triggered, this, &WindowActions::fixSelected);
    connect(m_playbooks, &QAction::triggered, this, &WindowActions::playbooks);
    connect(m_reviewKey, &QAction::triggered, this, &WindowActions::reviewKey);
    m_record->setStatusTip(tr("Keeps what is seen in a file, to be looked at again with vermagic --replay"));
    connect(m_record, &QAction::triggered, this, &WindowActions::chooseRecording);
    m_refresh->setIconText(tr("Refresh"));
    m_notify->setObjectName(u"notifyAction"_s);
    m_notify->setStatusTip(
        tr("A notice on the desktop when nodes break or recover while no window of Vermagic is active"));
    for (QAction *action : {m_notify, m_inspector, m_tabs}) {
        action->setCheckable(true);
        action->setChecked(true);
    }
    connect(m_inspector, &QAction::toggled, this, &WindowActions::inspectorToggled);
    connect(m_tabs, &QAction::toggled, this, &WindowActions::tabsToggled);
    buildLiveMenu();
    buildExportMenu();
    buildThemeMenu();
    m_recentMenu->setEnabled(false);
}

void WindowActions::buildLiveMenu()
{
    for (std::chrono::seconds interval : {0s, 5s, 10s, 30s, 60s}) {
        QAction *action = m_liveMenu->addAction(interval == 0s ? tr("Off")
                                                               : tr("Every %1 s").arg(interval.count()));
        action->setCheckable(true);
        action->setData(int(interval.count()));
        m_intervals->addAction(action);
        connect(action, &QAction::triggered, this, [this, interval] {
            setLiveInterval(interval);
            Q_EMIT liveIntervalChanged(interval);
        });
    }
}

void WindowActions::buildExportMenu()
{
    for (const ExportFormat &entry : exportFormats)
        connect(m_exportMenu->addAction(tr(entry.title)), &QAction::triggered, this,
                [this, entry] { Q_EMIT exportReport(entry.format); });
}

void WindowActions::buildThemeMenu()
{
    const QList<std::pair<Theme, QString>> themes{
        {Theme::System, tr("System")}, {Theme::Light, tr("Light")}, {Theme::Dark, tr("Dark")}};
    for (const auto &[theme, title] : themes) {
        QAction *action = m_themeMenu->addAction(title);
        action->setCheckable(true);
        action->setData(int(theme));
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme] { Q_EMIT themeChosen(theme); });
    }
}

void WindowActions::addToMenuBar(QMenuBar *bar, QMenu *groupMenu, QMenu *columnMenu)
{
    QMenu *file = bar->addMenu(tr("&File"));
    m_sources = {
        file->addAction(icon(u"open"_s), tr("&Open inventory…"), QKeySequence::Open, this,
                        &WindowActions::chooseInventory),
        file->addAction(icon(u"import"_s), tr("&Import…"), this, &WindowActions::chooseImport),
        file->addMenu(m_recentMenu),
        file->addAction(icon(u"practice"_s), tr("&Practice cluster"), this, &WindowActions::practice)};
    file->addSeparator();
    file->addAction(m_record);
    file->addMenu(m_exportMenu);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence::Quit, m_window, &QWidget::close);

    QMenu *nodes = bar->addMenu(tr("&Nodes"));
    nodes->addActions({m_refresh, m_refreshSelected});
    nodes->addMenu(m_liveMenu);
    nodes->addAction(m_notify);
    nodes->addActions({m_forecast, m_sampling, m_benchmark});
    nodes->addSeparator();
    nodes->addActions({m_fix, m_playbooks, m_reviewKey});
    nodes->addSeparator();
    nodes->addAction(icon(u"filter"_s), tr("F&ilter"), QKeySequence::Find, this, &WindowActions::focusFilter);

    QMenu *view = bar->addMenu(tr("&View"));
    view->addMenu(m_themeMenu);
    view->addMenu(groupMenu);
    view->addMenu(columnMenu);
    view->addSeparator();
    view->addAction(tr("&Compatibility matrix…"), QKeySequence(u"Ctrl+M"_s), this,
                    &WindowActions::compatibilityRequested);
    view->addAction(tr("Live throu&ghput…"), QKeySequence(u"Ctrl+T"_s), this,
                    &WindowActions::throughputRequested);
    view->addAction(tr("Benchmark &runs…"), QKeySequence(u"Ctrl+Shift+B"_s), this,
                    &WindowActions::benchmarkRuns);
    view->addSeparator();
    view->addActions({m_inspector, m_tabs});
    view->addSeparator();
    addPaneActions(view);

    QMenu *help = bar->addMenu(tr("&Help"));
    help->addAction(tr("&About Vermagic"), this, [this] {
        auto *box = new QMessageBox(m_window);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setWindowTitle(tr("About Vermagic"));
        box->setIconPixmap(
            QIcon(u":/vermagic/icons/vermagic.svg"_s).pixmap(QSize(64, 64), m_window->devicePixelRatio()));
        box->setText(u"<b>Vermagic %1</b>"_s.arg(QApplication::applicationVersion()));
        box->setInformativeText(
            tr("Operations console for clusters whose file systems need kernel modules. "
               "Free software under the GNU General Public License, version 3 or later."));
        box->open();
    });
}

/// Every pane by keyboard: in turn by F6, the tabs by their number.
void WindowActions::addPaneActions(QMenu *menu)
{
    menu->addAction(tr("&Next pane"), QKeySequence(u"F6"_s), this, [this] { Q_EMIT paneRequested(false); });
    menu->addAction(tr("Pre&vious pane"), QKeySequence(u"Shift+F6"_s), this,
                    [this] { Q_EMIT paneRequested(true); });
    const QStringList titles{tr("&Remediation"), tr("&Activity"), tr("Node &output"), tr("Li&ve throughput")};
    for (int tab = 0; tab < titles.size(); ++tab)
        menu->addAction(titles[tab], QKeySequence(u"Ctrl+%1"_s.arg(tab + 1)), this,
                        [this, tab] { Q_EMIT tabRequested(tab); });
}

void WindowActions::addToToolBar(QToolBar *bar, QLineEdit *filter)
{
    auto *refresh = new QToolButton(bar);
    refresh->setDefaultAction(m_refresh);
    refresh->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    refresh->setFocusPolicy(Qt::TabFocus);
    m_liveButton = new MenuButton(u"live"_s, m_liveMenu, bar);
    m_liveButton->setToolTip(tr("How often the nodes are looked at"));
    m_fixButton = new PrimaryButton(m_fix->icon(), m_fix->text(), bar);
    m_fixButton->setToolTip(m_fix->toolTip());
    m_fixButton->setFocusPolicy(Qt::TabFocus);
    connect(m_fixButton, &QPushButton::clicked, m_fix, &QAction::trigger);
    m_exportButton = new MenuButton(u"export"_s, m_exportMenu, bar);
    m_exportButton->setText(tr("Export report"));
    for (QWidget *widget : QList<QWidget *>{refresh, m_liveButton, filter, m_fixButton, m_exportButton})
        bar->addWidget(widget);
    const int height = filter->fontMetrics().height() + 12;
    for (QWidget *widget : QList<QWidget *>{refresh, m_liveButton, filter, m_fixButton, m_exportButton})
        widget->setFixedHeight(height);
    bar->layout()->setContentsMargins(8, 6, 8, 6);
    bar->layout()->setSpacing(6);
    setLiveInterval(m_interval);
}

void WindowActions::setEnabledFor(const Situation &situation)
{
    m_refresh->setEnabled(situation.inventory);
    m_liveMenu->setEnabled(situation.inventory);
    m_forecast->setEnabled(situation.inventory);
    m_sampling->setEnabled(situation.inventory);
    m_benchmark->setEnabled(situation.inventory);
    if (!situation.inventory)
        m_sampling->setChecked(false);
    m_exportMenu->setEnabled(situation.inventory);
    m_liveButton->setEnabled(situation.inventory);
    m_exportButton->setEnabled(situation.inventory);
    m_refreshSelected->setEnabled(situation.selection);
    m_fix->setEnabled(situation.fixable);
    m_fixButton->setEnabled(situation.fixable);
    m_playbooks->setEnabled(situation.inventory);
    m_reviewKey->setEnabled(situation.keyChanged);
    m_record->setEnabled(situation.inventory);
    if (!situation.readOnly.isEmpty())
        setReadOnly(situation.readOnly);
}

void WindowActions::setReadOnly(const QString &reason)
{
    const QList<QAction *> onNodes{m_refresh,  m_refreshSelected, m_liveMenu->menuAction(),
                                   m_forecast, m_sampling,        m_benchmark,
                                   m_fix,      m_playbooks,       m_reviewKey,
                                   m_record,   m_notify};
    for (QAction *action : onNodes + m_sources) {
        action->setEnabled(false);
        action->setToolTip(reason);
        action->setStatusTip(reason);
    }
    disableFor(m_liveButton, reason);
    disableFor(m_fixButton, reason);
}

void WindowActions::setRecording(bool on)
{
    m_isRecording = on;
    m_record->setText(on ? tr("St&op recording") : tr("Rec&ord session…"));
}

void WindowActions::setNotifies(bool on)
{
    m_notify->setChecked(on);
}

bool WindowActions::notifies() const
{
    return m_notify->isChecked();
}

void WindowActions::chooseRecording()
{
    if (m_isRecording) {
        Q_EMIT recordingStopped();
        return;
    }
    auto *dialog = new QFileDialog(m_window, tr("Record session"), {},
                                   tr("Recorded sessions (*.jsonl);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"jsonl"_s);
    dialog->selectFile(u"session.jsonl"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &WindowActions::recordRequested);
    dialog->open();
}

void WindowActions::setRecent(const QStringList &paths)
{
    m_recentMenu->clear();
    m_recentMenu->setEnabled(!paths.isEmpty());
    for (const QString &path : paths) {
        QAction *action = m_recentMenu->addAction(QFileInfo(path).fileName().replace(u'&', u"&&"_s));
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT openInventory(path); });
    }
    m_recentMenu->setToolTipsVisible(true);
}

void WindowActions::setTheme(Theme theme)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == int(theme));
}

void WindowActions::setPanels(bool inspector, bool tabs)
{
    m_inspector->setChecked(inspector);
    m_tabs->setChecked(tabs);
}

bool WindowActions::inspectorShown() const
{
    return m_inspector->isChecked();
}

bool WindowActions::tabsShown() const
{
    return m_tabs->isChecked();
}

void WindowActions::setLiveInterval(std::chrono::seconds interval)
{
    m_interval = interval;
    for (QAction *action : m_intervals->actions())
        action->setChecked(action->data().toInt() == interval.count());
    if (m_liveButton)
        m_liveButton->setText(interval == 0s ? tr("Live: off") : tr("Live: %1 s").arg(interval.count()));
}

void WindowActions::chooseInventory()
{
    auto *dialog = new QFileDialog(m_window, tr("Open inventory"), {},
                                   tr("Inventories (*.yaml *.yml);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &WindowActions::openInventory);
    dialog->open();
}

void WindowActions::chooseImport()
{
    auto *dialog = new QFileDialog(m_window, tr("Import an Ansible inventory or an OpenSSH configuration"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(dialog->filter() | QDir::Hidden);
    connect(dialog, &QFileDialog::fileSelected, this, &WindowActions::importInventory);
    dialog->open();
}

} // namespace Vermagic
