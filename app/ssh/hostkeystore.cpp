// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/hostkeystore.h"

#include "app/ssh/publickey.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QRandomGenerator>
#include <QSaveFile>

#include <algorithm>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QByteArray stampOf(const QStringList &files)
{
    QByteArray stamp;
    for (const QString &file : files) {
        struct stat info{};
        if (::stat(QFile::encodeName(file).constData(), &info) != 0)
            stamp += "-;";
        else
            stamp += QByteArray::number(info.st_ino) + ':' + QByteArray::number(info.st_size) + ':'
                     + QByteArray::number(info.st_mtim.tv_sec) + '.'
                     + QByteArray::number(info.st_mtim.tv_nsec) + ';';
    }
    return stamp;
}

Error ioError(const QString &file, const QString &what)
{
    return {ErrorCode::Io, what, file, {}};
}

QByteArray randomSalt()
{
    QByteArray salt(20, Qt::Uninitialized);
    for (char &byte : salt)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return salt;
}

QByteArray lineFor(const QString &storedName, const QByteArray &keyLine, bool hashed)
{
    return (hashed ? hashedHostName(storedName, randomSalt()) : storedName.toUtf8()) + ' ' + keyLine + '\n';
}

/// The line without `name`: empty when nothing is left; an error when a pattern stands for others too.
Result<QByteArray> lineWithout(const QByteArray &raw, const KnownHostsLine &line, const QString &name)
{
    if (line.hosts.startsWith("|1|"))
        return QByteArray();
    QByteArrayList rest;
    for (const QByteArray &written : line.hosts.split(',')) {
        if (QString::fromUtf8(written).toLower() == name)
            continue;
        if (written.startsWith('!') || knownHostsNamesMatch(written, name))
            return std::unexpected(
                Error{ErrorCode::Unsupported,
                      u"line %1 covers several hosts by the pattern \"%2\""_s.arg(line.number)
                          .arg(QString::fromUtf8(line.hosts)),
                      line.file, u"edit the file by hand"_s});
        rest.append(written);
    }
    if (rest.isEmpty())
        return QByteArray();
    QByteArray changed = raw;
    return changed.replace(raw.indexOf(line.hosts), line.hosts.size(), rest.join(','));
}

Result<QByteArray> editedKnownHosts(const QByteArray &text, const HostKeyChange &change)
{
    QByteArrayList lines = text.split('\n');
    bool hashed = false;
    for (qsizetype i = 0; i < change.knownHostsLines.size(); ++i) {
        const int number = change.knownHostsLines.at(i);
        const auto parsed = number >= 1 && number <= lines.size() ? parseKnownHostsLine(lines.at(number - 1))
                                                                  : std::nullopt;
        const bool same = parsed && parsed->marker == KnownHostsLine::Marker::None
                          && knownHostsNamesMatch(parsed->hosts, change.host)
                          && change.oldKeys.value(i) == parsed->keyType + ' ' + parsed->key;
        if (!same)
            return std::unexpected(
                Error{ErrorCode::InvalidInput, u"the file changed since the keys were compared"_s,
                      change.knownHostsFile, u"connect again and compare the keys once more"_s});
        KnownHostsLine line = *parsed;
        line.file = change.knownHostsFile;
        line.number = number;
        hashed = hashed || line.hosts.startsWith("|1|");
        const auto left = lineWithout(lines.at(number - 1), line, change.host);
        if (!left)
            return std::unexpected(left.error());
        lines[number - 1] = left->isEmpty() ? QByteArray("\0", 1)
                                            : *left; // NUL marks a line to drop: numbers stay valid meanwhile
    }
    lines.removeAll(QByteArray("\0", 1));
    QByteArray edited = lines.join('\n');
    if (!edited.isEmpty() && !edited.endsWith('\n'))
        edited += '\n';
    return edited + lineFor(change.host, change.newKey, hashed);
}

Result<void> checkRequest(const HostKeyChange &change)
{
    const QByteArrayList words = change.newKey.split(' ');
    if (words.size() != 2 || keyFingerprint(words.at(1)) != change.newFingerprint
        || change.newFingerprint.isEmpty())
        return std::unexpected(
            Error{ErrorCode::InvalidInput, u"the new key is not the one that was shown"_s, change.host, {}});
    if (change.knownHostsLines.isEmpty() || change.oldKeys.size() != change.knownHostsLines.size())
        return std::unexpected(Error{ErrorCode::InvalidInput, u"no stale key is named"_s, change.host, {}});
    return {};
}

} // namespace

std::shared_ptr<const KnownHosts> HostKeyStore::load(const QStringList &files)
{
    const QString id = files.join(u'\n');
    const QByteArray stamp = stampOf(files);
    const QMutexLocker lock(&m_mutex);
    Entry &entry = m_entries[id];
    if (entry.index && entry.stamp == stamp)
        return entry.index;
    auto index = std::make_shared<KnownHosts>();
    for (const QString &name : files) {
        QFile file(name);
        if (file.open(QIODevice::ReadOnly))
            index->add(name, file.readAll());
    }
    entry = {stamp, index};
    return index;
}

Result<void> appendHostKey(const QString &file, const HostKeyName &name, const QByteArray &keyType,
                           const QByteArray &keyBase64, bool hashed)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (!QFileInfo::exists(folder)
        && !(QDir().mkpath(folder)
             && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)))
        return std::unexpected(ioError(folder, u"the folder cannot be made"_s));
    QLockFile lock(file + u".lock"_s);
    if (!lock.tryLock(5'000))
        return std::unexpected(ioError(file, u"another program keeps the file locked"_s));
    QFile target(file);
    const bool isNew = !target.exists();
    if (!target.open(QIODevice::ReadWrite | QIODevice::Append)) // ssh adds keys without asking for our lock
        return std::unexpected(ioError(file, target.errorString()));
    target.seek(0);
    const QByteArray text = target.readAll();
    KnownHosts index;
    index.add(file, text);
    QByteArray added = text.isEmpty() || text.endsWith('\n') ? QByteArray() : QByteArray("\n");
    added += lineFor(name.stored(), keyType + ' ' + keyBase64, hashed || index.isHashed(file));
    if (target.write(added) != added.size() || !target.flush())
        return std::unexpected(ioError(file, target.errorString()));
    if (isNew)
        target.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

Result<void> replaceHostKey(const HostKeyChange &change)
{
    if (const auto fine = checkRequest(change); !fine)
        return fine;
    QLockFile lock(change.knownHostsFile + u".lock"_s);
    if (!lock.tryLock(5'000))
        return std::unexpected(ioError(change.knownHostsFile, u"another program keeps the file locked"_s));
    QFile source(change.knownHostsFile);
    if (!source.open(QIODevice::ReadOnly))
        return std::unexpected(ioError(change.knownHostsFile, source.errorString()));
    const QByteArray text = source.readAll();
    const auto edited = editedKnownHosts(text, change);
    if (!edited)
        return std::unexpected(edited.error());

    const QString backup = change.knownHostsFile + u".old-"_s
                           + QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    if (!QFile::copy(change.knownHostsFile, backup))
        return std::unexpected(ioError(backup, u"the backup cannot be written"_s));
    QSaveFile target(change.knownHostsFile);
    if (!target.open(QIODevice::WriteOnly) || target.write(*edited) != edited->size() || !target.commit())
        return std::unexpected(ioError(change.knownHostsFile, target.errorString()));
    return {};
}

} // namespace Vermagic
