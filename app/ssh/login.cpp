// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/login.h"

#include "app/ssh/authentication.h"
#include "app/ssh/publickey.h"
#include "models/core/command.h"

#include <QFile>

#include <fcntl.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr long CallTimeoutSeconds = 300; // the I/O thread holds the real deadlines

struct ServerKey
{
    QByteArray type;
    QByteArray base64;
};

std::optional<ServerKey> serverKey(ssh_session session)
{
    ssh_key raw = nullptr;
    if (ssh_get_server_publickey(session, &raw) != SSH_OK)
        return std::nullopt;
    const KeyHandle key(raw);
    char *text = nullptr;
    if (ssh_pki_export_pubkey_base64(key.get(), &text) != SSH_OK)
        return std::nullopt;
    const QByteArray base64(text);
    ssh_string_free_char(text);
    return ServerKey{publicKeyInfo(base64).type, base64};
}

/// The host key algorithms to ask for: those of keys on record first.
QByteArray hostKeyAlgorithms(const QList<QByteArray> &knownTypes)
{
    QByteArrayList algorithms;
    const auto add = [&](const QByteArray &type) {
        const QByteArrayList names = type == "ssh-rsa" ? QByteArrayList{"rsa-sha2-512", "rsa-sha2-256"}
                                                       : QByteArrayList{type};
        for (const QByteArray &name : names) {
            if (!algorithms.contains(name))
                algorithms.append(name);
        }
    };
    for (const QByteArray &type : knownTypes)
        add(type);
    for (const char *type :
         {"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
          "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com", "ssh-rsa"})
        add(type);
    return algorithms.join(',');
}

