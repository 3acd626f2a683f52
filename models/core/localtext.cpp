// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/localtext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

QString LocalText::in(const QString &language) const
{
    const auto it = byLanguage.constFind(language.section(u'_', 0, 0).section(u'-', 0, 0));
    return it == byLanguage.cend() ? byLanguage.value(u"en"_s) : *it;
}

LocalText readLocalText(const YamlValue &value, bool required)
{
    LocalText text;
    if (!value.isPresent() && !required)
        return text;
    if (value.isMap()) {
        value.allowKeys({u"en"_s, u"ko"_s});
        text.byLanguage.insert(u"en"_s, value.child(u"en"_s).string());
        if (value.child(u"ko"_s).isPresent())
            text.byLanguage.insert(u"ko"_s, value.child(u"ko"_s).string());
    } else {
        text.byLanguage.insert(u"en"_s, value.string());
    }
    return text;
}

QString readId(const YamlValue &value, QStringList &taken)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(u"[a-z][a-z0-9-]{0,63}"_s));
    const QString id = value.string();
    if (!id.isEmpty() && !form.match(id).hasMatch())
        value.fail(u"'%1' is not an id"_s.arg(id), u"lower case letters, digits and '-'"_s);
    else if (taken.contains(id))
        value.fail(u"the id '%1' is used twice"_s.arg(id));
    taken.append(id);
    return id;
}

} // namespace Vermagic
