// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/checkcommand.h"

#include "app/cli/terminal.h"
#include "app/knowledgeloader.h"
#include "app/reportstore.h"
#include "models/report/reportplugin.h"
#include "models/report/reporttext.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// No file is no mistake.
bool readEarlier(const QString &file, ReportOptions &options)
{
    if (file.isEmpty())
        return true;
    const Result<QByteArray> json = readInputFile(file);
    const Result<EarlierReport> report = json ? readEarlierReport(*json, file)
                                              : std::unexpected(json.error());
    if (report)
        options.earlier = *report;
    else
        printError(report.error());
    return report.has_value();
}

} // namespace

void CheckCommand::start(const QStringList &arguments)
{
    CommandLine line(
        u"check"_s,
        u"Probes every node once and reports what is broken and what the next reboot will break."_s);
    HeadlessSession::addOptions(line);
    line.addOption({u"f"_s, u"format"_s}, u"One of %1."_s.arg(formats().join(u", "_s)), u"FORMAT"_s);
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
    HeadlessSession::addQuiet(line);
    m_session = HeadlessSession::begin(line, arguments, this, [this](const CommandLine &given) {
        const Result<QString> format = given.word(u"format"_s, formats());
        const Result<QString> colour = given.word(u"color"_s, colourWords());
        for (const Result<QString> &word : {format, colour}) {
            if (!word)
                printError(word.error());
        }
        m_format = format.value_or(QString());
        m_colour = colour.value_or(QString());
        m_output = given.value(u"output"_s);
        m_quiet = given.isSet(u"quiet"_s);
        m_options.redact = given.isSet(u"redact"_s);
        if (m_format == u"pdf"_s && m_output.isEmpty() && terminalWidth() > 0) {
            printError({ErrorCode::InvalidInput, u"a PDF is nothing for a terminal"_s, u"check"_s,
                        u"name a file with -o"_s});
            return false;
        }
        return format && colour && readEarlier(given.value(u"since"_s), m_options);
    });
    if (!m_session)
        return;
    connect(m_session.get(), &HeadlessSession::swept, this, &CheckCommand::report);
    m_session->sweep();
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
    const HealthReport health = m_session->report(m_options);
    const bool prints = m_output.isEmpty() && !m_quiet;
    if (prints && m_format == u"text"_s) {
        printOut(renderText(health, {.width = terminalWidth(), .colour = wantsColour(m_colour)}));
    } else if (prints) {
        printOut(rendered(health));
    } else if (!m_output.isEmpty()) {
        if (const Result<void> written = writeReport(m_output, rendered(health)); !written) {
            printError(written.error());
            Q_EMIT finished(ExitUsage);
            return;
        }
    }
    keep(m_options.redact ? m_session->report() : health);
    // A monitoring system knows its own exit codes only.
    Q_EMIT finished(m_format == u"nagios"_s ? pluginExitCode(health) : exitCodeFor(health));
}

/// For the next report to be compared with.
void CheckCommand::keep(const HealthReport &report) const
{
    static const QStringList forMachines{u"csv"_s, u"junit"_s, u"prometheus"_s, u"nagios"_s};
    const Inventory &inventory = m_session->inventory();
    const ReportStore store(ReportStore::folderFor(inventory));
    if (const Result<void> kept = store.keep(report, inventory, !forMachines.contains(m_format)); !kept)
        printNote(toString(kept.error()));
}

} // namespace Vermagic
