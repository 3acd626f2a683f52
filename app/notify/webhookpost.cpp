// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/notify/webhookpost.h"

#include "app/knowledgeloader.h"

#include <QNetworkReply>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr std::chrono::seconds longestPause{30};
constexpr qint64 largestSecret = 64 * 1024;

/// Of a file its first line.
Result<QString> secretAt(const SecretPlace &place)
{
    if (!place.variable.isEmpty()) {
        const QString value = qEnvironmentVariable(place.variable.toLatin1().constData());
        if (!value.isEmpty())
            return value;
        return std::unexpected(Error{ErrorCode::NotFound, u"the variable is not set"_s, place.variable, {}});
    }
    return readInputFile(place.file, largestSecret).transform([](const QByteArray &text) {
        return QString::fromUtf8(text).section(u'\n', 0, 0).trimmed();
    });
}

Result<QSslConfiguration> trust(const QString &caFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (caFile.isEmpty())
        return configuration;
    const Result<QByteArray> text = readInputFile(caFile);
    if (!text)
        return std::unexpected(text.error());
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(*text, QSsl::Pem);
    if (certificates.isEmpty())
        return std::unexpected(
            Error{ErrorCode::InvalidInput, u"there is no certificate in it"_s, caFile, {}});
    configuration.addCaCertificates(certificates);
    return configuration;
}

bool mayPass(QNetworkReply::NetworkError error, int status)
{
    if (status != 0)
        return status == 429 || status >= 500;
    return error != QNetworkReply::SslHandshakeFailedError && error != QNetworkReply::ProtocolUnknownError;
}

} // namespace

WebhookPost::WebhookPost(const NotifyHook &hook, QObject *parent)
    : QObject(parent)
    , m_hook(hook)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &WebhookPost::attempt);
    connect(&m_network, &QNetworkAccessManager::finished, this, &WebhookPost::take);
}

void WebhookPost::start(const QByteArray &json)
{
    m_json = json;
    m_pause.start(0);
}

Result<QNetworkRequest> WebhookPost::request() const
{
    const Result<QString> address = m_hook.url.isEmpty() ? secretAt(m_hook.secretUrl) : m_hook.url;
    if (!address)
        return std::unexpected(address.error());
    const QUrl url(*address, QUrl::StrictMode);
    if (url.scheme() != "https"_L1 || url.host().isEmpty())
        return std::unexpected(Error{ErrorCode::InvalidInput, u"no https address"_s, u"webhook"_s, {}});
    const Result<QSslConfiguration> configuration = trust(m_hook.caFile);
    if (!configuration)
        return std::unexpected(configuration.error());
    QNetworkRequest request(url);
    request.setSslConfiguration(*configuration);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(m_hook.timeout);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    if (m_hook.token.isSet()) {
        const Result<QString> token = secretAt(m_hook.token);
        if (!token)
            return std::unexpected(token.error());
        request.setRawHeader("Authorization", "Bearer " + token->toUtf8());
    }
    return request;
}

void WebhookPost::attempt()
{
    const Result<QNetworkRequest> made = request();
    if (!made) {
        end(made.error());
        return;
    }
    ++m_attempt;
    m_network.post(*made, m_json);
}

void WebhookPost::take(QNetworkReply *reply)
{
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 200 && status < 300) {
        end({});
        return;
    }
    if (mayPass(reply->error(), status) && m_attempt < m_hook.attempts) {
        m_pause.start(std::min(longestPause, std::chrono::seconds(1 << (m_attempt - 1))));
        return;
    }
    const QString tried = m_attempt > 1 ? u", %1 times"_s.arg(m_attempt) : QString();
    // Qt's text of the error holds the whole address.
    const QString said = status != 0 ? u"the answer is %1"_s.arg(status)
                         : reply->error() == QNetworkReply::SslHandshakeFailedError
                             ? u"its certificate is not to be trusted"_s
                         : reply->error() == QNetworkReply::OperationCanceledError
                             ? u"no answer within %1 s"_s.arg(m_hook.timeout.count())
                             : u"no connection"_s;
    end(Error{ErrorCode::Io, said + tried, u"webhook to "_s + reply->url().host(), {}});
}

void WebhookPost::end(const std::optional<Error> &error)
{
    m_json.clear();
    Q_EMIT finished(error);
}

} // namespace Vermagic
