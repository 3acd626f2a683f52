// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reporttext.h"

#include "models/core/command.h"
#include "models/inventory/nodeset.h"
#include "models/report/reportwords.h"
#include "models/report/textlayout.h"
#include "models/report/textmatrix.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype mostEvidenceLines = 12;
/// More nodes than this are listed by what they have in common.
constexpr qsizetype mostKernelLines = 24;

class TextRenderer
{
public:
    TextRenderer(const HealthReport &report, const TextOptions &options)
        : m_report(report)
        , m_out(options)
    {
    }
    QString render();

private:
    void summary();
    void rootCauses();
    void rootCause(const RootCause &cause);
    void evidence(const ProbeEvidence &evidence);
    void nextBoot();
    void logLines();
    void consistency();
    void kernels();
    void statusLines(const QString &title, const QList<StatusLine> &lines);

    const HealthReport &m_report;
    TextWriter m_out;
};

void TextRenderer::summary()
{
    const Colour colour = m_report.verdict == ReportVerdict::Broken    ? Colour::Red
                          : m_report.verdict == ReportVerdict::Healthy ? Colour::Green
                                                                       : Colour::Yellow;
    m_out.put(m_out.painted(m_report.cluster, Colour::Bold) + u": "_s
              + m_out.painted(verdictName(m_report.verdict), colour) + u" · "_s + countsText(m_report)
              + u" · "_s + timeText(m_report.generatedAt));
    if (!m_report.complete)
        m_out.put(m_out.painted(u"The check was ended before all nodes had answered."_s, Colour::Yellow));
}

void TextRenderer::evidence(const ProbeEvidence &evidence)
{
    if (evidence.command.isEmpty() && evidence.output.isEmpty())
        return;
    QStringList lines = evidence.output.trimmed().split(u'\n');
    if (lines.size() > mostEvidenceLines) {
        const qsizetype more = lines.size() - mostEvidenceLines;
        lines = lines.last(mostEvidenceLines);
        lines.prepend(u"[%1 lines left out]"_s.arg(more));
    }
    if (!evidence.command.isEmpty())
        lines.prepend(u"$ "_s + oneLine(evidence.command));
    m_out.field(u"evidence"_s, lines.join(u'\n').trimmed());
}

void TextRenderer::rootCause(const RootCause &cause)
{
    const Finding &finding = cause.finding;
    const QString nodes = foldNodeSet(cause.nodes);
    const QString many = cause.nodes.size() > 1 ? u" (%1 nodes)"_s.arg(cause.nodes.size()) : QString();
    m_out.put();
    m_out.put(u"  "_s
              + m_out.painted(severityIcon(finding.severity) + u' ' + nodes + many + u": "_s
                                  + oneLine(finding.title),
                              colourOf(finding.severity)));
    m_out.field(u"expected"_s, finding.expected);
    m_out.field(u"actual"_s, finding.actual);
    m_out.field(u"because"_s, finding.explanation);
    m_out.field(u"leads to"_s, cause.consequences.join(u", "_s));
    evidence(finding.evidence);
    if (!finding.playbook.isEmpty()) {
        const QStringList argv{u"vermagic"_s, u"plan"_s, u"-i"_s,         m_report.inventoryFile,
                               u"--nodes"_s,  nodes,     u"--playbook"_s, finding.playbook};
        m_out.field(u"playbook"_s, finding.playbook);
        m_out.field(u"preview"_s, shellQuoted(argv));
    }
}

void TextRenderer::rootCauses()
{
    QString title;
    for (const RootCause &cause : m_report.rootCauses) {
        if (const QString own = rootCauseTitle(cause); title != own)
            m_out.heading(title = own);
        rootCause(cause);
    }
}

void TextRenderer::nextBoot()
{
    const QList<NextBootLine> lines = nextBootLines(m_report);
    if (lines.isEmpty())
        return;
    m_out.heading(u"Next boot"_s);
    for (const NextBootLine &line : lines)
        m_out.put(u"  "_s + m_out.painted(line.text, line.breaks ? Colour::Yellow : Colour::None));
}

