// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/notify/notifyreader.h"

#include "models/core/yamlreader.h"

#include <QDir>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

const QStringList &kindWords()
{
    static const QStringList words{u"command"_s, u"mail"_s, u"webhook"_s, u"cloudwatch"_s};
    return words;
}

const QStringList &whenWords()
{
    static const QStringList words{u"change"_s, u"failure"_s, u"always"_s};
    return words;
}

class Reader
{
public:
    explicit Reader(const QString &file)
        : m_folder(file.section(u'/', 0, -2))
    {
    }
    NotifyHook hook(const YamlValue &value) const;

private:
    void readCommand(const YamlValue &value, NotifyHook &hook) const;
    void readMail(const YamlValue &value, NotifyHook &hook) const;
    void readWebhook(const YamlValue &value, NotifyHook &hook) const;
    void readCloudWatch(const YamlValue &value, NotifyHook &hook) const;
    SecretPlace secret(const YamlValue &value, const QString &what) const;
    QString path(const YamlValue &value) const;

    QString m_folder;
};

void checkWord(const YamlValue &value, const QString &text, const QString &expression, const QString &what)
{
    const QRegularExpression syntax(u"\\A(?:%1)\\z"_s.arg(expression));
    if (value.isScalar() && !syntax.match(text).hasMatch())
        value.fail(u"'%1' is no %2"_s.arg(text, what));
}

QString Reader::path(const YamlValue &value) const
{
    const QString text = value.stringOr({});
    if (text.isEmpty())
        return {};
    return QDir::cleanPath(QDir::isAbsolutePath(text) ? text : m_folder + u'/' + text);
}

SecretPlace Reader::secret(const YamlValue &value, const QString &what) const
{
    const YamlValue variable = value.child(what + u"_env"_s);
    SecretPlace place{.file = path(value.child(what + u"_file"_s)), .variable = variable.stringOr({})};
    checkWord(variable, place.variable, u"[A-Za-z_][A-Za-z0-9_]*"_s, u"name of a variable"_s);
    if (!place.file.isEmpty() && !place.variable.isEmpty())
        value.failAtKey(what + u"_env"_s, u"the secret is in a file already"_s, u"give one of both"_s);
    return place;
}

void Reader::readCommand(const YamlValue &value, NotifyHook &hook) const
{
    hook.argv = value.strings();
    if (value.isList() && (hook.argv.isEmpty() || hook.argv.constFirst().isEmpty()))
        value.fail(u"there is no program to run"_s);
}

void Reader::readMail(const YamlValue &value, NotifyHook &hook) const
{
    value.allowKeys({u"to"_s, u"from"_s});
    // No address may pass for an option of sendmail or begin another header.
    const QString address = u"[A-Za-z0-9_][^\\s<>,;\\x00-\\x1f]*"_s;
    const QList<YamlValue> recipients = value.child(u"to"_s).items();
    if (recipients.isEmpty())
        value.fail(u"nobody would get this mail"_s, u"to: [ADDRESS]"_s);
    for (const YamlValue &recipient : recipients) {
        hook.recipients.append(recipient.string());
        checkWord(recipient, hook.recipients.constLast(), address, u"mail address"_s);
    }
    hook.sender = value.child(u"from"_s).stringOr({});
    checkWord(value.child(u"from"_s), hook.sender, address, u"mail address"_s);
}

