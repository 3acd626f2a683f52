// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/signature/logline.h"

#include "models/core/command.h"
#include "models/signature/linepattern.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Takes what `form` matches at the front of `text`; `time` and `program` are groups of it.
bool take(const QRegularExpression &form, LogLine &line)
{
    const QRegularExpressionMatch match = form.match(line.text, 0, QRegularExpression::NormalMatch,
                                                     QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch())
        return false;
    if (match.hasCaptured(u"time"_s) && line.time.isEmpty())
        line.time = match.captured(u"time"_s).trimmed();
    if (match.hasCaptured(u"program"_s))
        line.program = match.captured(u"program"_s);
    line.text = line.text.sliced(match.capturedLength());
    return true;
}

} // namespace

LogLine logLine(QByteArrayView bytes)
{
    static const QRegularExpression priority(u"<\\d{1,3}>"_s);
    // "2025-11-20T15:11:11+0000 host kernel: " and "Nov 20 15:11:11 host mount[663]: "; a comma is dmesg's
    static const QRegularExpression syslog(
        u"(?<time>\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?|"
        "[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) [\\w.-]+ (?<program>[\\w./()@\\\\-]+)(?:\\[\\d+\\])?: "_s);
    static const QRegularExpression level(
        u"(?<time>\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[+-]\\d{4}|Z)?) "
        "(?:DDEBUG|SUBDEBUG|DEBUG|INFO|WARNING|ERROR|CRITICAL) "_s);
    static const QRegularExpression kernel(
        u"(?|(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d,\\d{1,9}[+-]\\d\\d:\\d\\d)|"
        "\\[ *(?<time>\\d+\\.\\d{1,9}|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4})\\])"
        "(?:\\[ *[TC]\\d+\\])? "_s);
    // "(2) Nov20 15:11:11 *df(1161) [Messaging (RPC)] >> "
    static const QRegularExpression beegfs(
        u"\\(\\d\\) (?<time>[A-Z][a-z]{2} ?\\d{1,2} \\d\\d:\\d\\d:\\d\\d) \\*?[^ ]{1,64} \\[[^\\]]{1,80}\\] >> "_s);
    LogLine line;
    const QByteArrayView part = bytes.first(std::min(bytes.size(), 4 * longestLogLine));
    line.text = printable(part).left(longestLogLine);
    line.text.replace(u'\n', u' ');
    take(priority, line);
    if (!take(level, line))
        take(syslog, line);
    take(kernel, line);
    take(beegfs, line);
    return line;
}

} // namespace Vermagic
