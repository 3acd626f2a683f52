// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/redactor.h"

#include "models/inventory/nodeset.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Words that name no person on any machine.
bool isCommonUser(const QString &user)
{
    static const QStringList common{u"root"_s, u"nobody"_s, u"daemon"_s, u"none"_s};
    return common.contains(user);
}

bool isIpv4(const QString &text)
{
    const QStringList parts = text.split(u'.');
    return parts.size() == 4 && std::ranges::all_of(parts, [](const QString &part) {
               bool ok = false;
               return part.toInt(&ok) <= 255 && ok;
           });
}

/// A name of this machine for itself tells nothing.
bool isOwnAddress(const QString &text)
{
    return text == "127.0.0.1"_L1 || text == "0.0.0.0"_L1 || text == "::1"_L1 || text == "::"_L1;
}

/// Times and PCI addresses have colons, too.
bool isIpv6(const QString &text)
{
    const QString address = text.section(u'%', 0, 0);
    const QStringList groups = address.split(u':');
    const bool shortened = address.contains("::"_L1);
    const bool fits = std::ranges::all_of(
        groups, [](const QString &group) { return group.size() <= 4 || isIpv4(group); });
    return fits && groups.size() <= 9 && (shortened ? address.size() > 3 : groups.size() == 8);
}

/// Where everybody may look things up: no secret of a cluster.
bool isPublicDomain(const QString &host)
{
    static const QStringList domains{u"beegfs.io"_s,      u"whamcloud.com"_s, u"lustre.org"_s,
                                     u"kernel.org"_s,     u"debian.org"_s,    u"ubuntu.com"_s,
                                     u"rockylinux.org"_s, u"redhat.com"_s,    u"opensfs.org"_s};
    return std::ranges::any_of(
        domains, [&](const QString &domain) { return host == domain || host.endsWith(u'.' + domain); });
}

bool isPartOfName(QChar c)
{
    return c.isLetterOrNumber() || c == u'.' || c == u'_' || c == u'-';
}

} // namespace

Redactor::Redactor()
{
    const QString noWord = u"(?<![A-Za-z0-9])"_s, noMore = u"(?![A-Za-z0-9])"_s;
    m_shapes.append(
        {QRegularExpression(
             u"(/(?:export/|nfs/)?(?:home|Users)/)([^/\\s:'\",;()\\[\\]<>]+)(/[^\\s:'\",;()\\[\\]<>]*)?"_s),
         [this](const QRegularExpressionMatch &match) { return home(match); }});
    m_shapes.append({QRegularExpression(u"(?<![\\w/])/root/[^\\s:'\",;()\\[\\]<>]+"_s),
                     [this](const QRegularExpressionMatch &match) {
                         return u"/root/"_s + pseudonym(u"path"_s, match.captured());
                     }});
    addShape(u"AAAA[A-Za-z0-9+/]{40,}={0,2}"_s, u"key"_s);
    addShape(u"(?:SHA256:|MD5:)[A-Za-z0-9+/=:]{20,}"_s, u"fingerprint"_s);
    addShape(noWord + u"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"_s + noMore, u"uuid"_s);
    addShape(u"(?<![A-Za-z0-9:])(?:[0-9A-Fa-f]{2}[:-]){5,19}[0-9A-Fa-f]{2}(?![A-Za-z0-9:])"_s, u"mac"_s);
    addShape(noWord + u"(?:0x)?[0-9A-Fa-f]{32,}"_s + noMore, u"id"_s);
    addShape(noWord + u"0x[0-9A-Fa-f]{12,16}"_s + noMore, u"id"_s);
    addShape(u"(?<![\\w:])(?:[0-9A-Fa-f]{4}:){3}[0-9A-Fa-f]{4}(?![\\w:])"_s, u"id"_s);
    addShape(noWord + u"ip(?:-[0-9]{1,3}){4}"_s + noMore, u"host"_s);
    addShape(noWord + u"(?:i|fs|vol|eni|vpc|subnet|sg|ami)-[0-9a-f]{8,17}"_s + noMore, u"id"_s);
    addShape(
        u"(?<![\\w:.])(?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:]+(?:\\.[0-9]{1,3}){0,3}(?:%[\\w.-]+)?(?![\\w:])"_s,
        u"addr"_s, [](const QString &text) { return isIpv6(text) && !isOwnAddress(text); });
    addShape(u"(?<![A-Za-z0-9.])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![A-Za-z0-9]|\\.[0-9])"_s, u"addr"_s,
             [](const QString &text) { return isIpv4(text) && !isOwnAddress(text); });
    // A mail address or a login; a unit's instance (name@1.service) and an LNet network (@tcp) have no such ending.
    m_shapes.append(
        {QRegularExpression(
             u"([A-Za-z0-9._%+-]+)@([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.(?:com|org|net|edu|gov|mil|int|io|dev|local|internal|lan|[a-z]{2}))(?![\\w.-])"_s),
         [this](const QRegularExpressionMatch &match) {
             return pseudonym(u"user"_s, match.captured(1)) + u'@'
                    + pseudonym(u"host"_s, match.captured(2).toLower());
         }});
    addShape(
        u"(?<![\\w./-])[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)*\\.(?:com|org|net|edu|gov|mil|int|io|cloud|local|localdomain|internal|intranet|lan|corp|hpc|cluster|(?:ac|co|go|or|re)\\.[a-z]{2}|(?:[A-Za-z0-9-]+\\.)(?:de|eu|fr|uk|kr|jp|cn|ch|at|nl|it|es|us|ca|au))(?![\\w-]|\\.[A-Za-z0-9])"_s,
        u"host"_s, [](const QString &host) { return !isPublicDomain(host.toLower()); });
    // The same behind "//" of an address or behind '/': a URL, an export.
    addShape(u"(?<=//)[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+(?![\\w.-])"_s, u"host"_s,
             [](const QString &host) { return !isPublicDomain(host.toLower()); });
}

