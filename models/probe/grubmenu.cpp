// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/grubmenu.h"

#include "models/probe/sectiontext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

GrubEntry grubEntryOf(const QStringList &words)
{
    GrubEntry entry{.title = words.value(1)};
    for (qsizetype i = 2; i + 1 < words.size(); ++i) {
        if (words[i] == "$menuentry_id_option"_L1 || words[i] == "--id"_L1)
            entry.id = words[i + 1];
        else if (words[i].startsWith("--id="_L1))
            entry.id = words[i].sliced(5);
    }
    return entry;
}

} // namespace

QStringList grubWords(const QByteArray &line)
{
    QStringList words;
    QByteArray word;
    char quote = 0;
    bool any = false;
    const auto finish = [&] {
        if (any)
            words.append(cleanText(word, 512));
        word.clear();
        any = false;
    };
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote == 0 && (c == ' ' || c == '\t')) {
            finish();
        } else if (c == quote) {
            quote = 0;
        } else if (quote == 0 && (c == '\'' || c == '"')) {
            quote = c;
            any = true;
        } else {
            if (c == '\\' && quote != '\'' && i + 1 < line.size())
                ++i;
            word += line[i];
            any = true;
        }
    }
    finish();
    return words;
}

QList<GrubEntry> parseGrubMenu(const QByteArray &grubConfig)
{
    QList<GrubEntry> menu;
    int depth = 0; // of braces that a menu entry or submenu opened
    bool inSubmenu = false;
    for (const QByteArray &line : linesOf(grubConfig)) {
        const QStringList words = grubWords(line.trimmed());
        const QString command = words.value(0);
        QList<GrubEntry> &level = inSubmenu && !menu.isEmpty() ? menu.last().children : menu;
        if (command == "menuentry"_L1 || command == "submenu"_L1) {
            level.append(grubEntryOf(words));
            inSubmenu = inSubmenu || command == "submenu"_L1;
            depth += words.last() == "}"_L1 ? 0 : 1;
        } else if (command == "}"_L1 && depth > 0) {
            --depth;
            inSubmenu = inSubmenu && depth > 0;
        } else if (command.startsWith("linux"_L1) && depth > 0 && !level.isEmpty()
                   && level.last().image.isEmpty()) {
            level.last().image = words.value(1);
        }
    }
    return menu;
}

const GrubEntry *grubDefaultEntry(const QList<GrubEntry> &menu, const QString &value)
{
    const QList<GrubEntry> *level = &menu;
    const GrubEntry *entry = nullptr;
    for (const QString &part : value.isEmpty() ? QStringList{u"0"_s} : value.split(u'>')) {
        bool number = false;
        const int index = part.toInt(&number);
        const auto it = std::ranges::find_if(
            *level, [&](const GrubEntry &e) { return e.title == part || e.id == part; });
        if (it != level->end())
            entry = &*it;
        else if (number && index >= 0 && index < level->size())
            entry = &level->at(index);
        else if (number || level->isEmpty())
            return nullptr;
        else
            entry = &level->first();
        level = &entry->children;
    }
    while (entry && !entry->children.isEmpty())
        entry = &entry->children.first();
    return entry;
}

} // namespace Vermagic
