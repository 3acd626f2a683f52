// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/exportbutton.h"

#include <QFileDialog>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Vermagic {

ExportButton::ExportButton(QWidget *parent)
    : MenuButton(u"export"_s, new QMenu(parent), parent)
{
    setText(tr("Export"));
    setAutoRaise(true);
    const QList<std::pair<QString, QString>> formats{
        {u"png"_s, tr("Picture (PNG)…")}, {u"svg"_s, tr("Drawing (SVG)…")}, {u"csv"_s, tr("Values (CSV)…")}};
    for (const auto &[suffix, title] : formats)
        connect(menu()->addAction(title), &QAction::triggered, this, [this, suffix] { chooseFile(suffix); });
}

void ExportButton::chooseFile(const QString &suffix)
{
    auto *dialog = new QFileDialog(this, tr("Export throughput"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"throughput."_s + suffix);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, suffix](const QString &path) { Q_EMIT chosen(suffix, path); });
    dialog->open();
}

} // namespace Vermagic
