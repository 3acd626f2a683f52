// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A small SSH server that logs in by password or by keyboard-interactive prompts and answers every command with "ok".
///
/// A double for what a real sshd offers only with the system's own password database, which a test must not touch.
/// Owned by the test; runs in threads of its own until destroyed. Counts the answers it was given, right and wrong.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>
#include <latch>
#include <list>
#include <mutex>
#include <thread>

namespace Vermagic {

class PasswordServer
{
public:
    enum class Method { Password, Prompts };

    PasswordServer(Method method, const QString &hostKeyFile);
    ~PasswordServer();
    PasswordServer(const PasswordServer &) = delete;
    PasswordServer &operator=(const PasswordServer &) = delete;

    quint16 port() const { return m_port; }
    /// What clients answered, in order; for prompts both answers joined by a slash.
    QList<QByteArray> answers() const;

    static constexpr const char *RightPassword = "Secret 2$x";
    static constexpr const char *RightAnswers = "Secret 2$x/123456";

private:
    void listen(const QString &hostKeyFile);
    void serve(void *handle);

    Method m_method;
    quint16 m_port = 0;
    std::atomic<bool> m_stopping = false;
    mutable std::mutex m_mutex; ///< guards m_answers and m_sockets
    QList<QByteArray> m_answers;
    QList<int> m_sockets;
    std::list<std::thread> m_connections;
    std::latch m_listening{1};
    std::thread m_listener;
};

} // namespace Vermagic
