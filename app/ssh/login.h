// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One login over a connected socket: key exchange, host key, authentication. Blocking, for pool threads only.
///
/// logIn() owns the socket. It decides on the host key by our own known_hosts index before anything secret is sent (libssh's own
/// check accepts revoked keys, and changed ones under StrictHostKeyChecking no) and never waits for a person: an unknown key or
/// a missing secret ends it with the question in the outcome, and the caller comes back with the answer.
/// The exception is keyboard-interactive, whose prompts belong to the running exchange: there `ask` blocks.
/// LoginGuard::cancel() from any thread ends every wait on the network and on the agent at once.
#pragma once

#include "app/ssh/authgate.h"
#include "app/ssh/handles.h"
#include "app/ssh/hostconfig.h"
#include "app/ssh/hostkeystore.h"
#include "app/ssh/keystore.h"
#include "app/ssh/secret.h"
#include "models/questions.h"

#include <QSet>

#include <atomic>
#include <functional>
#include <mutex>

namespace Vermagic {

class LoginGuard
{
public:
    /// Keeps a duplicate of `fd`, so that cancel() never meets a descriptor that was closed and used again.
    void add(int fd);
    void cancel();
    bool isCancelled() const { return m_cancelled; }

private:
    std::atomic<bool> m_cancelled = false;
    std::mutex m_mutex;
    std::vector<FileHandle> m_sockets;
};

/// Shared by all logins; each is thread-safe.
struct LoginServices
{
    HostKeyStore hostKeys;
    KeyStore keys;
    AuthGate gate;
};

enum class LoginStage { KeyExchange, Authenticating, AskingUser };

struct LoginRequest
{
    FileHandle socket;
    LoginTarget target;
    UnknownHostKeys unknownHostKeys = UnknownHostKeys::Ask;
    Secret password;
    QSet<QString> declined; ///< scopes that the user gave no secret for
    bool mayAsk = true;
    std::shared_ptr<LoginGuard> guard;
    std::function<void(LoginStage)> stage;
    /// Blocks until the person answered, declined (null) or the time is up (null).
    std::function<Secret(const QString &prompt, bool echo)> ask;
};

struct UnknownHostKey
{
    HostKeyName name;
    QByteArray keyType;
    QByteArray key; ///< base64
};

struct NeededCredential
{
    CredentialKind kind = CredentialKind::Password;
    QString scope;
    QString prompt;
    QString keyFile; ///< for KeyPassphrase
    bool wasWrong = false;
    quint64 rejected = 0; ///< filled in by the caller, see CredentialRequest::rejected
};

struct LoginOutcome
{
    SessionHandle session; ///< logged in, non-blocking; the receiver's thread owns it from now on
    std::optional<Error> error;
    std::optional<HostKeyChange> hostKeyChange;
    std::optional<UnknownHostKey> unknownHostKey;
    std::optional<NeededCredential> needed;
    bool passwordWorked = false;
};

LoginOutcome logIn(LoginRequest request, LoginServices &services);

/// The scope of a login password: what one answer may serve.
QString passwordScope(const LoginTarget &target);

} // namespace Vermagic
