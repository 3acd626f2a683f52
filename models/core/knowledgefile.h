// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A file of knowledge (a playbook, its script, log signatures) by its name and bytes: shipped ones are compiled in,
/// others are read by whoever may open files. Nothing here opens one.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Vermagic {

struct KnowledgeFile
{
    QString name; ///< without folder
    QByteArray text;
};

/// The files that are compiled in under `folder`, such as ":/vermagic/playbooks".
QList<KnowledgeFile> compiledInFiles(const QString &folder);

} // namespace Vermagic
