// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A session to a bastion that carries the connections of the nodes behind it; shared and counted. I/O thread only.
///
/// libssh's own ProxyJump is never used: it is process-global, and ending any session ends all jumped ones. A carrier is a Connector plus a
/// session, so a bastion behind a bastion needs nothing more. CarrierRegistry hands out one carrier for each (user, host, port, chain,
/// keys), and further ones, up to four, when 250 connections are on it. A carrier that failed answers with its error for a while
/// (all nodes behind it report one cause) and is asked again after that; reconsider() makes it try at once.
/// An unused carrier is closed after five minutes.
#pragma once

#include "app/ssh/channelbridge.h"
#include "app/ssh/connector.h"

#include <deque>

namespace Vermagic {

/// An open way to a node, or the reason why there is none.
struct BridgeResult
{
    FileHandle socket;
    std::unique_ptr<BridgeHold> hold;
    std::optional<Error> error;
    std::optional<HostKeyChange> hostKeyChange;
};

class Carrier : public Connector::Listener, public std::enable_shared_from_this<Carrier>
{
public:
    using Answer = std::move_only_function<void(BridgeResult)>;

    Carrier(IoServices &services, const Connector::Route &route, const SshSettings &settings);
    ~Carrier() override;

    /// Answers from the loop. `shell` is asked when the bastion's login has questions.
    void openBridge(quint64 shell, const ChannelBridge::Target &target, Answer answer);
    qsizetype load() const;
    void reconsider();

    void connectorPhase(ConnectionPhase) override {}
    void connectorDone(ConnectOutcome outcome) override;

private:
    class Hold;
    struct Request
    {
        ChannelBridge::Target target;
        Answer answer;
    };

    void connect(quint64 shell);
    void start(Request request);
    void refuse(Request &request);
    void sessionDown(const QString &reason);
    void bridgeEnded(ChannelBridge *bridge);
    void release(ChannelBridge *bridge);
    void closeWhenIdle();
    void dropSession();

    IoServices &m_services;
    Connector::Route m_route;
    SshSettings m_settings;
    std::unique_ptr<Connector> m_connector;
    std::unique_ptr<BridgeHold> m_outerBridge;
    std::unique_ptr<SshSession> m_session;
    std::deque<Request> m_waiting;
    std::vector<std::shared_ptr<ChannelBridge>> m_bridges;
    std::optional<Error> m_error; ///< of the last attempt
    std::optional<HostKeyChange> m_hostKeyChange;
    IoLoop::Clock::time_point m_notBefore{};
    int m_failures = 0;
    IoLoop::TimerId m_idle = 0;
};

class CarrierRegistry
{
public:
    /// The carrier for the last of `jumps`, reached through those before it, on behalf of `node`.
    std::shared_ptr<Carrier> carrierFor(IoServices &services, const Connector::Route &from,
                                        const QList<JumpHop> &jumps, const SshSettings &settings);
    void reconsider();
    void clear() { m_carriers.clear(); }

private:
    std::map<QString, std::vector<std::shared_ptr<Carrier>>> m_carriers;
};

} // namespace Vermagic
