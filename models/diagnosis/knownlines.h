// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The known lines of a node's logs with what they mean, for people; and as facts, for playbooks. Pure.
#pragma once

#include "models/diagnosis/finding.h"
#include "models/playbook/knowledge.h"

namespace Vermagic {

QList<KnownLine> knownLines(const NodeLogs &logs, const Knowledge &knowledge);

/// Those that can be about a file system of that kind, harmless ones left out, at most `most`.
QList<KnownLine> linesAbout(const QList<KnownLine> &lines, FilesystemKind filesystem, qsizetype most);

/// "log.ID" of every signature: the newest line, Absent when no log says so, Unknown when none could be read.
void addLogFacts(FactMap &facts, const NodeLogs &logs, const SignatureBook &book);

} // namespace Vermagic
