// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The smallest kernel module that modinfo and depmod accept: a 64-bit ELF relocatable with a .modinfo section
/// of fixed size and nothing else. The stand-ins write one as head + section + tail; see elf(5).
/// It is data only: no kernel could load it.
#pragma once

#include <QByteArray>

namespace Vermagic {

constexpr int moduleInfoSize = 2048; ///< bytes of the section, as in practice/lib/kernel.sh

QByteArray moduleFileHead();
QByteArray moduleFileTail();

} // namespace Vermagic
