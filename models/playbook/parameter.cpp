// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/parameter.h"

#include "models/core/command.h"
#include "models/core/nearestword.h"
#include "models/playbook/placeholder.h"

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Error refused(const Parameter &parameter, const QString &why, const QString &hint = {})
{
    return {ErrorCode::InvalidInput, u"the parameter '%1' %2"_s.arg(parameter.id, why), {}, hint};
}

Result<QString> defaultOf(const Parameter &parameter, const FactMap &facts, const FactVocabulary &vocabulary)
{
    const QString hint = u"%1; give it a value"_s.arg(parameter.title.in(u"en"_s));
    if (parameter.byDefault.isEmpty())
        return std::unexpected(refused(parameter, u"has no value"_s, hint));
    Result<QString> value = renderedArgument(parameter.byDefault, facts, vocabulary);
    if (!value)
        return std::unexpected(refused(parameter, u"has no value: "_s + value.error().message, hint));
    return value;
}

} // namespace

QString parameterPath(const QString &id)
{
    return u"parameter."_s + id;
}

QString listedText(const LocalText &text, const Remedy &remedy, const QString &language)
{
    QString listed = text.in(language);
    for (const Parameter &parameter : remedy.parameters)
        listed.replace(u"{{%1}}"_s.arg(parameterPath(parameter.id)),
                       u"‹%1›"_s.arg(parameter.title.in(language)));
    const QList<PlaceholderUse> uses = placeholdersIn(listed);
    for (const PlaceholderUse &use : std::views::reverse(uses)) {
        if (use.closed)
            listed.replace(use.offset, listed.indexOf(u"}}"_s, use.offset) + 2 - use.offset, u"…"_s);
    }
    return listed;
}

bool isGivenByPeople(const QString &byDefault)
{
    return std::ranges::all_of(placeholdersIn(byDefault),
                               [](const PlaceholderUse &use) { return isInventoryPath(use.path); });
}

FactVocabulary withParameters(const FactVocabulary &vocabulary, const QList<Parameter> &parameters)
{
    FactVocabulary extended = vocabulary;
    for (const Parameter &parameter : parameters)
        extended.add({parameterPath(parameter.id), parameter.type, Scope::Cluster});
    return extended;
}

FactMap withParameters(const FactMap &facts, const ParameterValues &values)
{
    FactMap extended = facts;
    for (const auto &[id, value] : values.asKeyValueRange())
        extended.insert(parameterPath(id), Fact<QString>::known(value));
    return extended;
}

Result<QString> checkedParameter(const Parameter &parameter, const QString &value)
{
    const QString shown = printable(value.left(200).toUtf8());
    if (!isOfType(value, parameter.type))
        return std::unexpected(
            refused(parameter, u"“%1” is not %2"_s.arg(shown, valueTypeName(parameter.type))));
    if (!parameter.choices.isEmpty() && !parameter.choices.contains(value))
        return std::unexpected(refused(parameter, u"“%1” is not one of its choices"_s.arg(shown),
                                       u"choices: "_s + parameter.choices.join(u", "_s)));
    return value;
}

Result<void> checkedGiven(const QList<Parameter> &parameters, const ParameterValues &given)
{
    QStringList known;
    for (const Parameter &parameter : parameters)
        known.append(parameter.id);
    for (const auto &[id, value] : given.asKeyValueRange()) {
        const auto parameter = std::ranges::find(parameters, id, &Parameter::id);
        if (parameter == parameters.end())
            return std::unexpected(Error{ErrorCode::InvalidInput,
                                         u"the remedy has no parameter '%1'"_s.arg(id),
                                         {},
                                         wordHint(id, known)});
        if (const Result<QString> checked = checkedParameter(*parameter, value); !checked)
            return std::unexpected(checked.error());
    }
    return {};
}

Result<ParameterValues> parameterValues(const QList<Parameter> &parameters, const ParameterValues &given,
                                        const FactMap &facts, const FactVocabulary &vocabulary)
{
    if (const Result<void> checked = checkedGiven(parameters, given); !checked)
        return std::unexpected(checked.error());
    ParameterValues values = given;
    for (const Parameter &parameter : parameters) {
        if (values.contains(parameter.id))
            continue;
        const Result<QString> checked = defaultOf(parameter, facts, vocabulary)
                                            .and_then([&](const QString &text) {
                                                return checkedParameter(parameter, text);
                                            });
        if (!checked)
            return std::unexpected(checked.error());
        values.insert(parameter.id, *checked);
    }
    return values;
}

} // namespace Vermagic
