// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QColor>
#include <QWidget>
#include <QTcpSocket>
