// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/mountparsers.h"

#include "models/probe/sectiontext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

int octal(QByteArrayView digits)
{
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '7')
            return -1;
        value = value * 8 + (c - '0');
    }
    return value < 256 ? value : -1;
}

QByteArray unescaped(const QByteArray &text)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int value = text[i] == '\\' && i + 3 < text.size()
                              ? octal(QByteArrayView(text).sliced(i + 1, 3))
                              : -1;
        if (value >= 0)
            i += 3;
        result += value >= 0 ? static_cast<char>(value) : text[i];
    }
    return result;
}

QString field(const QByteArray &text)
{
    return cleanText(unescaped(text), 4096);
}

bool hasOption(const QString &options, const QString &option)
{
    return options.split(u',').contains(option);
}

/// A Lustre server target is mounted with the type of a client.
bool isServerTarget(const MountEntry &entry)
{
    const QStringList options = entry.superOptions.split(u',');
    return entry.type == "lustre"_L1 && std::ranges::any_of(options, [](const QString &option) {
               return option.startsWith("svname="_L1);
           });
}

bool isStaleError(const QByteArray &text)
{
    static const QList<QByteArray> errors{
        "Stale file handle",  "Transport endpoint is not connected",
        "Input/output error", "Cannot send after transport endpoint shutdown",
        "No such device",     "Host is down",
        "Connection refused", "Connection timed out"};
    return std::ranges::any_of(errors, [&](const QByteArray &error) { return text.contains(error); });
}

QString hungDetail(const QList<QByteArray> &words)
{
    if (words.size() < 3)
        return u"stat still does not return"_s;
    const QString where = words.size() > 3 && words[3] != "0" ? u" in "_s + cleanText(words[3], 64)
                                                              : QString();
    return u"stat has not returned for %1 s (process state %2%3)"_s.arg(cleanText(words[1], 12),
                                                                        cleanText(words[2], 2), where);
}

} // namespace

Fact<QList<MountEntry>> parseMountinfo(const ProbeSection &section)
{
    using Mounts = Fact<QList<MountEntry>>;
    if (section.exitCode != 0 && section.exitCode != 1)
        return Mounts::unknown(complaintOf(section));
    QList<MountEntry> entries;
    for (const QByteArray &line : linesOf(section.output)) {
        if (line.isEmpty())
            continue;
        const QList<QByteArray> words = line.split(' ');
        const qsizetype dash = words.indexOf("-", 6);
        if (dash < 0 || words.size() < dash + 3)
            return Mounts::unknown(u"/proc/self/mountinfo says “%1”"_s.arg(cleanText(line, 120)));
        entries.append({.mountpoint = field(words[4]),
                        .type = field(words[dash + 1]),
                        .source = field(words[dash + 2]),
                        .options = field(words[5]),
                        .superOptions = words.size() > dash + 3 ? field(words[dash + 3]) : QString()});
    }
    return Mounts::known(entries);
}

QList<FstabEntry> parseFstab(const ProbeSection &section)
{
    QList<FstabEntry> entries;
    for (const QByteArray &line : linesOf(section.output)) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() < 3 || words[0].startsWith('#'))
            continue;
        entries.append({.source = field(words[0]),
                        .mountpoint = field(words[1]),
                        .type = field(words[2]),
                        .options = words.size() > 3 ? field(words[3]) : u"defaults"_s});
    }
    return entries;
}

Liveness parseLiveness(const ProbeSection &section)
{
    const QList<QByteArray> lines = linesOf(section.output);
    const QList<QByteArray> words = lines[0].split(' ');
    const QString text = cleanText(section.output.mid(lines[0].size() + 1), 300);
    if (words[0] == "hung")
        return {MountHealth::Hung, hungDetail(words)};
    if (words[0] == "checking")
        return {MountHealth::Unknown, u"stat has not returned yet"_s};
    if (words[0] == "skipped")
        return {MountHealth::Unknown, cleanText(lines[0].mid(8))};
    bool number = false;
    const int status = words.value(1).toInt(&number);
    if (words[0] != "done" || !number)
        return {MountHealth::Unknown, u"the liveness check answered “%1”"_s.arg(cleanText(lines[0], 80))};
    if (status == 0)
        return {MountHealth::Mounted, {}};
    if (status == 124 || status == 137)
        return {MountHealth::Hung, u"stat did not return within the deadline"_s};
    if (section.output.contains("Permission denied")) // a file system that refuses is alive
        return {MountHealth::Mounted, text};
    return {isStaleError(section.output) ? MountHealth::Stale : MountHealth::Unknown, text};
}

MountFacts mountFactsOf(const ProbeMount &mount, const QList<MountEntry> &entries,
                        const QList<FstabEntry> &fstab, const ProbeSection *live)
{
    MountFacts facts{.mountpoint = mount.mountpoint, .unit = mount.unit};
    const FstabEntry *wanted = nullptr;
    for (const FstabEntry &entry : fstab) {
        if (entry.mountpoint == mount.mountpoint)
            wanted = &entry;
    }
    facts.inFstab = wanted != nullptr;
    const MountEntry *found = nullptr; // the last one is the uppermost
    for (const MountEntry &entry : entries) {
        if (entry.mountpoint == mount.mountpoint)
            found = &entry;
    }
    if (!found)
        return facts;
    facts.filesystemType = found->type;
    facts.source = found->source;
    facts.options = found->options + (found->superOptions.isEmpty() ? QString() : u',' + found->superOptions);
    const bool rightType = found->type == mount.filesystemType
                           || found->type == "fuse."_L1 + mount.filesystemType;
    if (found->type == "autofs"_L1) {
        facts.detail = u"waiting to be mounted on first use (autofs)"_s;
    } else if (!rightType || isServerTarget(*found)) {
        facts.detail = isServerTarget(*found)
                           ? u"a Lustre server target is mounted here, no client"_s
                           : u"%1 from %2 is mounted here"_s.arg(found->type, found->source);
    } else {
        const Liveness liveness = live ? parseLiveness(*live)
                                       : Liveness{MountHealth::Unknown, u"its liveness was not checked"_s};
        facts.health = liveness.health;
        facts.detail = liveness.detail;
        const bool readOnly = hasOption(found->options, u"ro"_s) || hasOption(found->superOptions, u"ro"_s);
        if (facts.health == MountHealth::Mounted && readOnly
            && !(wanted && hasOption(wanted->options, u"ro"_s)))
            facts.health = MountHealth::ReadOnly;
    }
    return facts;
}

} // namespace Vermagic
