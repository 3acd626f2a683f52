// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One attempt to get a logged-in session: configuration, (jump host,) name, TCP, login. I/O thread.
///
/// Owned by a Link or a Carrier. Each phase has its own deadline, so whatever the other side does, connectorDone() comes, once, from
/// the loop. Questions (unknown host key, passphrase, password) are put to `shell`; after the answer the login is done afresh, so
/// that no connection and no thread waits for a person. Destroying the connector cancels everything under way.
/// Does not retry failures: that is the owner's decision.
#pragma once

#include "app/ssh/bridge.h"
#include "app/ssh/ioservices.h"
#include "app/ssh/tcpconnector.h"
#include "models/inventory/inventory.h"

namespace Vermagic {

struct BridgeResult;

/// Whether trying again may help without anybody doing anything.
bool healsByItself(ErrorCode code);

struct ConnectOutcome
{
    SessionHandle session;
    std::unique_ptr<BridgeHold> bridge; ///< must outlive the session; null for a direct one
    LoginTarget target;
    std::optional<Error> error;
    std::optional<HostKeyChange> hostKeyChange;
};

class Connector : private IoLoop::Handler
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void connectorPhase(ConnectionPhase phase) = 0;
        virtual void connectorDone(ConnectOutcome outcome) = 0;
    };
    struct Route
    {
        NodeSpec node;        ///< of a bastion: made up from the hop
        QStringList bastions; ///< keys of the carriers on the way, to notice a loop
        bool isBastion = false;
    };

    Connector(IoServices &services, quint64 shell, const Route &route, const SshSettings &settings,
              Listener &listener);
    ~Connector() override;
    Connector(const Connector &) = delete;
    Connector &operator=(const Connector &) = delete;

    void start();

private:
    void setPhase(ConnectionPhase phase);
    void armDeadline(std::chrono::milliseconds time, const QString &what);
    /// The deadline of a task in a pool: only what it takes itself counts against it, not its wait for a thread.
    std::move_only_function<void()> armWhenBegun(std::chrono::milliseconds time, const QString &what);
    void configurationRead(Result<HostConfig> config);
    bool leadsBackHere(const HostConfig &config) const;
    void reach();
    void resolve();
    void resolved(int failure, std::vector<SocketAddress> addresses);
    void openBridge();
    void bridgeOpened(BridgeResult result);
    void tcpDone(FileHandle socket, int failure);
    void awaitBanner(FileHandle socket);
    void ready(std::uint32_t events) override;
    void startLogin();
    void loginStage(LoginStage stage);
    void loginDone(LoginOutcome outcome);
    bool settlePassword(const LoginOutcome &outcome);
    void askHostKey(const UnknownHostKey &key);
    void refuseHostKey(const UnknownHostKey &key);
    void hostKeyAnswered(const UnknownHostKey &key, bool accepted);
    void askCredential(const NeededCredential &needed);
    void credentialGranted(const NeededCredential &needed, const GrantedSecret &granted);
    void askPrompt(const QString &prompt, bool echo, std::function<void(Secret)> answer);
    void dropLogin();
    void fail(Error error);
    void finish(ConnectOutcome outcome);

    /// Wraps `f` so that it does nothing once this connector is gone or moved on to another try.
    template<typename F>
    auto guarded(F f)
    {
        return [token = std::weak_ptr(m_token), f = std::move(f)](auto &&...args) mutable {
            if (token.lock())
                f(std::forward<decltype(args)>(args)...);
        };
    }

    IoServices &m_services;
    quint64 m_shell = 0;
    Route m_route;
    SshSettings m_settings;
    Listener &m_listener;
    std::shared_ptr<int> m_token = std::make_shared<int>(0);
    LoginTarget m_target;
    std::unique_ptr<TcpConnector> m_tcp;
    std::unique_ptr<BridgeHold> m_bridge;
    FileHandle m_socket; ///< connected, before the login takes it
    std::shared_ptr<LoginGuard> m_guard;
    IoLoop::TimerId m_deadline = 0;
    std::optional<Error> m_deadlineError; ///< set when it was a deadline that ended the login
    GrantedSecret m_password;
    QSet<QString> m_declined;
    quint64 m_hostKeyQuestion = 0;
    CredentialBroker::RequestId m_credentialRequest = 0;
    bool m_finished = false;
};

} // namespace Vermagic
