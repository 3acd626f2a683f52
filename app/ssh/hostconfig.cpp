// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/hostconfig.h"

#include "app/ssh/childprocess.h"
#include "models/core/command.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <array>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct LocalUser
{
    QString name;
    QString home;
};

LocalUser passwdEntry(const QString &name)
{
    std::array<char, 16384> buffer;
    passwd entry{};
    passwd *found = nullptr;
    if (name.isEmpty())
        getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found);
    else
        getpwnam_r(name.toLocal8Bit().constData(), &entry, buffer.data(), buffer.size(), &found);
    if (!found)
        return {qEnvironmentVariable("USER"), QDir::homePath()};
    return {QString::fromLocal8Bit(found->pw_name), QString::fromLocal8Bit(found->pw_dir)};
}

QString withTilde(const QString &path)
{
    if (!path.startsWith(u'~'))
        return path;
    const qsizetype slash = path.indexOf(u'/');
    const QString user = path.mid(1, slash < 0 ? -1 : slash - 1);
    return passwdEntry(user).home + (slash < 0 ? QString() : path.mid(slash));
}

/// Fills in the tokens that ssh_config(5) allows in file names.
QString expanded(const QString &text, const HostConfig &config, const QString &typedHost)
{
    const LocalUser local = passwdEntry({});
    QString result;
    const QString path = withTilde(text);
    for (qsizetype i = 0; i < path.size(); ++i) {
        const qsizetype brace = path.mid(i, 2) == "${"_L1 ? path.indexOf(u'}', i) : -1;
        if (brace > 0) {
            result += qEnvironmentVariable(path.mid(i + 2, brace - i - 2).toLocal8Bit().constData());
            i = brace;
        } else if (path.at(i) != u'%' || i + 1 == path.size()) {
            result += path.at(i);
        } else {
            switch (path.at(++i).unicode()) {
            case u'%':
                result += u'%';
                break;
            case u'h':
                result += config.hostName;
                break;
            case u'n':
                result += typedHost;
                break;
            case u'p':
                result += QString::number(config.port);
                break;
            case u'r':
                result += config.user;
                break;
            case u'u':
                result += local.name;
                break;
            case u'd':
                result += local.home;
                break;
            case u'i':
                result += QString::number(getuid());
                break;
            case u'k':
                result += config.hostKeyAlias.isEmpty() ? config.hostName : config.hostKeyAlias;
                break;
            default:
                result += u'%';
                result += path.at(i);
            }
        }
    }
    return result;
}

/// A list on one line; a single path with spaces in it is recognised by its being there.
QStringList pathList(const QString &value)
{
    if (value == "none"_L1)
        return {};
    if (value.contains(u' ') && QFileInfo::exists(withTilde(value)))
        return {value};
    return value.split(u' ', Qt::SkipEmptyParts);
}

QString agentSocket(const QString &value)
{
    if (value == "none"_L1)
        return {};
    if (value.isEmpty() || value == "SSH_AUTH_SOCK"_L1)
        return qEnvironmentVariable("SSH_AUTH_SOCK");
    if (value.startsWith(u'$') && !value.startsWith("${"_L1))
        return qEnvironmentVariable(value.mid(1).toLocal8Bit().constData());
    return value;
}

QMultiMap<QString, QString> keyedLines(const QByteArray &dump)
{
    QMultiMap<QString, QString> values;
    for (const QByteArray &raw : dump.split('\n')) {
        const QString line = QString::fromUtf8(raw).trimmed();
        const qsizetype space = line.indexOf(u' ');
        if (space > 0)
            values.insert(line.left(space).toLower(), line.mid(space + 1));
    }
    return values;
}

