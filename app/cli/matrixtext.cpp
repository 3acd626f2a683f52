// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/matrixtext.h"

#include "models/report/jsonwriter.h"
#include "models/report/reportcompatibility.h"
#include "models/report/textlayout.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int gap = 2;

QString symbolAndWord(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Unknown:
        return u"·"_s;
    case CellVerdict::Works:
        return u"✓ works"_s;
    case CellVerdict::Fails:
        return u"✗ fails"_s;
    case CellVerdict::Contradicted:
        return u"≠ contra."_s;
    }
    return {};
}

QString filesystemTitle(const CompatibilityTable &table)
{
    static const QMap<FilesystemKind, QString> titles{{FilesystemKind::BeeGfs, u"BeeGFS client"_s},
                                                      {FilesystemKind::Lustre, u"Lustre"_s},
                                                      {FilesystemKind::VirtioFs, u"virtio-fs"_s}};
    return titles.value(table.kind) + (table.role == FilesystemRole::Server ? u" server"_s : QString())
           + u" on Linux kernels"_s;
}

/// Numbers for what decides cells, in the order in which they are met.
class Footnotes
{
public:
    int numberOf(const Claim &claim)
    {
        const QString text = provenanceText(claim.provenance) + u": "_s + claim.source.in(u"en"_s);
        if (!m_texts.contains(text))
            m_texts.append(text);
        return int(m_texts.indexOf(text)) + 1;
    }
    QString text(int width) const
    {
        QString all;
        for (qsizetype i = 0; i < m_texts.size(); ++i) {
            const QStringList lines = wrapped(m_texts[i], width > 0 ? std::max(20, width - 6) : 0);
            for (qsizetype line = 0; line < lines.size(); ++line)
                all += padded(line == 0 ? u"[%1]"_s.arg(i + 1) : QString(), 6) + lines[line] + u'\n';
        }
        return all;
    }

private:
    QStringList m_texts;
};

QString shownCell(const TableCell &cell, Footnotes &footnotes)
{
    QString text = symbolAndWord(cell.cell.verdict);
    if (const Claim *claim = cell.cell.deciding())
        text += u" [%1]"_s.arg(footnotes.numberOf(*claim));
    if (!cell.nodes.isEmpty())
        text += u" ●%1"_s.arg(cell.nodes.size());
    if (!cell.nextNodes.isEmpty())
        text += u" ○%1"_s.arg(cell.nextNodes.size());
    return text;
}

QString rowTitle(const QString &version)
{
    return version.isEmpty() ? u"(with the kernel)"_s : version;
}

/// Blocks of columns that fit beside the first one.
QList<std::pair<qsizetype, qsizetype>> blocksOf(const QList<int> &widths, int first, int width)
{
    QList<std::pair<qsizetype, qsizetype>> blocks;
    qsizetype begin = 0;
    int used = first;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        if (width > 0 && i > begin && used + gap + widths[i] > width) {
            blocks.append({begin, i});
            begin = i;
            used = first;
        }
        used += gap + widths[i];
    }
    blocks.append({begin, widths.size()});
    return blocks;
}

QString standingText(const CompatibilityTable &table)
{
    QString text;
    for (qsizetype row = 0; row < table.versions.size(); ++row) {
        for (qsizetype column = 0; column < table.kernels.size(); ++column) {
            const TableCell &cell = table.cells[row][column];
            const QString place = u"%1 on %2: %3"_s.arg(rowTitle(table.versions[row]), table.kernels[column],
                                                        cellVerdictWord(cell.cell.verdict));
            if (!cell.nodes.isEmpty())
                text += u"● %1  %2\n"_s.arg(place, cell.nodes.join(u", "_s));
            if (!cell.nextNodes.isEmpty())
                text += u"○ %1  %2 (after the next reboot)\n"_s.arg(place, cell.nextNodes.join(u", "_s));
        }
    }
    return text.isEmpty() ? QString() : u"\nOur nodes:\n"_s + text;
}

QString claimText(const Claim &claim)
{
    QString text = u"  %1  %2: %3\n"_s.arg(padded(outcomeWord(claim.outcome), 8),
                                           provenanceText(claim.provenance), claim.source.in(u"en"_s));
    const QString indent = u"            "_s;
    QStringList scope{u"version %1"_s.arg(claim.versions.text()), u"kernel %1"_s.arg(claim.kernels.text()),
                      claim.architecture, claim.distribution};
    scope.removeAll(QString());
    text += indent + scope.join(u", "_s) + u'\n';
    if (claim.at.isValid())
        text += indent + claim.at.toUTC().toString(Qt::ISODate) + u'\n';
    for (const QString &line : {claim.note.in(u"en"_s), claim.url}) {
        if (!line.isEmpty())
            text += indent + oneLine(line) + u'\n';
    }
    return text;
}

