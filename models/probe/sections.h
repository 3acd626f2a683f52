// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The sections of a probe's answer by id. Only whole ones are handed to parsers; for the others there is a reason. Points
/// into the list that it is made of, which must outlive it. Pure.
#pragma once

#include "models/probe/probescript.h"

#include <QHash>

namespace Vermagic {

class Sections
{
public:
    explicit Sections(const QList<ProbeSection> &sections);

    /// Null when missing or not to be trusted.
    const ProbeSection *find(const QString &id) const;
    /// The section in whatever state it arrived; null when missing.
    const ProbeSection *raw(const QString &id) const { return m_byId.value(id); }
    /// Why find() is null. `absence` explains a section that the script leaves out.
    QString reason(const QString &id, const QString &absence = {}) const;

private:
    QHash<QString, const ProbeSection *> m_byId;
    QStringList m_repeated;
    bool m_whole = false;
};

} // namespace Vermagic
