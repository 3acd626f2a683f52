// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reporttext.h"

#include "models/core/command.h"
#include "models/inventory/nodeset.h"
#include "models/report/reportwords.h"
#include "models/report/textlayout.h"

#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int narrowestColumn = 11;
constexpr int gap = 2;
/// Given up in this order when the terminal is narrow; what is wrong is told again below the matrix.
constexpr std::array dispensable{ReportColumn::Services, ReportColumn::Module, ReportColumn::Mounts,
                                 ReportColumn::Headers,  ReportColumn::Build,  ReportColumn::NextBoot};
constexpr int labelWidth = 10;
constexpr qsizetype mostEvidenceLines = 12;
/// More nodes than this are listed by what they have in common.
constexpr qsizetype mostKernelLines = 24;

enum class Colour { None, Bold, Dim, Green, Yellow, Red };

Colour colourOf(const std::optional<LinkStatus> &status)
{
    switch (status.value_or(LinkStatus::Ok)) {
    case LinkStatus::Broken:
    case LinkStatus::Consequence:
        return Colour::Red;
    case LinkStatus::Warning:
        return Colour::Yellow;
    case LinkStatus::NotNeeded:
    case LinkStatus::Unknown:
        return Colour::Dim;
    case LinkStatus::Ok:
        break;
    }
    return Colour::None;
}

Colour colourOf(Severity severity)
{
    return severity == Severity::Error     ? Colour::Red
           : severity == Severity::Warning ? Colour::Yellow
                                           : Colour::None;
}

class TextRenderer
{
public:
    TextRenderer(const HealthReport &report, const TextOptions &options)
        : m_report(report)
        , m_options(options)
    {
    }
    QString render();

private:
    struct Cell
    {
        QString text;
        Colour colour = Colour::None;
    };
    struct Line
    {
        QList<Cell> cells;
        QString banner; ///< a group's name; stands alone
        QString notice; ///< instead of the cells behind the second
    };

    QString painted(const QString &text, Colour colour) const;
    void put(const QString &line = {}) { m_text += line + u'\n'; }
    void heading(const QString &title);
    void field(const QString &label, const QString &value, Colour colour = Colour::None);
    void summary();
    QList<Line> matrixLines() const;
    Line nodeLine(const ReportNode &node) const;
    void matrix();
    QList<int> columnWidths(const QList<Line> &lines) const;
    void putMatrixLine(const Line &line, const QList<int> &widths);
    void rootCauses();
    void rootCause(const RootCause &cause);
    void evidence(const ProbeEvidence &evidence);
    void nextBoot();
    void logLines();
    void consistency();
    void kernels();
    void statusLines(const QString &title, const QList<StatusLine> &lines);

    const HealthReport &m_report;
    TextOptions m_options;
    QString m_text;
};

QString TextRenderer::painted(const QString &text, Colour colour) const
{
    if (!m_options.colour || colour == Colour::None || text.isEmpty())
        return text;
    static const QHash<Colour, QString> codes{{Colour::Bold, u"1"_s},
                                              {Colour::Dim, u"2"_s},
                                              {Colour::Green, u"32"_s},
                                              {Colour::Yellow, u"33"_s},
                                              {Colour::Red, u"31"_s}};
    return u"\x1b["_s + codes.value(colour) + u'm' + text + u"\x1b[0m"_s;
}

void TextRenderer::heading(const QString &title)
{
    put();
    put(painted(title, Colour::Bold));
}

/// "    expected  …", wrapped below its own column.
void TextRenderer::field(const QString &label, const QString &value, Colour colour)
{
    if (value.isEmpty())
        return;
    const QString indent(4 + labelWidth, u' ');
    const int width = m_options.width > 0 ? std::max(20, m_options.width - int(indent.size())) : 0;
    const QStringList lines = wrapped(QString(value).replace(u'\t', u"    "_s), width);
    for (qsizetype i = 0; i < lines.size(); ++i)
        put((i == 0 ? u"    "_s + painted(padded(label, labelWidth), Colour::Dim) : indent)
            + painted(lines[i], colour));
}

void TextRenderer::summary()
{
    const Colour colour = m_report.verdict == ReportVerdict::Broken    ? Colour::Red
                          : m_report.verdict == ReportVerdict::Healthy ? Colour::Green
                                                                       : Colour::Yellow;
    put(painted(m_report.cluster, Colour::Bold) + u": "_s + painted(verdictName(m_report.verdict), colour)
        + u" · "_s + countsText(m_report) + u" · "_s + timeText(m_report.generatedAt));
    if (!m_report.complete)
        put(painted(u"The check was ended before all nodes had answered."_s, Colour::Yellow));
}