HostConfig builtInDefaults(const HostQuery &query)
{
    QByteArray dump =
        "identityfile ~/.ssh/id_ed25519\nidentityfile ~/.ssh/id_ecdsa\nidentityfile ~/.ssh/id_rsa\n"
        "userknownhostsfile ~/.ssh/known_hosts\nglobalknownhostsfile /etc/ssh/ssh_known_hosts\n";
    dump += "hostname " + query.host.toUtf8() + '\n';
    if (query.port > 0)
        dump += "port " + QByteArray::number(query.port) + '\n';
    dump += "user " + (query.user.isEmpty() ? passwdEntry({}).name : query.user).toUtf8() + '\n';
    return parseHostConfig(dump, query);
}

} // namespace

HostConfig parseHostConfig(const QByteArray &dump, const HostQuery &query)
{
    const QMultiMap<QString, QString> values = keyedLines(dump);
    const auto flag = [&](const QString &key) {
        return !values.contains(key) || values.value(key) != "no"_L1;
    };
    HostConfig config;
    config.hostName = values.value(u"hostname"_s, query.host);
    config.port = values.value(u"port"_s, u"22"_s).toInt();
    config.user = values.value(u"user"_s, query.user);
    config.hostKeyAlias = values.value(u"hostkeyalias"_s);
    config.identitiesOnly = values.value(u"identitiesonly"_s) == "yes"_L1;
    config.proxyJump = values.value(u"proxyjump"_s);
    config.proxyCommand = values.value(u"proxycommand"_s);
    if (config.proxyJump == "none"_L1)
        config.proxyJump.clear();
    if (config.proxyCommand == "none"_L1)
        config.proxyCommand.clear();
    config.hashKnownHosts = values.value(u"hashknownhosts"_s) == "yes"_L1;
    config.publicKeyAllowed = flag(u"pubkeyauthentication"_s)
                              && values.value(u"pubkeyauthentication"_s) != "false"_L1;
    config.passwordAllowed = flag(u"passwordauthentication"_s);
    config.keyboardInteractiveAllowed = flag(u"kbdinteractiveauthentication"_s);

    const auto expandAll = [&](QStringList paths) {
        for (QString &path : paths)
            path = expanded(path, config, query.host);
        return paths;
    };
    // QMultiMap keeps the newest first; the dump's order is the order to try.
    QStringList identities = values.values(u"identityfile"_s);
    std::ranges::reverse(identities);
    identities.removeAll(u"none"_s);
    config.identityFiles = expandAll(identities);
    QStringList certificates = values.values(u"certificatefile"_s);
    std::ranges::reverse(certificates);
    certificates.removeAll(u"none"_s);
    config.certificateFiles = expandAll(certificates);
    config.identityAgent = expanded(agentSocket(values.value(u"identityagent"_s)), config, query.host);
    config.userKnownHostsFiles = expandAll(pathList(values.value(u"userknownhostsfile"_s)));
    config.globalKnownHostsFiles = expandAll(pathList(values.value(u"globalknownhostsfile"_s)));
    return config;
}

Result<HostConfig> readHostConfig(const HostQuery &query)
{
    if (query.host.isEmpty() || query.host.startsWith(u'-'))
        return std::unexpected(
            Error{ErrorCode::InvalidInput, u"\"%1\" is not a host name"_s.arg(query.host), {}, {}});
    const QString ssh = QStandardPaths::findExecutable(u"ssh"_s);
    if (ssh.isEmpty())
        return builtInDefaults(query);
    QStringList arguments{u"-G"_s};
    if (!query.configFile.isEmpty())
        arguments << u"-F"_s << query.configFile;
    if (!query.user.isEmpty())
        arguments << u"-l"_s << query.user;
    if (query.port > 0)
        arguments << u"-p"_s << QString::number(query.port);
    arguments << u"--"_s << query.host;

    const ChildOutput output = runChild(ssh, arguments, std::chrono::seconds(10));
    if (!output.inTime)
        return std::unexpected(Error{ErrorCode::Timeout,
                                     u"reading the SSH configuration took more than 10 s"_s, query.host,
                                     u"look at Match exec and canonicalisation rules in ~/.ssh/config"_s});
    if (output.exitCode != 0)
        return std::unexpected(
            Error{ErrorCode::InvalidInput,
                  u"the SSH configuration cannot be used: "_s + printable(output.standardError).trimmed(),
                  query.host,
                  {}});
    return parseHostConfig(output.standardOutput, query);
}

