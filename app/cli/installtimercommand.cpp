// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/installtimercommand.h"

#include "app/cli/terminal.h"
#include "app/engine.h"
#include "app/inventoryfile.h"
#include "app/notify/notifier.h"
#include "app/reportexporter.h"
#include "app/statefolder.h"
#include "models/inventory/nodeselection.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr auto defaultTime = "02:00"_L1;
constexpr int defaultKeep = 14;

QString unitFolder()
{
    return configFolderPath() + u"/systemd/user"_s;
}

QStringList unitFiles(const QString &name)
{
    return {unitFolder() + u'/' + name + u".service"_s, unitFolder() + u'/' + name + u".timer"_s};
}

/// Nothing when `path` does not exist or is ours.
Result<void> checkOurs(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return {};
    QFile file(path);
    const bool ours = !info.isSymLink() && file.open(QIODevice::ReadOnly)
                      && file.readLine(200).startsWith(timerUnitMark.toUtf8());
    if (ours)
        return {};
    return std::unexpected(Error{ErrorCode::InvalidInput, u"this unit was not written by vermagic"_s, path,
                                 u"choose another --name, or remove it yourself"_s});
}

/// What a service of the user's manager does not inherit, where it says where our files are.
QMap<QString, QString> ownEnvironment()
{
    QMap<QString, QString> environment;
    for (const char *name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "VERMAGIC_PLAYBOOKS"}) {
        if (qEnvironmentVariableIsSet(name) && QDir::isAbsolutePath(qEnvironmentVariable(name)))
            environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    return environment;
}

Result<QString> calendarOf(const CommandLine &line)
{
    if (line.isSet(u"at"_s) && line.isSet(u"daily"_s)) {
        return std::unexpected(
            Error{ErrorCode::InvalidInput, u"--at and --daily do not go together"_s, u"install-timer"_s, {}});
    }
    if (line.isSet(u"at"_s))
        return line.required(u"at"_s);
    return dailyCalendar(line.value(u"daily"_s, defaultTime));
}

void addOptions(CommandLine &line)
{
    line.addOption({u"i"_s, u"inventory"_s}, u"The inventory."_s, u"FILE"_s);
    line.addOption({u"daily"_s}, u"Every day at this time (%1)."_s.arg(defaultTime), u"HH:MM"_s);
    line.addOption({u"at"_s}, u"At these times: 'Mon *-*-* 02:00:00', see systemd.time(7)."_s, u"CALENDAR"_s);
    line.addOption({u"keep"_s}, u"How many reports are kept (%1)."_s.arg(defaultKeep), u"N"_s);
    line.addOption({u"f"_s, u"format"_s},
                   u"Of the reports: one of %1 (html)."_s.arg(reportFormats().join(u", "_s)), u"FORMAT"_s);
    line.addOption({u"nodes"_s}, u"Only these nodes."_s, u"NODESET"_s);
    line.addOption({u"timeout"_s}, u"Seconds a node may take."_s, u"S"_s);
    line.addOption({u"name"_s}, u"Of the units (vermagic-check-CLUSTER)."_s, u"NAME"_s);
    line.addOption({u"notify"_s},
                   u"Tell whom this file names (%1, where it exists)."_s.arg(defaultNotifyFile()), u"FILE"_s);
    line.addOption({u"dry-run"_s}, u"Print the units and change nothing."_s);
    line.addOption({u"uninstall"_s}, u"Take the timer and its service away."_s);
}

} // namespace

