// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The console's window. Reads ClusterState and emits intents; whoever owns it (Console) acts on them and
/// answers through the slots. Neither `state` nor `settings` is owned; both must outlive the window.
///
/// Every question (askHostKey, askCredential) is answered exactly once by its signal, unless it is withdrawn
/// first. planApproved() carries the very plans given to showPlan(), the canary first. Never blocks: dialogs are
/// opened, not executed. Does not touch files other than through `settings`, and starts nothing itself.
#pragma once

#include "models/activitymodel.h"
#include "models/clusterstate.h"
#include "models/questions.h"
#include "models/remediation/planremediation.h"
#include "views/theme.h"

#include <QMainWindow>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QSettings;

namespace Vermagic {

class BenchmarkDesk;
struct HealthReport;

class ThroughputStore;

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(ClusterState *state, QSettings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// The rates that charts and matrix show; not owned, must outlive the window.
    void setThroughput(const ThroughputStore *store);
    /// Benchmarks have their own intents and answers.
    BenchmarkDesk &benchmarks();
    /// The interval restored from the settings; zero when off.
    std::chrono::milliseconds liveInterval() const;
    /// A person wants to be told of changes of state by the desktop.
    bool notifies() const;
    QStringList selectedNodes() const;
    void selectNodes(const QStringList &nodes);
    /// The first broken node, else the first that needs attention, else the first.
    void selectWorstNode();
    /// All playbooks, with this one chosen; empty: the first.
    void showPlaybooks(const QString &playbook = {}, const QString &remedy = {});
    Theme theme() const;
    void setTheme(Theme theme);
    /// For pictures and tests: ages and elapsed times are counted from this clock instead of the real one.
    void setClock(std::function<QDateTime()> clock);

public Q_SLOTS:
    /// Answers remediationRequested(): one plan a node, shown for approval.
    void showPlan(const QList<Vermagic::Plan> &plans);
    /// Answers remediationRequested() when no plan could be made for `node`.
    void showPlanRefused(const QString &node, const Vermagic::Error &error);
    void askHostKey(const Vermagic::HostKeyQuestion &question);
    void askCredential(const Vermagic::CredentialQuestion &question);
    /// The question is no longer open (the session ended or gave up waiting).
    void withdrawQuestion(quint64 id);
    /// Something asked for did not work: an inventory that does not load, an export that fails.
    void showErrors(const QString &title, const QList<Vermagic::Error> &errors);
    /// Answers reportRequested().
    void showReport(const Vermagic::HealthReport &report);
    /// Something that takes a while before there is an inventory ("Starting the practice cluster…"); empty: done.
    void showProgress(const QString &text);
    void addActivity(const Vermagic::ActivityEntry &entry);
    /// What is shown is kept in a file from now on, or no longer.
    void setRecording(bool on);
    /// A recorded session is shown, of a store that is read-only: when it was, and when each of its sweeps ended.
    void showRecording(const QDateTime &at, const QList<QDateTime> &sweeps);
    void showRecordedSweep(qsizetype sweep);
    /// For the status bar: where changes are recorded, and who the console acts as ("admin@ via agent").
    void setAuditFile(const QString &path);
    void setIdentity(const QString &text);

Q_SIGNALS:
    /// Empty: all nodes.
    void refreshRequested(const QStringList &nodes);
    /// What is going to happen to these nodes? Empty: to all.
    void forecastRequested(const QStringList &nodes);
    /// What do these nodes read and write from now on? Empty: all.
    void samplingRequested(const QStringList &nodes);
    void samplingStopped();
    /// Zero: off.
    void liveIntervalChanged(std::chrono::milliseconds interval);
    /// Plans wanted. `playbook` empty: for each node the one its first root cause names.
    void remediationRequested(const QStringList &nodes, const QString &playbook);
    /// The plan of a procedure wanted; showPlan() answers. `nodes` is empty for one of the whole cluster.
    void procedureRequested(const QStringList &nodes, const Vermagic::RemedyRequest &request, bool restart);
    void planApproved(const QList<Vermagic::Plan> &plans, int maxUnavailable);
    void stopAfterStepRequested(const QString &runId);
    void cancelRunRequested(const QString &runId);
    /// A plan wanted that takes back what this run has done; showPlan() answers.
    void undoRequested(const QString &runId);
    void practiceRequested();
    void openInventoryRequested(const QString &path);
    /// An Ansible inventory (INI or YAML) or an OpenSSH client configuration.
    void importRequested(const QString &path);
    void hostKeyAnswered(quint64 id, bool accept);
    /// An empty optional declines.
    void credentialAnswered(quint64 id, const std::optional<QByteArray> &secret);
    /// Both keys were shown and the check mark set: drop the old one, then connect and ask for the new one.
    void replaceHostKeyRequested(const QString &node);
    /// A report over these nodes wanted (empty: all), to be shown before it is written; showReport() answers.
    void reportRequested(const QStringList &nodes, bool redact);
    void recordRequested(const QString &path);
    void recordingStopped();
    /// Of the recorded session, this sweep.
    void sweepRequested(qsizetype sweep);
    /// To be written as it is; whoever chose the path has agreed to overwrite it.
    void fileRequested(const QString &path, const QByteArray &content);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Vermagic
