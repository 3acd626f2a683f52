// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The I/O side as a whole: the loop, the pools and every link. Lives in the main thread's transport object; all calls but the constructor,
/// the destructor and post() belong to the I/O thread, where post() brings them.
///
/// Order of the end: links and carriers go in the I/O thread, the thread stops, then the pools (bounded wait).
#pragma once

#include "app/ssh/carrier.h"
#include "app/ssh/link.h"

#include <thread>
#include <unordered_map>

namespace Vermagic {

class IoSide
{
public:
    explicit IoSide(EventSink &events);
    ~IoSide();
    IoSide(const IoSide &) = delete;
    IoSide &operator=(const IoSide &) = delete;

    void post(IoLoop::Task task) { m_loop->post(std::move(task)); }

    void addShell(quint64 shell, const NodeSpec &node, const SshSettings &settings);
    void dropShell(quint64 shell);
    Link *link(quint64 shell);
    void answerHostKey(quint64 question, bool accept) { m_hostKeys.answer(question, accept); }
    void answerCredential(quint64 question, const Secret &secret) { m_credentials.answer(question, secret); }

private:
    std::shared_ptr<IoLoop> m_loop = std::make_shared<IoLoop>();
    std::shared_ptr<LoginServices> m_login = std::make_shared<LoginServices>();
    TaskPool m_files{16};
    TaskPool m_resolvers{64};
    TaskPool m_logins{128};
    CredentialBroker m_credentials;
    HostKeyDesk m_hostKeys;
    CarrierRegistry m_carriers;
    IoServices m_services;
    std::unordered_map<quint64, std::unique_ptr<Link>> m_links;
    std::thread m_thread;
};

} // namespace Vermagic