Result<QList<JumpHop>> parseProxyJump(const QString &text)
{
    QList<JumpHop> hops;
    if (text.isEmpty() || text == "none"_L1)
        return hops;
    static const QRegularExpression form(
        u"\\A(?:ssh://)?(?:([^@\\s]+)@)?(?:\\[([^\\]\\s]+)\\]|([^:@\\s\\[\\]-][^:@\\s\\[\\]]*))(?::(\\d+))?/?\\z"_s);
    for (const QString &part : text.split(u',')) {
        const QRegularExpressionMatch match = form.match(part.trimmed());
        const int port = match.captured(4).toInt();
        if (!match.hasMatch() || port > 65535)
            return std::unexpected(Error{ErrorCode::InvalidInput,
                                         u"\"%1\" is not a jump host"_s.arg(part),
                                         {},
                                         u"write USER@HOST:PORT"_s});
        hops.append({match.captured(1), match.captured(2) + match.captured(3), port});
    }
    return hops;
}

QString LoginTarget::described() const
{
    QString text = port == 22 ? host : u"%1 port %2"_s.arg(host).arg(port);
    if (!seenFrom.isEmpty())
        text += u" as seen from "_s + seenFrom;
    return text;
}

HostQuery hostQuery(const NodeSpec &node, const SshSettings &settings)
{
    return {node.address.isEmpty() ? node.name : node.address, node.user, node.port, settings.configFile};
}

Result<LoginTarget> loginTarget(const NodeSpec &node, const HostConfig &config, const SshSettings &settings)
{
    if (!config.proxyCommand.isEmpty() && node.proxyJump.isEmpty())
        return std::unexpected(Error{ErrorCode::Unsupported, u"ProxyCommand is not supported"_s, node.name,
                                     u"use ProxyJump in ~/.ssh/config or proxy_jump in the inventory"_s});
    const auto jumps = parseProxyJump(node.proxyJump.isEmpty() ? config.proxyJump : node.proxyJump);
    if (!jumps)
        return std::unexpected(
            Error{jumps.error().code, jumps.error().message, node.name, jumps.error().hint});
    LoginTarget target;
    target.node = node.name;
    target.group = node.group;
    target.host = config.hostName;
    target.port = node.port > 0 ? node.port : config.port;
    target.user = node.user.isEmpty() ? config.user : node.user;
    const QString alias = node.hostKeyAlias.isEmpty() ? config.hostKeyAlias : node.hostKeyAlias;
    target.hostKeyName = {alias.isEmpty() ? target.host : alias, target.port, !alias.isEmpty()};
    const QString ownKnownHosts = node.knownHosts.isEmpty() ? settings.knownHostsFile : node.knownHosts;
    target.knownHostsFiles = ownKnownHosts.isEmpty()
                                 ? config.userKnownHostsFiles + config.globalKnownHostsFiles
                                 : QStringList{ownKnownHosts};
    target.hashNewHostKeys = config.hashKnownHosts;
    if (!node.identity.isEmpty())
        target.identityFiles = {node.identity};
    else
        target.identityFiles = config.identityFiles;
    target.certificateFiles = config.certificateFiles;
    target.agentSocket = settings.agentSocket.isEmpty() ? config.identityAgent : settings.agentSocket;
    if (target.agentSocket == "none"_L1)
        target.agentSocket.clear();
    target.identitiesOnly = config.identitiesOnly;
    target.publicKeyAllowed = config.publicKeyAllowed;
    target.passwordAllowed = config.passwordAllowed;
    target.keyboardInteractiveAllowed = config.keyboardInteractiveAllowed;
    target.jumps = *jumps;
    return target;
}

} // namespace Vermagic
