// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faultproxy.h"

namespace Vermagic {

FaultProxy::FaultProxy(const QString &address, quint16 port)
    : m_address(address)
    , m_port(port)
{
    listen(QHostAddress::LocalHost);
    m_own = serverPort();
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = nextPendingConnection())
            relay(client);
    });
}

void FaultProxy::relay(QTcpSocket *client)
{
    ++m_accepted;
    auto *node = new QTcpSocket(this);
    m_sockets << client << node;
    connect(client, &QTcpSocket::readyRead, this, [this, client, node] { move(client, node, false); });
    connect(node, &QTcpSocket::readyRead, this, [this, client, node] { move(node, client, true); });
    connect(node, &QTcpSocket::connected, this, [this, client, node] { move(client, node, false); });
    connect(client, &QTcpSocket::disconnected, node, &QTcpSocket::disconnectFromHost);
    connect(node, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    node->connectToHost(m_address, m_port);
}

void FaultProxy::move(QTcpSocket *from, QTcpSocket *to, bool fromNode)
{
    if (m_frozen || to->state() != QAbstractSocket::ConnectedState)
        return;
    const QByteArray bytes = from->readAll();
    m_received += fromNode ? bytes.size() : 0;
    to->write(bytes);
}

void FaultProxy::kill(bool refuseNew)
{
    if (refuseNew)
        close();
    for (const QPointer<QTcpSocket> &socket : std::exchange(m_sockets, {})) {
        if (socket)
            socket->abort();
    }
}

void FaultProxy::revive()
{
    m_frozen = false;
    if (!isListening())
        listen(QHostAddress::LocalHost, m_own);
}

void FaultProxy::freeze()
{
    m_frozen = true;
}

} // namespace Vermagic
