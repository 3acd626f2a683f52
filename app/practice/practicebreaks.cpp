// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/practicebreaks.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

PracticeBreak readBreak(const QString &id)
{
    PracticeBreak result{id, {}, {}};
    QFile file(u":/practice/breaks/"_s + id);
    if (!file.open(QIODevice::ReadOnly))
        return result;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u"# does: "))
            result.summary = line.mid(8);
        else if (line.startsWith(u"# fits: "))
            result.fits = line.mid(8).split(u' ', Qt::SkipEmptyParts);
    }
    return result;
}

} // namespace

const QList<PracticeBreak> &practiceBreaks()
{
    static const QList<PracticeBreak> breaks = [] {
        QList<PracticeBreak> list;
        const QStringList ids = QDir(u":/practice/breaks"_s).entryList(QDir::Files, QDir::Name);
        for (const QString &id : ids)
            list.append(readBreak(id));
        return list;
    }();
    return breaks;
}

const PracticeBreak *practiceBreak(const QString &id)
{
    const auto it = std::ranges::find(practiceBreaks(), id, &PracticeBreak::id);
    return it == practiceBreaks().end() ? nullptr : &*it;
}

} // namespace Vermagic
