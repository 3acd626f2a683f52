// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/nearestword.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype longestWord = 64;

QString folded(const QString &word)
{
    return word.toCaseFolded().replace(u'_', u'-');
}

/// Levenshtein distance.
qsizetype distance(const QString &a, const QString &b)
{
    QList<qsizetype> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

QString nearestWord(const QString &written, const QStringList &words)
{
    if (written.isEmpty() || written.size() > longestWord)
        return {};
    const QString slip = folded(written);
    QString best;
    qsizetype bestDistance = longestWord;
    for (const QString &word : words) {
        const qsizetype d = distance(slip, folded(word));
        if (d < bestDistance && d <= std::max<qsizetype>(1, std::min(slip.size(), word.size()) / 3)) {
            best = word;
            bestDistance = d;
        }
    }
    return best;
}

QString wordHint(const QString &written, const QStringList &words)
{
    const QString nearest = nearestWord(written, words);
    if (!nearest.isEmpty())
        return u"did you mean '%1'?"_s.arg(nearest);
    return words.isEmpty() ? QString() : u"allowed here: "_s + words.join(u", "_s);
}

} // namespace Vermagic
