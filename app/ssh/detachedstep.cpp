// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/detachedstep.h"

#include "models/core/command.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qint64 LargestFrame = 65536;
constexpr qsizetype LongestLine = 64;

QByteArray quoted(const QByteArray &text)
{
    return shellQuoted(QString::fromUtf8(text)).toUtf8();
}

/// Runs in the run's own folder; the lock is held as long as it lives, but not by the step, which may leave daemons behind.
/// The status is the target of a link: that needs no block of a disk that the step may have filled.
const char *const Runner = R"(cd "$1" || exit
exec 9>>lock
flock -n 9 || exit
[ -e begun ] && exit
: >begun
sh ./script <input >>log 2>&1 9>&-
ln -s $? status.new && mv -T status.new status
)";

Error protocolError(const QString &what)
{
    return {ErrorCode::Protocol, u"the node's answer about the step cannot be read: "_s + what, {}, {}};
}

} // namespace

bool DetachedStep::isValidRunId(const QString &runId)
{
    static const QRegularExpression form(u"\\A[0-9a-f]{8,64}\\z"_s);
    return form.match(runId).hasMatch();
}

DetachedStep::DetachedStep(const QString &runId, const QStringList &argv, const QByteArray &input)
    : m_runId(runId.toLatin1())
    , m_script("exec " + shellQuoted(inKnownEnvironment(argv)).toUtf8() + '\n')
    , m_input(input)
{
}

/// Leaves the run's base folder in B and its own in D, both empty when there is no such run. The override is for nodes where
/// neither place can be written to; sudo drops it from the environment.
QByteArray DetachedStep::search() const
{
    return "umask 077; set -f; IFS='\n'; "
           "bases() { [ -z \"${VERMAGIC_RUNS:-}\" ] || echo \"$VERMAGIC_RUNS\"; [ \"$(id -u)\" != 0 ] || echo /var/lib/vermagic/runs; "
           "echo \"${HOME:-/nonexistent}/.local/state/vermagic/runs\"; }; "
           "B=; D=; for b in $(bases); do if [ -d \"$b/"
           + m_runId + "\" ]; then B=$b; D=$b/" + m_runId + "; break; fi; done; ";
}

QByteArray DetachedStep::startLine() const
{
    const QByteArray total = QByteArray::number(m_script.size() + m_input.size());
    const QByteArray script =
        search()
        + "said=ALREADY; if [ -z \"$D\" ]; then "
          "for b in $(bases); do mkdir -p \"$b\" 2>/dev/null && chmod 700 \"$b\" && [ -w \"$b\" ] && { B=$b; break; }; done; "
          "[ -n \"$B\" ] || exit 90; D=$B/"
        + m_runId
        + "; find \"$B\" -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf {} + 2>/dev/null; "
          "T=\"$D.new.$$\"; mkdir \"$T\" || exit 91; cat >\"$T/payload\" || { rm -rf \"$T\"; exit 92; }; "
          "[ \"$(wc -c <\"$T/payload\")\" -eq "
        + total
        + " ] || { rm -rf \"$T\"; exit 93; }; "
          // half a script on a full disk would be a different one
          "{ head -c "
        + QByteArray::number(m_script.size()) + " \"$T/payload\" >\"$T/script\" && tail -c +"
        + QByteArray::number(m_script.size() + 1)
        + " \"$T/payload\" >\"$T/input\" && rm \"$T/payload\" && : >\"$T/log\" && : >\"$T/lock\" && printf %s "
        + quoted(Runner)
        + " >\"$T/runner\"; } || { rm -rf \"$T\"; exit 92; }; "
          "if mv -T \"$T\" \"$D\" 2>/dev/null; then said=STARTED; else rm -rf \"$T\"; [ -d \"$D\" ] || exit 94; fi; fi; "
          "if [ ! -e \"$D/begun\" ]; then "
          "{ [ \"$(id -u)\" = 0 ] && [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1 && "
          "systemd-run --quiet --collect --unit=vermagic-"
        + m_runId
        + " -E PATH=\"$PATH\" -E HOME=\"$HOME\" sh \"$D/runner\" \"$D\" </dev/null >/dev/null 2>&1; } || "
          "setsid sh \"$D/runner\" \"$D\" </dev/null >/dev/null 2>&1 & fi; echo $said";
    return "sh -c " + quoted(script);
}

