// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/checkcommand.h"

#include "app/cli/terminal.h"
#include "models/report/reportplugin.h"
#include "models/report/reporttext.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

void CheckCommand::start(const QStringList &arguments)
{
    CommandLine line(
        u"check"_s,
        u"Probes every node once and reports what is broken and what the next reboot will break."_s);
    HeadlessSession::addOptions(line);
    line.addOption({u"f"_s, u"format"_s}, u"One of %1."_s.arg(reportFormats().join(u", "_s)), u"FORMAT"_s);
    line.addOption({u"color"_s},
                   u"Colours in text: one of %1; auto is for terminals, unless NO_COLOR is set."_s.arg(
                       colourWords().join(u", "_s)),
                   u"WHEN"_s);
    line.addOption({u"o"_s, u"output"_s}, u"Write the report there instead of to standard output."_s,
                   u"FILE"_s);
    m_session = HeadlessSession::begin(line, arguments, this, [this](const CommandLine &given) {
        const Result<QString> format = given.word(u"format"_s, reportFormats());
        const Result<QString> colour = given.word(u"color"_s, colourWords());
        for (const Result<QString> &word : {format, colour}) {
            if (!word)
                printError(word.error());
        }
        m_format = format.value_or(QString());
        m_colour = colour.value_or(QString());
        m_output = given.value(u"output"_s);
        return format && colour;
    });
    if (!m_session)
        return;
    connect(m_session.get(), &HeadlessSession::swept, this, &CheckCommand::report);
    m_session->sweep();
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
    const HealthReport health = m_session->report();
    if (m_output.isEmpty() && m_format == u"text"_s) {
        printOut(renderText(health, {.width = terminalWidth(), .colour = wantsColour(m_colour)}));
    } else if (m_output.isEmpty()) {
        printOut(renderReport(health, m_format));
    } else if (const Result<void> written = writeReport(m_output, renderReport(health, m_format)); !written) {
        printError(written.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    // A monitoring system knows its own exit codes only.
    Q_EMIT finished(m_format == u"nagios"_s ? pluginExitCode(health) : exitCodeFor(health));
}

} // namespace Vermagic
