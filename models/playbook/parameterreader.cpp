// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/parameter.h"
#include "models/playbook/placeholder.h"
#include "models/playbook/readerparts.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

ValueType readType(const YamlValue &value)
{
    static const QList<ValueType> types{ValueType::KernelRelease, ValueType::Version, ValueType::Name,
                                        ValueType::Path,          ValueType::Number,  ValueType::Word};
    const int index = value.word(
        {u"kernel-release"_s, u"version"_s, u"name"_s, u"path"_s, u"number"_s, u"word"_s});
    return types.value(index, ValueType::Word);
}

void checkValue(const Parameter &parameter, const QString &text, const YamlValue &at)
{
    if (!placeholdersIn(text).isEmpty())
        return; // what it yields is checked when a plan is made
    if (const Result<QString> checked = checkedParameter(parameter, text); !checked)
        at.fail(checked.error().message, checked.error().hint);
}

Parameter readParameter(const YamlValue &value, const NameContext &names, QStringList &ids)
{
    value.allowKeys({u"id"_s, u"title"_s, u"type"_s, u"default"_s, u"choices"_s, u"note"_s});
    Parameter parameter;
    parameter.id = readId(value.child(u"id"_s), ids);
    parameter.title = readText(value.child(u"title"_s), names, true);
    parameter.type = readType(value.child(u"type"_s));
    parameter.note = readText(value.child(u"note"_s), names, false);
    const YamlValue choices = value.child(u"choices"_s);
    for (const YamlValue &choice : choices.items())
        checkValue(parameter, choice.string(), choice);
    parameter.choices = choices.stringsOr({});
    const YamlValue byDefault = value.child(u"default"_s);
    parameter.byDefault = byDefault.stringOr({});
    checkPlaceholders(parameter.byDefault, names, true, byDefault);
    if (!parameter.byDefault.isEmpty())
        checkValue(parameter, parameter.byDefault, byDefault);
    return parameter;
}

} // namespace

QList<Parameter> readParameters(const YamlValue &value, const NameContext &names)
{
    QList<Parameter> parameters;
    QStringList ids;
    for (const YamlValue &item : value.items())
        parameters.append(readParameter(item, names, ids));
    return parameters;
}

} // namespace Vermagic
