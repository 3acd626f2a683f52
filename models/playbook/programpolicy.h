// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which programs a playbook may run and which of their arguments it may never use: read from
/// resources/playbooks/programs.yaml. No shell, no interpreter and nothing that runs another program is in it;
/// scripts are only those that are shipped beside the playbooks.
#pragma once

#include "models/core/result.h"

#include <QMap>
#include <QStringList>

namespace Vermagic {

struct ProgramPolicy
{
    QMap<QString, QStringList> refused; ///< program → regular expressions for whole arguments

    /// Why this argv must not be run; empty when it may.
    QString objectionTo(const QStringList &argv) const;
    bool operator==(const ProgramPolicy &) const = default;
};

Loaded<ProgramPolicy> loadProgramPolicy(const QByteArray &text, const QString &file);

} // namespace Vermagic
