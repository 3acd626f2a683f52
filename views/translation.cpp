// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace Vermagic {

void installTranslation(QCoreApplication &application, const QLocale &locale)
{
    auto *qt = new QTranslator(&application);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    auto *own = new QTranslator(&application);
    if (own->load(locale, u"vermagic"_s, u"_"_s, u":/i18n"_s) || own->load(u":/i18n/vermagic_en.qm"_s))
        QCoreApplication::installTranslator(own);
}

} // namespace Vermagic
