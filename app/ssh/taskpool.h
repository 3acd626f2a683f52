// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Threads for calls that cannot be made to return at once: name resolution, logins, key files.
///
/// Threads start on demand, up to a limit, and end after a minute of idleness. A task that waits for a person holds a
/// TaskPool::Waiting meanwhile: it does not count against the limit, so nobody queues behind a dialog.
/// The destructor drops queued tasks and waits a bounded time; a thread stuck in a system call then ends by itself
/// and touches nothing but the pool's own shared state. A task must therefore own all that it uses.
#pragma once

#include <functional>
#include <memory>

namespace Vermagic {

class TaskPool
{
public:
    using Task = std::move_only_function<void()>;

    explicit TaskPool(int maxThreads);
    ~TaskPool();
    TaskPool(const TaskPool &) = delete;
    TaskPool &operator=(const TaskPool &) = delete;

    void start(Task task);

    class Waiting
    {
    public:
        Waiting();
        ~Waiting();
        Waiting(const Waiting &) = delete;
        Waiting &operator=(const Waiting &) = delete;
    };

private:
    struct State;
    static void work(const std::shared_ptr<State> &state);
    static void spawnIfNeeded(const std::shared_ptr<State> &state);

    static thread_local std::shared_ptr<State> t_current;
    std::shared_ptr<State> m_state;
};

} // namespace Vermagic
