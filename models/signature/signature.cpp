// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/signature/signature.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

QStringList logSourceWords()
{
    return {u"kernel"_s, u"journal"_s, u"make-log"_s,   u"apt"_s,
            u"dnf"_s,    u"mount"_s,   u"beegfs-log"_s, u"console"_s};
}

QString logFactPath(const QString &id)
{
    return u"log."_s + id;
}

QString subjectOf(const Signature &signature, const QString &line)
{
    return signature.subject.isEmpty() ? QString()
                                       : signature.pattern.groupsIn(line).value(signature.subject);
}

QString filledFromLine(const QString &text, const Signature &signature, const QString &line)
{
    QString filled = text;
    if (!text.contains(u"{{"_s))
        return filled;
    for (const auto &[name, value] : signature.pattern.groupsIn(line).asKeyValueRange())
        filled.replace(u"{{"_s + name + u"}}"_s, value);
    return filled;
}

} // namespace Vermagic