SessionHandle preparedSession(const LoginRequest &request, const QList<QByteArray> &knownTypes)
{
    SessionHandle session(ssh_new());
    const auto set = [&](ssh_options_e option, const void *value) {
        ssh_options_set(session.get(), option, value);
    };
    const bool processConfig = false;
    const int strict = 1;
    const int fd = request.socket.get();
    set(SSH_OPTIONS_PROCESS_CONFIG, &processConfig);
    set(SSH_OPTIONS_HOST,
        "target"); // a label only: the socket is ours, and so is the look-up of the host key
    set(SSH_OPTIONS_USER, request.target.user.toUtf8().constData());
    set(SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
    set(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    set(SSH_OPTIONS_STRICTHOSTKEYCHECK, &strict);
    set(SSH_OPTIONS_HOSTKEYS, hostKeyAlgorithms(knownTypes).constData());
    set(SSH_OPTIONS_TIMEOUT, &CallTimeoutSeconds);
    set(SSH_OPTIONS_FD, &fd);
    if (request.target.identitiesOnly) { // limits what ssh_userauth_agent() offers
        const bool only = true;
        set(SSH_OPTIONS_SSH_DIR, "/nonexistent"); // libssh's own default keys
        set(SSH_OPTIONS_IDENTITIES_ONLY, &only);
        for (const QString &file : request.target.identityFiles)
            set(SSH_OPTIONS_ADD_IDENTITY, QFile::encodeName(file).replace('%', "%%").constData());
    }
    return session;
}

Error keyExchangeError(const LoginTarget &target, const QString &libraryText)
{
    if (libraryText.contains("no match for method"_L1) || libraryText.contains("kex error"_L1))
        return {
            ErrorCode::Unsupported,
            u"%1 and this program share no key exchange or cipher: %2"_s.arg(target.described(), libraryText),
            target.node, u"allow curve25519-sha256 and aes256-gcm@openssh.com in the server's sshd_config"_s};
    return {ErrorCode::ConnectionLost, u"%1 ended the connection before the login"_s.arg(target.described()),
            target.node, u"look for MaxStartups, PerSourcePenalties or a full disk in the log of its sshd"_s};
}

HostKeyChange hostKeyChange(const LoginTarget &target, const HostKeyVerdict &verdict, const ServerKey &key)
{
    HostKeyChange change;
    change.host = target.hostKeyName.stored();
    change.keyType = QString::fromLatin1(key.type);
    change.newFingerprint = keyFingerprint(key.base64);
    change.newKey = key.type + ' ' + key.base64;
    change.knownHostsFile = verdict.lines.first().file;
    for (const KnownHostsLine &line : verdict.lines) {
        if (line.file != change.knownHostsFile)
            continue;
        change.knownHostsLines.append(line.number);
        change.oldKeys.append(line.keyType + ' ' + line.key);
        if (change.oldFingerprint.isEmpty() || line.keyType == key.type)
            change.oldFingerprint = keyFingerprint(line.key);
    }
    return change;
}

LoginOutcome failure(Error error)
{
    LoginOutcome outcome;
    outcome.error = std::move(error);
    return outcome;
}

/// An outcome when the login must not go on; nullopt when the host key is fine.
std::optional<LoginOutcome> hostKeyObjection(const LoginRequest &request, const HostKeyVerdict &verdict,
                                             const ServerKey &key)
{
    const LoginTarget &target = request.target;
    const QString where = target.described();
    switch (verdict.kind) {
    case HostKeyVerdict::Kind::Ok:
        return std::nullopt;
    case HostKeyVerdict::Kind::Revoked:
        return failure({ErrorCode::HostKeyRevoked,
                        u"the host key of %1 is marked as revoked in %2, line %3"_s
                            .arg(where, verdict.lines.first().file)
                            .arg(verdict.lines.first().number),
                        target.node, u"do not log in; ask whoever revoked the key"_s});
    case HostKeyVerdict::Kind::Changed: {
        LoginOutcome outcome = failure(
            {ErrorCode::HostKeyChanged, u"the host key of %1 is not the one on record"_s.arg(where),
             target.node,
             u"if the node was rebuilt, compare the fingerprints and replace the old key; if not, someone may be in between"_s});
        outcome.hostKeyChange = hostKeyChange(target, verdict, key);
        return outcome;
    }
    case HostKeyVerdict::Kind::Unknown:
        break;
    }
    if (request.unknownHostKeys == UnknownHostKeys::AcceptNew) {
        const auto stored = appendHostKey(target.knownHostsFiles.value(0), target.hostKeyName, key.type,
                                          key.base64, target.hashNewHostKeys);
        return stored ? std::nullopt : std::optional(failure(stored.error()));
    }
    LoginOutcome outcome = failure(
        {ErrorCode::HostKeyUnknown,
         u"the host key of %1 is not known (%2)"_s.arg(where, keyFingerprint(key.base64)), target.node,
         verdict.certAuthority
             ? u"host certificates (@cert-authority) are not supported; add the key itself to known_hosts"_s
             : u"connect once from the window, or add the key to known_hosts"_s});
    if (request.unknownHostKeys == UnknownHostKeys::Ask)
        outcome.unknownHostKey = UnknownHostKey{target.hostKeyName, key.type, key.base64};
    return outcome;
}

/// libssh puts the socket back to blocking; one peer that stops reading would then stop the whole I/O thread.
void makeNonBlocking(ssh_session session)
{
    const int fd = ssh_get_fd(session);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    ssh_set_blocking(session, 0);
}

} // namespace

void LoginGuard::add(int fd)
{
    const std::lock_guard lock(m_mutex);
    if (m_cancelled)
        ::shutdown(fd, SHUT_RDWR);
    else
        m_sockets.emplace_back(fcntl(fd, F_DUPFD_CLOEXEC, 0));
}

void LoginGuard::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled = true;
    for (const FileHandle &socket : m_sockets)
        ::shutdown(socket.get(), SHUT_RDWR);
    m_sockets.clear();
}

QString passwordScope(const LoginTarget &target)
{
    return u"login:%1@%2"_s.arg(target.user, target.group.isEmpty() ? target.host : target.group);
}

LoginOutcome logIn(LoginRequest request, LoginServices &services)
{
    const LoginTarget &target = request.target;
    request.guard->add(request.socket.get());
    request.stage(LoginStage::KeyExchange);
    const std::shared_ptr<const KnownHosts> known = services.hostKeys.load(target.knownHostsFiles);
    SessionHandle session = preparedSession(request, known->keyTypes(target.hostKeyName));
    if (ssh_connect(session.get()) != SSH_OK) {
        const QString text = printable(ssh_get_error(session.get()));
        return failure(keyExchangeError(target, text));
    }
    request.socket.release(); // libssh closes it with the session

    const auto key = serverKey(session.get());
    if (!key)
        return failure(
            {ErrorCode::Protocol, u"%1 shows no usable host key"_s.arg(target.described()), target.node, {}});
    const HostKeyVerdict verdict = known->check(target.hostKeyName, key->type, key->base64);
    if (auto objection = hostKeyObjection(request, verdict, *key))
        return std::move(*objection);

    LoginOutcome outcome = authenticate(session.get(), request, services);
    if (!outcome.error && !outcome.needed) {
        makeNonBlocking(session.get());
        outcome.session = std::move(session);
    }
    return outcome;
}

} // namespace Vermagic
