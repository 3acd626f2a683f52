// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/dkmsparser.h"

#include "models/probe/kernelparsers.h"
#include "models/probe/sectiontext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QStringList notesOf(const QString &text)
{
    static const QRegularExpression parentheses(u"\\(([^)]*)\\)"_s);
    QStringList notes;
    for (const QRegularExpressionMatch &match : parentheses.globalMatch(text))
        notes.append(match.captured(1));
    return notes;
}

/// dkms writes "Error! m/v: Missing the module source directory…" and a plea for help below its list.
bool isComplaint(const QByteArray &line)
{
    return line.startsWith("Error!") || line.startsWith("Warning")
           || line.startsWith("Manual intervention is required");
}

int rank(const DkmsEntry &entry)
{
    static const QStringList states{u"added"_s, u"broken"_s, u"built"_s, u"installed-weak"_s, u"installed"_s};
    return static_cast<int>(states.indexOf(entry.state));
}

bool better(const DkmsEntry &left, const DkmsEntry &right)
{
    return rank(left) != rank(right) ? rank(left) > rank(right) : versionLess(right.version, left.version);
}

} // namespace

Fact<QList<DkmsEntry>> parseDkmsStatus(const ProbeSection &section)
{
    static const QRegularExpression grammar(
        u"\\A(?<module>[^,/:\\s]+)(?:/|, )(?<version>[^,:\\s]+)(?:, (?<kernel>[^,\\s]+), (?<arch>[^:\\s]+))?: "
        "(?<state>added|built|installed-weak|installed|broken)(?: from (?<from>\\S+))?(?<notes>(?: ?\\([^)]*\\))*)\\s*\\z"_s);
    using Entries = Fact<QList<DkmsEntry>>;
    if (section.exitCode != 0)
        return Entries::unknown(section.exitCode == 124 ? u"dkms status did not end in time"_s
                                                        : complaintOf(section));
    QList<DkmsEntry> entries;
    for (const QByteArray &line : linesOf(section.output)) {
        if (line.trimmed().isEmpty() || isComplaint(line))
            continue;
        const QRegularExpressionMatch match = grammar.match(QString::fromUtf8(line));
        const QString kernel = match.captured(u"kernel");
        if (!match.hasMatch() || (!kernel.isEmpty() && !isKernelRelease(kernel)))
            return Entries::unknown(u"dkms status says “%1”"_s.arg(cleanText(line, 120)));
        entries.append({.module = cleanWord(match.captured(u"module").toUtf8()),
                        .version = cleanWord(match.captured(u"version").toUtf8()),
                        .kernel = kernel,
                        .architecture = cleanWord(match.captured(u"arch").toUtf8()),
                        .state = match.captured(u"state"),
                        .notes = notesOf(cleanText(match.captured(u"notes").toUtf8()))});
    }
    return Entries::known(entries);
}

Fact<DkmsEntry> dkmsEntryFor(const Fact<QList<DkmsEntry>> &entries, const QStringList &names,
                             const QString &kernel)
{
    if (!entries.isKnown())
        return Fact<DkmsEntry>::unknown(entries.reason());
    const DkmsEntry *best = nullptr, *other = nullptr;
    for (const DkmsEntry &entry : entries.value()) {
        if (!names.contains(entry.module))
            continue;
        if (entry.kernel == kernel) {
            if (!best || better(entry, *best))
                best = &entry;
        } else if (!other
                   || (other->kernel.isEmpty() == entry.kernel.isEmpty() ? better(entry, *other)
                                                                         : entry.kernel.isEmpty())) {
            other = &entry;
        }
    }
    if (best)
        return Fact<DkmsEntry>::known(*best);
    if (!other)
        return Fact<DkmsEntry>::absent();
    const QString state = other->state == "broken"_L1 ? other->state : u"added"_s;
    return Fact<DkmsEntry>::known(
        {.module = other->module, .version = other->version, .state = state, .notes = {}});
}

} // namespace Vermagic
