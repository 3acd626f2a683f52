// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Known lines that stand in a node's logs, and how far each log has been read. A sweep brings only what is new
/// since the positions of the one before; withNews() puts both together on the console, since a node keeps nothing.
/// Values and pure functions; the console's clock is not asked, times are as the node wrote them.
#pragma once

#include "models/signature/signaturebook.h"

#include <QMap>

namespace Vermagic {

struct LogMatch
{
    QString signature; ///< its id: of several that fit the line the most specific one
    QString subject;   ///< what the line is about, when the signature says which part of it that is
    QString channel;   ///< the log it stands in: "journal", "make:beegfs", …
    QString time;      ///< of the newest such line, as the log writes it; may be empty
    QString line;      ///< the newest such line without its time stamp, printable
    int count = 1;     ///< how many such lines have been seen
    bool operator==(const LogMatch &) const = default;
};

/// What is known of one node's logs.
struct NodeLogs
{
    QString bootId;
    QMap<QString, QString> positions; ///< channel → how far it has been read; opaque, goes back to the node
    QMap<QString, QString> unread;    ///< channel → why it could not be read
    QStringList restarted;   ///< channels that were read from their beginning: what was seen there is gone
    QList<LogMatch> matches; ///< the newest last
    bool operator==(const NodeLogs &) const = default;
};

/// Lines kept per node; of more the oldest are forgotten, harmless ones first.
inline constexpr qsizetype mostLogMatches = 60;

/// The known lines of a text, the newest last. `source` empty: the text may be any log; Journal: the lines whose program
/// is "kernel" are the kernel's.
QList<LogMatch> logMatches(QByteArrayView text, const QString &channel, std::optional<LogSource> source,
                           const SignatureBook &book);

/// Everything that is known after `news` came: earlier lines stay, counted together, unless the node has booted
/// since, their log has begun anew or a later line says that the matter is over.
NodeLogs withNews(const NodeLogs &before, const NodeLogs &news, const SignatureBook &book);

/// The newest line of a signature, if any.
const LogMatch *newestMatch(const NodeLogs &logs, const QString &signature);

} // namespace Vermagic
