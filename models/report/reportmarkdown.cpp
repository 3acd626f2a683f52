// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportmarkdown.h"

#include "models/core/command.h"
#include "models/inventory/nodeset.h"
#include "models/report/reportsection.h"
#include "models/report/reportwords.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString escaped(const QString &text)
{
    static const QRegularExpression markup(u"([\\\\`*_{}\\[\\]<>()#|~&!])"_s);
    return printable(text.toUtf8()).simplified().replace(markup, u"\\\\1"_s);
}

/// A fence that is longer than any that the text has.
QString fenced(const QString &text)
{
    QString fence = u"```"_s;
    while (text.contains(fence))
        fence += u'`';
    return fence + u"text\n"_s + printable(text.toUtf8()).trimmed() + u'\n' + fence + u'\n';
}

class MarkdownRenderer
{
public:
    explicit MarkdownRenderer(const HealthReport &report)
        : m_report(report)
    {
    }
    QByteArray render();

private:
    void put(const QString &line = {}) { m_text += line + u'\n'; }
    void item(const QString &label, const QString &value)
    {
        if (!value.isEmpty())
            put(u"- %1: %2"_s.arg(label, escaped(value)));
    }
    void matrix();
    void rootCauses();
    void nextBoot();
    void section(const ReportSection &section);
    void table(const SectionTable &table);
    void consistency();

    const HealthReport &m_report;
    QString m_text;
};

void MarkdownRenderer::matrix()
{
    QStringList titles, rules;
    for (int i = 0; i < reportColumnCount; ++i) {
        titles.append(reportColumnTitle(static_cast<ReportColumn>(i)));
        rules.append(u"---"_s);
    }
    put(u"| "_s + titles.join(u" | "_s) + u" |"_s);
    put(u"| "_s + rules.join(u" | "_s) + u" |"_s);
    for (const ReportNode &node : m_report.nodes) {
        QStringList cells;
        for (qsizetype i = 0; i < node.cells.size(); ++i) {
            const QString icon = i == 1 ? stateIcon(node.state) + u' ' : cellIcon(node.cells[i]);
            cells.append(icon + escaped(node.cells[i].text));
        }
        if (!node.notice.isEmpty())
            cells.append(escaped(node.notice));
        while (cells.size() < reportColumnCount)
            cells.append(QString());
        put(u"| "_s + cells.join(u" | "_s) + u" |"_s);
    }
    put();
}

void MarkdownRenderer::rootCauses()
{
    QString title;
    for (const RootCause &cause : m_report.rootCauses) {
        if (const QString own = rootCauseTitle(cause); title != own)
            put(u"## "_s + (title = own) + u'\n');
        const Finding &finding = cause.finding;
        put(u"### %1 %2: %3\n"_s.arg(severityIcon(finding.severity), escaped(foldNodeSet(cause.nodes)),
                                     escaped(finding.title)));
        item(u"expected"_s, finding.expected);
        item(u"actual"_s, finding.actual);
        item(u"because"_s, finding.explanation);
        item(u"leads to"_s, cause.consequences.join(u", "_s));
        item(u"playbook"_s, finding.playbook);
        put();
        const QString command = finding.evidence.command.isEmpty()
                                    ? QString()
                                    : u"$ "_s + finding.evidence.command + u'\n';
        if (!command.isEmpty() || !finding.evidence.output.isEmpty())
            put(fenced(command + finding.evidence.output));
    }
}

void MarkdownRenderer::nextBoot()
{
    const QList<NextBootLine> lines = nextBootLines(m_report);
    if (lines.isEmpty())
        return;
    put(u"## Next boot\n"_s);
    for (const NextBootLine &line : lines)
        put(u"- "_s + escaped(line.text));
    put();
}

void MarkdownRenderer::table(const SectionTable &table)
{
    QStringList rules(table.titles.size(), u"---"_s);
    put(u"| "_s + table.titles.join(u" | "_s) + u" |"_s);
    put(u"| "_s + rules.join(u" | "_s) + u" |"_s);
    for (const QList<ReportCell> &row : table.rows) {
        QStringList cells;
        for (const ReportCell &cell : row)
            cells.append(cellIcon(cell) + escaped(cell.text));
        put(u"| "_s + cells.join(u" | "_s) + u" |"_s);
    }
    put();
}

void MarkdownRenderer::section(const ReportSection &section)
{
    put(u"## %1\n"_s.arg(escaped(section.title)));
    for (const SectionPart &part : section.parts) {
        if (!part.title.text.isEmpty())
            put(u"### %1%2\n"_s.arg(cellIcon(part.title), escaped(part.title.text)));
        for (const ReportCell &line : part.lines)
            put(u"- %1%2"_s.arg(cellIcon(line), escaped(line.text)));
        if (!part.lines.isEmpty())
            put();
        if (!part.table.rows.isEmpty())
            table(part.table);
    }
}

void MarkdownRenderer::consistency()
{
    const Consistency &consistency = m_report.consistency;
    if (consistency.kernels.isEmpty())
        return;
    put(u"## Kernel consistency\n"_s);
    for (const KernelLine &line : consistency.kernels)
        put(u"- %1: %2"_s.arg(escaped(line.node), escaped(kernelText(line) + u' ' + matchText(line))));
    for (const QList<StatusLine> &lines : {consistency.builds, consistency.modules, consistency.mounts}) {
        for (const StatusLine &line : lines)
            put(u"- %1 %2"_s.arg(lineIcon(line.status), escaped(line.text)));
    }
    put(u"\n**%1**"_s.arg(escaped(overallText(m_report))));
}

QByteArray MarkdownRenderer::render()
{
    put(u"# %1: %2\n"_s.arg(escaped(m_report.cluster), verdictName(m_report.verdict)));
    put(u"%1 · %2 · vermagic %3\n"_s.arg(countsText(m_report), timeText(m_report.generatedAt),
                                         escaped(m_report.version)));
    if (!m_report.complete)
        put(u"**The check was ended before all nodes had answered.**\n"_s);
    matrix();
    if (const ReportSection changes = changesSection(m_report); !changes.parts.isEmpty())
        section(changes);
    rootCauses();
    nextBoot();
    for (const ReportSection &one : sectionsOf(m_report))
        section(one);
    consistency();
    return m_text.toUtf8();
}

} // namespace

QByteArray renderMarkdown(const HealthReport &report)
{
    return MarkdownRenderer(report).render();
}

} // namespace Vermagic
