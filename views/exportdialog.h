// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Exports the health report: format, which nodes, whether names are replaced, and what it will look like. Opened, never
/// executed. Makes no report itself: it asks for one by reportRequested(), also when a choice changes, and shows what
/// setReport() hands over. fileRequested() at most once, then it closes; whoever chose the path has agreed to overwrite it.
#pragma once

#include "models/clusterstate.h"
#include "models/report/healthreport.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace Vermagic {

class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `selected` are the nodes that the scope “selected” means; `format` is chosen at first.
    ExportDialog(const ClusterState *state, const QStringList &selected, const QString &format,
                 QWidget *parent = nullptr);

    void setReport(const HealthReport &report);
    /// What would be written now.
    QByteArray content() const;

Q_SIGNALS:
    /// Empty: all nodes. setReport() answers.
    void reportRequested(const QStringList &nodes, bool redact);
    void fileRequested(const QString &path, const QByteArray &content);

private:
    QWidget *buildChoices();
    QWidget *buildPreview();
    void addScopes(const QStringList &selected);
    void request();
    void showPreview();
    void copy() const;
    void choosePath();
    QString format() const;
    QString suffix() const;

    const ClusterState *m_state;
    std::optional<HealthReport> m_report;
    QComboBox *m_format;
    QComboBox *m_scope;
    QCheckBox *m_redact;
    QStackedWidget *m_preview;
    QTextBrowser *m_page;
    QPlainTextEdit *m_text;
    QPushButton *m_copy;
    QPushButton *m_save;
};

} // namespace Vermagic
