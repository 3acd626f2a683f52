// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/ioloop.h"

#include <array>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace Vermagic {

IoLoop::IoLoop()
    : m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wake(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = 0; // generations start at 1, so 0 means the mailbox
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event);
}

IoLoop::~IoLoop()
{
    ::close(m_wake);
    ::close(m_epoll);
}

void IoLoop::run()
{
    std::array<epoll_event, 128> events;
    while (!m_stopping) {
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), waitTime());
        for (int i = 0; i < count; ++i)
            dispatch(events[static_cast<size_t>(i)].data.u64, events[static_cast<size_t>(i)].events);
        fireTimers();
        runLater();
    }
    while (!m_later.empty())
        runLater();
}

void IoLoop::stop()
{
    post([this] { m_stopping = true; });
}

void IoLoop::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_mail.push_back(std::move(task));
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
}

int IoLoop::waitTime() const
{
    if (!m_later.empty())
        return 0;
    if (m_timers.empty())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_timers.begin()->first.first
                                                                   - Clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

void IoLoop::dispatch(std::uint64_t data, std::uint32_t events)
{
    if (data == 0)
        return readMail();
    const auto it = m_watches.find(static_cast<int>(data & 0xffffffffu));
    if (it != m_watches.end() && it->second.generation == static_cast<std::uint32_t>(data >> 32))
        it->second.handler->ready(events);
}

void IoLoop::readMail()
{
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = ::read(m_wake, &count, sizeof count);
    std::vector<Task> mail;
    {
        const std::lock_guard lock(m_mutex);
        mail.swap(m_mail);
    }
    for (Task &task : mail)
        task();
}

void IoLoop::fireTimers()
{
    const Clock::time_point now = Clock::now();
    while (!m_timers.empty() && m_timers.begin()->first.first <= now) {
        auto node = m_timers.extract(m_timers.begin());
        m_timerTimes.erase(node.key().second);
        node.mapped()();
    }
}

void IoLoop::runLater()
{
    std::vector<Task> tasks;
    tasks.swap(m_later);
    // What a task owns goes with it, before the next one runs.
    for (Task &task : tasks)
        std::exchange(task, nullptr)();
}

void IoLoop::watch(int fd, std::uint32_t events, Handler *handler)
{
    const auto it = m_watches.find(fd);
    if (it != m_watches.end() && it->second.events == events && it->second.handler == handler)
        return;
    const bool isNew = it == m_watches.end();
    Watch &watch = isNew ? m_watches[fd] : it->second;
    if (isNew)
        watch.generation = ++m_generation;
    watch.handler = handler;
    watch.events = events;
    epoll_event event{};
    event.events = events;
    event.data.u64 = (static_cast<std::uint64_t>(watch.generation) << 32) | static_cast<std::uint32_t>(fd);
    epoll_ctl(m_epoll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
}

void IoLoop::unwatch(int fd)
{
    if (m_watches.erase(fd) > 0)
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
}

IoLoop::TimerId IoLoop::after(std::chrono::milliseconds delay, Task task)
{
    const TimerId id = ++m_lastTimer;
    const Clock::time_point at = Clock::now() + delay;
    m_timers.emplace(std::pair(at, id), std::move(task));
    m_timerTimes.emplace(id, at);
    return id;
}

void IoLoop::cancel(TimerId &timer)
{
    if (const auto it = m_timerTimes.find(timer); it != m_timerTimes.end()) {
        m_timers.erase(std::pair(it->second, timer));
        m_timerTimes.erase(it);
    }
    timer = 0;
}

void IoLoop::later(Task task)
{
    m_later.push_back(std::move(task));
}

} // namespace Vermagic
