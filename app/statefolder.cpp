// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/statefolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr auto ownersFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto ownersFolder = ownersFile | QFileDevice::ExeOwner;

/// XDG Base Directory Specification: a relative path is to be ignored.
QString baseFolder(const char *variable, const QString &below)
{
    const QString base = qEnvironmentVariable(variable);
    return QDir::isAbsolutePath(base) ? base : QDir::homePath() + below;
}

} // namespace

QString stateFolderPath()
{
    return baseFolder("XDG_STATE_HOME", u"/.local/state"_s) + u"/vermagic"_s;
}

QString configFolderPath()
{
    return baseFolder("XDG_CONFIG_HOME", u"/.config"_s);
}

QString inventoryKey(const Inventory &inventory)
{
    const QByteArray digest = QCryptographicHash::hash(inventory.file.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(digest.toHex().first(16));
}

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    const auto failed = [&](const QString &why) {
        return std::unexpected(Error{ErrorCode::Io, why, path, {}});
    };
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder))
        return failed(u"the folder cannot be made"_s);
    QFile::setPermissions(folder, ownersFolder);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(file.errorString());
    file.setPermissions(ownersFile);
    if (file.write(content) != content.size() || !file.commit())
        return failed(file.errorString());
    return {};
}

Result<QString> makeStateFolder(const QString &subfolder)
{
    const QString path = subfolder.isEmpty() ? stateFolderPath() : stateFolderPath() + u'/' + subfolder;
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, ownersFolder))
        return std::unexpected(Error{ErrorCode::Io, u"the folder cannot be made"_s, path,
                                     u"set XDG_STATE_HOME to a writable folder"_s});
    return path;
}

} // namespace Vermagic
