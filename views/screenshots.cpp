// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/screenshots.h"

#include "views/mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

Result<QStringList> saveScreenshots(MainWindow &window, const QString &folder, const QString &name,
                                    QSize size)
{
    if (!QDir().mkpath(folder))
        return std::unexpected(Error{ErrorCode::Io, u"The folder cannot be made"_s, folder, {}});
    window.resize(size);
    window.show();
    if (window.selectedNodes().isEmpty())
        window.selectWorstNode();
    const Theme before = window.theme();
    QStringList paths;
    for (Theme theme : {Theme::Light, Theme::Dark}) {
        window.setTheme(theme);
        // Layouts and palettes settle by posted events that post further ones; nothing else is waited for.
        for (int round = 0; round < 4; ++round)
            QApplication::sendPostedEvents();
        const QString path = u"%1/%2-%3.png"_s.arg(folder, name,
                                                   theme == Theme::Light ? u"light"_s : u"dark"_s);
        if (!window.grab().save(path))
            return std::unexpected(Error{ErrorCode::Io, u"The picture cannot be written"_s, path, {}});
        paths.append(path);
    }
    window.setTheme(before);
    return paths;
}

} // namespace Vermagic
