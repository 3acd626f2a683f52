// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/logparsers.h"

#include "models/probe/sectiontext.h"
#include "models/signature/logline.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// As sweep.sh ends a section for a log that only root may read.
constexpr int notPermitted = 126;

void setPosition(NodeLogs &logs, const QString &channel, QByteArrayView text)
{
    if (const QString position = QString::fromLatin1(text.trimmed()); isLogPosition(position))
        logs.positions.insert(channel, position);
}

/// journalctl --show-cursor ends its output with "-- cursor: …"; nothing new is no output at all.
void parseJournal(NodeLogs &logs, const ProbeSection &section, const SignatureBook &book)
{
    static const QByteArray mark = "-- cursor: ";
    const qsizetype at = section.output.lastIndexOf(mark);
    if (at < 0) {
        if (!section.output.trimmed().isEmpty())
            logs.unread.insert(u"journal"_s, complaintOf(section));
        return;
    }
    setPosition(logs, u"journal"_s, QByteArrayView(section.output).sliced(at + mark.size()));
    logs.matches += logMatches(QByteArrayView(section.output).first(at), u"journal"_s, LogSource::Journal,
                               book);
}

/// The time of the last line is how far the kernel's buffer has been read.
void parseDmesg(NodeLogs &logs, const ProbeSection &section, const SignatureBook &book)
{
    const QByteArrayView last = QByteArrayView(section.output).sliced(section.output.lastIndexOf('\n') + 1);
    const QString time = logLine(last).time;
    if (time.isEmpty()) {
        if (!section.output.trimmed().isEmpty())
            logs.unread.insert(u"dmesg"_s, complaintOf(section));
        return;
    }
    setPosition(logs, u"dmesg"_s, time.toLatin1());
    logs.matches += logMatches(section.output, u"dmesg"_s, LogSource::Kernel, book);
}

LogSource sourceOf(const QString &channel)
{
    if (channel.startsWith("make:"_L1))
        return LogSource::MakeLog;
    return channel == "apt"_L1 ? LogSource::Apt : channel == "dnf"_L1 ? LogSource::Dnf : LogSource::BeegfsLog;
}

/// A file: "at POSITION more|whole", then its lines. What apt did before its last start is history.
void parseFile(NodeLogs &logs, const QString &channel, const ProbeSection &section, const SignatureBook &book)
{
    static const QByteArray aptStart = "Log started: ";
    const qsizetype newline = section.output.indexOf('\n');
    const QByteArrayView head = QByteArrayView(section.output)
                                    .first(newline < 0 ? section.output.size() : newline);
    const QList<QByteArray> words = head.toByteArray().split(' ');
    if (words.size() != 3 || words[0] != "at") {
        logs.unread.insert(channel, complaintOf(section));
        return;
    }
    setPosition(logs, channel, words[1]);
    bool isWhole = words[2] == "whole";
    QByteArrayView text = newline < 0 ? QByteArrayView() : QByteArrayView(section.output).sliced(newline + 1);
    QString time;
    if (const qsizetype start = channel == "apt"_L1 ? text.lastIndexOf(aptStart) : -1; start >= 0) {
        text = text.sliced(start + aptStart.size());
        const qsizetype end = text.indexOf('\n');
        time = cleanText(end < 0 ? text : text.first(end), 40);
        isWhole = true;
    }
    if (isWhole)
        logs.restarted.append(channel);
    for (const LogMatch &found : logMatches(text, channel, sourceOf(channel), book)) {
        LogMatch match = found;
        match.time = match.time.isEmpty() ? time : match.time;
        logs.matches.append(match);
    }
}

} // namespace

NodeLogs parseLogs(const QList<ProbeSection> &sections, const QString &bootId, const SignatureBook &book)
{
    NodeLogs logs{.bootId = bootId};
    for (const ProbeSection &section : sections) {
        if (!section.id.startsWith("log:"_L1) || !section.complete || section.truncated)
            continue;
        const QString channel = section.id.sliced(4);
        if (section.exitCode == notPermitted)
            logs.unread.insert(channel, cleanText(section.output));
        else if (channel == "journal"_L1)
            parseJournal(logs, section, book);
        else if (channel == "dmesg"_L1)
            parseDmesg(logs, section, book);
        else
            parseFile(logs, channel, section, book);
    }
    return logs;
}

} // namespace Vermagic
