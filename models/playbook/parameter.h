// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The values that whoever asks for a remedy chooses: defaults filled in, each checked against its type, so that they
/// may stand in a command as a node's typed facts may. Pure. They reach steps as facts named "parameter.ID".
#pragma once

#include "models/core/result.h"
#include "models/playbook/factvocabulary.h"
#include "models/playbook/playbook.h"

namespace Vermagic {

/// Parameter::id → value
using ParameterValues = QMap<QString, QString>;

QString parameterPath(const QString &id); ///< "parameter.ID"

/// The remedy's text `text` before anybody has chosen values: a parameter stands as its title, a fact as “…”.
QString listedText(const LocalText &text, const Remedy &remedy, const QString &language);

/// Whether no node's answer is in `byDefault`.
bool isGivenByPeople(const QString &byDefault);

FactVocabulary withParameters(const FactVocabulary &vocabulary, const QList<Parameter> &parameters);
FactMap withParameters(const FactMap &facts, const ParameterValues &values);

/// `value` itself, or InvalidInput that names the parameter.
Result<QString> checkedParameter(const Parameter &parameter, const QString &value);

/// The first wrong value of `given`, or name that no parameter has.
Result<void> checkedGiven(const QList<Parameter> &parameters, const ParameterValues &given);

/// A value for every parameter: the one in `given`, else the default filled from `facts`. InvalidInput names the
/// parameter that has none, is not of its type or its choices, or does not exist.
Result<ParameterValues> parameterValues(const QList<Parameter> &parameters, const ParameterValues &given,
                                        const FactMap &facts, const FactVocabulary &vocabulary);

} // namespace Vermagic