QByteArray DetachedStep::followLine(qint64 offset) const
{
    const QByteArray script =
        search() + "off=" + QByteArray::number(offset)
        + "; idle=0; nap=0.2; [ -n \"$D\" ] || { echo N; exit; }; echo F; "
          "while :; do st=; [ -L \"$D/status\" ] && st=$(readlink \"$D/status\"); " // before the size, or the last bytes could be missed
          "n=$(($(wc -c <\"$D/log\") - off)); "
          "if [ $n -gt 0 ]; then [ $n -gt 65536 ] && n=65536; printf 'D %d %d\\n' $off $n; "
          "tail -c +$((off + 1)) \"$D/log\" | head -c $n || exit; off=$((off + n)); idle=0; nap=0.2; "
          "elif [ -n \"$st\" ]; then echo \"X $st\"; exit; "
          "else if flock -n \"$D/lock\" true; then idle=$((idle + 1)); nap=0.2; "
          "if [ $idle -ge 10 ] && [ ! -L \"$D/status\" ]; then if [ -e \"$D/begun\" ]; then echo L; else echo S; fi; exit; fi; "
          "else idle=0; case $nap in 0.2) nap=0.3;; 0.3) nap=0.5;; 0.5) nap=1;; *) nap=2;; esac; fi; "
          "sleep $nap || sleep 1; fi; done";
    return "sh -c " + quoted(script);
}

void FrameReader::restart()
{
    m_line.clear();
    m_left = 0;
    m_found = false;
    m_end = End::None;
}

Result<void> FrameReader::readLine(const QByteArray &line)
{
    static const QRegularExpression data(u"\\AD (\\d{1,18}) (\\d{1,6})\\z"_s);
    static const QRegularExpression exit(u"\\AX (\\d{1,3})\\z"_s);
    const QString text = QString::fromLatin1(line);
    if (const auto match = data.match(text); match.hasMatch()) {
        m_left = match.captured(2).toLongLong();
        if (match.captured(1).toLongLong() != m_offset || m_left > LargestFrame)
            return std::unexpected(
                protocolError(u"bytes at %1 where %2 was next"_s.arg(match.captured(1)).arg(m_offset)));
    } else if (const auto status = exit.match(text); status.hasMatch()) {
        m_exitCode = status.captured(1).toInt();
        m_end = End::Exited;
    } else if (line == "F") {
        m_found = true;
    } else if (line == "N") {
        m_end = End::NotThere;
    } else if (line == "S") {
        m_end = End::NotBegun;
    } else if (line == "L") {
        m_end = End::Unknown;
    } else {
        return std::unexpected(protocolError(printable(line.left(LongestLine))));
    }
    return {};
}

Result<void> FrameReader::feed(QByteArrayView bytes, QByteArray *output)
{
    while (!bytes.isEmpty() && m_end == End::None) {
        if (m_left > 0) {
            const qsizetype taken = std::min(static_cast<qsizetype>(m_left), bytes.size());
            output->append(bytes.first(taken));
            m_left -= taken;
            m_offset += taken;
            bytes = bytes.sliced(taken);
            continue;
        }
        const qsizetype newline = bytes.indexOf('\n');
        m_line.append(newline < 0 ? bytes : bytes.first(newline));
        if (m_line.size() > LongestLine)
            return std::unexpected(protocolError(printable(m_line.left(LongestLine))));
        if (newline < 0)
            return {};
        bytes = bytes.sliced(newline + 1);
        if (const auto read = readLine(std::exchange(m_line, {})); !read)
            return read;
    }
    return {};
}

} // namespace Vermagic
