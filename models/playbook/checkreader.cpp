// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/readerparts.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QList<Cause> readCauses(const YamlValue &value, const NameContext &names)
{
    QList<Cause> causes;
    for (const YamlValue &item : value.items()) {
        Cause cause;
        cause.position = item.position();
        if (item.isMap()) {
            item.allowKeys({u"check"_s, u"when"_s});
            cause.check = item.child(u"check"_s).string();
            cause.when = readCondition(item.child(u"when"_s), names);
        } else {
            cause.check = item.string();
        }
        causes.append(cause);
    }
    return causes;
}

void readTexts(Check &check, const YamlValue &value, const NameContext &names)
{
    check.title = readText(value.child(u"title"_s), names, true);
    check.headline = readText(value.child(u"headline"_s), names, false);
    if (check.headline.byLanguage.isEmpty())
        check.headline = check.title;
    check.explanation = readText(value.child(u"explanation"_s), names, false);
    check.expected = readText(value.child(u"expected"_s), names, true);
    check.actual = readText(value.child(u"actual"_s), names, true);
    check.subject = value.child(u"subject"_s).stringOr({});
    checkPlaceholders(check.subject, names, false, value.child(u"subject"_s));
}

Check readCheck(const YamlValue &value, const FactVocabulary &vocabulary, QStringList &ids)
{
    static const QStringList links{u"connection"_s, u"kernel"_s, u"packages"_s, u"headers"_s, u"build"_s,
                                   u"file"_s,       u"loaded"_s, u"mount"_s,    u"services"_s};
    value.allowKeys({u"id"_s, u"link"_s, u"severity"_s, u"warning_when"_s, u"next_boot"_s, u"for_each"_s,
                     u"subject"_s, u"applies_to"_s, u"expect"_s, u"title"_s, u"headline"_s, u"explanation"_s,
                     u"expected"_s, u"actual"_s, u"evidence"_s, u"caused_by"_s, u"remedies"_s});
    Check check;
    check.position = value.position();
    check.id = readId(value.child(u"id"_s), ids);
    check.link = ChainLink(std::max(0, value.child(u"link"_s).word(links)));
    check.scope = readScope(value.child(u"for_each"_s));
    const NameContext names{vocabulary, check.scope};
    if (const YamlValue severity = value.child(u"severity"_s); severity.isPresent())
        check.severity = Severity(std::max(0, severity.word({u"info"_s, u"warning"_s, u"error"_s})));
    if (const YamlValue condition = value.child(u"warning_when"_s); condition.isPresent())
        check.warningWhen = readCondition(condition, names);
    check.nextBoot = value.child(u"next_boot"_s).booleanOr(false);
    check.appliesTo = readCondition(value.child(u"applies_to"_s), names);
    check.expect = readCondition(value.child(u"expect"_s), names);
    if (!value.child(u"expect"_s).isPresent())
        value.fail(u"the check expects nothing"_s, u"give 'expect'"_s);
    readTexts(check, value, names);
    check.evidence = value.child(u"evidence"_s).stringOr({});
    if (!check.evidence.isEmpty())
        checkFactPath(check.evidence, names, value.child(u"evidence"_s));
    check.causedBy = readCauses(value.child(u"caused_by"_s), names);
    check.remedies = value.child(u"remedies"_s).stringsOr({});
    return check;
}

} // namespace

Scope readScope(const YamlValue &value)
{
    if (!value.isPresent())
        return Scope::Node;
    return value.word({u"filesystem"_s, u"service"_s}) == 1 ? Scope::Service : Scope::Filesystem;
}

QList<Check> readChecks(const YamlValue &value, const FactVocabulary &vocabulary)
{
    QList<Check> checks;
    QStringList ids;
    for (const YamlValue &item : value.items())
        checks.append(readCheck(item, vocabulary, ids));
    return checks;
}

} // namespace Vermagic
