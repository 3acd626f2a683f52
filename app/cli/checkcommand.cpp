// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/checkcommand.h"

#include "app/cli/terminal.h"
#include "app/knowledgeloader.h"
#include "app/recordingfile.h"
#include "app/reportarchive.h"
#include "app/reportstore.h"
#include "app/statefolder.h"
#include "models/inventory/nodeselection.h"
#include "models/report/reportplugin.h"
#include "models/report/reporttext.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// No file is no mistake.
bool readEarlier(const QString &file, std::optional<EarlierReport> &earlier)
{
    if (file.isEmpty())
        return true;
    const Result<QByteArray> json = readInputFile(file);
    const Result<EarlierReport> report = json ? readEarlierReport(*json, file)
                                              : std::unexpected(json.error());
    if (report)
        earlier = *report;
    else
        printError(report.error());
    return report.has_value();
}

void addOptions(CommandLine &line, const QStringList &formats)
{
    HeadlessSession::addOptions(line);
    line.addOption({u"f"_s, u"format"_s}, u"One of %1."_s.arg(formats.join(u", "_s)), u"FORMAT"_s);
    line.addOption({u"color"_s},
                   u"Colours in text: one of %1; auto is for terminals, unless NO_COLOR is set."_s.arg(
                       colourWords().join(u", "_s)),
                   u"WHEN"_s);
    line.addOption({u"o"_s, u"output"_s}, u"Write the report there instead of to standard output."_s,
                   u"FILE"_s);
    line.addOption({u"since"_s},
                   u"Tell what has changed since this report, a JSON one, instead of the last healthy one."_s,
                   u"FILE"_s);
    line.addOption({u"redact"_s},
                   u"Replace names, addresses, users and paths by pseudonyms, to give the report away."_s);
    line.addOption(
        {u"keep"_s},
        u"Keep the report among the last N of this cluster in %1/reports, and print its path."_s.arg(
            stateFolderPath()),
        u"N"_s);
    HeadlessSession::addQuiet(line);
    HeadlessSession::addRecord(line);
    HeadlessSession::addNotify(line);
    line.addOption({u"replay"_s}, u"Report on this recorded session in the place of asking nodes."_s,
                   u"FILE"_s);
    line.addOption({u"sweep"_s}, u"Of a recorded session, the report after this sweep (the last)."_s, u"N"_s);
}

} // namespace

void CheckCommand::start(const QStringList &arguments)
{
    CommandLine line(
        u"check"_s,
        u"Probes every node once and reports what is broken and what the next reboot will break."_s);
    addOptions(line, formats());
    if (!HeadlessSession::parse(line, arguments, this))
        return;
    if (!accept(line)) {
        Q_EMIT finished(ExitUsage);
    } else if (line.isSet(u"replay"_s)) {
        const Loaded<HealthReport> health = replayed(line);
        if (health) {
            write(*health);
        } else {
            printErrors(health.error());
            Q_EMIT finished(ExitUsage);
        }
    } else {
        m_session = HeadlessSession::begin(line, arguments, this);
        if (!m_session)
            return;
        connect(m_session.get(), &HeadlessSession::swept, this, &CheckCommand::report);
        m_session->sweep();
    }
}

