// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/factpath.h"

#include "models/probe/nodefacts.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using enum ValueType;

bool matchesWhole(const QString &value, QStringView pattern)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
    return expression.match(value).hasMatch();
}

} // namespace

QString resolvedFactPath(const QString &path, const FactMap &facts)
{
    static const QList<std::pair<QString, QString>> parts{{u"<module>"_s, u"fs.module"_s},
                                                          {u"<mountpoint>"_s, u"fs.mountpoint"_s},
                                                          {u"<unit>"_s, u"service.unit"_s}};
    for (const auto &[bracket, source] : parts) {
        const qsizetype at = path.indexOf(bracket);
        if (at < 0)
            continue;
        const QString value = facts.value(source).value();
        return value.isEmpty() ? QString() : path.left(at) + value + path.mid(at + bracket.size());
    }
    return path;
}

std::optional<Fact<QString>> factAt(const QString &path, const FactMap &facts)
{
    const QString resolved = resolvedFactPath(path, facts);
    if (resolved.isEmpty())
        return std::nullopt;
    return facts.value(resolved, Fact<QString>::unknown(u"not looked at"_s));
}

bool isOfType(const QString &value, ValueType type)
{
    switch (type) {
    case Text:
        return false;
    case KernelRelease:
        return isKernelRelease(value);
    case Version:
        return matchesWhole(value, u"[A-Za-z0-9][A-Za-z0-9.+~:_-]{0,127}");
    case Name:
        return matchesWhole(value, u"[a-z0-9][a-z0-9_+.-]{0,63}");
    case Number:
        return matchesWhole(value, u"[0-9]{1,18}");
    case Host:
        return matchesWhole(value, u"[A-Za-z0-9_][A-Za-z0-9._:%-]{0,252}");
    case Unit:
        return matchesWhole(value,
                            u"[A-Za-z0-9_][A-Za-z0-9:_.@\\\\-]{0,200}\\.(service|mount|automount|target)");
    case Path:
        return value.size() < 4096 && matchesWhole(value, u"/[\\p{L}\\p{N}/._+@:=,~-]*")
               && !value.contains(u"/../"_s) && !value.endsWith(u"/.."_s);
    case Word:
        return matchesWhole(value, u"[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}");
    }
    return false;
}

QString valueTypeName(ValueType type)
{
    switch (type) {
    case Text:
        return u"a text"_s;
    case KernelRelease:
        return u"a kernel release"_s;
    case Version:
        return u"a version"_s;
    case Name:
        return u"a name"_s;
    case Number:
        return u"a number"_s;
    case Host:
        return u"a host name or address"_s;
    case Unit:
        return u"a systemd unit"_s;
    case Path:
        return u"an absolute path"_s;
    case Word:
        return u"a word of letters, digits and . _ + -"_s;
    }
    return {};
}

} // namespace Vermagic
