// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Who is told about a check, how and when: plain values, read by notifyreader.h. A secret is never in them, only
/// where it is: a file or a variable of the environment, which is read when it is needed and nowhere kept.
#pragma once

#include <QStringList>

#include <chrono>

namespace Vermagic {

enum class NotifyWhen {
    Change,  ///< a node's state, or what is wrong with it, is another than was told last
    Failure, ///< not all nodes are healthy
    Always,
};

enum class NotifyKind { Command, Mail, Webhook, CloudWatch };

/// Where a text stands that may be secret; at most one of the two is set.
struct SecretPlace
{
    QString file;     ///< absolute
    QString variable; ///< of the environment
    bool isSet() const { return !file.isEmpty() || !variable.isEmpty(); }
    bool operator==(const SecretPlace &) const = default;
};

struct NotifyHook
{
    NotifyKind kind = NotifyKind::Command;
    NotifyWhen when = NotifyWhen::Change;
    std::chrono::seconds timeout{30}; ///< of one attempt
    QStringList argv;                 ///< of a command
    QStringList recipients;           ///< of a mail
    QString sender;                   ///< of a mail; may be empty
    QString url;                      ///< of a webhook, when it is no secret
    SecretPlace secretUrl;            ///< of a webhook whose address alone lets one in
    SecretPlace token;                ///< sent as "Authorization: Bearer …"
    QString caFile;                   ///< certificates to trust beside the system's; absolute, may be empty
    int attempts = 4;                 ///< of a webhook
    QString metricNamespace;          ///< of CloudWatch
    QString metric;
    QString region; ///< of CloudWatch; empty: as the aws command is set up
    bool operator==(const NotifyHook &) const = default;
};

} // namespace Vermagic
