// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/outputtext.h"

#include "models/core/command.h"

namespace Vermagic {

namespace {

constexpr qsizetype pendingLimit = 256 * 1024;
constexpr qsizetype longestLine = 8 * 1024;

} // namespace

OutputText::OutputText(QObject *parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(std::chrono::milliseconds(50));
    connect(&m_pause, &QTimer::timeout, this, [this] {
        const qsizetype whole = m_pending.lastIndexOf('\n') + 1;
        handOn(m_pending.size() - whole > longestLine ? m_pending.size() : whole);
    });
}

void OutputText::append(const QByteArray &bytes)
{
    m_pending += bytes;
    if (m_pending.size() > 2 * pendingLimit)
        m_pending = m_pending.last(pendingLimit);
    if (!m_pause.isActive())
        m_pause.start();
}

void OutputText::flush()
{
    m_pause.stop();
    handOn(m_pending.size());
}

void OutputText::handOn(qsizetype length)
{
    if (length == 0)
        return;
    const QString text = printable(QByteArrayView(m_pending).first(length));
    m_pending.remove(0, length);
    Q_EMIT textReady(text);
}

} // namespace Vermagic