void Redactor::addShape(const QString &pattern, const QString &kind,
                        const std::function<bool(const QString &)> &holds)
{
    m_shapes.append({QRegularExpression(pattern), [this, kind, holds](const QRegularExpressionMatch &match) {
                         const QString original = match.captured();
                         return holds && !holds(original) ? QString() : pseudonym(kind, original.toLower());
                     }});
}

QString Redactor::pseudonym(const QString &kind, const QString &original)
{
    QString &result = m_pseudonyms[kind + u'\n' + original];
    if (result.isEmpty()) {
        const int number = ++m_counts[kind];
        result = kind == "node"_L1 ? u"node-%1"_s.arg(number, 3, 10, QChar(u'0'))
                                   : u"%1-%2"_s.arg(kind).arg(number);
    }
    return result;
}

void Redactor::addWord(const QString &kind, const QString &word)
{
    const QString key = word.toLower();
    if (key.isEmpty() || m_words.contains(key))
        return;
    m_words.insert(key, pseudonym(kind, key));
    m_longestWord = std::max(m_longestWord, key.size());
}

void Redactor::addNode(const QString &name)
{
    addWord(u"node"_s, name);
}

void Redactor::addHost(const QString &host)
{
    QString name = host.section(u'@', -1);
    if (host.contains(u'@'))
        addUser(host.section(u'@', 0, 0));
    if (!isIpv6(name))
        name = name.section(u':', 0, 0);
    if (name.isEmpty() || isIpv4(name) || isIpv6(name) || name == "localhost"_L1 || name == "none"_L1)
        return;
    addWord(u"host"_s, name);
    if (const QString first = name.section(u'.', 0, 0); first.size() > 1)
        addWord(u"host"_s, first);
    if (const QString domain = name.section(u'.', 1);
        domain.contains(u'.') && !isPublicDomain(domain.toLower()))
        addWord(u"domain"_s, domain);
}

void Redactor::addUser(const QString &user)
{
    if (user.size() > 1 && !isCommonUser(user))
        addWord(u"user"_s, user);
}

void Redactor::addCluster(const QString &name)
{
    addWord(u"cluster"_s, name);
}

void Redactor::addPath(const QString &path)
{
    if (!path.startsWith(u'/') || path.size() < 2 || path == "/root"_L1 || m_paths.contains(path))
        return;
    m_paths.append(path);
    // The longest first, or a folder would be replaced within the path of a file.
    std::ranges::stable_sort(m_paths, std::greater(), &QString::size);
    QStringList alternatives;
    for (const QString &one : std::as_const(m_paths))
        alternatives.append(QRegularExpression::escape(one));
    m_knownPaths = {
        QRegularExpression(
            u"(?<![\\w.-])(?:%1)(?![\\w-])(?:/[^\\s:'\",;()\\[\\]<>]*)?"_s.arg(alternatives.join(u'|'))),
        [this](const QRegularExpressionMatch &match) { return pseudonym(u"path"_s, match.captured()); }};
    learn(path);
}

