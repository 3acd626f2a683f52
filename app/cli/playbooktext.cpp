// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/playbooktext.h"

#include "app/cli/plantext.h"
#include "models/playbook/parameter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <numeric>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

const QString english = u"en"_s;

QString scopeName(Scope scope)
{
    switch (scope) {
    case Scope::Cluster:
        return u"cluster"_s;
    case Scope::Node:
        return u"node"_s;
    case Scope::Filesystem:
        return u"filesystem"_s;
    case Scope::Service:
        return u"service"_s;
    }
    return {};
}

QStringList checksOf(const Playbook &playbook, const Remedy &remedy)
{
    QStringList checks;
    for (const Check &check : playbook.checks) {
        if (check.remedies.contains(remedy.id))
            checks.append(check.id);
    }
    return checks;
}

std::chrono::seconds usualDuration(const Remedy &remedy)
{
    if (remedy.duration.count() > 0)
        return remedy.duration;
    const auto add = [](std::chrono::seconds sum, const Step &step) { return sum + step.duration; };
    return std::accumulate(remedy.steps.begin(), remedy.steps.end(), std::chrono::seconds(0), add);
}

bool usesConsole(const Remedy &remedy)
{
    return std::ranges::contains(remedy.steps, Place::Console, &Step::place);
}

QString successorOf(const Obsolete &obsolete)
{
    return obsolete.remedy.isEmpty() ? obsolete.playbook : obsolete.playbook + u'/' + obsolete.remedy;
}

QString obsoleteText(const Obsolete &obsolete, const QString &indent)
{
    QString text = indent + u"OBSOLETE: "_s + obsolete.reason.in(english).trimmed() + u'\n';
    if (!obsolete.playbook.isEmpty())
        text += indent + u"instead: "_s + successorOf(obsolete) + u'\n';
    return text;
}

QString parameterText(const Parameter &parameter)
{
    QString text = u"        --set %1=…  %2"_s.arg(parameter.id, parameter.title.in(english));
    if (!parameter.choices.isEmpty())
        text += u": "_s + parameter.choices.join(u", "_s);
    text += parameter.byDefault.isEmpty() ? u" (needed)"_s : u" (%1)"_s.arg(parameter.byDefault);
    return text + u'\n';
}

QString remedyText(const Playbook &playbook, const Remedy &remedy, const QString &console)
{
    QString text = u"    %1: %2\n"_s.arg(remedy.id, listedText(remedy.title, remedy, english));
    if (remedy.obsolete)
        return text + obsoleteText(*remedy.obsolete, u"        "_s);
    QStringList facts;
    if (remedy.onDemand)
        facts.append(remedy.scope == Scope::Cluster ? u"on demand, for the whole cluster"_s : u"on demand"_s);
    if (const QStringList checks = checksOf(playbook, remedy); !checks.isEmpty())
        facts.append(u"for "_s + checks.join(u", "_s));
    facts.append(u"risk "_s + riskName(remedy.risk));
    if (remedy.reboot)
        facts.append(u"reboots the node"_s);
    if (remedy.resumable)
        facts.append(u"goes on after a stop"_s);
    if (usualDuration(remedy).count() > 0)
        facts.append(durationText(usualDuration(remedy)));
    text += u"        "_s + facts.join(u"; "_s) + u'\n';
    if (usesConsole(remedy))
        text += u"        steps on the console%1\n"_s.arg(console.isEmpty() ? QString() : u": "_s + console);
    for (const Parameter &parameter : remedy.parameters)
        text += parameterText(parameter);
    return text;
}

QJsonObject toJson(const Obsolete &obsolete)
{
    return {{u"reason"_s, obsolete.reason.in(english)}, {u"superseded_by"_s, successorOf(obsolete)}};
}

QJsonObject toJson(const Parameter &parameter)
{
    return {{u"id"_s, parameter.id},
            {u"title"_s, parameter.title.in(english)},
            {u"type"_s, valueTypeName(parameter.type)},
            {u"default"_s, parameter.byDefault},
            {u"choices"_s, QJsonArray::fromStringList(parameter.choices)},
            {u"note"_s, parameter.note.in(english)}};
}

QJsonObject toJson(const Playbook &playbook, const Remedy &remedy)
{
    QJsonArray parameters;
    for (const Parameter &parameter : remedy.parameters)
        parameters.append(toJson(parameter));
    QJsonObject json{{u"id"_s, remedy.id},
                     {u"title"_s, remedy.title.in(english)},
                     {u"summary"_s, remedy.summary.in(english)},
                     {u"on_demand"_s, remedy.onDemand},
                     {u"for_each"_s, scopeName(remedy.scope)},
                     {u"checks"_s, QJsonArray::fromStringList(checksOf(playbook, remedy))},
                     {u"risk"_s, riskName(remedy.risk)},
                     {u"reboots"_s, remedy.reboot},
                     {u"resumable"_s, remedy.resumable},
                     {u"on_console"_s, usesConsole(remedy)},
                     {u"seconds"_s, static_cast<qint64>(usualDuration(remedy).count())},
                     {u"parameters"_s, parameters}};
    if (remedy.obsolete)
        json[u"obsolete"_s] = toJson(*remedy.obsolete);
    return json;
}

} // namespace

QString playbooksText(const Knowledge &knowledge, const QString &console)
{
    QString text;
    for (const Playbook &playbook : knowledge.playbooks) {
        if (playbook.remedies.isEmpty() && !playbook.obsolete)
            continue;
        text += u"%1: %2\n    source: %3\n"_s.arg(playbook.id, playbook.title.in(english), playbook.source);
        if (playbook.obsolete)
            text += obsoleteText(*playbook.obsolete, u"    "_s);
        for (const Remedy &remedy : playbook.remedies)
            text += remedyText(playbook, remedy, console);
        text += u'\n';
    }
    return text;
}

QByteArray playbooksJson(const Knowledge &knowledge)
{
    QJsonArray playbooks;
    for (const Playbook &playbook : knowledge.playbooks) {
        QJsonArray remedies;
        for (const Remedy &remedy : playbook.remedies)
            remedies.append(toJson(playbook, remedy));
        QJsonObject json{{u"id"_s, playbook.id},
                         {u"title"_s, playbook.title.in(english)},
                         {u"summary"_s, playbook.summary.in(english)},
                         {u"source"_s, playbook.source},
                         {u"remedies"_s, remedies}};
        if (playbook.obsolete)
            json[u"obsolete"_s] = toJson(*playbook.obsolete);
        playbooks.append(json);
    }
    const QJsonObject root{{u"schema"_s, u"vermagic.playbooks/1"_s}, {u"playbooks"_s, playbooks}};
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

} // namespace Vermagic
