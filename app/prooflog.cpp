// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/prooflog.h"

#include "app/statefolder.h"
#include "models/compatibility/claimjson.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qint64 largestFile = 16 * 1024 * 1024;
constexpr int mostSkipped = 20; ///< lines that are named one by one
constexpr qsizetype spareLines = 200;

Error failure(const QString &file, const QString &doing, int number)
{
    return {ErrorCode::Io, doing + QString::fromLocal8Bit(std::strerror(number)), file,
            u"what the nodes prove is not kept"_s};
}

/// The file, opened and locked; waits for whoever else writes to it. Closing ends the lock.
class LockedFile
{
public:
    explicit LockedFile(const QString &path)
    {
        const QByteArray name = QFile::encodeName(path);
        for (int attempt = 0; attempt < 5; ++attempt) {
            m_descriptor = ::open(name.constData(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
                                  0600);
            if (m_descriptor < 0 || ::flock(m_descriptor, LOCK_EX) != 0)
                return;
            // Another console may have written the file anew while this one waited.
            struct stat own, named;
            if (::fstat(m_descriptor, &own) == 0 && ::stat(name.constData(), &named) == 0
                && own.st_ino == named.st_ino)
                return;
            ::close(m_descriptor);
            m_descriptor = -1;
        }
    }
    ~LockedFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    LockedFile(const LockedFile &) = delete;
    LockedFile &operator=(const LockedFile &) = delete;

    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

ReadProofs proofsIn(const QByteArray &bytes, const QString &file, qsizetype &lines)
{
    QHash<QString, qsizetype> known;
    ReadProofs read;
    const QList<QByteArray> all = bytes.split('\n');
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all[i].trimmed().isEmpty())
            continue;
        ++lines;
        const Result<Claim> proof = readProofLine(all[i], u"%1:%2"_s.arg(file).arg(i + 1));
        if (!proof) {
            if (read.skipped.size() < mostSkipped)
                read.skipped.append(proof.error());
            continue;
        }
        const QString key = proofKey(*proof);
        if (const auto at = known.constFind(key); at != known.cend()) {
            read.proofs[*at] = *proof;
        } else {
            known.insert(key, read.proofs.size());
            read.proofs.append(*proof);
        }
    }
    return read;
}

/// Best effort: a file that stays long is still right.
void writeAnew(const QString &path, const QList<Claim> &proofs)
{
    QByteArray lines;
    for (const Claim &proof : proofs)
        lines += proofLine(proof) + '\n';
    static_cast<void>(writePrivateFile(path, lines));
}

} // namespace

ProofLog::ProofLog(QString file)
    : m_file(std::move(file))
{
}

QString ProofLog::fileFor(const Inventory &inventory)
{
    const QString folder = inventory.simulated ? QFileInfo(inventory.file).path() : stateFolderPath();
    return folder + u"/compatibility.jsonl"_s;
}

Result<ReadProofs> ProofLog::read() const
{
    if (!QFileInfo::exists(m_file))
        return ReadProofs{};
    const LockedFile lock(m_file);
    QFile file(m_file);
    if (lock.descriptor() < 0 || !file.open(QIODevice::ReadOnly))
        return std::unexpected(failure(m_file, u"what nodes have proven cannot be read: "_s, errno));
    qsizetype lines = 0;
    ReadProofs read = proofsIn(file.read(largestFile), m_file, lines);
    if (lines > 2 * read.proofs.size() + spareLines && read.skipped.isEmpty())
        writeAnew(m_file, read.proofs);
    return read;
}

Result<void> ProofLog::append(const QList<Claim> &proofs)
{
    if (m_file.startsWith(stateFolderPath() + u'/')) {
        if (const Result<QString> folder = makeStateFolder(); !folder)
            return std::unexpected(folder.error());
    }
    const LockedFile lock(m_file);
    if (lock.descriptor() < 0)
        return std::unexpected(failure(m_file, u"what nodes have proven cannot be written: "_s, errno));
    for (const Claim &proof : proofs) {
        const QByteArray bytes = proofLine(proof) + '\n';
        const ssize_t written = ::write(lock.descriptor(), bytes.constData(),
                                        static_cast<size_t>(bytes.size()));
        if (written != bytes.size())
            return std::unexpected(failure(m_file, u"what nodes have proven cannot be written: "_s,
                                           written < 0 ? errno : ENOSPC));
    }
    return {};
}

} // namespace Vermagic
