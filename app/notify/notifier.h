// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells everybody who is to be told, all at the same time. Owned by a headless command. finished() once per notify(),
/// never from within it, after all hooks have ended; failed() for each that did not do what it should. A hook that is
/// not due, and CloudWatch where no aws command or no Lustre is, does nothing.
#pragma once

#include "app/localcommand.h"
#include "models/notify/notification.h"

namespace Vermagic {

class Notifier : public QObject
{
    Q_OBJECT
public:
    explicit Notifier(QList<NotifyHook> hooks, QObject *parent = nullptr);

    /// `onlyChanges`: not those who are told in any case.
    void notify(const Notification &notification, bool onlyChanges = false);

Q_SIGNALS:
    void failed(const Vermagic::Error &error);
    void finished();

private:
    void begin(const NotifyHook &hook, const Notification &notification);
    void run(const QStringList &argv, const QByteArray &input, std::chrono::seconds timeout,
             const QString &what);
    void post(const NotifyHook &hook, const QByteArray &json);
    void end(const std::optional<Error> &error);

    QList<NotifyHook> m_hooks;
    int m_open = 0; ///< hooks that have not ended
};

/// $XDG_CONFIG_HOME/vermagic/notify.yaml
QString defaultNotifyFile();
Loaded<QList<NotifyHook>> readNotifyFile(const QString &path);

} // namespace Vermagic
