// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/impactparsers.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int notFoundExit = 127; ///< of a shell, and of env, that finds no such program

QStringList textLines(const QByteArray &bytes)
{
    return printable(bytes).split(u'\n', Qt::SkipEmptyParts);
}

/// Why there is no answer to read: the error, else the last thing that the command said.
Error noAnswer(const CommandResult &answer)
{
    if (answer.error)
        return *answer.error;
    const QStringList said = textLines(answer.standardError + '\n' + answer.standardOutput);
    const auto complaint = std::ranges::find_if(said, [](const QString &line) {
        return line.startsWith(u"E: ") || line.startsWith(u"Error") || line.contains(u"FATAL");
    });
    const QString text = complaint != said.end() ? *complaint : said.isEmpty() ? QString() : said.last();
    return {ErrorCode::Protocol,
            text.isEmpty() ? u"exit %1"_s.arg(answer.exitCode.value_or(-1)) : text.trimmed(),
            {},
            {}};
}

QString moduleNameOf(const QString &path)
{
    return path.section(u'/', -1).section(u".ko"_s, 0, 0);
}

/// The heading of a group of dnf's table; nullopt for one that changes nothing.
std::optional<PackageAction> dnfAction(const QString &heading)
{
    static const QList<std::pair<QString, PackageAction>> headings{
        {u"Installing"_s, PackageAction::Install},   {u"Upgrading"_s, PackageAction::Upgrade},
        {u"Reinstalling"_s, PackageAction::Upgrade}, {u"Downgrading"_s, PackageAction::Upgrade},
        {u"Removing"_s, PackageAction::Remove},
    };
    for (const auto &[word, action] : headings) {
        if (heading.startsWith(word))
            return action;
    }
    return {};
}

} // namespace

Result<QList<PackageChange>> parseAptSimulation(const CommandResult &answer)
{
    if (!answer.succeeded())
        return std::unexpected(noAnswer(answer));
    static const QRegularExpression change(
        u"\\A(Inst|Remv|Purg) ([a-z0-9][a-z0-9.+:-]*)(?: \\[([^]]*)\\])?(?: \\(([^ )]+)[^)]*\\))?"_s);
    QList<PackageChange> changes;
    for (const QString &line : textLines(answer.standardOutput)) {
        const QRegularExpressionMatch match = change.match(line);
        if (!match.hasMatch())
            continue;
        PackageChange found{PackageAction::Install, match.captured(2), match.captured(3), match.captured(4)};
        if (match.captured(1) != u"Inst")
            found = {PackageAction::Remove, found.name, found.from, {}};
        else if (!found.from.isEmpty())
            found.action = PackageAction::Upgrade;
        changes.append(found);
    }
    return changes;
}

Result<QList<PackageChange>> parseDnfSimulation(const CommandResult &answer)
{
    const QStringList lines = textLines(answer.standardOutput);
    const bool table = std::ranges::any_of(
        lines, [](const QString &line) { return line.trimmed().startsWith(u"Transaction Summary"); });
    const bool nothing = std::ranges::any_of(
        lines, [](const QString &line) { return line.trimmed() == u"Nothing to do."; });
    if (answer.error || (!table && !nothing))
        return std::unexpected(noAnswer(answer));
    QList<PackageChange> changes;
    std::optional<PackageAction> action;
    QStringList row;
    for (const QString &line : lines) {
        const QString text = line.trimmed();
        if (text.startsWith(u"Transaction Summary"))
            break;
        if (!line.startsWith(u' ')) {
            action = text.endsWith(u':') ? dnfAction(text) : std::nullopt;
            row.clear();
            continue;
        }
        if (!action || text.startsWith(u"replacing "))
            continue;
        row += text.split(u' ', Qt::SkipEmptyParts);
        if (row.size() < 4) // a name that is too long for its column stands on a line of its own
            continue;
        const bool removes = *action == PackageAction::Remove;
        changes.append({*action, row[0], removes ? row[2] : QString(), removes ? QString() : row[2]});
        row.clear();
    }
    return changes;
}

Result<QList<ModuleChange>> parseModprobeSimulation(const CommandResult &answer)
{
    if (!answer.succeeded())
        return std::unexpected(noAnswer(answer));
    QList<ModuleChange> changes;
    for (const QString &line : textLines(answer.standardOutput)) {
        const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
        if (words.size() >= 2 && (words[0] == u"insmod" || words[0] == u"rmmod"))
            changes.append({moduleNameOf(words[1]), words[0] == u"insmod"});
    }
    return changes;
}

Result<QStringList> parseDependants(const CommandResult &answer)
{
    if (!answer.succeeded())
        return std::unexpected(noAnswer(answer));
    QStringList units;
    for (const QString &line : textLines(answer.standardOutput).mid(1)) {
        const QString unit = line.trimmed();
        const bool groups = unit.endsWith(u".target") || unit.endsWith(u".slice");
        if (!unit.isEmpty() && !groups && !units.contains(unit))
            units.append(unit);
    }
    return units;
}

Fact<MountUsers> parseMountUsers(const CommandResult &answer)
{
    if (!answer.succeeded())
        return Fact<MountUsers>::unknown(noAnswer(answer).message);
    MountUsers users;
    bool complete = false;
    for (const QString &line : textLines(answer.standardOutput)) {
        const QStringList fields = line.split(u'\t');
        if (fields.size() == 2 && fields[0] == u"unseen") {
            users.unseen = fields[1].toInt(&complete);
        } else if (fields.size() == 5 && fields[0] == u"use") {
            const MountUser user{fields[1], fields[2].toLongLong(), fields[4], fields[3]};
            if (user.pid > 0 && !users.processes.contains(user))
                users.processes.append(user);
        }
    }
    if (!complete)
        return Fact<MountUsers>::unknown(u"the list of processes is not complete"_s);
    return Fact<MountUsers>::known(users);
}

Fact<QList<Job>> parseJobs(const CommandResult &answer)
{
    if (answer.exitCode == notFoundExit)
        return Fact<QList<Job>>::absent();
    if (!answer.succeeded())
        return Fact<QList<Job>>::unknown(noAnswer(answer).message);
    QList<Job> jobs;
    for (const QString &line : textLines(answer.standardOutput)) {
        const QStringList fields = line.split(u'|');
        if (fields.size() >= 5)
            jobs.append({fields[0], fields[1], fields[2], fields[3], fields.mid(4).join(u'|')});
    }
    return Fact<QList<Job>>::known(jobs);
}

} // namespace Vermagic
