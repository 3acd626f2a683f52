// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/passwordserver.h"

#include "tests/sshdfixture.h"

#include <QFile>

#include <array>
#include <fcntl.h>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Vermagic {

namespace {

/// Asks for a password and a code, as sites with one-time codes do.
void sendPrompts(ssh_message message)
{
    std::array<const char *, 2> prompts{"Password: ", "Code: "};
    std::array<char, 2> echo{0, 1};
    ssh_message_auth_interactive_request(message, "", "", 2, prompts.data(), echo.data());
}

QByteArray givenPassword(ssh_message message)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored                                                                               \
    "-Wdeprecated-declarations" // its replacement needs an event loop of callbacks for each session
    return ssh_message_auth_password(message);
#pragma GCC diagnostic pop
}

QByteArray promptAnswers(ssh_session session)
{
    QByteArrayList answers;
    for (int i = 0; i < ssh_userauth_kbdint_getnanswers(session); ++i)
        answers.append(ssh_userauth_kbdint_getanswer(session, static_cast<unsigned int>(i)));
    return answers.join('/');
}

void answerCommand(ssh_message message, ssh_channel channel)
{
    ssh_message_channel_request_reply_success(message);
    ssh_channel_write(channel, "ok\n", 3);
    ssh_channel_request_send_exit_status(channel, 0);
    ssh_channel_send_eof(channel);
    ssh_channel_close(channel);
}

} // namespace

PasswordServer::PasswordServer(Method method, const QString &hostKeyFile)
    : m_method(method)
    , m_port(freePort())
    , m_listener([this, hostKeyFile] { listen(hostKeyFile); })
{
    m_listening.wait();
}

PasswordServer::~PasswordServer()
{
    m_stopping = true;
    m_listener.join();
    {
        const std::lock_guard lock(m_mutex);
        for (const int socket : std::as_const(m_sockets)) {
            ::shutdown(socket, SHUT_RDWR);
            ::close(socket);
        }
    }
    for (std::thread &connection : m_connections)
        connection.join();
}

QList<QByteArray> PasswordServer::answers() const
{
    const std::lock_guard lock(m_mutex);
    return m_answers;
}

void PasswordServer::listen(const QString &hostKeyFile)
{
    ssh_bind server = ssh_bind_new();
    const int port = m_port;
    ssh_bind_options_set(server, SSH_BIND_OPTIONS_BINDADDR, "127.0.0.1");
    ssh_bind_options_set(server, SSH_BIND_OPTIONS_BINDPORT, &port);
    ssh_bind_options_set(server, SSH_BIND_OPTIONS_HOSTKEY, QFile::encodeName(hostKeyFile).constData());
    if (ssh_bind_listen(server) != SSH_OK)
        qWarning("the test's server does not listen: %s", ssh_get_error(server));
    m_listening.count_down();
    while (!m_stopping) {
        pollfd waiting{ssh_bind_get_fd(server), POLLIN, 0};
        if (::poll(&waiting, 1, 50) != 1)
            continue;
        ssh_session session = ssh_new();
        if (ssh_bind_accept(server, session) != SSH_OK) {
            ssh_free(session);
            continue;
        }
        const std::lock_guard lock(m_mutex);
        m_sockets.append(fcntl(ssh_get_fd(session), F_DUPFD_CLOEXEC, 0));
        m_connections.emplace_back([this, session] { serve(session); });
    }
    ssh_bind_free(server);
}

void PasswordServer::serve(void *handle)
{
    auto *session = static_cast<ssh_session>(handle);
    const int offered = m_method == Method::Password ? SSH_AUTH_METHOD_PASSWORD : SSH_AUTH_METHOD_INTERACTIVE;
    const QByteArray right = m_method == Method::Password ? RightPassword : RightAnswers;
    ssh_channel channel = nullptr;
    ssh_set_auth_methods(session, offered);
    ssh_message message = ssh_handle_key_exchange(session) == SSH_OK ? ssh_message_get(session) : nullptr;
    for (; message; message = ssh_message_get(session)) {
        const int type = ssh_message_type(message);
        const int subtype = ssh_message_subtype(message);
        const bool prompts = type == SSH_REQUEST_AUTH && subtype == SSH_AUTH_METHOD_INTERACTIVE
                             && m_method == Method::Prompts;
        const bool password = type == SSH_REQUEST_AUTH && subtype == SSH_AUTH_METHOD_PASSWORD
                              && m_method == Method::Password;
        if (prompts && !ssh_message_auth_kbdint_is_response(message)) {
            sendPrompts(message);
        } else if (prompts || password) {
            const QByteArray answer = prompts ? promptAnswers(session) : givenPassword(message);
            {
                const std::lock_guard lock(m_mutex);
                m_answers.append(answer);
            }
            ssh_message_auth_set_methods(message, offered);
            answer == right ? ssh_message_auth_reply_success(message, 0) : ssh_message_reply_default(message);
        } else if (type == SSH_REQUEST_CHANNEL_OPEN && subtype == SSH_CHANNEL_SESSION) {
            channel = ssh_message_channel_request_open_reply_accept(message);
        } else if (type == SSH_REQUEST_CHANNEL && subtype == SSH_CHANNEL_REQUEST_EXEC && channel) {
            answerCommand(message, channel);
        } else {
            ssh_message_auth_set_methods(message, offered);
            ssh_message_reply_default(message);
        }
        ssh_message_free(message);
    }
    ssh_disconnect(session);
    ssh_free(session);
}

} // namespace Vermagic
