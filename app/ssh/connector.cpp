// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/connector.h"

#include "app/ssh/carrier.h"
#include "app/ssh/publickey.h"
#include "models/core/command.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <functional>
#include <netdb.h>
#include <string.h>
#include <sys/epoll.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// For a thread of a pool, behind hundreds of others that each take their time.
constexpr std::chrono::minutes TurnTimeout{1};

/// A person's answer on its way from the loop to a waiting pool thread.
struct PendingAnswer
{
    std::mutex mutex;
    std::condition_variable arrived;
    bool done = false;
    Secret secret;

    void set(Secret value)
    {
        const std::lock_guard lock(mutex);
        secret = std::move(value);
        done = true;
        arrived.notify_all();
    }
    Secret wait(const LoginGuard &guard, std::chrono::milliseconds patience)
    {
        const auto end = std::chrono::steady_clock::now() + patience;
        const TaskPool::Waiting waiting;
        std::unique_lock lock(mutex);
        while (!done && !guard.isCancelled() && std::chrono::steady_clock::now() < end)
            arrived.wait_for(lock, std::chrono::milliseconds(200));
        return secret;
    }
};

/// With `flags` AI_NUMERICHOST it asks nobody and returns at once.
std::vector<SocketAddress> lookedUp(const QString &host, int port, int flags, int *failure)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | flags;
    addrinfo *list = nullptr;
    *failure = ::getaddrinfo(host.toUtf8().constData(), QByteArray::number(port).constData(), &hints, &list);
    std::vector<SocketAddress> addresses;
    for (const addrinfo *entry = *failure == 0 ? list : nullptr; entry; entry = entry->ai_next) {
        SocketAddress address;
        address.length = entry->ai_addrlen;
        memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
        addresses.push_back(address);
    }
    if (*failure == 0)
        ::freeaddrinfo(list);
    return addresses;
}

Error connectError(const LoginTarget &target, int failure)
{
    const QString where = target.described();
    switch (failure) {
    case ECONNREFUSED:
        return {ErrorCode::ConnectionRefused, u"%1 refuses the connection"_s.arg(where), target.node,
                u"check that sshd runs there and that the port is right"_s};
    case ETIMEDOUT:
        return {ErrorCode::Timeout, u"%1 does not answer"_s.arg(where), target.node,
                u"check that the node is up and that no firewall drops the connection"_s};
    default:
        return {ErrorCode::HostUnreachable,
                u"%1 cannot be reached: %2"_s.arg(where, QString::fromLocal8Bit(strerror(failure))),
                target.node, u"check the network and the node's address"_s};
    }
}

QString declinedName(const UnknownHostKey &key)
{
    return key.name.stored() + u' ' + QString::fromLatin1(key.key);
}

} // namespace

bool healsByItself(ErrorCode code)
{
    switch (code) {
    case ErrorCode::HostUnreachable:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::ConnectionLost:
    case ErrorCode::Timeout:
        return true;
    default:
        return false;
    }
}

Connector::Connector(IoServices &services, quint64 shell, const Route &route, const SshSettings &settings,
                     Listener &listener)
    : m_services(services)
    , m_shell(shell)
    , m_route(route)
    , m_settings(settings)
    , m_listener(listener)
{
}

Connector::~Connector()
{
    m_token.reset();
    dropLogin();
    if (!m_password.scope.isEmpty())
        m_services.credentials.undecided(m_password.scope);
    if (m_hostKeyQuestion)
        m_services.hostKeys.withdraw(m_hostKeyQuestion);
    if (m_credentialRequest)
        m_services.credentials.withdraw(m_credentialRequest);
}

void Connector::setPhase(ConnectionPhase phase)
{
    m_listener.connectorPhase(phase);
}

void Connector::armDeadline(std::chrono::milliseconds time, const QString &what)
{
    m_services.loop->cancel(m_deadline);
    m_deadline = m_services.loop->after(time, [this, time, what] {
        const Error error{ErrorCode::Timeout,
                          u"%1 %2 within %3 s"_s.arg(m_target.described(), what)
                              .arg(std::chrono::duration<double>(time).count()),
                          m_route.node.name, u"check that the node is up and not overloaded"_s};
        if (!m_guard)
            return fail(error);
        m_deadlineError = error; // the login ends at once and brings this along
        m_guard->cancel();
        // A login that is stuck elsewhere, such as in a hardware token, is left to itself.
        m_deadline = m_services.loop->after(std::chrono::seconds(1), [this, error] { fail(error); });
    });
}

std::move_only_function<void()> Connector::armWhenBegun(std::chrono::milliseconds time, const QString &what)
{
    armDeadline(TurnTimeout, what);
    auto arm = guarded([this, time, what] { armDeadline(time, what); });
    return [loop = m_services.loop, arm = std::move(arm)]() mutable { loop->post(std::move(arm)); };
}

