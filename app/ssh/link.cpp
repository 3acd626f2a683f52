// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/link.h"

#include "app/ssh/carrier.h"
#include "app/ssh/detachedtask.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr std::chrono::seconds LastingSession{10};
constexpr std::chrono::milliseconds ShortestBackOff{50};
constexpr std::chrono::milliseconds AfterRefusal{200};
constexpr int RefusalsAllowed = 10;

} // namespace

Link::Link(IoServices &services, quint64 shell, const NodeSpec &node, const SshSettings &settings)
    : m_services(services)
    , m_context{shell, node, settings}
    , m_channelLimit(std::max(1, settings.channelsPerNode))
{
}

Link::~Link()
{
    m_services.loop->cancel(m_retry);
    m_services.loop->cancel(m_restart);
    // Nothing below is in the middle of a call to us: a shell is dropped by a mail of its own.
    m_running.clear();
    m_queue.clear();
    dropSession();
    // Last: what is left of its requests then belongs to bastions that others may be waiting for.
    m_services.loop->later(
        [&broker = m_services.credentials, shell = m_context.shell] { broker.dropShell(shell); });
}

void Link::dropSession()
{
    m_connector.reset();
    if (m_session) {
        m_session->retire();
        m_services.loop->later([gone = std::move(m_session)] {});
    }
    if (m_bridge)
        m_services.loop->later([gone = std::move(m_bridge)] {});
}

void Link::setPhase(ConnectionPhase phase, const std::optional<Error> &error,
                    const std::optional<HostKeyChange> &change)
{
    if (phase == m_phase && error == m_error)
        return;
    m_phase = phase;
    m_error = error;
    m_services.events.push(PhaseEvent{m_context.shell, phase, error, change});
}

void Link::open()
{
    m_wanted = true;
    if (m_phase == ConnectionPhase::Idle)
        connect();
    else
        connectAfterFailure();
}

void Link::reconsider()
{
    m_services.login->gate.reopen();
    m_services.credentials.reconsider();
    m_services.hostKeys.reconsider();
    m_services.carriers.reconsider();
    connectAfterFailure();
}

void Link::connectAfterFailure()
{
    if (m_phase != ConnectionPhase::Failed && m_phase != ConnectionPhase::BackingOff)
        return;
    m_failures = 0;
    connect();
}

void Link::connect()
{
    m_services.loop->cancel(m_retry);
    m_connector = std::make_unique<Connector>(m_services, m_context.shell,
                                              Connector::Route{m_context.node, {}, false}, m_context.settings,
                                              static_cast<Connector::Listener &>(*this));
    m_connector->start();
}

void Link::close()
{
    m_wanted = false;
    m_services.loop->cancel(m_retry);
    std::vector<CommandTask *> tasks; // queued ones first, or the end of a running one would start them
    tasks.reserve(m_queue.size() + m_running.size());
    for (const auto &task : m_queue)
        tasks.push_back(task.get());
    for (const auto &task : m_running)
        tasks.push_back(task.get());
    for (CommandTask *task : tasks)
        task->cancel();
    dropSession();
    setPhase(ConnectionPhase::Idle);
}

std::unique_ptr<CommandTask> Link::newTask(quint64 command, const CommandSpec &spec)
{
    Owner &owner = *this;
    if (spec.detached)
        return std::make_unique<DetachedTask>(m_services, command, spec, m_context, owner);
    return std::make_unique<CommandTask>(m_services, command, spec, m_context, owner);
}

void Link::run(quint64 command, const CommandSpec &spec)
{
    m_queue.push_back(newTask(command, spec));
    const bool waits = m_phase == ConnectionPhase::Failed && IoLoop::Clock::now() < m_notBefore;
    if (m_error && (waits || m_phase == ConnectionPhase::BackingOff))
        return m_queue.back()->fail(*m_error);
    if (m_phase == ConnectionPhase::Idle || m_phase == ConnectionPhase::Failed)
        connect();
    else
        startQueued();
}

void Link::cancel(quint64 command)
{
    const auto isIt = [command](const auto &task) { return task->id() == command; };
    if (const auto running = std::ranges::find_if(m_running, isIt); running != m_running.end())
        return (*running)->cancel();
    if (const auto queued = std::ranges::find_if(m_queue, isIt); queued != m_queue.end())
        (*queued)->cancel();
}

void Link::send(quint64 command, const QByteArray &bytes)
{
    const auto running = std::ranges::find_if(m_running,
                                              [command](const auto &task) { return task->id() == command; });
    if (running != m_running.end())
        (*running)->send(bytes);
}

void Link::connectorPhase(ConnectionPhase phase)
{
    setPhase(phase);
}

