// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/notify/notifier.h"

#include "app/knowledgeloader.h"
#include "app/notify/webhookpost.h"
#include "app/statefolder.h"
#include "models/notify/notifyreader.h"

#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Where it lies on systems that do not have it in the path of an ordinary user.
QString sendmailProgram()
{
    const QString found = QStandardPaths::findExecutable(u"sendmail"_s);
    return found.isEmpty() ? u"/usr/sbin/sendmail"_s : found;
}

} // namespace

Notifier::Notifier(QList<NotifyHook> hooks, QObject *parent)
    : QObject(parent)
    , m_hooks(std::move(hooks))
{
}

void Notifier::notify(const Notification &notification, bool onlyChanges)
{
    ++m_open; // so that no hook that ends early is the last one
    for (const NotifyHook &hook : std::as_const(m_hooks)) {
        if (isDue(hook, notification) && (!onlyChanges || hook.when == NotifyWhen::Change))
            begin(hook, notification);
    }
    QMetaObject::invokeMethod(this, [this] { end({}); }, Qt::QueuedConnection);
}

void Notifier::begin(const NotifyHook &hook, const Notification &notification)
{
    switch (hook.kind) {
    case NotifyKind::Command:
        run(hook.argv, notificationJson(notification), hook.timeout, hook.argv.constFirst());
        break;
    case NotifyKind::Mail: {
        QStringList argv{sendmailProgram(), u"-i"_s};
        if (!hook.sender.isEmpty())
            argv += {u"-f"_s, hook.sender};
        run(argv + QStringList{u"--"_s} + hook.recipients, notificationMail(hook, notification), hook.timeout,
            u"sendmail"_s);
        break;
    }
    case NotifyKind::Webhook:
        post(hook, notificationJson(notification));
        break;
    case NotifyKind::CloudWatch:
        if (QStandardPaths::findExecutable(u"aws"_s).isEmpty())
            break;
        for (const QStringList &argv : cloudWatchCommands(hook, notification))
            run(argv, {}, hook.timeout, u"aws cloudwatch put-metric-data"_s);
        break;
    }
}

void Notifier::run(const QStringList &argv, const QByteArray &input, std::chrono::seconds timeout,
                   const QString &what)
{
    ++m_open;
    auto *command = new LocalCommand(this);
    connect(command, &LocalCommand::finished, this, [this, command, what](const CommandResult &result) {
        command->deleteLater();
        if (result.succeeded()) {
            end({});
            return;
        }
        const QString said = printable(result.standardError).trimmed().section(u'\n', 0, 0).left(200);
        const QString ended = result.error ? result.error->message
                                           : u"exit code %1"_s.arg(result.exitCode.value_or(-1));
        end(Error{ErrorCode::Io, said.isEmpty() ? ended : ended + u": "_s + said, u"notify: "_s + what, {}});
    });
    command->start({.argv = argv, .standardInput = input, .timeout = timeout}, {});
}

void Notifier::post(const NotifyHook &hook, const QByteArray &json)
{
    ++m_open;
    auto *webhook = new WebhookPost(hook, this);
    connect(webhook, &WebhookPost::finished, this, [this, webhook](const std::optional<Error> &error) {
        webhook->deleteLater();
        end(error);
    });
    webhook->start(json);
}

void Notifier::end(const std::optional<Error> &error)
{
    if (error)
        Q_EMIT failed(*error);
    if (--m_open == 0)
        Q_EMIT finished();
}

QString defaultNotifyFile()
{
    return configFolderPath() + u"/vermagic/notify.yaml"_s;
}

Loaded<QList<NotifyHook>> readNotifyFile(const QString &path)
{
    const Result<QByteArray> text = readInputFile(path);
    if (!text)
        return std::unexpected(QList{text.error()});
    return readNotifyHooks(*text, QFileInfo(path).absoluteFilePath());
}

} // namespace Vermagic
