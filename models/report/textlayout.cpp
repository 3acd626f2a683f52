// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/textlayout.h"

#include <QList>

#include <algorithm>
#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

/// Blocks of East_Asian_Width W and F, joined where what lies between is unassigned.
constexpr std::array wideRanges{
    Range{0x1100, 0x115f},   Range{0x2e80, 0x303e},   Range{0x3041, 0x33ff},   Range{0x3400, 0x4dbf},
    Range{0x4e00, 0x9fff},   Range{0xa000, 0xa4cf},   Range{0xa960, 0xa97f},   Range{0xac00, 0xd7a3},
    Range{0xf900, 0xfaff},   Range{0xfe30, 0xfe6f},   Range{0xff00, 0xff60},   Range{0xffe0, 0xffe6},
    Range{0x1f300, 0x1f64f}, Range{0x1f680, 0x1f6ff}, Range{0x1f900, 0x1f9ff}, Range{0x20000, 0x3fffd},
};

int cellsOf(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
    case QChar::Other_Control:
        return 0;
    default:
        break;
    }
    // Vowels and final consonants of Hangul written in parts join the syllable before them.
    if (c >= 0x1160 && c <= 0x11ff)
        return 0;
    return std::ranges::any_of(wideRanges,
                               [c](const Range &range) { return c >= range.first && c <= range.last; })
               ? 2
               : 1;
}

/// The next whole character from `at`, which moves on behind it.
char32_t nextCharacter(QStringView text, qsizetype &at)
{
    const QChar c = text[at++];
    if (c.isHighSurrogate() && at < text.size() && text[at].isLowSurrogate())
        return QChar::surrogateToUcs4(c, text[at++]);
    return c.unicode();
}

/// How many UTF-16 units fit into `width` cells.
qsizetype fitting(QStringView text, int width)
{
    qsizetype at = 0;
    int used = 0;
    while (at < text.size()) {
        const qsizetype before = at;
        used += cellsOf(nextCharacter(text, at));
        if (used > width)
            return before;
    }
    return text.size();
}

} // namespace

int displayWidth(QStringView text)
{
    int width = 0;
    for (qsizetype at = 0; at < text.size();)
        width += cellsOf(nextCharacter(text, at));
    return width;
}

QString elided(const QString &text, int width)
{
    if (displayWidth(text) <= width)
        return text;
    return width < 1 ? QString() : text.left(fitting(text, width - 1)) + u'…';
}

QString padded(const QString &text, int width)
{
    return text + QString(std::max(0, width - displayWidth(text)), u' ');
}

QStringList wrapped(const QString &text, int width)
{
    QStringList lines;
    const QStringList paragraphs = text.split(u'\n');
    for (QString rest : paragraphs) {
        while (width > 0 && displayWidth(rest) > width) {
            const qsizetype fits = std::max<qsizetype>(fitting(rest, width), 1);
            const qsizetype blank = rest.lastIndexOf(u' ', fits);
            const qsizetype cut = blank > 0 ? blank : fits;
            lines.append(rest.left(cut));
            rest = rest.mid(blank > 0 ? cut + 1 : cut);
        }
        lines.append(rest);
    }
    return lines;
}

QString oneLine(const QString &text)
{
    QString result = text;
    return result.replace(u'\n', u' ').replace(u'\t', u' ');
}

QList<int> fittedColumns(QList<int> widths, int available, int least)
{
    int excess = std::accumulate(widths.begin(), widths.end(), 0) - available;
    while (excess > 0) {
        const auto widest = std::ranges::max_element(widths);
        if (widest == widths.end() || *widest <= least)
            break;
        --*widest;
        --excess;
    }
    return widths;
}

} // namespace Vermagic
