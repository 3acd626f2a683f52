// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What resources/benchmarks/run-benchmark.sh answers, as it comes: lines of its own, told by the mark that only the
/// console knows, and between them the bytes of the tool. Pure; keeps at most one unfinished line.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace Vermagic {

/// "@@MARK word rest". `rest` is printable().
struct ScriptLine
{
    QString word;
    QString rest;
    bool operator==(const ScriptLine &) const = default;
};

using BenchmarkOutput = std::variant<ScriptLine, QByteArray>;

class BenchmarkStream
{
public:
    explicit BenchmarkStream(const QByteArray &mark);
    QList<BenchmarkOutput> feed(QByteArrayView bytes);

private:
    QByteArray m_begin;    ///< of a line of the script
    QByteArray m_line;     ///< begun, may become a line of the script
    bool m_inTool = false; ///< the line that is being read is the tool's
};

} // namespace Vermagic
