// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

auto *a = dynamic_cast<A *>(b);
auto *s = sender();
QEventLoop loop;
qApp->processEvents();
QMessageBox::question(this, {}, {});
QFileDialog::getOpenFileName(this);
process.waitForFinished();
