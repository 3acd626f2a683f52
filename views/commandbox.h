// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A command or script of ours, highlighted, in a box as a terminal would show it; long ones break anywhere.
/// Its context menu copies the text exactly as it runs. Does not run anything.
#pragma once

#include <QTextDocument>
#include <QWidget>

namespace Vermagic {

class Highlighting;

class CommandBox : public QWidget
{
    Q_OBJECT
public:
    explicit CommandBox(const Highlighting *highlighting, QWidget *parent = nullptr);

    void setCommand(const QString &command);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, 0}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void render();

    const Highlighting *m_highlighting;
    QString m_command;
    QTextDocument m_document;
};

} // namespace Vermagic
