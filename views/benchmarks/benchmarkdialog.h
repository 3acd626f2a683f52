// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a benchmark is started with: which one, on which file system and nodes, in which folder, how large and how long. Says
/// plainly what will be written where, or in one sentence why nothing can run. Opened, never executed; runRequested() at
/// most once, then it closes. Reads the state when it is made; `state` must outlive it.
#pragma once

#include "models/benchmark/request.h"
#include "models/clusterstate.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace Vermagic {

class Card;
class PrimaryButton;
class ToneLabel;

class BenchmarkDialog : public QDialog
{
    Q_OBJECT
public:
    /// `wanted`: the nodes to begin with; empty: all that mount the file system.
    BenchmarkDialog(const ClusterState *state, const QList<BenchmarkProfile> &profiles,
                    const QStringList &wanted, QWidget *parent = nullptr);

    /// One runs already, so that this one would be refused.
    void setBusy(bool busy);
    /// As it is filled in now.
    BenchmarkRequest request() const;
    /// Empty: it can be started.
    QString obstacle() const;

Q_SIGNALS:
    void runRequested(const Vermagic::BenchmarkRequest &request);

private:
    void buildFields();
    QWidget *buildForm();
    QWidget *buildNodes();
    QWidget *buildFoot();
    const BenchmarkProfile *profile() const;
    const FilesystemSpec *filesystem() const;
    QStringList checkedNodes() const;
    void checkAll(bool checked);
    bool isNetwork() const;
    void showProfile();
    void showNodes();
    void updatePromise();
    QStringList writes(const BenchmarkRequest &request) const;
    QString promise(const BenchmarkRequest &request) const;
    void ask();

    const ClusterState *m_state;
    QList<BenchmarkProfile> m_profiles;
    QStringList m_wanted;
    bool m_busy = false;
    QFormLayout *m_form;
    QComboBox *m_profile;
    QComboBox *m_filesystem;
    QLineEdit *m_folder;
    QLineEdit *m_size;
    QSpinBox *m_files;
    QSpinBox *m_runtime;
    QListWidget *m_nodes;
    ToneLabel *m_summary;
    ToneLabel *m_source;
    ToneLabel *m_count;
    Card *m_card;
    ToneLabel *m_promise;
    PrimaryButton *m_run;
};

} // namespace Vermagic
