// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The program's words in the user's language: our catalogue, which is built in, and Qt's own when the platform
/// has it. English where there is none; its plural forms come from a catalogue as well.
#pragma once

class QCoreApplication;
class QLocale;

namespace Vermagic {

/// Installs translators owned by `application`. Call once, before the first widget.
void installTranslation(QCoreApplication &application, const QLocale &locale);

} // namespace Vermagic
