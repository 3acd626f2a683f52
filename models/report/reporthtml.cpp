// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reporthtml.h"

#include "models/core/command.h"
#include "models/inventory/nodeset.h"
#include "models/report/htmlstyle.h"
#include "models/report/reportsection.h"
#include "models/report/reportwords.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Text as HTML; what is no character of a document (controls, lone surrogates) does not get through.
QString escaped(const QString &text)
{
    return printable(text.toUtf8()).toHtmlEscaped();
}

QString stepClass(LinkStatus status)
{
    static const QStringList classes{u"ok"_s,          u"warning"_s, u"broken"_s,
                                     u"consequence"_s, u"muted"_s,   u"muted"_s};
    return classes.value(static_cast<int>(status));
}

QString cellClass(const ReportCell &cell)
{
    return cell.status ? stepClass(*cell.status) : u"plain"_s;
}

QString stepIcon(LinkStatus status)
{
    static const QStringList icons{u"✔"_s, u"▲"_s, u"✖"_s, u"↳"_s, u"?"_s, u"–"_s};
    return icons.value(static_cast<int>(status));
}

/// Of more nodes a document tells details only where something is wrong: it is laid out as a whole.
constexpr qsizetype mostDetailed = 100;

class HtmlRenderer
{
public:
    enum class Medium { Browser, Document };
    explicit HtmlRenderer(const HealthReport &report, Medium medium = Medium::Browser)
        : m_report(report)
        , m_medium(medium)
    {
    }
    const QString &render();
    const QStringList &pictures() const { return m_pictures; }

private:
    void put(const QString &html) { m_html += html + u'\n'; }
    void head();
    void summary();
    void matrix();
    void matrixRow(const ReportNode &node);
    void rootCauses();
    void field(const QString &label, const QString &value);
    void evidence(const ProbeEvidence &evidence);
    void nextBoot();
    void consistency();
    void statusLines(const QString &title, const QList<StatusLine> &lines);
    void section(const ReportSection &section);
    void picture(const QString &svg);
    void table(const SectionTable &table);
    void nodes();
    void node(const ReportNode &node);
    void chain(const Chain &chain);
    void facts(const ReportNode &node);
    void logLines(const ReportNode &node);

    bool isDocument() const { return m_medium == Medium::Document; }

    const HealthReport &m_report;
    Medium m_medium;
    QString m_html;
    QStringList m_pictures;
};

