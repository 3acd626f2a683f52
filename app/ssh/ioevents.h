// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the I/O thread tells the main thread: immutable values, handed over in batches.
///
/// EventSink::push() may be called from the I/O thread only; take() from the main thread. The notifier runs once per batch,
/// on the pushing thread, and should only queue a call to take(). Order is kept.
#pragma once

#include "app/ssh/remoteshell.h"
#include "models/questions.h"

#include <functional>
#include <mutex>
#include <variant>
#include <vector>

namespace Vermagic {

struct PhaseEvent
{
    quint64 shell = 0;
    ConnectionPhase phase = ConnectionPhase::Idle;
    std::optional<Error> error;
    std::optional<HostKeyChange> hostKeyChange;
};
struct StartedEvent
{
    quint64 command = 0;
};
struct ReattachedEvent
{
    quint64 command = 0;
};
struct OutputEvent
{
    quint64 command = 0;
    QByteArray bytes;
    OutputStream stream = OutputStream::StandardOutput;
};
struct FinishedEvent
{
    quint64 command = 0;
    CommandResult result;
};
struct HostKeyEvent
{
    quint64 shell = 0;
    HostKeyQuestion question;
};
struct CredentialEvent
{
    quint64 shell = 0;
    CredentialQuestion question;
};

using IoEvent = std::variant<PhaseEvent, StartedEvent, ReattachedEvent, OutputEvent, FinishedEvent,
                             HostKeyEvent, CredentialEvent>;

class EventSink
{
public:
    explicit EventSink(std::function<void()> notify)
        : m_notify(std::move(notify))
    {
    }

    void push(IoEvent event)
    {
        bool first = false;
        {
            const std::lock_guard lock(m_mutex);
            first = m_events.empty();
            m_events.push_back(std::move(event));
        }
        if (first)
            m_notify();
    }

    std::vector<IoEvent> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_events, {});
    }

private:
    std::function<void()> m_notify;
    std::mutex m_mutex;
    std::vector<IoEvent> m_events;
};

} // namespace Vermagic
