// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/knowledgefile.h"

#include <QResource>

namespace Vermagic {

namespace {

/// Opens the list of a compiled-in folder's names.
struct ResourceFolder : QResource
{
    using QResource::children;
    using QResource::QResource;
};

} // namespace

QList<KnowledgeFile> compiledInFiles(const QString &folder)
{
    QList<KnowledgeFile> files;
    const QStringList names = ResourceFolder(folder).children();
    for (const QString &name : names)
        files.append({name, QResource(folder + u'/' + name).uncompressedData()});
    return files;
}

} // namespace Vermagic
