// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One JSON document to one https address. finished() exactly once, never from within start(). What may pass (no
/// connection, time out, 429, 5xx) is tried again after 1, 2, 4 … seconds, at most 30; a certificate that does not
/// verify, a redirection and every other answer are not. Errors name the host alone: address and token may be secrets.
#pragma once

#include "models/core/result.h"
#include "models/notify/notifyhook.h"

#include <QNetworkAccessManager>
#include <QTimer>

class QNetworkReply;

namespace Vermagic {

class WebhookPost : public QObject
{
    Q_OBJECT
public:
    explicit WebhookPost(const NotifyHook &hook, QObject *parent = nullptr);

    void start(const QByteArray &json);

Q_SIGNALS:
    void finished(const std::optional<Vermagic::Error> &error);

private:
    Result<QNetworkRequest> request() const;
    void attempt();
    void take(QNetworkReply *reply);
    void end(const std::optional<Error> &error);

    NotifyHook m_hook;
    QByteArray m_json;
    QNetworkAccessManager m_network;
    QTimer m_pause;
    int m_attempt = 0;
};

} // namespace Vermagic