void Connector::start()
{
    setPhase(ConnectionPhase::Resolving);
    m_target.node = m_route.node.name;
    m_target.host = m_route.node.address.isEmpty() ? m_route.node.name : m_route.node.address;
    auto begun = armWhenBegun(m_settings.configurationTimeout, u"has no readable SSH configuration"_s);
    auto done = guarded([this](Result<HostConfig> config) { configurationRead(std::move(config)); });
    m_services.files.start([loop = m_services.loop, query = hostQuery(m_route.node, m_settings),
                            begun = std::move(begun), done = std::move(done)]() mutable {
        begun();
        loop->post(
            [config = readHostConfig(query), done = std::move(done)]() mutable { done(std::move(config)); });
    });
}

void Connector::configurationRead(Result<HostConfig> config)
{
    if (!config)
        return fail(config.error());
    if (m_route.isBastion && leadsBackHere(*config))
        config->proxyJump.clear();
    auto target = loginTarget(m_route.node, *config, m_settings);
    if (!target)
        return fail(target.error());
    m_target = *target;
    reach();
}

/// "Host *" with a ProxyJump matches the bastion too; ssh does not reach it through itself either.
bool Connector::leadsBackHere(const HostConfig &config) const
{
    const auto hops = parseProxyJump(config.proxyJump);
    return hops && std::ranges::any_of(*hops, [this](const JumpHop &hop) {
               return m_route.bastions.contains(hop.host.toLower());
           });
}

void Connector::reach()
{
    m_tcp.reset();
    m_bridge.reset();
    m_deadlineError.reset();
    if (m_target.jumps.isEmpty())
        resolve();
    else
        openBridge();
}

void Connector::resolve()
{
    int failure = 0;
    std::vector<SocketAddress> numeric = lookedUp(m_target.host, m_target.port, AI_NUMERICHOST, &failure);
    if (failure == 0)
        return resolved(0, std::move(numeric));
    setPhase(ConnectionPhase::Resolving);
    auto begun = armWhenBegun(m_settings.resolveTimeout, u"could not be found by name"_s);
    auto done = guarded(
        [this](int result, std::vector<SocketAddress> addresses) { resolved(result, std::move(addresses)); });
    m_services.resolvers.start([loop = m_services.loop, host = m_target.host, port = m_target.port,
                                begun = std::move(begun), done = std::move(done)]() mutable {
        begun();
        int result = 0;
        std::vector<SocketAddress> addresses = lookedUp(host, port, 0, &result);
        loop->post([failure = result, addresses = std::move(addresses), done = std::move(done)]() mutable {
            done(failure, std::move(addresses));
        });
    });
}

void Connector::resolved(int failure, std::vector<SocketAddress> addresses)
{
    if (failure != 0)
        return fail({ErrorCode::HostUnreachable,
                     u"%1 is not known by name: %2"_s.arg(m_target.host,
                                                          QString::fromLocal8Bit(gai_strerror(failure))),
                     m_route.node.name, u"check the name, or give the address in the inventory"_s});
    setPhase(ConnectionPhase::Connecting);
    m_services.loop->cancel(m_deadline);
    m_tcp = std::make_unique<TcpConnector>(
        *m_services.loop, std::move(addresses), m_settings.connectTimeout,
        guarded([this](FileHandle socket, int error) { tcpDone(std::move(socket), error); }));
}

void Connector::openBridge()
{
    setPhase(ConnectionPhase::Connecting);
    m_services.loop->cancel(m_deadline); // the carrier has its own
    const QString bastion = m_target.jumps.last().host;
    m_target.seenFrom = bastion;
    const std::shared_ptr<Carrier> carrier = m_services.carriers.carrierFor(m_services, m_route,
                                                                            m_target.jumps, m_settings);
    carrier->openBridge(m_shell, {m_target.host, m_target.port, m_target.described(), bastion},
                        guarded([this](BridgeResult result) { bridgeOpened(std::move(result)); }));
}

void Connector::bridgeOpened(BridgeResult result)
{
    m_bridge = std::move(result.hold);
    if (m_bridge)
        return awaitBanner(std::move(result.socket));
    ConnectOutcome outcome;
    outcome.error = result.error.value_or(
        Error{ErrorCode::ConnectionLost, u"the jump host %1 is gone"_s.arg(m_target.seenFrom), {}, {}});
    outcome.error->context = m_route.node.name;
    outcome.hostKeyChange = result.hostKeyChange;
    finish(std::move(outcome));
}

void Connector::tcpDone(FileHandle socket, int failure)
{
    m_services.loop->later([finished = std::move(m_tcp)] {});
    if (failure != 0)
        return fail(connectError(m_target, failure));
    awaitBanner(std::move(socket));
}

