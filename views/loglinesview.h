// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The known lines of one node's logs: each with its severity as icon and word, the line itself, what it means, what to
/// do and, where there is one, the playbook that helps. Harmless ones are muted and say so. Shows values and emits an
/// intent; keeps no reference to the store.
#pragma once

#include "models/diagnosis/finding.h"

#include <QWidget>

class QScrollArea;

namespace Vermagic {

class LogLinesView : public QWidget
{
    Q_OBJECT
public:
    explicit LogLinesView(QWidget *parent = nullptr);

    void show(const QList<KnownLine> &lines);
    /// Why playbooks cannot be planned here; empty: they can.
    void setReadOnly(const QString &reason) { m_readOnly = reason; }

Q_SIGNALS:
    void playbookRequested(const QString &playbook);

private:
    QWidget *entry(const KnownLine &line);

    QScrollArea *m_area;
    QList<KnownLine> m_lines;
    QString m_readOnly;
};

} // namespace Vermagic
