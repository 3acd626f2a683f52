// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Asks for each secret once and decides who may use it: I/O thread only.
///
/// A secret belongs to a scope (a key file, a login in a group, sudo in a group). The first request of a scope makes one question on
/// one shell; the others wait. The answer goes to one canary first, and only when that reports accepted() to everyone else, so a
/// wrong password costs one failed try and not one for each node. A scope that was proven but is refused on some node is asked
/// again for that node alone. What was declined, also by silence, stays declined until reconsider() (an act of the user).
/// Secrets live as long as the broker; they are never written anywhere.
#pragma once

#include "app/ssh/ioloop.h"
#include "app/ssh/secret.h"
#include "models/questions.h"

#include <QSet>

#include <deque>
#include <functional>

namespace Vermagic {

struct CredentialRequest
{
    quint64 shell = 0;
    CredentialQuestion question; ///< its id is filled in here
    quint64 rejected = 0;        ///< GrantedSecret::answer of the secret that was just refused; 0: none
    std::chrono::milliseconds patience{};
};

/// A secret and the scope to report its success or failure to; a null secret means: declined.
struct GrantedSecret
{
    Secret secret;
    QString scope;
    quint64 answer = 0; ///< which answer it was, for CredentialRequest::rejected
};

class CredentialBroker
{
public:
    using Asker = std::function<void(quint64 shell, const CredentialQuestion &question)>;
    using Grant = std::move_only_function<void(const GrantedSecret &)>;
    using RequestId = quint64;

    CredentialBroker(IoLoop &loop, Asker ask);

    /// `grant` is called once, from the loop, unless withdrawn. An unshared request is asked for itself, its answer never remembered.
    RequestId request(const CredentialRequest &request, Grant grant, bool shared = true);
    void withdraw(RequestId id);
    void accepted(const QString &name);
    void rejected(const QString &name);
    /// The canary went away without a result.
    void undecided(const QString &name);

    /// Numbers every question, also those about host keys: no two are alike, whatever they ask.
    quint64 newQuestion() { return ++m_lastQuestion; }
    void answer(quint64 question, const Secret &secret);
    /// Nobody is left to ask: its requests count as declined.
    void dropShell(quint64 shell);
    void reconsider();

private:
    enum class State { Empty, Asking, Trying, Untested, Proven, Declined };
    struct Waiter
    {
        RequestId id = 0;
        CredentialRequest request;
        Grant grant;
    };
    struct Scope
    {
        State state = State::Empty;
        Secret secret;
        quint64 answer = 0;
        bool wasWrong = false; ///< the last answer
        quint64 question = 0;
        quint64 shell = 0;
        bool shared = true;
        IoLoop::TimerId deadline = 0;
        std::deque<Waiter> waiters;
    };

    QString scopeFor(const CredentialRequest &request) const;
    void advance(const QString &name);
    void ask(Scope &scope);
    void give(const QString &name, Scope &scope, const Secret &secret, bool toAll);
    void stopAsking(Scope &scope);

    IoLoop &m_loop;
    Asker m_ask;
    std::map<QString, Scope> m_scopes;
    QSet<QString> m_declinedPrompts; ///< of unshared requests
    RequestId m_lastRequest = 0;
    quint64 m_lastQuestion = 0;
    quint64 m_lastAnswer = 0;
};

} // namespace Vermagic