bool CheckCommand::accept(const CommandLine &line)
{
    const Result<QString> format = line.word(u"format"_s, formats());
    const Result<QString> colour = line.word(u"color"_s, colourWords());
    const Result<int> keep = line.number(u"keep"_s, 0, 1, 10'000);
    const bool twice = line.isSet(u"keep"_s) && line.isSet(u"output"_s);
    for (const Result<QString> &word : {format, colour}) {
        if (!word)
            printError(word.error());
    }
    if (!keep)
        printError(keep.error());
    if (twice)
        printError({ErrorCode::InvalidInput, u"--keep and --output do not go together"_s, u"check"_s, {}});
    m_format = format.value_or(QString());
    m_colour = colour.value_or(QString());
    m_output = line.value(u"output"_s);
    m_quiet = line.isSet(u"quiet"_s);
    m_keep = keep.value_or(0);
    m_redact = line.isSet(u"redact"_s);
    const bool drawn = m_format == u"pdf"_s && m_output.isEmpty() && m_keep == 0 && terminalWidth() > 0;
    if (drawn)
        printError({ErrorCode::InvalidInput, u"a PDF is nothing for a terminal"_s, u"check"_s,
                    u"name a file with -o"_s});
    return format && colour && keep && !twice && !drawn && readEarlier(line.value(u"since"_s), m_earlier);
}

QStringList CheckCommand::formats() const
{
    return m_renderPdf ? reportFormats() + QStringList{u"pdf"_s} : reportFormats();
}

QByteArray CheckCommand::rendered(const HealthReport &report) const
{
    return m_format == u"pdf"_s ? m_renderPdf(report) : renderReport(report, m_format);
}

void CheckCommand::interrupt()
{
    if (m_session)
        m_session->interrupt();
    else
        CliCommand::interrupt();
}

void CheckCommand::report()
{
    HealthReport health = m_session->report(m_earlier);
    m_recordingFailed = m_session->endRecording(health).has_value();
    remember(health);
    write(m_redact ? redactedHere(std::move(health)) : health);
}

void CheckCommand::remember(const HealthReport &report) const
{
    static const QStringList forMachines{u"csv"_s, u"junit"_s, u"prometheus"_s, u"nagios"_s};
    const Inventory &inventory = m_session->inventory();
    const ReportStore store(ReportStore::folderFor(inventory));
    if (const Result<void> kept = store.keep(report, inventory, !forMachines.contains(m_format)); !kept)
        printNote(toString(kept.error()));
}

Loaded<HealthReport> CheckCommand::replayed(const CommandLine &line) const
{
    for (const QString &other : {u"inventory"_s, u"record"_s, u"notify"_s, u"accept-new-host-keys"_s}) {
        if (line.isSet(other)) {
            return std::unexpected(
                QList{Error{ErrorCode::InvalidInput, u"--%1 does not go with --replay"_s.arg(other),
                            u"check"_s, u"a recording has its inventory and asks no node"_s}});
        }
    }
    const Loaded<Recording> recording = readRecordingFile(line.value(u"replay"_s));
    if (!recording)
        return std::unexpected(recording.error());
    Loaded<Knowledge> knowledge = readKnowledge(line.value(u"playbooks"_s), u"en"_s);
    if (!knowledge)
        return std::unexpected(knowledge.error());
    const int count = int(recording->sweeps().size());
    const Result<int> sweep = line.number(u"sweep"_s, qMax(1, count), 1, qMax(1, count));
    const Result<QStringList> nodes = selectNodes(line.value(u"nodes"_s, recording->start().nodes.join(u',')),
                                                  recording->start().inventory);
    if (!sweep || !nodes)
        return std::unexpected(QList{sweep ? nodes.error() : sweep.error()});
    ClusterState state(std::move(*knowledge));
    replay(*recording, *sweep - 1, state);
    ClusterSnapshot snapshot = state.snapshot();
    snapshot.keepOnly(*nodes);
    HealthReport report = recordedReportOf(snapshot, state.knowledge(), recording->momentAfter(*sweep - 1),
                                           m_earlier);
    return m_redact ? redactedHere(std::move(report)) : report;
}

Result<void> CheckCommand::deliver(const HealthReport &health) const
{
    const bool plain = m_format == u"text"_s && m_keep == 0 && m_output.isEmpty();
    const QByteArray text =
        plain ? renderText(health, {.width = terminalWidth(), .colour = wantsColour(m_colour)}).toUtf8()
              : rendered(health);
    if (!m_output.isEmpty())
        return writeReport(m_output, text);
    Result<QString> path;
    if (m_keep > 0)
        path = archiveReport(health, reportSuffix(m_format), text, m_keep);
    if (!path)
        return std::unexpected(path.error());
    if (!m_quiet)
        printOut(m_keep > 0 ? path->toUtf8() + '\n' : text);
    return {};
}

void CheckCommand::write(const HealthReport &health)
{
    if (const Result<void> delivered = deliver(health); !delivered) {
        printError(delivered.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    // A monitoring system knows its own exit codes only.
    const int told = m_format == u"nagios"_s ? pluginExitCode(health) : exitCodeFor(health);
    const int exitCode = m_recordingFailed ? ExitUsage : told;
    if (!m_session) {
        Q_EMIT finished(exitCode);
        return;
    }
    connect(m_session.get(), &HeadlessSession::told, this, [this, exitCode] { Q_EMIT finished(exitCode); });
    m_session->tell(health);
}

} // namespace Vermagic
