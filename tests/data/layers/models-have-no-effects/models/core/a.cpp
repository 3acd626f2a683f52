// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QFile>
#include <QProcess>
#include <thread>

auto now = QDateTime::currentDateTimeUtc();
auto tick = std::chrono::steady_clock::now();