void Link::connectorDone(ConnectOutcome outcome)
{
    m_services.loop->later([done = std::move(m_connector)] {});
    if (outcome.error)
        return connectionFailed(*outcome.error, outcome.hostKeyChange);
    m_bridge = std::move(outcome.bridge);
    m_session = std::make_unique<SshSession>(
        *m_services.loop, std::move(outcome.session), m_context.settings.keepaliveAfter,
        [this](const QString &reason) { sessionDown(reason); },
        [this](const QString &reason) {
            return m_bridge && !m_bridge->reason().isEmpty() ? m_bridge->reason() : reason;
        });
    m_readyAt = IoLoop::Clock::now();
    m_channelLimit = std::max(1, m_context.settings.channelsPerNode);
    setPhase(ConnectionPhase::Ready);
    startQueued();
}

void Link::sessionDown(const QString &reason)
{
    dropSession();
    if (IoLoop::Clock::now() - m_readyAt > LastingSession)
        m_failures = 0;
    connectionFailed(
        {ErrorCode::ConnectionLost, u"the connection was lost: "_s + reason, m_context.node.name, {}}, {});
}

void Link::connectionFailed(const Error &error, const std::optional<HostKeyChange> &change)
{
    const bool retry = healsByItself(error.code);
    // What a person must mend is tried again all the same, seldom: nobody may be there to say that it is mended.
    m_notBefore = retry ? IoLoop::Clock::time_point{}
                        : IoLoop::Clock::now() + m_context.settings.longestBackOff;
    const bool backsOff = retry && (m_wanted || hasSurvivors());
    // The phase first: whoever hears of a failed command finds the shell's state up to date.
    setPhase(backsOff ? ConnectionPhase::BackingOff : ConnectionPhase::Failed, error, change);
    failTasks(error, !retry);
    if (backsOff)
        backOff();
}

void Link::backOff()
{
    const SshSettings &settings = m_context.settings;
    const auto ceiling = std::min(settings.longestBackOff,
                                  settings.firstBackOff * (1 << std::min(m_failures, 12)));
    ++m_failures;
    const auto delay = std::chrono::milliseconds(
        QRandomGenerator::global()->bounded(static_cast<int>(ceiling.count()) + 1));
    m_retry = m_services.loop->after(std::max(delay, ShortestBackOff), [this] { connect(); });
}

void Link::failTasks(const Error &error, bool survivorsToo)
{
    std::vector<CommandTask *> doomed;
    const auto add = [&](const auto &tasks) {
        for (const auto &task : tasks) {
            if (survivorsToo || !task->survivesSession())
                doomed.push_back(task.get());
        }
    };
    add(m_running);
    add(m_queue);
    for (CommandTask *task : doomed)
        task->fail(error);
}

bool Link::hasSurvivors() const
{
    const auto survives = [](const auto &task) { return task->survivesSession(); };
    return std::ranges::any_of(m_running, survives) || std::ranges::any_of(m_queue, survives);
}

void Link::startQueued()
{
    while (m_phase == ConnectionPhase::Ready && m_session && !m_session->isDown() && !m_queue.empty()
           && static_cast<int>(m_running.size()) < m_channelLimit) {
        m_running.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
        m_running.back()->start(*m_session);
    }
}

std::unique_ptr<CommandTask> Link::taken(CommandTask *task)
{
    const auto isIt = [task](const auto &owned) { return owned.get() == task; };
    std::unique_ptr<CommandTask> found;
    if (const auto running = std::ranges::find_if(m_running, isIt); running != m_running.end()) {
        found = std::move(*running);
        m_running.erase(running);
    } else if (const auto queued = std::ranges::find_if(m_queue, isIt); queued != m_queue.end()) {
        found = std::move(*queued);
        m_queue.erase(queued);
    }
    return found;
}

void Link::taskFinished(CommandTask *task)
{
    m_services.loop->later([finished = taken(task)] {});
    m_refusalsInARow = 0;
    startQueued();
}

void Link::taskRefused(CommandTask *task)
{
    const auto others = static_cast<int>(m_running.size()) - 1;
    if (others < 1 && ++m_refusalsInARow > RefusalsAllowed)
        return task->fail({ErrorCode::ConnectionLost, u"the server opens no channel for a command"_s,
                           m_context.node.name, u"look at MaxSessions in its sshd_config"_s});
    m_channelLimit = std::max(1, others);
    m_queue.push_front(taken(task));
    if (others < 1) { // it may not have let go of the last channel yet
        m_services.loop->cancel(m_restart);
        m_restart = m_services.loop->after(AfterRefusal, [this] { startQueued(); });
    }
}

void Link::taskWantsStart(CommandTask *task)
{
    m_queue.push_front(taken(task));
    startQueued();
}

} // namespace Vermagic
