// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What every knowledge file has: texts in several languages, and ids. A text is plain (English) or a map of
/// languages: {en: …, ko: …}; an id is lower case letters, digits and '-'. Mistakes are recorded in the document
/// that the value belongs to.
#pragma once

#include "models/core/yamlreader.h"

#include <QMap>

namespace Vermagic {

/// A text in the languages that the file gives; English is always there.
struct LocalText
{
    QMap<QString, QString> byLanguage; ///< "en", "ko"
    /// In `language` ("ko", "ko_KR"), else in English.
    QString in(const QString &language) const;
    bool operator==(const LocalText &) const = default;
};

LocalText readLocalText(const YamlValue &value, bool required);
/// Refuses an id that is in `taken`, then adds it.
QString readId(const YamlValue &value, QStringList &taken);

} // namespace Vermagic
