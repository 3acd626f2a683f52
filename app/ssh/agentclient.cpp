// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/agentclient.h"

#include "app/ssh/login.h"

#include <QFile>
#include <QtEndian>

#include <array>
#include <semaphore>
#include <sys/socket.h>
#include <sys/un.h>

namespace Vermagic {

namespace {

constexpr char RequestIdentities = 11;
constexpr char IdentitiesAnswer = 12;
constexpr quint32 LargestAnswer = 256 * 1024;

/// Agents work one request at a time; more in parallel only makes their queue longer.
std::counting_semaphore<8> &agentUsers()
{
    static std::counting_semaphore<8> users(8);
    return users;
}

FileHandle connected(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.isEmpty() || static_cast<size_t>(name.size()) >= sizeof address.sun_path)
        return {};
    std::copy(name.begin(), name.end(), address.sun_path);
    FileHandle socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket || ::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return {};
    return socket;
}

bool readExactly(int fd, char *data, size_t size)
{
    while (size > 0) {
        const ssize_t got = ::recv(fd, data, size, 0);
        if (got <= 0)
            return false;
        data += got;
        size -= static_cast<size_t>(got);
    }
    return true;
}

} // namespace

AgentClient::AgentClient(const QString &socketPath, LoginGuard &guard)
    : m_socket(connected(socketPath))
{
    if (m_socket)
        guard.add(m_socket.get());
}

bool AgentClient::offersKeys()
{
    if (!m_socket)
        return false;
    const std::array<char, 5> request{0, 0, 0, 1, RequestIdentities};
    std::array<char, 4> header{};
    if (::send(m_socket.get(), request.data(), request.size(), MSG_NOSIGNAL)
            != static_cast<ssize_t>(request.size())
        || !readExactly(m_socket.get(), header.data(), header.size()))
        return false;
    const quint32 size = qFromBigEndian<quint32>(header.data());
    if (size < 5 || size > LargestAnswer)
        return false;
    QByteArray answer(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (!readExactly(m_socket.get(), answer.data(), size) || answer.at(0) != IdentitiesAnswer)
        return false;
    return qFromBigEndian<quint32>(answer.constData() + 1) > 0;
}

bool AgentClient::attach(ssh_session session)
{
    return ssh_set_agent_socket(session, m_socket.release()) == SSH_OK;
}

int AgentClient::authenticate(ssh_session session)
{
    agentUsers().acquire();
    const int result = ssh_userauth_agent(session, nullptr);
    agentUsers().release();
    return result;
}

} // namespace Vermagic
