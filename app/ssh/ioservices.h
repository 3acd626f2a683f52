// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What every object of the I/O thread needs from its surroundings; owned by SshTransport, handed around by reference.
///
/// The shared pointers go into pool tasks, which may outlive the transport by the length of one system call.
#pragma once

#include "app/ssh/credentialbroker.h"
#include "app/ssh/ioevents.h"
#include "app/ssh/ioloop.h"
#include "app/ssh/login.h"
#include "app/ssh/taskpool.h"

#include <QHash>

namespace Vermagic {

class CarrierRegistry;

/// Open questions about host keys: one answer each. A key that was declined is not asked about again until reconsider().
class HostKeyDesk
{
public:
    using Answer = std::move_only_function<void(bool accepted)>;

    void ask(quint64 question, Answer answer) { m_open.emplace(question, std::move(answer)); }
    void withdraw(quint64 question) { m_open.erase(question); }
    void answer(quint64 question, bool accepted)
    {
        auto node = m_open.extract(question);
        if (!node.empty())
            node.mapped()(accepted);
    }
    void decline(const QString &key) { m_declined.insert(key); }
    bool isDeclined(const QString &key) const { return m_declined.contains(key); }
    void reconsider() { m_declined.clear(); }

private:
    std::map<quint64, Answer> m_open;
    QSet<QString> m_declined;
};

struct IoServices
{
    std::shared_ptr<IoLoop> loop;
    std::shared_ptr<LoginServices> login;
    TaskPool &files; ///< configuration and known_hosts
    TaskPool &resolvers;
    TaskPool &logins;
    EventSink &events;
    CredentialBroker &credentials;
    HostKeyDesk &hostKeys;
    CarrierRegistry &carriers;
};

} // namespace Vermagic
