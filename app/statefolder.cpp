// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/statefolder.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace Vermagic {

QString stateFolderPath()
{
    const QString base = qEnvironmentVariable("XDG_STATE_HOME");
    // The specification says that a relative path is to be ignored.
    return (QDir::isAbsolutePath(base) ? base : QDir::homePath() + u"/.local/state"_s) + u"/vermagic"_s;
}

Result<QString> makeStateFolder(const QString &subfolder)
{
    const QString path = subfolder.isEmpty() ? stateFolderPath() : stateFolderPath() + u'/' + subfolder;
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, ownerOnly))
        return std::unexpected(Error{ErrorCode::Io, u"the folder cannot be made"_s, path,
                                     u"set XDG_STATE_HOME to a writable folder"_s});
    return path;
}

} // namespace Vermagic