void HtmlRenderer::head()
{
    put(u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>"_s);
    put(u"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>"_s);
    put(u"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"_s);
    put(u"<meta name=\"generator\" content=\"vermagic %1\"/>"_s.arg(escaped(m_report.version)));
    put(u"<title>%1: %2</title>"_s.arg(escaped(m_report.cluster), verdictName(m_report.verdict)));
    put(u"<style>\n"_s + (isDocument() ? documentStyle() : htmlStyle()) + u"</style>\n</head>\n<body>"_s);
}

void HtmlRenderer::summary()
{
    put(u"<header>\n<h1>%1 <span class=\"verdict %2\">%2</span></h1>"_s.arg(escaped(m_report.cluster),
                                                                            verdictName(m_report.verdict)));
    put(u"<p>%1 · %2 · vermagic %3</p>"_s.arg(countsText(m_report), timeText(m_report.generatedAt),
                                              escaped(m_report.version)));
    if (!m_report.inventoryFile.isEmpty())
        put(u"<p class=\"muted\">%1</p>"_s.arg(escaped(m_report.inventoryFile)));
    if (!m_report.complete)
        put(u"<p class=\"warning\">The check was ended before all nodes had answered.</p>"_s);
    put(u"</header>"_s);
}

void HtmlRenderer::matrixRow(const ReportNode &node)
{
    QString html = u"<tr><th scope=\"row\">"_s + escaped(node.spec.name) + u"</th>"_s;
    for (qsizetype i = 1; i < node.cells.size(); ++i) {
        const ReportCell &cell = node.cells[i];
        const QString icon = i == 1 ? stateIcon(node.state) + u' ' : cellIcon(cell);
        html += u"<td class=\"%1\">%2%3</td>"_s.arg(cellClass(cell), icon, escaped(cell.text));
    }
    if (!node.notice.isEmpty()) {
        html += u"<td class=\"muted\" colspan=\"%1\">%2</td>"_s.arg(
            QString::number(reportColumnCount - node.cells.size()), escaped(node.notice));
    }
    put(html + u"</tr>"_s);
}

void HtmlRenderer::matrix()
{
    put(u"<div class=\"scroll\">\n<table class=\"matrix\">\n<thead><tr>"_s);
    for (int i = 0; i < reportColumnCount; ++i)
        put(u"<th scope=\"col\">%1</th>"_s.arg(escaped(reportColumnTitle(static_cast<ReportColumn>(i)))));
    put(u"</tr></thead>\n<tbody>"_s);
    if (!m_report.referenceRow.isEmpty()) {
        QString html = u"<tr class=\"reference\">"_s;
        for (const ReportCell &cell : m_report.referenceRow)
            html += u"<td>"_s + escaped(cell.text) + u"</td>"_s;
        put(html + u"</tr>"_s);
    }
    QString group;
    for (const ReportNode &node : m_report.nodes) {
        if (node.spec.group != group || &node == &m_report.nodes.first()) {
            put(u"<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"%1\">%2</th></tr>"_s
                    .arg(reportColumnCount)
                    .arg(escaped(node.spec.group + rolesText(node.spec.roles))));
        }
        group = node.spec.group;
        matrixRow(node);
    }
    put(u"</tbody>\n</table>\n</div>"_s);
}

void HtmlRenderer::field(const QString &label, const QString &value)
{
    if (!value.isEmpty())
        put(u"<dt>%1</dt><dd>%2</dd>"_s.arg(label, escaped(value)));
}

void HtmlRenderer::evidence(const ProbeEvidence &evidence)
{
    if (evidence.command.isEmpty() && evidence.output.isEmpty())
        return;
    const QString prompt = evidence.command.isEmpty() ? QString() : u"$ "_s + evidence.command + u'\n';
    put(u"<pre>%1</pre>"_s.arg(escaped((prompt + evidence.output).trimmed())));
}

void HtmlRenderer::rootCauses()
{
    QString title;
    for (const RootCause &cause : m_report.rootCauses) {
        const Finding &finding = cause.finding;
        if (const QString own = rootCauseTitle(cause); title != own)
            put(u"<h2>%1</h2>"_s.arg(title = own));
        const QString nodes = foldNodeSet(cause.nodes);
        put(u"<section class=\"card %1\">\n<h3>%2 %3: %4</h3>\n<dl>"_s.arg(
            severityName(finding.severity), severityIcon(finding.severity), escaped(nodes),
            escaped(finding.title)));
        field(u"Expected"_s, finding.expected);
        field(u"Actual"_s, finding.actual);
        field(u"Because"_s, finding.explanation);
        field(u"Leads to"_s, cause.consequences.join(u", "_s));
        field(u"Playbook"_s, finding.playbook);
        if (!finding.playbook.isEmpty()) {
            field(u"Preview"_s,
                  shellQuoted(QStringList{u"vermagic"_s, u"plan"_s, u"-i"_s, m_report.inventoryFile,
                                          u"--nodes"_s, nodes, u"--playbook"_s, finding.playbook}));
        }
        put(u"</dl>"_s);
        evidence(finding.evidence);
        put(u"</section>"_s);
    }
}

void HtmlRenderer::nextBoot()
{
    const QList<NextBootLine> lines = nextBootLines(m_report);
    if (lines.isEmpty())
        return;
    put(u"<h2>Next boot</h2>\n<ul>"_s);
    for (const NextBootLine &line : lines)
        put(u"<li class=\"%1\">%2</li>"_s.arg(line.breaks ? u"warning"_s : u"plain"_s, escaped(line.text)));
    put(u"</ul>"_s);
}

void HtmlRenderer::statusLines(const QString &title, const QList<StatusLine> &lines)
{
    if (lines.isEmpty())
        return;
    put(u"<h3>%1</h3>\n<ul>"_s.arg(title));
    for (const StatusLine &line : lines) {
        const QString status = line.status == LineStatus::Ok       ? u"ok"_s
                               : line.status == LineStatus::Failed ? u"broken"_s
                                                                   : u"muted"_s;
        put(u"<li class=\"%1\">%2 %3</li>"_s.arg(status, lineIcon(line.status), escaped(line.text)));
    }
    put(u"</ul>"_s);
}

void HtmlRenderer::consistency()
{
    put(u"<h2>Kernel consistency</h2>"_s);
    if (m_report.buildEnvironment) {
        put(u"<dl>"_s);
        field(u"Build environment"_s, m_report.buildEnvironment->name);
        field(u"Kernel headers"_s, factText(m_report.buildEnvironment->headersPackage));
        field(u"Module version"_s, factText(m_report.buildEnvironment->moduleVersion));
        put(u"</dl>"_s);
    }
    put(u"<div class=\"scroll\">\n<table>\n<tbody>"_s);
    for (const KernelLine &line : m_report.consistency.kernels) {
        const QString status = line.match == KernelMatch::Differs   ? u"warning"_s
                               : line.match == KernelMatch::Unknown ? u"muted"_s
                                                                    : u"ok"_s;
        put(u"<tr><th scope=\"row\">%1</th><td>%2</td><td class=\"%3\">%4</td></tr>"_s.arg(
            escaped(line.node), escaped(kernelText(line)), status, escaped(matchText(line))));
    }
    put(u"</tbody>\n</table>\n</div>"_s);
    statusLines(u"Module builds"_s, m_report.consistency.builds);
    statusLines(u"Kernel modules"_s, m_report.consistency.modules);
    statusLines(u"File systems"_s, m_report.consistency.mounts);
    put(u"<p><strong>%1</strong></p>"_s.arg(escaped(overallText(m_report))));
}

void HtmlRenderer::table(const SectionTable &table)
{
    put(u"<div class=\"scroll\">\n<table>\n<thead><tr>"_s);
    for (const QString &title : table.titles)
        put(u"<th scope=\"col\">%1</th>"_s.arg(escaped(title)));
    put(u"</tr></thead>\n<tbody>"_s);
    for (const QList<ReportCell> &row : table.rows) {
        QString html = u"<tr>"_s;
        for (qsizetype i = 0; i < row.size(); ++i)
            html += (i == 0 ? u"<th scope=\"row\" class=\"%1\">%2%3</th>"_s : u"<td class=\"%1\">%2%3</td>"_s)
                        .arg(cellClass(row[i]), cellIcon(row[i]), escaped(row[i].text));
        put(html + u"</tr>"_s);
    }
    put(u"</tbody>\n</table>\n</div>"_s);
}

void HtmlRenderer::picture(const QString &svg)
{
    if (isDocument()) {
        put(u"<p><img src=\"chart:%1\" width=\"660\"/></p>"_s.arg(m_pictures.size()));
        m_pictures.append(svg);
    } else {
        put(u"<div class=\"scroll chart\">\n%1</div>"_s.arg(svg));
    }
}

void HtmlRenderer::section(const ReportSection &section)
{
    put(u"<h2>%1</h2>"_s.arg(escaped(section.title)));
    for (const SectionPart &part : section.parts) {
        if (!part.title.text.isEmpty())
            put(u"<h3 class=\"%1\">%2%3</h3>"_s.arg(cellClass(part.title), cellIcon(part.title),
                                                    escaped(part.title.text)));
        if (!part.picture.isEmpty())
            picture(part.picture);
        if (!part.lines.isEmpty()) {
            put(u"<ul>"_s);
            for (const ReportCell &line : part.lines)
                put(u"<li class=\"%1\">%2%3</li>"_s.arg(cellClass(line), cellIcon(line), escaped(line.text)));
            put(u"</ul>"_s);
        }
        if (!part.table.rows.isEmpty())
            table(part.table);
    }
}

void HtmlRenderer::chain(const Chain &chain)
{
    put(u"<h4>%1</h4>\n<ol class=\"chain\">"_s.arg(escaped(chain.filesystem)));
    for (const ChainStep &step : chain.steps) {
        put(u"<li class=\"%1\">%2 <strong>%3</strong> %4 <span class=\"muted\">%5</span></li>"_s.arg(
            stepClass(step.status), stepIcon(step.status), escaped(step.label), escaped(step.value),
            escaped(step.detail)));
    }
    put(u"</ol>"_s);
}

void HtmlRenderer::facts(const ReportNode &node)
{
    if (node.facts.isEmpty())
        return;
    put(u"<h4>Facts, %1</h4>\n<div class=\"scroll\">\n<table>\n<tbody>"_s.arg(timeText(node.gatheredAt)));
    for (auto it = node.facts.cbegin(); it != node.facts.cend(); ++it) {
        put(u"<tr><th scope=\"row\">%1</th><td class=\"%2\">%3</td></tr>"_s.arg(
            escaped(it.key()), it->isKnown() ? u"plain"_s : u"muted"_s, escaped(factText(*it))));
    }
    put(u"</tbody>\n</table>\n</div>"_s);
}

void HtmlRenderer::logLines(const ReportNode &node)
{
    if (node.logLines.isEmpty())
        return;
    put(u"<h4>Log lines</h4>\n<ul>"_s);
    for (const KnownLine &line : node.logLines) {
        const QString word = line.benign ? u"known, harmless"_s : severityName(line.severity);
        put(u"<li class=\"%1\">%2 <strong>%3</strong> (%4; %5) <pre>%6</pre> %7</li>"_s.arg(
            line.benign ? u"muted"_s : severityName(line.severity), severityIcon(line.severity),
            escaped(line.title), word, escaped(logPlace(line)), escaped(line.line),
            escaped(line.meaning + u' ' + line.hint)));
    }
    put(u"</ul>"_s);
}

void HtmlRenderer::node(const ReportNode &node)
{
    const QString title = stateIcon(node.state) + u' ' + escaped(node.spec.name) + u" · "_s
                          + escaped(node.cells[1].text);
    const bool open = node.state == NodeState::Broken;
    if (isDocument())
        put(u"<h3>%1</h3>"_s.arg(title));
    else
        put(u"<details%1>\n<summary>%2</summary>"_s.arg(open ? u" open=\"open\""_s : QString(), title));
    put(u"<p class=\"muted\">%1%2</p>"_s.arg(escaped(node.spec.address),
                                             escaped(rolesText(node.spec.roles))));
    if (!node.notice.isEmpty())
        put(u"<p>%1</p>"_s.arg(escaped(node.notice)));
    for (const Chain &one : node.chains)
        chain(one);
    if (!node.findings.isEmpty()) {
        put(u"<h4>Findings</h4>\n<ul>"_s);
        for (const Finding &finding : node.findings) {
            put(u"<li class=\"%1\">%2 %3 <code>%4</code></li>"_s.arg(
                finding.rootCause ? severityName(finding.severity) : u"consequence"_s,
                finding.rootCause ? severityIcon(finding.severity) : u"↳"_s, escaped(finding.title),
                escaped(finding.id)));
        }
        put(u"</ul>"_s);
    }
    logLines(node);
    if (isDocument())
        return;
    facts(node);
    put(u"</details>"_s);
}

void HtmlRenderer::nodes()
{
    put(u"<h2>Nodes</h2>"_s);
    const bool leavesOut = isDocument() && m_report.nodes.size() > mostDetailed;
    if (leavesOut)
        put(u"<p class=\"muted\">Healthy nodes are in the table above only.</p>"_s);
    for (const ReportNode &one : m_report.nodes) {
        if (!leavesOut || one.state != NodeState::Healthy)
            node(one);
    }
}

const QString &HtmlRenderer::render()
{
    head();
    summary();
    matrix();
    if (const ReportSection changes = changesSection(m_report); !changes.parts.isEmpty())
        section(changes);
    rootCauses();
    nextBoot();
    for (const ReportSection &one : sectionsOf(m_report))
        section(one);
    consistency();
    nodes();
    put(u"</body>\n</html>"_s);
    return m_html;
}

} // namespace

QByteArray renderHtml(const HealthReport &report)
{
    return HtmlRenderer(report).render().toUtf8();
}

DocumentHtml renderDocument(const HealthReport &report)
{
    HtmlRenderer renderer(report, HtmlRenderer::Medium::Document);
    const QString html = renderer.render();
    return {html, renderer.pictures()};
}

} // namespace Vermagic