TextRenderer::Line TextRenderer::nodeLine(const ReportNode &node) const
{
    Line line;
    for (qsizetype i = 0; i < node.cells.size(); ++i) {
        const ReportCell &cell = node.cells[i];
        const QString icon = i == 0 ? u"  "_s : i == 1 ? stateIcon(node.state) + u' ' : cellIcon(cell);
        line.cells.append({icon + oneLine(cell.text), colourOf(cell.status)});
    }
    line.notice = oneLine(node.notice);
    return line;
}

QList<TextRenderer::Line> TextRenderer::matrixLines() const
{
    QList<Line> lines;
    Line titles;
    for (int i = 0; i < reportColumnCount; ++i)
        titles.cells.append({reportColumnTitle(static_cast<ReportColumn>(i)), Colour::Bold});
    lines.append(titles);
    Line reference;
    for (const ReportCell &cell : m_report.referenceRow)
        reference.cells.append({oneLine(cell.text), Colour::Dim});
    if (!reference.cells.isEmpty())
        lines.append(reference);
    QString group;
    for (const ReportNode &node : m_report.nodes) {
        if (node.spec.group != group || &node == &m_report.nodes.first())
            lines.append({{}, node.spec.group + rolesText(node.spec.roles), {}});
        group = node.spec.group;
        lines.append(nodeLine(node));
    }
    return lines;
}

void TextRenderer::putMatrixLine(const Line &line, const QList<int> &widths)
{
    if (!line.banner.isEmpty()) {
        put(painted(m_options.width > 0 ? elided(line.banner, m_options.width) : line.banner, Colour::Bold));
        return;
    }
    QString text;
    int used = 0;
    for (qsizetype i = 0; i < line.cells.size(); ++i) {
        if (widths[i] == 0)
            continue;
        const QString cell = elided(line.cells[i].text, widths[i]);
        text += painted(cell, line.cells[i].colour)
                + QString(std::max(0, widths[i] - displayWidth(cell)) + gap, u' ');
        used += widths[i] + gap;
    }
    if (!line.notice.isEmpty()) {
        const int left = m_options.width > 0 ? std::max(narrowestColumn, m_options.width - used)
                                             : displayWidth(line.notice);
        text += painted(elided(line.notice, left), Colour::Dim);
    }
    while (text.endsWith(u' '))
        text.chop(1);
    put(text);
}

/// Column widths that fit the terminal; 0 for a column that is given up.
QList<int> TextRenderer::columnWidths(const QList<Line> &lines) const
{
    QList<int> widths(reportColumnCount, 0);
    for (const Line &line : lines) {
        for (qsizetype i = 0; i < line.cells.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(line.cells[i].text));
    }
    if (m_options.width <= 0)
        return widths;
    // Names and states are what people act on: only very long ones are cut.
    for (const int kept : {0, 1})
        widths[kept] = std::min(widths[kept], std::max(narrowestColumn, m_options.width / 3));
    const auto fitted = [this](const QList<int> &natural) {
        const qsizetype columns = natural.size() - natural.count(0);
        const int available = m_options.width - natural[0] - natural[1] - gap * int(columns - 1);
        return natural.first(2) + fittedColumns(natural.mid(2), available, narrowestColumn);
    };
    const auto total = [](const QList<int> &list) {
        return std::accumulate(list.begin(), list.end(), 0) + gap * int(list.size() - list.count(0) - 1);
    };
    for (const ReportColumn column : dispensable) {
        if (total(fitted(widths)) <= m_options.width)
            break;
        widths[static_cast<int>(column)] = 0;
    }
    return fitted(widths);
}

void TextRenderer::matrix()
{
    const QList<Line> lines = matrixLines();
    const QList<int> widths = columnWidths(lines);
    put();
    for (const Line &line : lines)
        putMatrixLine(line, widths);
    QStringList hidden;
    for (int i = 0; i < reportColumnCount; ++i) {
        if (widths[i] == 0)
            hidden.append(reportColumnTitle(static_cast<ReportColumn>(i)));
    }
    if (!hidden.isEmpty())
        put(painted(elided(u"Not shown for lack of width: "_s + hidden.join(u", "_s), m_options.width),
                    Colour::Dim));
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
    field(u"evidence"_s, lines.join(u'\n').trimmed());
}

