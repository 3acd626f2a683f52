// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// An index over the lines of known_hosts files and the verdict on a key that a server presented: pure, no I/O.
///
/// Source of the format: sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". Plain, hashed (|1|salt|hash, HMAC-SHA1), wildcard and
/// negated names, [host]:port, @revoked (honoured before anything else) and @cert-authority (recognised, not supported).
/// A name on another port falls back to the plain name, but only when the key is equal there; an alias never has a port.
/// A host that is known by other keys only counts as Changed, also when the type differs: the types already
/// known are asked for first, so a server that shows none of them is not the one on record.
#pragma once

#include <QByteArray>
#include <QList>
#include <QMultiHash>
#include <QString>

#include <optional>

namespace Vermagic {

struct KnownHostsLine
{
    enum class Marker { None, Revoked, CertAuthority };

    QString file;
    int number = 0; ///< 1-based
    Marker marker = Marker::None;
    QByteArray hosts; ///< as written
    QByteArray keyType;
    QByteArray key; ///< base64
};

/// The name a host's key is stored under.
struct HostKeyName
{
    QString host; ///< host or alias
    int port = 22;
    bool isAlias = false;

    /// "host", "[host]:port" or the alias; lower case.
    QString stored() const;
    /// The lower-case name without the port.
    QString plain() const;
};

struct HostKeyVerdict
{
    enum class Kind { Ok, Unknown, Changed, Revoked };

    Kind kind = Kind::Unknown;
    QList<KnownHostsLine> lines; ///< the lines it rests on: equal, stale or revoking ones
    bool certAuthority =
        false; ///< a @cert-authority line covers the host; host certificates are not supported
};

class KnownHosts
{
public:
    /// Adds the lines of one file; lines that do not parse are skipped, as OpenSSH does.
    void add(const QString &file, const QByteArray &text);

    HostKeyVerdict check(const HostKeyName &name, const QByteArray &keyType,
                         const QByteArray &keyBase64) const;
    /// The key types on record for `name`, in file order.
    QList<QByteArray> keyTypes(const HostKeyName &name) const;
    bool isHashed(const QString &file) const;

private:
    QList<KnownHostsLine> m_lines;
    QMultiHash<QByteArray, qsizetype> m_byKey;
};

/// Whether the names of a line cover `name` (lower case, with or without port).
bool knownHostsNamesMatch(const QByteArray &hosts, const QString &name);
/// Parses one line; nullopt for comments, blank and malformed lines.
std::optional<KnownHostsLine> parseKnownHostsLine(const QByteArray &line);
/// "|1|salt|hash" for a name, with the given 20 bytes of salt.
QByteArray hashedHostName(const QString &name, const QByteArray &salt);

} // namespace Vermagic
