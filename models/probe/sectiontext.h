// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What every section parser needs: lines, short clean words and the reasons for Unknown. A parser of this folder
/// takes sections that are complete (gatherFacts sees to it) and still distrusts every byte of them: it yields
/// Known or Absent only for an answer that it recognises, else Unknown with the reason.
#pragma once

#include "models/core/command.h"
#include "models/core/fact.h"
#include "models/probe/probescript.h"

#include <QByteArrayView>
#include <QList>

namespace Vermagic {

/// Lines without their newlines; a carriage return before it is dropped, empty lines are kept.
QList<QByteArray> linesOf(const QByteArray &text);

/// One line of printable text, trimmed, at most `limit` characters.
QString cleanText(QByteArrayView bytes, qsizetype limit = 256);

/// A version, name or similar word: printable ASCII without blanks, at most 256 characters; else empty.
QString cleanWord(QByteArrayView bytes);

/// "COMMAND: first line of the output", for reasons.
QString complaintOf(const ProbeSection &section);

} // namespace Vermagic
