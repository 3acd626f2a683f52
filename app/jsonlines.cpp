// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jsonlines.h"

#include "app/statefolder.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Whether the last write to a regular file was cut off, as on a full disk.
bool endsWithinLine(int descriptor)
{
    struct stat status = {};
    char last = '\n';
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0
           && ::pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != '\n';
}

} // namespace

JsonLines::JsonLines(QString file, QString what, QString hint)
    : m_file(std::move(file))
    , m_what(std::move(what))
    , m_hint(std::move(hint))
{
}

JsonLines::~JsonLines()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Error JsonLines::failure(int number) const
{
    return {ErrorCode::Io,
            u"%1 cannot be written: %2"_s.arg(m_what, QString::fromLocal8Bit(std::strerror(number))), m_file,
            m_hint};
}

Result<void> JsonLines::open()
{
    if (m_descriptor >= 0)
        return {};
    if (QFileInfo(m_file).absolutePath() == stateFolderPath()) {
        if (const Result<QString> folder = makeStateFolder(); !folder)
            return std::unexpected(folder.error());
    }
    const QByteArray name = QFile::encodeName(m_file);
    constexpr int flags = O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    m_descriptor = ::open(name.constData(), O_RDWR | flags, 0600);
    if (m_descriptor < 0)
        m_descriptor = ::open(name.constData(), O_WRONLY | flags, 0600);
    if (m_descriptor < 0)
        return std::unexpected(failure(errno));
    return {};
}

Result<void> JsonLines::append(const QJsonObject &line)
{
    if (const Result<void> opened = open(); !opened)
        return opened;
    QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    if (endsWithinLine(m_descriptor))
        bytes.prepend('\n');
    const ssize_t written = ::write(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()));
    if (written != bytes.size())
        return std::unexpected(failure(written < 0 ? errno : ENOSPC));
    return {};
}

Result<void> JsonLines::sync()
{
    if (m_descriptor >= 0 && ::fsync(m_descriptor) != 0 && errno != EINVAL)
        return std::unexpected(failure(errno));
    return {};
}

} // namespace Vermagic
