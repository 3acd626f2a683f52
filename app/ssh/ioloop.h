// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The event loop of the I/O thread: file descriptors (epoll), a mailbox (eventfd) and deadlines.
///
/// Owned by SshTransport; run() is the thread's body. post() and stop() may be called from any thread, the rest only
/// from the loop's own. A handler is never called after unwatch(), also not for an event of the same round.
/// later() runs when all events of this round are done: the place to free what a callback is still using. Each task
/// is destroyed, with what it owns, before the next one runs; timers and events of the round come before them, so what
/// waits there to be freed must not call anybody any more.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace Vermagic {

class IoLoop
{
public:
    using Clock = std::chrono::steady_clock;
    using Task = std::move_only_function<void()>;
    using TimerId = std::uint64_t; ///< never 0

    class Handler
    {
    public:
        virtual ~Handler() = default;
        virtual void ready(std::uint32_t events) = 0;
    };

    IoLoop();
    ~IoLoop();
    IoLoop(const IoLoop &) = delete;
    IoLoop &operator=(const IoLoop &) = delete;

    void run();
    void stop();
    void post(Task task);

    void watch(int fd, std::uint32_t events, Handler *handler);
    void unwatch(int fd);
    TimerId after(std::chrono::milliseconds delay, Task task);
    void cancel(TimerId &timer);
    void later(Task task);

private:
    struct Watch
    {
        Handler *handler = nullptr;
        std::uint32_t events = 0;
        std::uint32_t generation = 0;
    };

    int waitTime() const;
    void dispatch(std::uint64_t data, std::uint32_t events);
    void readMail();
    void fireTimers();
    void runLater();

    int m_epoll = -1;
    int m_wake = -1;
    bool m_stopping = false;
    std::uint32_t m_generation = 0;
    std::unordered_map<int, Watch> m_watches;
    std::map<std::pair<Clock::time_point, TimerId>, Task> m_timers;
    std::unordered_map<TimerId, Clock::time_point> m_timerTimes;
    TimerId m_lastTimer = 0;
    std::vector<Task> m_later;
    std::mutex m_mutex; ///< guards m_mail
    std::vector<Task> m_mail;
};

} // namespace Vermagic
