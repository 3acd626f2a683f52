// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/sshdfixture.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int Patience = 30'000;

bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(200) && socket.waitForReadyRead(2'000);
}

} // namespace

bool writeTestFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size()
           && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

QByteArray readTestFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool makeKey(const QString &path, const QString &passphrase, const QString &type)
{
    return QProcess::execute(u"ssh-keygen"_s,
                             {u"-q"_s, u"-t"_s, type, u"-N"_s, passphrase, u"-C"_s, u"test"_s, u"-f"_s, path})
           == 0;
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

CommandSpec script(const QString &text)
{
    CommandSpec spec;
    spec.argv = {u"sh"_s, u"-c"_s, text};
    return spec;
}

CommandResult runToEnd(RemoteShell &shell, const CommandSpec &spec)
{
    CommandResult result;
    result.error = Error{ErrorCode::Internal, u"finished() never came"_s, {}, {}};
    RemoteCommand *command = shell.run(spec);
    QSignalSpy finished(command, &RemoteCommand::finished);
    QObject::connect(command, &RemoteCommand::finished, command,
                     [&result](const CommandResult &r) { result = r; });
    finished.wait(Patience);
    return result;
}

CommandResult runToEnd(RemoteShell &shell, const QString &text)
{
    return runToEnd(shell, script(text));
}

SshdFixture::SshdFixture()
{
    makeKey(path(u"hostkey"_s));
    makeKey(clientKey());
    writeTestFile(path(u"authorized_keys"_s), readTestFile(clientKey() + u".pub"_s));
    m_port = freePort();
    writeKnownHosts(hostName() + ' ' + hostKey() + '\n');
}

SshdFixture::~SshdFixture()
{
    stop();
}

QString SshdFixture::user() const
{
    return QString::fromLocal8Bit(getpwuid(getuid())->pw_name);
}

QByteArray SshdFixture::hostKey() const
{
    return readTestFile(path(u"hostkey.pub"_s)).split(' ').mid(0, 2).join(' ').trimmed();
}

QByteArray SshdFixture::hostName() const
{
    return "[127.0.0.1]:" + QByteArray::number(m_port);
}

void SshdFixture::writeKnownHosts(const QByteArray &text) const
{
    writeTestFile(path(u"known_hosts"_s), text);
}

QByteArray SshdFixture::knownHosts() const
{
    return readTestFile(path(u"known_hosts"_s));
}

void SshdFixture::addAuthorizedKey(const QString &publicKeyFile) const
{
    writeTestFile(path(u"authorized_keys"_s),
                  readTestFile(path(u"authorized_keys"_s)) + readTestFile(publicKeyFile));
}

bool SshdFixture::start(const QByteArray &extraConfig)
{
    stop();
    if (getuid() == 0)
        QDir().mkpath(u"/run/sshd"_s);
    const QByteArray folder = QFile::encodeName(m_folder.path());
    const QByteArray config =
        extraConfig + "\nPort " + QByteArray::number(m_port) + "\nListenAddress 127.0.0.1\nHostKey " + folder
        + "/hostkey\nAuthorizedKeysFile " + folder
        + "/authorized_keys\nStrictModes no\nUsePAM no\nPidFile none\n"
        + "PermitRootLogin yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPerSourcePenalties no\nMaxStartups 100\n";
    writeTestFile(path(u"sshd_config"_s), config);
    const QString sshd = QStandardPaths::findExecutable(u"sshd"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s});
    m_server.setStandardErrorFile(path(u"sshd.log"_s));
    m_server.start(sshd, {u"-D"_s, u"-e"_s, u"-f"_s, path(u"sshd_config"_s)});
    for (int i = 0; i < 100 && m_server.state() != QProcess::NotRunning; ++i) {
        if (answers(m_port))
            return true;
        m_server.waitForFinished(50);
    }
    qWarning("sshd does not start: %s", readTestFile(path(u"sshd.log"_s)).constData());
    return false;
}

void SshdFixture::stop()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.terminate();
    if (!m_server.waitForFinished(5'000)) {
        m_server.kill();
        m_server.waitForFinished(5'000);
    }
}

void SshdFixture::killSessions()
{
    QHash<qint64, qint64> parents;
    QHash<qint64, QByteArray> names;
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const QByteArray stat = readTestFile(u"/proc/%1/stat"_s.arg(entry));
        const qsizetype end = stat.lastIndexOf(')');
        if (end < 0)
            continue;
        names.insert(entry.toLongLong(), stat.mid(stat.indexOf('(') + 1, end - stat.indexOf('(') - 1));
        parents.insert(entry.toLongLong(), stat.mid(end + 4).split(' ').first().toLongLong());
    }
    for (auto it = parents.cbegin(); it != parents.cend(); ++it) {
        const bool isSession = names.value(it.key()).startsWith("sshd")
                               && (it.value() == m_server.processId()
                                   || parents.value(it.value()) == m_server.processId());
        if (isSession)
            ::kill(static_cast<pid_t>(it.key()), SIGKILL);
    }
}

NodeSpec SshdFixture::node(const QString &name) const
{
    NodeSpec node;
    node.name = name;
    node.group = u"compute"_s;
    node.address = u"127.0.0.1"_s;
    node.port = m_port;
    node.user = user();
    node.identity = clientKey();
    node.knownHosts = path(u"known_hosts"_s);
    node.become = Become::None;
    return node;
}

SshSettings SshdFixture::settings() const
{
    SshSettings settings;
    settings.configFile = u"none"_s;
    settings.agentSocket = u"none"_s;
    settings.unknownHostKeys = UnknownHostKeys::Refuse;
    return settings;
}

} // namespace Vermagic
