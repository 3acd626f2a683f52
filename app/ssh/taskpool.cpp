// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/taskpool.h"

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <map>
#include <mutex>
#include <pthread.h>
#include <thread>
#include <utility>

namespace Vermagic {

struct TaskPool::State
{
    std::mutex mutex;
    std::condition_variable wanted; ///< a task came or the pool stops
    std::condition_variable ended;  ///< a thread ended
    std::deque<Task> tasks;
    std::map<std::thread::id, std::thread> handles;
    int maxThreads = 1;
    int threads = 0;
    int idle = 0;
    int waiting = 0;
    bool stopping = false;
};

thread_local std::shared_ptr<TaskPool::State> TaskPool::t_current;

TaskPool::TaskPool(int maxThreads)
    : m_state(std::make_shared<State>())
{
    m_state->maxThreads = maxThreads;
}

TaskPool::~TaskPool()
{
    std::deque<Task> dropped;
    std::unique_lock lock(m_state->mutex);
    m_state->stopping = true;
    dropped.swap(m_state->tasks);
    m_state->wanted.notify_all();
    const bool ended = m_state->ended.wait_for(lock, std::chrono::seconds(3),
                                               [this] { return m_state->threads == 0; });
    std::map<std::thread::id, std::thread> handles = std::exchange(m_state->handles, {});
    lock.unlock();
    // Their thread-local data, such as the crypto library's, must be gone before the process may end.
    for (auto &[id, thread] : handles)
        ended ? thread.join() : thread.detach();
}

void TaskPool::start(Task task)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->tasks.push_back(std::move(task));
    m_state->wanted.notify_one();
    spawnIfNeeded(m_state);
}

void TaskPool::spawnIfNeeded(const std::shared_ptr<State> &state)
{
    const bool enough = state->idle >= static_cast<int>(state->tasks.size());
    if (state->stopping || enough || state->threads - state->waiting >= state->maxThreads)
        return;
    ++state->threads;
    std::thread thread([state] { work(state); });
    const std::thread::id id = thread.get_id();
    state->handles.emplace(id, std::move(thread));
}

void TaskPool::work(const std::shared_ptr<State> &state)
{
    t_current = state;
    sigset_t pipe; // libssh writes to an agent that may have gone away
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    std::unique_lock lock(state->mutex);
    for (;;) {
        ++state->idle;
        const bool woken = state->wanted.wait_for(lock, std::chrono::minutes(1),
                                                  [&] { return state->stopping || !state->tasks.empty(); });
        --state->idle;
        if (!woken || state->stopping)
            break;
        Task task = std::move(state->tasks.front());
        state->tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr;
        lock.lock();
    }
    --state->threads;
    if (const auto own = state->handles.find(std::this_thread::get_id());
        own != state->handles.end() && !state->stopping) {
        own->second.detach(); // nobody will join a thread that ends out of idleness
        state->handles.erase(own);
    }
    state->ended.notify_all();
    lock.unlock();
    t_current.reset();
}

TaskPool::Waiting::Waiting()
{
    if (!t_current)
        return;
    const std::lock_guard lock(t_current->mutex);
    ++t_current->waiting;
    if (!t_current->tasks.empty())
        spawnIfNeeded(t_current);
}

TaskPool::Waiting::~Waiting()
{
    if (!t_current)
        return;
    const std::lock_guard lock(t_current->mutex);
    --t_current->waiting;
}

} // namespace Vermagic
