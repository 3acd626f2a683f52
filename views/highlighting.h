// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The only user of KSyntaxHighlighting. Commands that we wrote are Bash; output of nodes is "Log File
/// (advanced)" and never Bash, whose patterns need seconds for a compiler's output.
/// One Highlighting serves the whole window: it owns the repository and outlives every panel. Its definitions
/// are read at first use.
#pragma once

#include <QPalette>
#include <QPlainTextEdit>

#include <memory>

namespace KSyntaxHighlighting {
class Repository;
}

namespace Vermagic {

class Highlighting
{
public:
    Highlighting();
    ~Highlighting();
    Highlighting(const Highlighting &) = delete;
    Highlighting &operator=(const Highlighting &) = delete;

    /// A command or script of ours as rich text, escaped, lines kept.
    QString commandHtml(const QString &command, const QPalette &palette) const;

    const KSyntaxHighlighting::Repository &repository() const { return *m_repository; }

private:
    std::unique_ptr<KSyntaxHighlighting::Repository> m_repository;
};

/// A read-only pane for what a node said: highlighted as a log, lines capped in number and length, kept at the
/// end while the reader is at the end.
class LogView : public QPlainTextEdit
{
    Q_OBJECT
public:
    LogView(const Highlighting *highlighting, const QString &accessibleName, QWidget *parent = nullptr);
    ~LogView() override;

    /// Shows `text`; when it only goes on from what is shown, the rest is appended.
    void show(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
    QString m_shown;
};

} // namespace Vermagic
