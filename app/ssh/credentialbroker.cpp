// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/credentialbroker.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

CredentialBroker::CredentialBroker(IoLoop &loop, Asker ask)
    : m_loop(loop)
    , m_ask(std::move(ask))
{
}

CredentialBroker::RequestId CredentialBroker::request(const CredentialRequest &request, Grant grant,
                                                      bool shared)
{
    const QString name = shared ? scopeFor(request)
                                : request.question.scope + u"#%1"_s.arg(m_lastRequest + 1);
    Scope &scope = m_scopes[name];
    scope.shared = shared;
    if (!shared && m_declinedPrompts.contains(request.question.scope))
        scope.state = State::Declined;
    // A canary that comes back goes first: it is the one who can tell whether the next answer is right.
    const auto place = request.rejected ? scope.waiters.begin() : scope.waiters.end();
    const RequestId id = ++m_lastRequest;
    scope.waiters.insert(place, Waiter{id, request, std::move(grant)});
    m_loop.later([this, name] { advance(name); });
    return id;
}

/// The scope itself, or the node's own one once a proven secret was refused there.
QString CredentialBroker::scopeFor(const CredentialRequest &request) const
{
    const QString name = request.question.scope;
    const QString own = name + u'@' + request.question.node;
    if (m_scopes.contains(own))
        return own;
    const auto it = m_scopes.find(name);
    const bool refusedHere = it != m_scopes.end() && it->second.state == State::Proven
                             && request.rejected == it->second.answer;
    return refusedHere ? own : name;
}

void CredentialBroker::advance(const QString &name)
{
    const auto it = m_scopes.find(name);
    if (it == m_scopes.end())
        return;
    Scope &scope = it->second;
    if (scope.waiters.empty()) {
        if (scope.state == State::Asking) {
            stopAsking(scope);
            scope.state = State::Empty;
        }
        if (!scope.shared)
            m_scopes.erase(it);
        return;
    }
    switch (scope.state) {
    case State::Empty:
        return ask(scope);
    case State::Untested:
        scope.state = State::Trying;
        return give(name, scope, scope.secret, false);
    case State::Proven:
        return give(name, scope, scope.secret, true);
    case State::Declined:
        if (!scope.shared)
            m_loop.later([this, name] { advance(name); }); // forgets it
        return give(name, scope, {}, true);
    case State::Asking:
    case State::Trying:
        return;
    }
}

void CredentialBroker::ask(Scope &scope)
{
    const CredentialRequest &request = scope.waiters.front().request;
    CredentialQuestion question = request.question;
    question.id = newQuestion();
    question.retry = request.rejected != 0 || scope.wasWrong;
    scope.state = State::Asking;
    scope.question = question.id;
    scope.shell = request.shell;
    scope.deadline = m_loop.after(request.patience, [this, id = question.id] { answer(id, {}); });
    m_ask(request.shell, question);
}

void CredentialBroker::stopAsking(Scope &scope)
{
    m_loop.cancel(scope.deadline);
    scope.question = 0;
    scope.shell = 0;
}

void CredentialBroker::give(const QString &name, Scope &scope, const Secret &secret, bool toAll)
{
    std::deque<Waiter> served;
    if (toAll) {
        served.swap(scope.waiters);
    } else {
        served.push_back(std::move(scope.waiters.front()));
        scope.waiters.pop_front();
    }
    const GrantedSecret granted{secret, name, scope.answer}; // a grant may bring new requests
    for (Waiter &waiter : served)
        waiter.grant(granted);
}

void CredentialBroker::answer(quint64 question, const Secret &secret)
{
    const auto it = std::ranges::find_if(m_scopes, [&](const auto &entry) {
        return entry.second.state == State::Asking && entry.second.question == question;
    });
    if (it == m_scopes.end())
        return;
    const QString name = it->first;
    Scope &scope = it->second;
    stopAsking(scope);
    if (!scope.shared) {
        std::deque<Waiter> waiters;
        waiters.swap(scope.waiters);
        if (secret.isNull() && !waiters.empty())
            m_declinedPrompts.insert(waiters.front().request.question.scope);
        m_scopes.erase(it);
        for (Waiter &waiter : waiters)
            waiter.grant({secret, name, 0});
        return;
    }
    scope.secret = secret;
    scope.answer = ++m_lastAnswer;
    scope.state = secret.isNull() ? State::Declined : State::Untested;
    advance(name);
}

void CredentialBroker::accepted(const QString &name)
{
    const auto it = m_scopes.find(name);
    if (it == m_scopes.end() || it->second.state == State::Declined)
        return;
    it->second.state = State::Proven;
    it->second.wasWrong = false;
    advance(name);
}

void CredentialBroker::rejected(const QString &name)
{
    const auto it = m_scopes.find(name);
    if (it == m_scopes.end() || it->second.state != State::Trying)
        return;
    it->second.state = State::Empty;
    it->second.secret = {};
    it->second.wasWrong = true;
    m_loop.later([this, name] { advance(name); });
}

void CredentialBroker::undecided(const QString &name)
{
    const auto it = m_scopes.find(name);
    if (it == m_scopes.end() || it->second.state != State::Trying)
        return;
    it->second.state = State::Untested;
    m_loop.later([this, name] { advance(name); });
}

void CredentialBroker::withdraw(RequestId id)
{
    for (auto &[name, scope] : m_scopes) {
        const auto waiter = std::ranges::find(scope.waiters, id, &Waiter::id);
        if (waiter == scope.waiters.end())
            continue;
        const bool wasAsking = scope.state == State::Asking && waiter == scope.waiters.begin();
        scope.waiters.erase(waiter);
        if (wasAsking) {
            stopAsking(scope);
            scope.state = State::Empty; // asked again for the next one in line
        }
        m_loop.later([this, scopeName = name] { advance(scopeName); });
        return;
    }
}

void CredentialBroker::dropShell(quint64 shell)
{
    QList<RequestId> gone;
    std::vector<Grant> declined;
    for (auto &[name, scope] : m_scopes) {
        for (Waiter &waiter : scope.waiters) {
            if (waiter.request.shell != shell)
                continue;
            gone.append(waiter.id);
            declined.push_back(std::move(waiter.grant));
        }
    }
    for (const RequestId id : gone)
        withdraw(id);
    for (Grant &grant : declined)
        grant({});
}

void CredentialBroker::reconsider()
{
    m_declinedPrompts.clear();
    for (auto &[name, scope] : m_scopes) {
        if (scope.state == State::Declined)
            scope.state = State::Empty;
    }
}

} // namespace Vermagic
