// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/knowledgeloader.h"

#include "models/compatibility/compatibilityreader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Vermagic {

Result<QByteArray> readInputFile(const QString &path, qint64 largest)
{
    const QFileInfo info(path);
    if (!info.exists())
        return std::unexpected(Error{ErrorCode::NotFound, u"there is no such file"_s, path, {}});
    if (!info.isFile())
        return std::unexpected(Error{ErrorCode::InvalidInput, u"this is not a file"_s, path, {}});
    if (info.size() > largest) {
        return std::unexpected(Error{ErrorCode::InvalidInput,
                                     u"the file is larger than %1 MiB"_s.arg(largest / (1024 * 1024)),
                                     path,
                                     {}});
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Error{ErrorCode::Io, file.errorString(), path, {}});
    return file.read(largest);
}

Loaded<Knowledge> readKnowledge(const QString &folder, const QString &language)
{
    QList<KnowledgeFile> files = shippedKnowledgeFiles();
    const QString site = folder.isEmpty() ? qEnvironmentVariable("VERMAGIC_PLAYBOOKS") : folder;
    if (!site.isEmpty()) {
        const QDir directory(site);
        if (!directory.exists())
            return std::unexpected(
                QList{Error{ErrorCode::NotFound, u"there is no such folder of playbooks"_s, site, {}}});
        for (const QString &name : directory.entryList({u"*.yaml"_s, u"*.sh"_s}, QDir::Files)) {
            const Result<QByteArray> text = readInputFile(directory.filePath(name));
            if (!text)
                return std::unexpected(QList{text.error()});
            files.append({name, *text});
        }
    }
    Loaded<Knowledge> knowledge = loadKnowledge(files);
    const Loaded<Compatibility> compatibility = loadCompatibility(shippedCompatibilityFiles());
    if (!compatibility)
        return std::unexpected(compatibility.error());
    if (knowledge) {
        knowledge->language = language;
        knowledge->compatibility = *compatibility;
    }
    return knowledge;
}

} // namespace Vermagic