/// A server speaks first: no thread is spent on one that accepts connections and says nothing.
void Connector::awaitBanner(FileHandle socket)
{
    setPhase(ConnectionPhase::KeyExchange);
    armDeadline(m_settings.keyExchangeTimeout, u"accepted the connection but said nothing"_s);
    m_socket = std::move(socket);
    m_services.loop->watch(m_socket.get(), EPOLLIN, this);
}

void Connector::ready(std::uint32_t)
{
    m_services.loop->unwatch(m_socket.get());
    startLogin();
}

void Connector::startLogin()
{
    m_services.loop->cancel(m_deadline);
    m_guard = std::make_shared<LoginGuard>();
    LoginRequest request;
    request.socket = std::move(m_socket);
    request.target = m_target;
    request.unknownHostKeys = m_settings.unknownHostKeys;
    request.password = m_password.secret;
    request.declined = m_declined;
    request.mayAsk = m_settings.askCredentials;
    request.guard = m_guard;
    const std::shared_ptr<IoLoop> loop = m_services.loop;
    request.stage = [loop, stage = guarded([this](LoginStage reached) { loginStage(reached); })](
                        LoginStage reached) { loop->post([stage, reached]() mutable { stage(reached); }); };
    auto prompt = guarded([this](const QString &text, bool echo, std::function<void(Secret)> answer) {
        askPrompt(text, echo, std::move(answer));
    });
    request.ask = [loop, prompt, guard = m_guard, patience = m_settings.questionTimeout](const QString &text,
                                                                                         bool echo) {
        auto pending = std::make_shared<PendingAnswer>();
        loop->post([prompt, text, echo, pending]() mutable {
            prompt(text, echo, [pending](Secret secret) { pending->set(std::move(secret)); });
        });
        return pending->wait(*guard, patience);
    };
    auto done = guarded([this](LoginOutcome outcome) { loginDone(std::move(outcome)); });
    m_services.logins.start(
        [loop, services = m_services.login, request = std::move(request), done = std::move(done)]() mutable {
            LoginOutcome outcome = logIn(std::move(request), *services);
            loop->post([outcome = std::move(outcome), done = std::move(done)]() mutable {
                done(std::move(outcome));
            });
        });
}

void Connector::loginStage(LoginStage stage)
{
    switch (stage) {
    case LoginStage::KeyExchange:
        return armDeadline(m_settings.keyExchangeTimeout,
                           u"accepted the connection but did not finish the key exchange"_s);
    case LoginStage::Authenticating:
        setPhase(ConnectionPhase::Authenticating);
        return armDeadline(m_settings.authenticateTimeout, u"did not finish the login"_s);
    case LoginStage::AskingUser:
        return armDeadline(m_settings.questionTimeout, u"got no answer for its prompt"_s);
    }
}

void Connector::loginDone(LoginOutcome outcome)
{
    m_services.loop->cancel(m_deadline);
    m_guard.reset();
    if (outcome.needed && outcome.needed->wasWrong)
        outcome.needed->rejected = m_password.answer;
    if (settlePassword(outcome))
        m_password = {};
    if (m_deadlineError)
        return fail(*m_deadlineError);
    if (outcome.unknownHostKey)
        return askHostKey(*outcome.unknownHostKey);
    if (outcome.needed)
        return askCredential(*outcome.needed);
    ConnectOutcome result;
    result.session = std::move(outcome.session);
    result.error = outcome.error;
    result.hostKeyChange = outcome.hostKeyChange;
    const bool isLost = result.error && result.error->code == ErrorCode::ConnectionLost;
    if (isLost && m_bridge && !m_bridge->reason().isEmpty())
        result.error->message = m_bridge->reason();
    finish(std::move(result));
}

/// Tells the broker how the password did; true when it must not be used again here.
bool Connector::settlePassword(const LoginOutcome &outcome)
{
    if (m_password.scope.isEmpty())
        return false;
    const bool wrong = outcome.needed && outcome.needed->kind == CredentialKind::Password
                       && outcome.needed->wasWrong;
    if (outcome.passwordWorked)
        m_services.credentials.accepted(m_password.scope);
    else if (wrong)
        m_services.credentials.rejected(m_password.scope);
    else
        m_services.credentials.undecided(m_password.scope);
    return true;
}

