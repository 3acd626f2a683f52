// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/sudoprotocol.h"

#include "models/core/command.h"

#include <QRandomGenerator>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype LargestSudoText = 16 * 1024;

QByteArray randomWord(char prefix)
{
    std::array<quint32, 3> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), static_cast<qsizetype>(bits.size()));
    QByteArray word(1, prefix);
    for (const quint32 part : bits)
        word += QByteArray::number(part, 16).rightJustified(8, '0');
    return word;
}

} // namespace

SudoProtocol::SudoProtocol(const QByteArray &promptMark, const QByteArray &startMark)
    : m_promptMark(promptMark)
    , m_startMark(startMark + '\n')
{
}

SudoProtocol SudoProtocol::withRandomMarks()
{
    return SudoProtocol(randomWord('P'), randomWord('S'));
}

QByteArray SudoProtocol::commandLine(const QByteArray &command) const
{
    const QByteArray announce = "printf '%s\\n' " + m_startMark.chopped(1) + " >&2; exec sh -c \"$1\"";
    return "LC_ALL=C sudo -k -S -p " + m_promptMark + " -- sh -c "
           + shellQuoted(QString::fromUtf8(announce)).toUtf8() + " sh "
           + shellQuoted(QString::fromUtf8(command)).toUtf8();
}

SudoProtocol::Event SudoProtocol::feed(QByteArrayView standardError)
{
    m_pending.append(standardError);
    if (m_started)
        return Event::Nothing;
    const qsizetype prompt = m_pending.indexOf(m_promptMark);
    const qsizetype start = m_pending.indexOf(m_startMark);
    if (prompt >= 0 && (start < 0 || prompt < start)) {
        m_sudoText += m_pending.first(prompt);
        m_pending.remove(0, prompt + m_promptMark.size());
        return ++m_prompts == 1 ? Event::PasswordWanted : Event::PasswordWrong;
    }
    if (start >= 0) {
        m_sudoText += m_pending.first(start);
        m_pending.remove(0, start + m_startMark.size());
        m_started = true;
        return Event::Started;
    }
    if (m_pending.size() > LargestSudoText) { // keep what may be the beginning of a mark
        m_sudoText = (m_sudoText + m_pending.first(m_pending.size() - m_startMark.size()))
                         .first(LargestSudoText / 2);
        m_pending = m_pending.last(m_startMark.size());
    }
    return Event::Nothing;
}

QByteArray SudoProtocol::takeOutput()
{
    return std::exchange(m_pending, {});
}

} // namespace Vermagic