void TextRenderer::rootCause(const RootCause &cause)
{
    const Finding &finding = cause.finding;
    const QString nodes = foldNodeSet(cause.nodes);
    const QString many = cause.nodes.size() > 1 ? u" (%1 nodes)"_s.arg(cause.nodes.size()) : QString();
    put();
    put(u"  "_s
        + painted(severityIcon(finding.severity) + u' ' + nodes + many + u": "_s + oneLine(finding.title),
                  colourOf(finding.severity)));
    field(u"expected"_s, finding.expected);
    field(u"actual"_s, finding.actual);
    field(u"because"_s, finding.explanation);
    field(u"leads to"_s, cause.consequences.join(u", "_s));
    evidence(finding.evidence);
    if (!finding.playbook.isEmpty()) {
        const QStringList argv{u"vermagic"_s, u"plan"_s, u"-i"_s,         m_report.inventoryFile,
                               u"--nodes"_s,  nodes,     u"--playbook"_s, finding.playbook};
        field(u"playbook"_s, finding.playbook);
        field(u"preview"_s, shellQuoted(argv));
    }
}

void TextRenderer::rootCauses()
{
    QString title;
    for (const RootCause &cause : m_report.rootCauses) {
        if (const QString own = rootCauseTitle(cause); title != own)
            heading(title = own);
        rootCause(cause);
    }
}

void TextRenderer::nextBoot()
{
    const QList<NextBootLine> lines = nextBootLines(m_report);
    if (lines.isEmpty())
        return;
    heading(u"Next boot"_s);
    for (const NextBootLine &line : lines)
        put(u"  "_s + painted(line.text, line.breaks ? Colour::Yellow : Colour::None));
}

void TextRenderer::logLines()
{
    bool isFirst = true;
    for (const ReportNode &node : m_report.nodes) {
        if (std::ranges::all_of(node.logLines, &KnownLine::benign))
            continue;
        if (std::exchange(isFirst, false))
            heading(u"Log lines"_s);
        for (const KnownLine &line : node.logLines) {
            if (line.benign)
                continue;
            put();
            put(u"  "_s
                + painted(severityIcon(line.severity) + u' ' + node.spec.name + u": "_s + oneLine(line.title),
                          colourOf(line.severity)));
            field(u"line"_s, logPlace(line) + u": "_s + oneLine(line.line));
            field(u"means"_s, line.meaning);
            field(u"do"_s, line.hint);
            field(u"playbook"_s, line.playbook);
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
        const Colour colour = match == KernelMatch::Matches   ? Colour::Green
                              : match == KernelMatch::Differs ? Colour::Yellow
                                                              : Colour::Dim;
        put(u"    "_s + padded(foldNodeSet(row.nodes), nameWidth + gap)
            + padded(kernelText(row.line), kernelWidth + gap) + painted(matchText(row.line), colour));
    }
}

void TextRenderer::statusLines(const QString &title, const QList<StatusLine> &lines)
{
    if (lines.isEmpty())
        return;
    put(u"  "_s + title + u':');
    for (const StatusLine &line : lines) {
        const Colour colour = line.status == LineStatus::Ok       ? Colour::Green
                              : line.status == LineStatus::Failed ? Colour::Red
                                                                  : Colour::Dim;
        put(u"    "_s + painted(lineIcon(line.status) + u' ' + line.text, colour));
    }
}

void TextRenderer::consistency()
{
    heading(u"Kernel consistency"_s);
    put();
    if (m_report.buildEnvironment) {
        put(u"  Build environment (%1):"_s.arg(m_report.buildEnvironment->name));
        put(u"    Kernel headers: "_s + factText(m_report.buildEnvironment->headersPackage));
        put(u"    Module version: "_s + factText(m_report.buildEnvironment->moduleVersion));
    }
    put(u"  Runtime environment:"_s);
    kernels();
    statusLines(u"Module builds"_s, m_report.consistency.builds);
    statusLines(u"Kernel modules"_s, m_report.consistency.modules);
    statusLines(u"File systems"_s, m_report.consistency.mounts);
    put();
    put(overallText(m_report));
}

QString TextRenderer::render()
{
    summary();
    matrix();
    rootCauses();
    nextBoot();
    logLines();
    consistency();
    return m_text;
}

} // namespace

QString renderText(const HealthReport &report, const TextOptions &options)
{
    return TextRenderer(report, options).render();
}

} // namespace Vermagic