void writeClaim(JsonWriter &json, const Claim &claim)
{
    json.beginObject();
    json.text(u"provenance"_s, provenanceWord(claim.provenance));
    json.text(u"verdict"_s, outcomeWord(claim.outcome));
    json.text(u"source"_s, claim.source.in(u"en"_s));
    const QList<std::pair<QString, QString>> rest{{u"url"_s, claim.url},
                                                  {u"version"_s, claim.versions.text()},
                                                  {u"kernel"_s, claim.kernels.text()},
                                                  {u"arch"_s, claim.architecture},
                                                  {u"distribution"_s, claim.distribution},
                                                  {u"note"_s, claim.note.in(u"en"_s)},
                                                  {u"node"_s, claim.node},
                                                  {u"at"_s, claim.at.toUTC().toString(Qt::ISODate)}};
    for (const auto &[key, value] : rest) {
        if (!value.isEmpty())
            json.text(key, value);
    }
    json.endObject();
}

void writeCell(JsonWriter &json, const CompatibilityTable &table, qsizetype row, qsizetype column)
{
    const TableCell &cell = table.cells[row][column];
    if (cell.cell.claims.isEmpty() && cell.nodes.isEmpty() && cell.nextNodes.isEmpty())
        return;
    json.beginObject();
    json.text(u"version"_s, table.versions[row]);
    json.text(u"kernel"_s, table.kernels[column]);
    json.text(u"verdict"_s, cellVerdictWord(cell.cell.verdict));
    json.texts(u"nodes"_s, cell.nodes);
    json.texts(u"nextBootNodes"_s, cell.nextNodes);
    json.beginList(u"claims"_s);
    for (const Claim &claim : cell.cell.claims)
        writeClaim(json, claim);
    json.endList();
    json.endObject();
}

} // namespace

QString matrixText(const CompatibilityTable &table, int width)
{
    Footnotes footnotes;
    QList<QStringList> cells;
    QList<int> widths;
    for (const QString &kernel : table.kernels)
        widths.append(displayWidth(kernel));
    int first = 0;
    for (qsizetype row = 0; row < table.versions.size(); ++row) {
        QStringList texts;
        for (qsizetype column = 0; column < table.kernels.size(); ++column) {
            texts.append(shownCell(table.cells[row][column], footnotes));
            widths[column] = std::max(widths[column], displayWidth(texts.last()));
        }
        cells.append(texts);
        first = std::max(first, displayWidth(rowTitle(table.versions[row])));
    }
    QString text = filesystemTitle(table) + u'\n';
    const auto line = [&](const QString &title, const QStringList &entries, qsizetype begin, qsizetype end) {
        QString built = padded(title, first);
        for (qsizetype i = begin; i < end; ++i)
            built += QString(gap, u' ') + padded(entries[i], widths[i]);
        while (built.endsWith(u' '))
            built.chop(1);
        text += built + u'\n';
    };
    for (const auto &[begin, end] : blocksOf(widths, first, width)) {
        text += u'\n';
        line(QString(), table.kernels, begin, end);
        for (qsizetype row = 0; row < table.versions.size(); ++row)
            line(rowTitle(table.versions[row]), cells[row], begin, end);
    }
    text +=
        u"\n✓ works   ✗ fails   ≠ contradicted: said to work, an equal or stronger source says that it fails\n"
        "· nobody tells   ● our nodes   ○ our nodes after their next reboot   [n] from where:\n"_s;
    return text + footnotes.text(width) + standingText(table);
}

QString cellText(const CompatibilityTable &table)
{
    const TableCell &cell = table.cells.first().first();
    QString text = u"%1: %2 on %3: %4\n"_s.arg(filesystemTitle(table), rowTitle(table.versions.first()),
                                               table.kernels.first(), cellVerdictWord(cell.cell.verdict));
    for (const Claim &claim : cell.cell.claims)
        text += claimText(claim);
    if (cell.cell.claims.isEmpty())
        text += u"  nobody tells\n"_s;
    return text + standingText(table);
}

QByteArray matrixJson(const QList<CompatibilityTable> &tables)
{
    JsonWriter json;
    json.beginObject();
    json.text(u"schema"_s, u"vermagic.matrix/1"_s);
    json.beginList(u"matrices"_s);
    for (const CompatibilityTable &table : tables) {
        json.beginObject();
        json.text(u"filesystem"_s, filesystemKindName(table.kind));
        json.text(u"role"_s, filesystemRoleWord(table.role));
        json.texts(u"versions"_s, table.versions);
        json.texts(u"kernels"_s, table.kernels);
        json.beginList(u"cells"_s);
        for (qsizetype row = 0; row < table.versions.size(); ++row) {
            for (qsizetype column = 0; column < table.kernels.size(); ++column)
                writeCell(json, table, row, column);
        }
        json.endList();
        json.endObject();
    }
    json.endList();
    json.endObject();
    return json.result();
}

} // namespace Vermagic
