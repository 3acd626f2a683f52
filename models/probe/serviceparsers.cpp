// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/serviceparsers.h"

#include "models/probe/sectiontext.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QList<UnitProperties> blocksOf(const QByteArray &output)
{
    QList<UnitProperties> blocks;
    bool open = false;
    for (const QByteArray &line : linesOf(output)) {
        const qsizetype equals = line.indexOf('=');
        if (line.isEmpty()) {
            open = false;
        } else if (equals > 0) {
            if (!open)
                blocks.append(UnitProperties());
            open = true;
            blocks.last().insert(cleanText(line.first(equals)), cleanText(line.sliced(equals + 1), 1024));
        }
    }
    return blocks;
}

} // namespace

Fact<QMap<QString, UnitProperties>> parseUnits(const ProbeSection &section, const QStringList &requested)
{
    using Units = Fact<QMap<QString, UnitProperties>>;
    const QList<UnitProperties> blocks = blocksOf(section.output);
    if (section.exitCode == 124)
        return Units::unknown(u"systemctl did not answer in time"_s);
    if (blocks.isEmpty())
        return Units::unknown(complaintOf(section));
    QMap<QString, UnitProperties> units;
    for (const UnitProperties &block : blocks) {
        if (const QString id = block.value(u"Id"_s); !id.isEmpty())
            units.insert(id, block);
    }
    if (blocks.size() == requested.size()) {
        for (qsizetype i = 0; i < blocks.size(); ++i)
            units.insert(requested[i], blocks[i]);
    }
    return Units::known(units);
}

Fact<ServiceFacts> serviceOf(const Fact<QMap<QString, UnitProperties>> &units, const QString &unit)
{
    if (!units.isKnown())
        return Fact<ServiceFacts>::unknown(units.reason());
    const auto it = units.value().constFind(unit);
    if (it == units.value().cend())
        return Fact<ServiceFacts>::unknown(u"systemctl did not mention %1"_s.arg(unit));
    if (it->value(u"LoadState"_s) == "not-found"_L1)
        return Fact<ServiceFacts>::absent();
    const QString active = it->value(u"ActiveState"_s);
    if (active.isEmpty())
        return Fact<ServiceFacts>::unknown(u"systemctl shows no ActiveState of %1"_s.arg(unit));
    return Fact<ServiceFacts>::known({.unit = unit,
                                      .activeState = active,
                                      .subState = it->value(u"SubState"_s),
                                      .result = it->value(u"Result"_s),
                                      .unitFileState = it->value(u"UnitFileState"_s)});
}

} // namespace Vermagic
