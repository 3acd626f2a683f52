// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What is kept of the reports over one inventory, mode 0600: the last one in which the whole cluster was healthy, to
/// compare the next one with, and when the last one of all was made. In the state folder's reports/; of simulated nodes
/// beside their inventory. Never what a redacted report says: names must be the real ones.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

class ReportStore
{
public:
    /// `folder` is made when the first report is kept.
    explicit ReportStore(QString folder);
    static QString folderFor(const Inventory &inventory);

    /// A report that was ended early, or is over some of the nodes only, is none to remember. `isRead`: by a person or as a
    /// whole, so that it has told what was done since the one before; a line for a monitoring system has not.
    Result<void> keep(const HealthReport &report, const Inventory &inventory, bool isRead) const;
    std::optional<EarlierReport> lastHealthy() const;
    QDateTime lastMadeAt() const; ///< invalid: there was none

private:
    Result<void> write(const QString &name, const QByteArray &text) const;

    QString m_folder;
};

} // namespace Vermagic
