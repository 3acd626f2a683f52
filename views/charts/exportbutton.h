// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The button by which a chart is exported: asks for the format, then for the file, and says both. The dialog asks before a
/// file is overwritten. Writes nothing itself.
#pragma once

#include "views/widgets.h"

namespace Vermagic {

class ExportButton : public MenuButton
{
    Q_OBJECT
public:
    explicit ExportButton(QWidget *parent = nullptr);

Q_SIGNALS:
    /// `suffix` is png, svg or csv.
    void chosen(const QString &suffix, const QString &path);

private:
    void chooseFile(const QString &suffix);
};

} // namespace Vermagic
