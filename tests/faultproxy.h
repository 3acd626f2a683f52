// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A TCP relay in front of a node's sshd that fails on demand, so that a fault happens at an exact moment. Lives in the
/// test's event loop. Adds no delay of its own.
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace Vermagic {

class FaultProxy : public QTcpServer
{
    Q_OBJECT
public:
    FaultProxy(const QString &address, quint16 port);

    /// Drops every connection as a killed sshd does, and refuses or takes new ones.
    void kill(bool refuseNew);
    /// Takes connections again.
    void revive();
    /// Nothing passes any more in either direction; connections stay open.
    void freeze();
    /// Bytes that have passed from the node so far.
    qint64 received() const { return m_received; }
    int connections() const { return m_accepted; }

private:
    void relay(QTcpSocket *client);
    void move(QTcpSocket *from, QTcpSocket *to, bool fromNode);

    QString m_address;
    quint16 m_port;
    quint16 m_own = 0;
    QList<QPointer<QTcpSocket>> m_sockets;
    qint64 m_received = 0;
    int m_accepted = 0;
    bool m_frozen = false;
};

} // namespace Vermagic
