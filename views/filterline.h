// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The filter line: completes keys and the values this cluster has, and shows a mistake under the very word.
/// filterChanged() comes 100 ms after the last key stroke, and only for texts that can be read.
#pragma once

#include "models/clusterstate.h"
#include "models/nodefilter.h"

#include <QLineEdit>
#include <QTimer>

class QCompleter;
class QStringListModel;

namespace Vermagic {

class FilterLine : public QLineEdit
{
    Q_OBJECT
public:
    explicit FilterLine(const ClusterState *state, QWidget *parent = nullptr);

    /// Applies what is written now, without waiting.
    void applyNow();
    bool eventFilter(QObject *object, QEvent *event) override;

Q_SIGNALS:
    void filterChanged(const Vermagic::NodeFilter &filter);
    /// Empty when the text can be read.
    void mistakeChanged(const QString &text);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool takeCompletion(QEvent *event);
    void offerCompletions();
    void complete(const QString &word);
    /// Where the word at the cursor starts.
    qsizetype wordStart() const;

    const ClusterState *m_state;
    QTimer m_delay;
    QCompleter *m_completer;
    QStringListModel *m_words;
    std::optional<FilterError> m_error;
};

} // namespace Vermagic
