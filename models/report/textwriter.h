// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines of a text report: headings, labelled fields that wrap below their own column, sections with their tables. Colours
/// are escape sequences around text that has been laid out already, only when asked for. Owned by a renderer. Pure.
#pragma once

#include "models/report/reportsection.h"
#include "models/report/reporttext.h"

namespace Vermagic {

enum class Colour { None, Bold, Dim, Green, Yellow, Red };

Colour colourOf(const std::optional<LinkStatus> &status);
Colour colourOf(Severity severity);

class TextWriter
{
public:
    static constexpr int gap = 2; ///< between columns

    explicit TextWriter(const TextOptions &options)
        : m_options(options)
    {
    }

    int width() const { return m_options.width; } ///< 0: as wide as needed
    QString painted(const QString &text, Colour colour) const;
    void put(const QString &line = {}) { m_text += line + u'\n'; }
    void heading(const QString &title);
    /// "    expected  …"; nothing when there is no value.
    void field(const QString &label, const QString &value, Colour colour = Colour::None);
    void section(const ReportSection &section);
    const QString &text() const { return m_text; }

private:
    void lines(const QList<ReportCell> &cells);
    void table(const SectionTable &table);

    TextOptions m_options;
    QString m_text;
};

} // namespace Vermagic