void TextRenderer::logLines()
{
    bool isFirst = true;
    for (const ReportNode &node : m_report.nodes) {
        if (std::ranges::all_of(node.logLines, &KnownLine::benign))
            continue;
        if (std::exchange(isFirst, false))
            m_out.heading(u"Log lines"_s);
        for (const KnownLine &line : node.logLines) {
            if (line.benign)
                continue;
            m_out.put();
            m_out.put(u"  "_s
                      + m_out.painted(severityIcon(line.severity) + u' ' + node.spec.name + u": "_s
                                          + oneLine(line.title),
                                      colourOf(line.severity)));
            m_out.field(u"line"_s, logPlace(line) + u": "_s + oneLine(line.line));
            m_out.field(u"means"_s, line.meaning);
            m_out.field(u"do"_s, line.hint);
            m_out.field(u"playbook"_s, line.playbook);
        }
    }
}

void TextRenderer::kernels()
{
    struct Row
    {
        QStringList nodes;
        KernelLine line;
    };
    QList<Row> rows;
    for (const KernelLine &line : m_report.consistency.kernels) {
        const bool fold = m_report.consistency.kernels.size() > mostKernelLines;
        const auto same = std::ranges::find_if(rows, [&](const Row &row) {
            return fold && row.line.kernel == line.kernel && row.line.reference == line.reference;
        });
        if (same == rows.end())
            rows.append({{line.node}, line});
        else
            same->nodes.append(line.node);
    }
    int nameWidth = 0;
    int kernelWidth = 0;
    for (const Row &row : std::as_const(rows)) {
        nameWidth = std::max(nameWidth, displayWidth(foldNodeSet(row.nodes)));
        kernelWidth = std::max(kernelWidth, displayWidth(kernelText(row.line)));
    }
    for (const Row &row : std::as_const(rows)) {
        const KernelMatch match = row.line.match;
        const Colour colour = match == KernelMatch::Differs   ? Colour::Yellow
                              : match == KernelMatch::Unknown ? Colour::Dim
                                                              : Colour::Green;
        m_out.put(u"    "_s + padded(foldNodeSet(row.nodes), nameWidth + TextWriter::gap)
                  + padded(kernelText(row.line), kernelWidth + TextWriter::gap)
                  + m_out.painted(matchText(row.line), colour));
    }
}

void TextRenderer::statusLines(const QString &title, const QList<StatusLine> &lines)
{
    if (lines.isEmpty())
        return;
    m_out.put(u"  "_s + title + u':');
    for (const StatusLine &line : lines) {
        const Colour colour = line.status == LineStatus::Ok       ? Colour::Green
                              : line.status == LineStatus::Failed ? Colour::Red
                                                                  : Colour::Dim;
        m_out.put(u"    "_s + m_out.painted(lineIcon(line.status) + u' ' + line.text, colour));
    }
}

void TextRenderer::consistency()
{
    m_out.heading(u"Kernel consistency"_s);
    m_out.put();
    if (m_report.buildEnvironment) {
        m_out.put(u"  Build environment (%1):"_s.arg(m_report.buildEnvironment->name));
        m_out.put(u"    Kernel headers: "_s + factText(m_report.buildEnvironment->headersPackage));
        m_out.put(u"    Module version: "_s + factText(m_report.buildEnvironment->moduleVersion));
    }
    m_out.put(u"  Runtime environment:"_s);
    kernels();
    statusLines(u"Module builds"_s, m_report.consistency.builds);
    statusLines(u"Kernel modules"_s, m_report.consistency.modules);
    statusLines(u"File systems"_s, m_report.consistency.mounts);
    m_out.put();
    m_out.put(overallText(m_report));
}

QString TextRenderer::render()
{
    summary();
    writeMatrix(m_report, m_out);
    if (const ReportSection changes = changesSection(m_report); !changes.parts.isEmpty())
        m_out.section(changes);
    rootCauses();
    nextBoot();
    logLines();
    for (const ReportSection &section : sectionsOf(m_report))
        m_out.section(section);
    consistency();
    return m_out.text();
}

} // namespace

QString renderText(const HealthReport &report, const TextOptions &options)
{
    return TextRenderer(report, options).render();
}

} // namespace Vermagic