void Connector::askHostKey(const UnknownHostKey &key)
{
    if (m_services.hostKeys.isDeclined(declinedName(key)))
        return refuseHostKey(key);
    HostKeyQuestion question;
    m_hostKeyQuestion = m_services.credentials.newQuestion();
    m_services.hostKeys.ask(m_hostKeyQuestion,
                            guarded([this, key](bool accepted) { hostKeyAnswered(key, accepted); }));
    question.id = m_hostKeyQuestion;
    question.node = m_route.node.name;
    question.host = key.name.stored();
    question.keyType = QString::fromLatin1(key.keyType);
    question.fingerprint = keyFingerprint(key.key);
    question.randomArt = keyRandomArt(key.key);
    question.knownHostsFile = m_target.knownHostsFiles.value(0);
    m_services.events.push(HostKeyEvent{m_shell, question});
    m_deadline = m_services.loop->after(m_settings.questionTimeout,
                                        [this, key] { hostKeyAnswered(key, false); });
}

void Connector::hostKeyAnswered(const UnknownHostKey &key, bool accepted)
{
    m_services.loop->cancel(m_deadline);
    m_services.hostKeys.withdraw(m_hostKeyQuestion);
    m_hostKeyQuestion = 0;
    if (!accepted) {
        m_services.hostKeys.decline(declinedName(key));
        return refuseHostKey(key);
    }
    auto done = guarded([this](const Result<void> &stored) { stored ? reach() : fail(stored.error()); });
    m_services.files.start(
        [loop = m_services.loop, target = m_target, key, done = std::move(done)]() mutable {
            loop->post([stored = appendHostKey(target.knownHostsFiles.value(0), key.name, key.keyType,
                                               key.key, target.hashNewHostKeys),
                        done = std::move(done)]() mutable { done(stored); });
        });
}

void Connector::refuseHostKey(const UnknownHostKey &key)
{
    fail({ErrorCode::HostKeyUnknown,
          u"the host key of %1 was not accepted (%2)"_s.arg(m_target.described(), keyFingerprint(key.key)),
          m_route.node.name, u"refresh the node to be asked once more"_s});
}

void Connector::askCredential(const NeededCredential &needed)
{
    setPhase(ConnectionPhase::Authenticating);
    CredentialRequest request;
    request.shell = m_shell;
    request.question.kind = needed.kind;
    request.question.node = m_route.node.name;
    request.question.scope = needed.scope;
    request.question.prompt = needed.prompt;
    request.rejected = needed.rejected;
    request.patience = m_settings.questionTimeout;
    m_credentialRequest = m_services.credentials.request(
        request, guarded([this, needed](const GrantedSecret &granted) {
            m_credentialRequest = 0;
            credentialGranted(needed, granted);
        }));
}

void Connector::credentialGranted(const NeededCredential &needed, const GrantedSecret &granted)
{
    if (granted.secret.isNull()) {
        m_declined.insert(needed.scope);
        return reach();
    }
    if (needed.kind == CredentialKind::Password) {
        m_password = granted;
        return reach();
    }
    auto done = guarded([this, needed, scope = granted.scope, answer = granted.answer](bool unlocked) {
        if (unlocked) {
            m_services.credentials.accepted(scope);
            return reach();
        }
        m_services.credentials.rejected(scope);
        NeededCredential again = needed;
        again.rejected = answer;
        askCredential(again);
    });
    m_services.logins.start([loop = m_services.loop, services = m_services.login, file = needed.keyFile,
                             secret = granted.secret, done = std::move(done)]() mutable {
        const bool unlocked = services->keys.offer(file).state == KeyStore::State::Ready
                              || services->keys.unlock(file, secret);
        loop->post([unlocked, done = std::move(done)]() mutable { done(unlocked); });
    });
}

void Connector::askPrompt(const QString &prompt, bool echo, std::function<void(Secret)> answer)
{
    CredentialRequest request;
    request.shell = m_shell;
    request.question.kind = CredentialKind::KeyboardInteractive;
    request.question.node = m_route.node.name;
    request.question.scope = u"prompt:"_s + m_route.node.name;
    request.question.prompt = prompt;
    request.question.echo = echo;
    request.patience = m_settings.questionTimeout;
    m_credentialRequest = m_services.credentials.request(
        request, guarded([this, answer = std::move(answer)](const GrantedSecret &granted) {
            m_credentialRequest = 0;
            answer(granted.secret);
        }),
        false);
}

void Connector::dropLogin()
{
    m_services.loop->cancel(m_deadline);
    if (m_socket)
        m_services.loop->unwatch(m_socket.get());
    m_socket = {};
    if (m_guard)
        m_guard->cancel();
    m_guard.reset();
}

void Connector::fail(Error error)
{
    ConnectOutcome outcome;
    if (error.context.isEmpty())
        error.context = m_route.node.name;
    outcome.error = std::move(error);
    finish(std::move(outcome));
}

void Connector::finish(ConnectOutcome outcome)
{
    if (m_finished)
        return;
    m_finished = true;
    m_token.reset();
    dropLogin();
    outcome.target = m_target;
    outcome.bridge = std::move(m_bridge);
    m_listener.connectorDone(std::move(outcome));
}

} // namespace Vermagic
