// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A private OpenSSH server for tests: its own keys, its own folder, a free port of 127.0.0.1, the invoking user as its only user.
///
/// Owned by the test; the server ends with it. Works as root and as an ordinary user. The known_hosts file it writes holds the server's key
/// unless a test asks otherwise. Nothing outside its temporary folder is read or written (root: /run/sshd is made when missing).
#pragma once

#include "app/ssh/remoteshell.h"
#include "app/ssh/sshsettings.h"
#include "models/inventory/inventory.h"

#include <QProcess>
#include <QTemporaryDir>

namespace Vermagic {

class SshdFixture
{
public:
    SshdFixture();
    ~SshdFixture();

    /// Starts the server (again); false, with a warning, when it does not come up. Lines of `extraConfig` go first.
    bool start(const QByteArray &extraConfig = {});
    void stop();
    /// Ends every connection hard (SIGKILL to the server's processes for them); the server goes on listening.
    void killSessions();
    quint16 port() const { return m_port; }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString user() const;
    /// The passphrase-less client key that the server accepts.
    QString clientKey() const { return path(QStringLiteral("client")); }
    /// "ssh-ed25519 AAAA…"
    QByteArray hostKey() const;
    /// "[127.0.0.1]:port"
    QByteArray hostName() const;
    void writeKnownHosts(const QByteArray &text) const;
    QByteArray knownHosts() const;
    void addAuthorizedKey(const QString &publicKeyFile) const;

    NodeSpec node(const QString &name = QStringLiteral("node1")) const;
    /// No configuration file, no agent, unknown keys refused, short deadlines.
    SshSettings settings() const;

private:
    QTemporaryDir m_folder;
    QProcess m_server;
    quint16 m_port = 0;
};

bool writeTestFile(const QString &path, const QByteArray &text);
QByteArray readTestFile(const QString &path);
/// Makes a key pair with ssh-keygen.
bool makeKey(const QString &path, const QString &passphrase = {},
             const QString &type = QStringLiteral("ed25519"));
/// A port of 127.0.0.1 that nothing listens on.
quint16 freePort();
/// Runs a command and waits for its end; an error of code Internal when it does not come.
CommandResult runToEnd(RemoteShell &shell, const CommandSpec &spec);
CommandResult runToEnd(RemoteShell &shell, const QString &text);
/// A specification that runs `script` with sh.
CommandSpec script(const QString &text);

} // namespace Vermagic
