// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/benchmarkstream.h"

#include "models/core/command.h"

#include <algorithm>

namespace Vermagic {

namespace {

constexpr qsizetype longestLine = 8192;

void addTool(QList<BenchmarkOutput> &output, QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    if (output.isEmpty() || !std::holds_alternative<QByteArray>(output.last()))
        output.append(QByteArray());
    std::get<QByteArray>(output.last()).append(bytes);
}

ScriptLine scriptLine(QByteArrayView text)
{
    const QString line = printable(text);
    const qsizetype space = line.indexOf(u' ');
    if (space < 0)
        return {line, {}};
    return {line.left(space), line.mid(space + 1).trimmed()};
}

} // namespace

BenchmarkStream::BenchmarkStream(const QByteArray &mark)
    : m_begin("@@" + mark + ' ')
{
}

QList<BenchmarkOutput> BenchmarkStream::feed(QByteArrayView bytes)
{
    QList<BenchmarkOutput> output;
    while (!bytes.isEmpty()) {
        const qsizetype newline = bytes.indexOf('\n');
        const QByteArrayView part = newline < 0 ? bytes : bytes.first(newline + 1);
        bytes = bytes.sliced(part.size());
        if (m_inTool) {
            addTool(output, part);
        } else {
            m_line.append(part);
            const qsizetype known = std::min(m_line.size(), m_begin.size());
            const bool mayBeOurs = m_line.first(known) == m_begin.first(known)
                                   && m_line.size() <= longestLine;
            if (!mayBeOurs) {
                addTool(output, m_line);
                m_line.clear();
                m_inTool = true;
            } else if (newline >= 0) {
                output.append(scriptLine(QByteArrayView(m_line).sliced(m_begin.size()).chopped(1)));
                m_line.clear();
            }
        }
        if (newline >= 0)
            m_inTool = false;
    }
    return output;
}

} // namespace Vermagic
