// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A terminal of a given width for a program under test: what it writes there can be read. Owned by the test; outlives
/// the program.
#pragma once

#include <QByteArray>

#include <functional>

namespace Vermagic {

class PseudoTerminal
{
public:
    explicit PseudoTerminal(int columns);
    ~PseudoTerminal();
    Q_DISABLE_COPY_MOVE(PseudoTerminal)

    /// For VermagicProcess::start(): makes the terminal the program's `descriptor`.
    std::function<void()> as(int descriptor) const;
    /// The same for a program that asks for secrets: the terminal that controls it, its input and its errors.
    std::function<void()> asControlling() const;
    void type(const QByteArray &keys) const;
    bool echoes() const;
    /// All that has been written so far. Must be called now and then: a terminal that nobody reads stops its writer.
    QByteArray text();

private:
    int m_ours = -1;
    int m_theirs = -1;
    QByteArray m_text;
};

} // namespace Vermagic
