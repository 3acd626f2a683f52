// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The names under which playbooks speak of what is known: the facts of a node ("kernel.release",
/// "dkms.<module>"), what the inventory expects of it ("fs.mountpoint", "node.name") and what the connection
/// told ("connection.error"). A part in angle brackets stands for the file system or the service that a check
/// is about. Every name has the type that its value must have to become a part of a command; Text never may.
/// Which names there are: FactVocabulary (factvocabulary.h).
#pragma once

#include "models/core/fact.h"

#include <QMap>
#include <QString>

#include <optional>

namespace Vermagic {

using FactMap = QMap<QString, Fact<QString>>;

enum class ValueType { Text, KernelRelease, Version, Name, Number, Host, Unit, Path, Word };

/// What a check or a remedy is about; a service may belong to a file system, then the names of both can be used. The
/// cluster as a whole has no node, so none of a node's names.
enum class Scope { Cluster, Node, Filesystem, Service };

struct FactPath
{
    QString pattern; ///< such as "mount.<mountpoint>.unit"
    ValueType type = ValueType::Text;
    Scope scope = Scope::Node; ///< the least scope in which it has a meaning
    bool declared = false;     ///< by a playbook, which asks only the nodes that it is about
    bool operator==(const FactPath &) const = default;
};

/// Puts the file system's module and mount point and the service's unit in place of the brackets;
/// empty when the scope has none.
QString resolvedFactPath(const QString &path, const FactMap &facts);
/// The fact under `path` after resolving; Unknown when nobody looked, nullopt when the path does not resolve.
std::optional<Fact<QString>> factAt(const QString &path, const FactMap &facts);

/// Whether `value` may stand in a command as a value of this type. No type admits white space, control
/// characters, quotes, '$', ';' or a leading '-'; Text admits nothing.
bool isOfType(const QString &value, ValueType type);
/// What the type is called in messages: "a kernel release".
QString valueTypeName(ValueType type);

} // namespace Vermagic