void Reader::readWebhook(const YamlValue &value, NotifyHook &hook) const
{
    value.allowKeys({u"url"_s, u"url_file"_s, u"url_env"_s, u"token_file"_s, u"token_env"_s, u"ca_file"_s,
                     u"attempts"_s});
    const YamlValue url = value.child(u"url"_s);
    hook.url = url.stringOr({});
    hook.secretUrl = secret(value, u"url"_s);
    hook.token = secret(value, u"token"_s);
    hook.caFile = path(value.child(u"ca_file"_s));
    hook.attempts = value.child(u"attempts"_s).integerOr(hook.attempts, 1, 10);
    const QUrl parsed(hook.url, QUrl::StrictMode);
    if (hook.url.isEmpty() == !hook.secretUrl.isSet())
        value.fail(u"a webhook has one address"_s, u"url, url_file or url_env"_s);
    else if (!hook.url.isEmpty() && (parsed.scheme() != "https"_L1 || parsed.host().isEmpty()))
        url.fail(u"'%1' is no https address"_s.arg(hook.url));
    else if (!hook.url.isEmpty() && !parsed.userInfo().isEmpty())
        url.fail(u"a password does not belong into an address"_s, u"token_file or token_env"_s);
}

void Reader::readCloudWatch(const YamlValue &value, NotifyHook &hook) const
{
    if (value.isPresent())
        value.allowKeys({u"namespace"_s, u"metric"_s, u"region"_s});
    const YamlValue space = value.child(u"namespace"_s);
    const YamlValue metric = value.child(u"metric"_s);
    const YamlValue region = value.child(u"region"_s);
    hook.metricNamespace = space.stringOr(u"ParallelCluster"_s);
    hook.metric = metric.stringOr(u"LustreAvailable"_s);
    hook.region = region.stringOr({});
    checkWord(space, hook.metricNamespace, u"[A-Za-z0-9][A-Za-z0-9./_#:-]{0,254}"_s, u"namespace"_s);
    checkWord(metric, hook.metric, u"[A-Za-z0-9][A-Za-z0-9._-]{0,254}"_s, u"name of a metric"_s);
    checkWord(region, hook.region, u"[a-z][a-z0-9-]{1,40}"_s, u"region"_s);
}

NotifyHook Reader::hook(const YamlValue &value) const
{
    value.allowKeys(kindWords() + QStringList{u"when"_s, u"timeout"_s});
    QStringList given;
    for (const QString &kind : kindWords()) {
        if (value.keys().contains(kind))
            given.append(kind);
    }
    NotifyHook hook;
    if (given.size() != 1) {
        value.fail(u"each entry is one of %1"_s.arg(kindWords().join(u", "_s)));
        return hook;
    }
    hook.kind = NotifyKind(kindWords().indexOf(given.constFirst()));
    const YamlValue body = value.child(given.constFirst());
    switch (hook.kind) {
    case NotifyKind::Command:
        readCommand(body, hook);
        break;
    case NotifyKind::Mail:
        readMail(body, hook);
        break;
    case NotifyKind::Webhook:
        readWebhook(body, hook);
        break;
    case NotifyKind::CloudWatch:
        readCloudWatch(body, hook);
        hook.when = NotifyWhen::Always;
        break;
    }
    if (const YamlValue when = value.child(u"when"_s); when.isPresent())
        hook.when = NotifyWhen(std::max(when.word(whenWords()), 0));
    hook.timeout = std::chrono::seconds(
        value.child(u"timeout"_s).integerOr(int(hook.timeout.count()), 1, 600));
    return hook;
}

} // namespace

Loaded<QList<NotifyHook>> readNotifyHooks(const QByteArray &text, const QString &file)
{
    const YamlDocument document(text, file);
    const YamlValue root = document.root();
    QList<NotifyHook> hooks;
    if (!root.isPresent() && document.errors().isEmpty()) {
        return std::unexpected(
            QList{Error{ErrorCode::InvalidInput, u"the file is empty"_s, file, u"notify: […]"_s}});
    }
    if (root.isPresent()) {
        root.allowKeys({u"notify"_s});
        if (!root.child(u"notify"_s).isPresent())
            root.fail(u"'notify' is missing"_s);
        for (const YamlValue &value : root.child(u"notify"_s).items())
            hooks.append(Reader(file).hook(value));
    }
    if (!document.errors().isEmpty())
        return std::unexpected(document.errors());
    return hooks;
}

} // namespace Vermagic
