// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/sections.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

Sections::Sections(const QList<ProbeSection> &sections)
{
    for (const ProbeSection &section : sections) {
        m_whole |= section.id == endSection;
        if (m_byId.contains(section.id))
            m_repeated.append(section.id);
        m_byId.insert(section.id, &section);
    }
}

const ProbeSection *Sections::find(const QString &id) const
{
    const ProbeSection *section = m_byId.value(id);
    return section && section->complete && !section->truncated && !m_repeated.contains(id) ? section
                                                                                           : nullptr;
}

QString Sections::reason(const QString &id, const QString &absence) const
{
    const ProbeSection *section = m_byId.value(id);
    if (m_repeated.contains(id))
        return u"the probe's answer has this part twice"_s;
    if (section && section->truncated)
        return u"the answer was too long and has been cut"_s;
    if (section || !m_whole)
        return u"the probe's answer ends too early"_s;
    return absence.isEmpty() ? u"the probe's answer has no such part"_s : absence;
}

} // namespace Vermagic
