// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/folderlock.h"

#include "app/practice/practicefiles.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// The last holder may have removed the folder between our open() and our lock.
bool isStillThere(int descriptor, const QByteArray &path)
{
    struct stat held{};
    struct stat found{};
    return fstat(descriptor, &held) == 0 && stat(path.constData(), &found) == 0 && held.st_dev == found.st_dev
           && held.st_ino == found.st_ino;
}

} // namespace

FolderLock::FolderLock(int descriptor)
    : m_descriptor(descriptor)
{
}

FolderLock::FolderLock(FolderLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FolderLock &FolderLock::operator=(FolderLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

Result<FolderLock> FolderLock::take(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    for (;;) {
        if (const Result<void> made = makeFolder(folder); !made)
            return std::unexpected(made.error());
        FolderLock lock(open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (lock.m_descriptor < 0)
            return std::unexpected(
                Error{ErrorCode::Io, QString::fromLocal8Bit(std::strerror(errno)), folder, {}});
        if (flock(lock.m_descriptor, LOCK_EX | LOCK_NB) != 0)
            return std::unexpected(
                Error{ErrorCode::InvalidInput,
                      u"another process is starting or stopping a practice cluster in this folder"_s, folder,
                      u"wait until it is done, or name another folder with --state"_s});
        if (isStillThere(lock.m_descriptor, path))
            return lock;
    }
}

} // namespace Vermagic
