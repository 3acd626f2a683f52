// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The menu in GRUB's grub.cfg: entries and submenus as grub-mkconfig writes them (GRUB manual, "Writing configuration
/// files by hand"), and which of them a `default` means. Reads words and braces; runs no GRUB script, so that what an
/// `if` decides at boot is not known here.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Vermagic {

/// An entry or a submenu of a GRUB menu.
struct GrubEntry
{
    QString title;
    QString id;    ///< empty when the entry has none
    QString image; ///< of the entry's first linux command; empty for a submenu
    QList<GrubEntry> children;
};

QList<GrubEntry> parseGrubMenu(const QByteArray &grubConfig);

/// The entry that GRUB's `default` means: numbers, titles and identifiers, joined by '>' through submenus. A submenu
/// stands for its first entry, a name that is not there for the first entry of all. Null: no such number.
const GrubEntry *grubDefaultEntry(const QList<GrubEntry> &menu, const QString &value);

/// The words of a GRUB script line: quotes removed, `$menuentry_id_option` and the like kept as they are.
QStringList grubWords(const QByteArray &line);

} // namespace Vermagic
