// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/signature/logmatch.h"

#include "models/signature/logline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Of the line that is kept.
constexpr qsizetype longestKeptLine = 500;

/// Puts `match` behind all others: those of the same signature, subject and channel are counted into it, those that it says are
/// over go.
void append(QList<LogMatch> &matches, LogMatch match, const SignatureBook &book)
{
    const Signature *signature = book.find(match.signature);
    matches.removeIf([&](const LogMatch &earlier) {
        const bool same = earlier.signature == match.signature && earlier.channel == match.channel
                          && earlier.subject == match.subject;
        if (same)
            match.count += earlier.count;
        const bool elsewhere = !earlier.subject.isEmpty() && !match.subject.isEmpty()
                               && earlier.subject != match.subject;
        return same || (signature && !elsewhere && signature->clears.contains(earlier.signature));
    });
    matches.append(std::move(match));
}

void bound(QList<LogMatch> &matches, const SignatureBook &book)
{
    while (matches.size() > mostLogMatches) {
        const auto harmless = std::ranges::find_if(matches, [&](const LogMatch &match) {
            const Signature *signature = book.find(match.signature);
            return !signature || signature->benign;
        });
        matches.removeAt(harmless == matches.end() ? 0 : std::distance(matches.begin(), harmless));
    }
}

} // namespace

QList<LogMatch> logMatches(QByteArrayView text, const QString &channel, std::optional<LogSource> source,
                           const SignatureBook &book)
{
    QList<LogMatch> matches;
    while (!text.isEmpty()) {
        const qsizetype newline = text.indexOf('\n');
        const LogLine line = logLine(newline < 0 ? text : text.first(newline));
        text = newline < 0 ? QByteArrayView() : text.sliced(newline + 1);
        const bool isKernels = source == LogSource::Journal && line.program == "kernel"_L1;
        const QList<const Signature *> found = book.match(line.text, isKernels ? LogSource::Kernel : source);
        if (found.isEmpty())
            continue;
        const Signature &first = *found.constFirst();
        append(matches,
               {first.id, subjectOf(first, line.text), channel, line.time, line.text.left(longestKeptLine)},
               book);
    }
    bound(matches, book);
    return matches;
}

NodeLogs withNews(const NodeLogs &before, const NodeLogs &news, const SignatureBook &book)
{
    NodeLogs now = news;
    now.restarted.clear();
    if (before.bootId != news.bootId)
        return now;
    now.matches = before.matches;
    now.matches.removeIf([&](const LogMatch &match) { return news.restarted.contains(match.channel); });
    for (const LogMatch &match : news.matches)
        append(now.matches, match, book);
    bound(now.matches, book);
    for (const auto &[channel, position] : before.positions.asKeyValueRange()) {
        if (!now.positions.contains(channel) && !news.unread.contains(channel))
            now.positions.insert(channel, position);
    }
    return now;
}

const LogMatch *newestMatch(const NodeLogs &logs, const QString &signature)
{
    const auto it = std::ranges::find(logs.matches.crbegin(), logs.matches.crend(), signature,
                                      &LogMatch::signature);
    return it == logs.matches.crend() ? nullptr : &*it;
}

} // namespace Vermagic