void Redactor::learn(const QString &text)
{
    QRegularExpressionMatchIterator matches = m_shapes.first().pattern.globalMatch(text);
    while (matches.hasNext())
        addUser(matches.next().captured(2));
}

QString Redactor::home(const QRegularExpressionMatch &match)
{
    const QString user = match.captured(2), below = match.captured(3);
    const QString name = m_words.value(user.toLower());
    return match.captured(1) + (name.isEmpty() ? pseudonym(u"user"_s, user.toLower()) : name)
           + (below.size() > 1 ? u'/' + pseudonym(u"path"_s, match.captured()) : below);
}

QString Redactor::replaceAll(const QString &text, const Shape &shape) const
{
    QString result;
    qsizetype from = 0;
    QRegularExpressionMatchIterator matches = shape.pattern.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString instead = shape.replacement(match);
        if (instead.isNull())
            continue;
        result += QStringView(text).sliced(from, match.capturedStart() - from);
        result += instead;
        from = match.capturedEnd();
    }
    result += QStringView(text).sliced(from);
    return result;
}

/// "compute[01-03]" means three names, none of which stands there.
QString Redactor::withoutNodeSets(const QString &text)
{
    if (!text.contains(u'['))
        return text;
    static const QRegularExpression sets(u"[A-Za-z0-9._-]*\\[[0-9,-]+\\][A-Za-z0-9._-]*"_s);
    return replaceAll(text, {sets, [this](const QRegularExpressionMatch &match) {
                                 const Result<QStringList> names = expandNodeSet(match.captured());
                                 QStringList others;
                                 bool known = false;
                                 for (const QString &name : names.value_or(QStringList())) {
                                     known = known || m_words.contains(name.toLower());
                                     others.append(pseudonym(u"node"_s, name.toLower()));
                                 }
                                 return known ? foldNodeSet(others) : QString();
                             }});
}

/// The longest known names within a token: "beegfs-compute02.example" has one.
QString Redactor::replacedToken(QStringView token) const
{
    QList<qsizetype> cuts{0}; ///< where a name may begin or end
    const auto cut = [&cuts](qsizetype at) {
        if (cuts.last() != at)
            cuts.append(at);
    };
    for (qsizetype i = 0; i < token.size(); ++i) {
        if (!token[i].isLetterOrNumber()) {
            cut(i);
            cut(i + 1);
        }
    }
    cut(token.size());
    QString result;
    for (qsizetype i = 0; i + 1 < cuts.size();) {
        qsizetype end = i + 1;
        while (end + 1 < cuts.size() && cuts[end + 1] - cuts[i] <= m_longestWord)
            ++end;
        QString instead;
        for (; end > i && instead.isEmpty(); --end)
            instead = m_words.value(token.sliced(cuts[i], cuts[end] - cuts[i]).toString().toLower());
        end = instead.isEmpty() ? i + 1 : end + 1;
        result += instead.isEmpty() ? token.sliced(cuts[i], cuts[end] - cuts[i]).toString() : instead;
        i = end;
    }
    return result;
}

QString Redactor::withoutWords(const QString &text) const
{
    QString result;
    result.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        if (!isPartOfName(text[at])) {
            result += text[at++];
            continue;
        }
        qsizetype end = at;
        while (end < text.size() && isPartOfName(text[end]))
            ++end;
        const QStringView token = QStringView(text).sliced(at, end - at);
        result += replacedToken(token);
        at = end;
    }
    return result;
}

QString Redactor::replaced(const QString &text)
{
    if (const auto done = m_done.constFind(text); done != m_done.cend())
        return *done;
    QString result = m_paths.isEmpty() ? text : replaceAll(text, m_knownPaths);
    result = withoutNodeSets(result);
    for (const Shape &shape : std::as_const(m_shapes))
        result = replaceAll(result, shape);
    result = withoutWords(result);
    m_done.insert(text, result);
    return result;
}

} // namespace Vermagic
