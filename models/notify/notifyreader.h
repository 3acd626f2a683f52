// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads who is told about a check (notify.yaml). Strict; every mistake with file:line:column. Pure.
///
///     notify:
///       - command: [argv…]                               gets the notification as JSON on standard input
///       - mail: {to: [ADDRESS…], from: ADDRESS}          through sendmail
///       - webhook: {url: URL | url_file: FILE | url_env: NAME, token_file: FILE | token_env: NAME,
///                   ca_file: FILE, attempts: N}          POST of the same JSON; https only
///       - cloudwatch: {namespace: NAME, metric: NAME, region: NAME}    LustreAvailable in ParallelCluster
///
/// Each with `when: change|failure|always` (change; of cloudwatch always, since its alarm wants data) and `timeout: S`.
/// It is a file of whoever runs the checks, not a part of the inventory: that is shared, this names secrets and programs
/// of one machine. Relative paths are below the file's folder.
#pragma once

#include "models/core/result.h"
#include "models/notify/notifyhook.h"

namespace Vermagic {

/// `file` absolute, for messages and relative paths.
Loaded<QList<NotifyHook>> readNotifyHooks(const QByteArray &text, const QString &file);

} // namespace Vermagic
