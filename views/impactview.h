// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a plan would change on its node, above its steps: packages, services, who works on the mounts, jobs, what
/// cannot be known beforehand, and the chain of now beside the one that the plan promises. Until it is known, one line
/// says so; nobody has to wait for it. Shows a value given to it.
#pragma once

#include "models/remediation/impact.h"

#include <QWidget>

class QVBoxLayout;

namespace Vermagic {

class ImpactView : public QWidget
{
    Q_OBJECT
public:
    explicit ImpactView(QWidget *parent = nullptr);

    /// Null: it is still being asked for.
    void showImpact(const Impact *impact);

private:
    void addFact(const QString &title, const QStringList &lines, const QString &none);
    void addPackages(const Impact &impact);
    void addServices(const Impact &impact);
    void addUsers(const Impact &impact);
    void addJobs(const Impact &impact);
    void addUnseen(const Impact &impact);
    void addChains(const Impact &impact);
    void addNextBoot(const Impact &impact);

    QVBoxLayout *m_layout;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_lines = nullptr; ///< of m_content
};

} // namespace Vermagic
