// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandtable.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Of the last change to the text that is written here; what options say may be newer.
constexpr auto pageDate = "2026-11-29"_L1;

/// Text as roff shows it: no character of it is a request or an escape.
QString roff(const QString &text)
{
    QString result = text;
    result.replace(u'\\', u"\\e"_s)
        .replace(u'-', u"\\-"_s)
        .replace(u"…"_s, u"..."_s)
        .replace(u'“', u"\\(lq"_s);
    result.replace(u'”', u"\\(rq"_s);
    if (result.startsWith(u'.') || result.startsWith(u'\''))
        result.prepend(u"\\&"_s);
    return result;
}

QString optionText(const OptionRow &option)
{
    QStringList names;
    for (const QString &name : option.names) {
        const QString value = option.value.isEmpty() ? QString()
                                                     : u" \\fI"_s + roff(option.value) + u"\\fR"_s;
        names.append(u"\\fB"_s + roff(dashed(name)) + u"\\fR"_s + value);
    }
    return u".TP\n%1\n%2\n"_s.arg(names.join(u", "_s), roff(option.description));
}

QString commandText(const CommandTable &table)
{
    QString text = table.name.isEmpty()
                       ? u".SS The window\n"_s
                       : u".SS vermagic %1%2\n"_s.arg(roff(table.name), table.arguments.isEmpty()
                                                                            ? QString()
                                                                            : u' ' + roff(table.arguments));
    text += roff(table.summary) + u'\n';
    if (!table.argumentsDescription.isEmpty())
        text += u".br\n"_s + roff(table.argumentsDescription) + u'\n';
    for (const OptionRow &option : table.options)
        text += optionText(option);
    return text;
}

QString entry(const QString &term, const QString &text)
{
    return u".TP\n\\fB%1\\fR\n%2\n"_s.arg(roff(term), roff(text));
}

QString closingSections()
{
    QString text = u".SH EXIT STATUS\n"_s;
    text += entry(u"0"_s, u"All nodes are healthy."_s);
    text += entry(u"1"_s, u"There are findings."_s);
    text += entry(u"2"_s, u"Some node could not be checked, and nothing is wrong with the others."_s);
    text += entry(u"3"_s, u"An argument or an input file is wrong, or an output file cannot be written."_s);
    text += entry(u"4"_s, u"A fix did not take."_s);
    text += u"With the format nagios the exit codes are those of a monitoring plugin.\n"
            ".SH ENVIRONMENT\n"_s;
    text += entry(u"NO_COLOR"_s, u"When set and not empty, no colours on a terminal."_s);
    text += entry(u"VERMAGIC_PLAYBOOKS"_s, u"A folder of own playbooks."_s);
    text += entry(u"XDG_STATE_HOME, XDG_CONFIG_HOME"_s,
                  u"Where the files below are; ~/.local/state and ~/.config."_s);
    text += u".SH FILES\n"_s;
    text += entry(u"$XDG_STATE_HOME/vermagic"_s,
                  u"The record of every change, logs of steps, kept reports, proofs."_s);
    text += entry(u"$XDG_CONFIG_HOME/vermagic/notify.yaml"_s, u"Who is told about a check, for --notify."_s);
    text += entry(u"~/.ssh/config, ~/.ssh/known_hosts"_s, u"Are honoured."_s);
    text += u".SH EXAMPLES\n.nf\n"
            "vermagic check \\-i lab.yaml \\-f html \\-o report.html\n"
            "vermagic watch \\-i lab.yaml \\-\\-record session.jsonl\n"
            "vermagic check \\-\\-replay session.jsonl\n"
            "vermagic install\\-timer \\-i lab.yaml \\-\\-daily 02:00 \\-\\-keep 14\n.fi\n"
            ".SH SEE ALSO\n.BR ssh_config (5),\n.BR systemd.time (7),\n.BR modinfo (8)\n"_s;
    return text;
}

} // namespace

QString manPage(const QList<CommandTable> &tables, const QString &version)
{
    QString text =
        u".\\\" SPDX-FileCopyrightText: 2026 The Vermagic authors\n"
        ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
        ".TH VERMAGIC 1 \"%1\" \"Vermagic %2\" \"User Commands\"\n"
        ".SH NAME\nvermagic \\- operations console for clusters whose file systems need kernel modules\n"
        ".SH SYNOPSIS\n.B vermagic\n[\\fIoptions\\fR]\n.br\n.B vermagic\n\\fIcommand\\fR [\\fIoptions\\fR]\n"
        ".SH DESCRIPTION\n"_s.arg(pageDate, roff(version));
    text += roff(
        u"Looks at every node of a cluster over SSH and shows the chain from the running kernel to its mounts and "
        "services, and what the next reboot will bring; names the first broken link and the playbook that repairs "
        "it. Without a command it opens a window; its commands do the same for scripts, cron and CI."_s);
    text += u"\n.SH COMMANDS\n"_s;
    for (const CommandTable &table : tables)
        text += commandText(table);
    return text + closingSections();
}

} // namespace Vermagic