void InstallTimerCommand::start(const QStringList &arguments)
{
    CommandLine line(
        u"install-timer"_s,
        u"Writes a systemd timer for this user that checks the cluster and keeps the last reports."_s);
    addOptions(line);
    const Result<bool> parsed = line.parse(arguments);
    if (!parsed || !*parsed) {
        if (!parsed)
            printError(parsed.error());
        Q_EMIT finished(parsed ? ExitHealthy : ExitUsage);
        return;
    }
    m_dryRun = line.isSet(u"dry-run"_s);
    const bool uninstalls = line.isSet(u"uninstall"_s);
    const Loaded<Schedule> schedule = uninstalls && line.isSet(u"name"_s)
                                          ? Schedule{.name = unitNamePart(line.value(u"name"_s))}
                                          : scheduleOf(line);
    if (!schedule) {
        printErrors(schedule.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    m_schedule = *schedule;
    for (const QString &path : unitFiles(m_schedule.name)) {
        if (const Result<void> ours = checkOurs(path); !ours) {
            fail(ours.error());
            return;
        }
    }
    if (uninstalls)
        uninstall();
    else
        install();
}

Loaded<Schedule> InstallTimerCommand::scheduleOf(const CommandLine &line) const
{
    const Result<QString> file = line.required(u"inventory"_s);
    if (!file)
        return std::unexpected(QList{file.error()});
    const Loaded<ImportedInventory> imported = readInventoryFile(*file);
    if (!imported)
        return std::unexpected(imported.error());
    const Inventory &inventory = imported->inventory;
    const Result<QString> format = line.word(u"format"_s, QStringList{u"html"_s} + reportFormats());
    const Result<int> keep = line.number(u"keep"_s, defaultKeep, 1, 10'000);
    const Result<int> timeout = line.number(u"timeout"_s, 60, 1, 86400);
    const Result<QString> calendar = calendarOf(line);
    const Result<QStringList> nodes = selectNodes(line.value(u"nodes"_s, u"@*"_s), inventory);
    const QString notify = line.value(u"notify"_s,
                                      QFile::exists(defaultNotifyFile()) ? defaultNotifyFile() : QString());
    QList<Error> errors;
    // What is taken away need not be right.
    if (!notify.isEmpty() && !line.isSet(u"uninstall"_s))
        errors += readNotifyFile(notify).error_or(QList<Error>());
    const auto note = [&errors](const auto &result) {
        if (!result)
            errors.append(result.error());
    };
    note(format);
    note(keep);
    note(timeout);
    note(calendar);
    note(nodes);
    const QString name = line.value(u"name"_s, u"vermagic-check-"_s + unitNamePart(inventory.cluster));
    if (name.isEmpty() || name != unitNamePart(name) || name.startsWith(u'.') || name.size() > 200)
        errors.append({ErrorCode::InvalidInput, u"'%1' is no name for a unit"_s.arg(name), u"--name"_s, {}});
    if (!errors.isEmpty())
        return std::unexpected(errors);
    Schedule schedule{.name = name,
                      .description = u"Vermagic's check of %1"_s.arg(inventory.cluster),
                      .calendar = *calendar,
                      .argv = {QCoreApplication::applicationFilePath(), u"check"_s, u"--inventory"_s,
                               QFileInfo(*file).absoluteFilePath(), u"--format"_s, *format, u"--keep"_s,
                               QString::number(*keep)},
                      .environment = ownEnvironment()};
    if (!notify.isEmpty())
        schedule.argv += {u"--notify"_s, QFileInfo(notify).absoluteFilePath()};
    for (const QString &option : {u"nodes"_s, u"timeout"_s}) {
        if (line.isSet(option))
            schedule.argv += {u"--"_s + option, line.value(option)};
    }
    return schedule;
}

void InstallTimerCommand::install()
{
    for (const Result<QString> &text : {renderService(m_schedule), renderTimer(m_schedule)}) {
        if (!text) {
            fail(text.error());
            return;
        }
    }
    m_commands.append({{u"systemd-analyze"_s, u"calendar"_s, u"--"_s, m_schedule.calendar},
                       [this](const CommandResult &result) { return tellNextTime(result); }});
    if (!m_dryRun) {
        const QStringList reload{u"systemctl"_s, u"--user"_s, u"daemon-reload"_s};
        const QStringList enable{u"systemctl"_s, u"--user"_s, u"enable"_s, u"--now"_s,
                                 m_schedule.name + u".timer"_s};
        for (const QStringList &argv : {reload, enable}) {
            m_commands.append(
                {argv, [this, argv](const CommandResult &result) { return noteResult(result, argv); }});
        }
    }
    runNext();
}

void InstallTimerCommand::uninstall()
{
    const QStringList files = unitFiles(m_schedule.name);
    const bool there = std::ranges::any_of(files, [](const QString &file) { return QFile::exists(file); });
    for (const QString &file : files) {
        if (QFile::exists(file))
            printOut((m_dryRun ? u"would remove %1\n"_s : u"removed %1\n"_s).arg(file));
    }
    if (!there)
        printNote(u"There is no timer %1."_s.arg(m_schedule.name));
    if (!there || m_dryRun) {
        Q_EMIT finished(ExitHealthy);
        return;
    }
    const QStringList disable{u"systemctl"_s, u"--user"_s, u"disable"_s, u"--now"_s,
                              m_schedule.name + u".timer"_s};
    const QStringList reload{u"systemctl"_s, u"--user"_s, u"daemon-reload"_s};
    m_commands.append({disable, [this, files, disable](const CommandResult &result) {
                           for (const QString &file : files) {
                               if (QFile::exists(file) && !QFile::remove(file)) {
                                   fail({ErrorCode::Io, u"the file cannot be removed"_s, file, {}});
                                   return false;
                               }
                           }
                           return noteResult(result, disable);
                       }});
    m_commands.append(
        {reload, [this, reload](const CommandResult &result) { return noteResult(result, reload); }});
    runNext();
}

bool InstallTimerCommand::tellNextTime(const CommandResult &result)
{
    if (!result.succeeded()) {
        const QString said = printable(result.standardError).trimmed().section(u'\n', 0, 0);
        fail(result.error
                 ? Error{ErrorCode::Unsupported, u"systemd-analyze cannot be run: "_s + result.error->message,
                         u"install-timer"_s, u"is this a system with systemd?"_s}
                 : Error{ErrorCode::InvalidInput, said, u"--at"_s, u"see systemd.time(7)"_s});
        return false;
    }
    if (!m_dryRun && !writeUnits())
        return false;
    print();
    for (const QString &line : printable(result.standardOutput).split(u'\n')) {
        if (line.contains("Next elapse:"_L1))
            printOut(u"\nNext time: %1\n"_s.arg(line.section(u':', 1).trimmed()));
    }
    return true;
}

bool InstallTimerCommand::writeUnits()
{
    const QStringList files = unitFiles(m_schedule.name);
    const QStringList texts{*renderService(m_schedule), *renderTimer(m_schedule)};
    if (!QDir().mkpath(unitFolder())) {
        fail({ErrorCode::Io, u"the folder cannot be made"_s, unitFolder(), {}});
        return false;
    }
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (const Result<void> written = writeReport(files[i], texts[i].toUtf8()); !written) {
            fail(written.error());
            return false;
        }
    }
    return true;
}

void InstallTimerCommand::print() const
{
    const QStringList files = unitFiles(m_schedule.name);
    if (m_dryRun)
        printOut(files[0] + u":\n\n"_s + *renderService(m_schedule) + u'\n' + files[1] + u":\n\n"_s
                 + *renderTimer(m_schedule));
    else
        printOut(u"wrote %1\nwrote %2\n"_s.arg(files[0], files[1]));
    printOut(u"\nReports are kept in %1/reports.\n"_s.arg(stateFolderPath()));
    printOut(u"To run it also while you are not logged in:\n    loginctl enable-linger %1\n"_s.arg(
        shellQuoted(invokingUser())));
    if (const std::optional<QString> line = cronLine(m_schedule, stateFolderPath() + u"/check.log"_s))
        printOut(u"Without systemd, the same as a line of crontab -e:\n    %1\n"_s.arg(*line));
}

bool InstallTimerCommand::noteResult(const CommandResult &result, const QStringList &argv)
{
    if (result.succeeded())
        return true;
    m_failed = true;
    const QString said = printable(result.standardError).trimmed();
    printError({ErrorCode::Unsupported, said.isEmpty() && result.error ? result.error->message : said,
                argv.join(u' '), u"run it yourself where your systemd runs"_s});
    return true; // the next one may work, and each says for itself that it did not
}

void InstallTimerCommand::runNext()
{
    if (m_commands.isEmpty()) {
        Q_EMIT finished(m_failed ? ExitUsage : ExitHealthy);
        return;
    }
    const Command command = m_commands.takeFirst();
    if (m_command) // this is called from its signal
        m_command.release()->deleteLater();
    m_command = std::make_unique<LocalCommand>();
    connect(m_command.get(), &LocalCommand::finished, this, [this, command](const CommandResult &result) {
        if (command.then(result))
            runNext();
    });
    m_command->start({.argv = command.argv}, {});
}

void InstallTimerCommand::fail(const Error &error)
{
    printError(error);
    Q_EMIT finished(ExitUsage);
}

} // namespace Vermagic
