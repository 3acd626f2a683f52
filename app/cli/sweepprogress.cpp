// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/sweepprogress.h"

#include "models/report/textlayout.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype barCells = 10;

} // namespace

QString sweepProgress(qsizetype nodes, const QStringList &waiting, std::chrono::seconds elapsed, int width)
{
    const qsizetype answered = nodes - waiting.size();
    const qsizetype filled = nodes > 0 ? barCells * answered / nodes : barCells;
    QString text = u"checking [%1%2] %3 of %4 nodes, %5 s"_s
                       .arg(QString(filled, u'#'), QString(barCells - filled, u'.'))
                       .arg(answered)
                       .arg(nodes)
                       .arg(elapsed.count());
    if (!waiting.isEmpty())
        text += u"; waiting for "_s + waiting.join(u", "_s);
    return width > 1 ? elided(text, width - 1) : text;
}

} // namespace Vermagic
