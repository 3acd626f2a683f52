// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/knownlines.h"

#include <algorithm>

#include <ranges>

namespace Vermagic {

QList<KnownLine> knownLines(const NodeLogs &logs, const Knowledge &knowledge)
{
    QList<KnownLine> lines;
    for (const LogMatch &match : std::views::reverse(logs.matches)) {
        const Signature *signature = knowledge.signatures.find(match.signature);
        if (!signature)
            continue;
        const auto filled = [&](const LocalText &text) {
            return filledFromLine(text.in(knowledge.language), *signature, match.line);
        };
        lines.append({.signature = signature->id,
                      .severity = signature->severity,
                      .benign = signature->benign,
                      .filesystem = signature->filesystem,
                      .title = filled(signature->title),
                      .meaning = filled(signature->meaning),
                      .cause = filled(signature->cause),
                      .hint = filled(signature->hint),
                      .playbook = signature->playbook,
                      .channel = match.channel,
                      .time = match.time,
                      .line = match.line,
                      .count = match.count});
    }
    std::ranges::stable_sort(lines, std::greater(), &KnownLine::severity);
    return lines;
}

QList<KnownLine> linesAbout(const QList<KnownLine> &lines, FilesystemKind filesystem, qsizetype most)
{
    QList<KnownLine> about;
    for (const KnownLine &line : lines) {
        const bool fits = !line.filesystem || line.filesystem == filesystem;
        if (fits && !line.benign && about.size() < most)
            about.append(line);
    }
    return about;
}

void addLogFacts(FactMap &facts, const NodeLogs &logs, const SignatureBook &book)
{
    const bool isRead = !logs.positions.isEmpty();
    const Fact<QString> none = isRead ? Fact<QString>::absent()
                                      : Fact<QString>::unknown(logs.unread.isEmpty()
                                                                   ? QStringLiteral("no log has been read")
                                                                   : logs.unread.first());
    for (const Signature &signature : book.signatures()) {
        const LogMatch *match = newestMatch(logs, signature.id);
        facts.insert(logFactPath(signature.id), match ? Fact<QString>::known(match->line) : none);
    }
}

} // namespace Vermagic
