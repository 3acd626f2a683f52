// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/knownhosts.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Glob match with '*' and '?' only; linear in practice (one backtrack point).
bool globMatches(QByteArrayView pattern, QByteArrayView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool hashedNameMatches(const QByteArray &hosts, const QString &name)
{
    const qsizetype bar = hosts.indexOf('|', 3);
    if (bar < 0)
        return false;
    const QByteArray salt = QByteArray::fromBase64(hosts.mid(3, bar - 3));
    return !salt.isEmpty() && hashedHostName(name, salt) == hosts;
}

QByteArray keyId(const QByteArray &type, const QByteArray &key)
{
    return type + ' ' + key;
}

QByteArray nextWord(QByteArrayView &rest)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    qsizetype begin = 0;
    while (begin < rest.size() && isBlank(rest[begin]))
        ++begin;
    qsizetype end = begin;
    while (end < rest.size() && !isBlank(rest[end]))
        ++end;
    const QByteArray word = rest.sliced(begin, end - begin).toByteArray();
    rest = rest.sliced(end);
    return word;
}

} // namespace

QString HostKeyName::plain() const
{
    return host.toLower();
}

QString HostKeyName::stored() const
{
    return isAlias || port == 22 ? plain() : u"[%1]:%2"_s.arg(plain()).arg(port);
}

QByteArray hashedHostName(const QString &name, const QByteArray &salt)
{
    const QByteArray mac = QMessageAuthenticationCode::hash(name.toUtf8(), salt, QCryptographicHash::Sha1);
    return "|1|" + salt.toBase64() + '|' + mac.toBase64();
}

bool knownHostsNamesMatch(const QByteArray &hosts, const QString &name)
{
    if (hosts.startsWith("|1|"))
        return hashedNameMatches(hosts, name);
    const QByteArray wanted = name.toUtf8();
    bool matched = false;
    for (const QByteArray &written : hosts.split(',')) {
        QByteArray pattern = QString::fromUtf8(written).toLower().toUtf8();
        const bool negated = pattern.startsWith('!');
        if (negated)
            pattern.remove(0, 1);
        if (pattern.isEmpty() || !globMatches(pattern, wanted))
            continue;
        if (negated)
            return false;
        matched = true;
    }
    return matched;
}

std::optional<KnownHostsLine> parseKnownHostsLine(const QByteArray &line)
{
    QByteArray text = line;
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    QByteArrayView rest = text;
    KnownHostsLine parsed;
    QByteArray word = nextWord(rest);
    if (word.isEmpty() || word.startsWith('#'))
        return std::nullopt;
    if (word.startsWith('@')) {
        if (word == "@revoked")
            parsed.marker = KnownHostsLine::Marker::Revoked;
        else if (word == "@cert-authority")
            parsed.marker = KnownHostsLine::Marker::CertAuthority;
        else
            return std::nullopt;
        word = nextWord(rest);
    }
    parsed.hosts = word;
    parsed.keyType = nextWord(rest);
    parsed.key = nextWord(rest);
    const bool looksLikeKey =
        !parsed.key.isEmpty() && parsed.key.size() >= 16
        && QByteArray::fromBase64Encoding(parsed.key, QByteArray::AbortOnBase64DecodingErrors).decodingStatus
               == QByteArray::Base64DecodingStatus::Ok;
    return looksLikeKey ? std::optional(parsed) : std::nullopt;
}

void KnownHosts::add(const QString &file, const QByteArray &text)
{
    int number = 0;
    for (const QByteArray &raw : text.split('\n')) {
        ++number;
        auto line = parseKnownHostsLine(raw);
        if (!line)
            continue;
        line->file = file;
        line->number = number;
        m_byKey.insert(keyId(line->keyType, line->key), m_lines.size());
        m_lines.append(*line);
    }
}

HostKeyVerdict KnownHosts::check(const HostKeyName &name, const QByteArray &keyType,
                                 const QByteArray &keyBase64) const
{
    const QString stored = name.stored();
    const QString plain = name.plain();
    const auto plainIsFallback = [&] { return stored != plain; };

    // Lines with this very key first: one HMAC each instead of one for every hashed line of the file.
    HostKeyVerdict ok;
    QList<KnownHostsLine> fallback;
    QList<qsizetype> same = m_byKey.values(keyId(keyType, keyBase64));
    std::ranges::sort(same);
    for (const qsizetype index : std::as_const(same)) {
        const KnownHostsLine &line = m_lines.at(index);
        const bool matchesStored = knownHostsNamesMatch(line.hosts, stored);
        const bool matchesPlain = plainIsFallback() && knownHostsNamesMatch(line.hosts, plain);
        if (line.marker == KnownHostsLine::Marker::Revoked && (matchesStored || matchesPlain))
            return {HostKeyVerdict::Kind::Revoked, {line}, false};
        if (line.marker == KnownHostsLine::Marker::None && matchesStored)
            ok.lines.append(line);
        else if (line.marker == KnownHostsLine::Marker::None && matchesPlain)
            fallback.append(line);
    }
    if (!ok.lines.isEmpty()) {
        ok.kind = HostKeyVerdict::Kind::Ok;
        return ok;
    }

    HostKeyVerdict verdict;
    for (const KnownHostsLine &line : m_lines) {
        if (line.marker == KnownHostsLine::Marker::Revoked || !knownHostsNamesMatch(line.hosts, stored))
            continue;
        if (line.marker == KnownHostsLine::Marker::CertAuthority)
            verdict.certAuthority = true;
        else
            verdict.lines.append(line);
    }
    if (!verdict.lines.isEmpty())
        verdict.kind = HostKeyVerdict::Kind::Changed;
    else if (!fallback.isEmpty())
        verdict = {HostKeyVerdict::Kind::Ok, fallback, false};
    return verdict;
}

QList<QByteArray> KnownHosts::keyTypes(const HostKeyName &name) const
{
    const auto typesOf = [this](const QString &wanted) {
        QList<QByteArray> types;
        for (const KnownHostsLine &line : m_lines) {
            if (line.marker == KnownHostsLine::Marker::None && !types.contains(line.keyType)
                && knownHostsNamesMatch(line.hosts, wanted))
                types.append(line.keyType);
        }
        return types;
    };
    const QList<QByteArray> types = typesOf(name.stored());
    return types.isEmpty() && name.stored() != name.plain() ? typesOf(name.plain()) : types;
}

bool KnownHosts::isHashed(const QString &file) const
{
    return std::ranges::any_of(m_lines, [&](const KnownHostsLine &line) {
        return line.file == file && line.hosts.startsWith("|1|");
    });
}

} // namespace Vermagic
