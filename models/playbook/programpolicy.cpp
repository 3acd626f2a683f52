// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/programpolicy.h"

#include "models/core/yamlreader.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

QString ProgramPolicy::objectionTo(const QStringList &argv) const
{
    if (argv.isEmpty())
        return u"there is no command"_s;
    const QString &program = argv.first();
    const auto rules = refused.constFind(program);
    if (rules == refused.cend())
        return u"a playbook may not run '%1'"_s.arg(program);
    for (const QString &rule : *rules) {
        const QRegularExpression expression(QRegularExpression::anchoredPattern(rule),
                                            QRegularExpression::DotMatchesEverythingOption);
        for (const QString &argument : argv.sliced(1)) {
            if (expression.match(argument).hasMatch())
                return u"%1 may not be run with '%2'"_s.arg(program, argument);
        }
    }
    return {};
}

Loaded<ProgramPolicy> loadProgramPolicy(const QByteArray &text, const QString &file)
{
    const YamlDocument document(text, file);
    const YamlValue root = document.root();
    ProgramPolicy policy;
    if (root.isPresent()) {
        root.allowKeys({u"programs"_s});
        const YamlValue programs = root.child(u"programs"_s);
        for (const QString &program : programs.keys()) {
            const YamlValue rules = programs.child(program);
            rules.allowKeys({u"refuse"_s});
            policy.refused.insert(program, rules.child(u"refuse"_s).stringsOr({}));
            for (const QString &rule : policy.refused.value(program)) {
                if (!QRegularExpression(rule).isValid())
                    rules.fail(u"not a regular expression: '%1'"_s.arg(rule));
            }
        }
    }
    if (!document.errors().isEmpty())
        return std::unexpected(document.errors());
    return policy;
}

} // namespace Vermagic
