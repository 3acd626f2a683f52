// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktopnotifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr auto service = "org.freedesktop.Notifications"_L1; ///< the interface is named like it
constexpr auto object = "/org/freedesktop/Notifications"_L1;
/// The action of a click on the notice itself.
constexpr auto defaultAction = "default"_L1;

} // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    m_bus.connect(service, object, service, u"ActivationToken"_s, this, SLOT(takeToken(uint,QString)));
    m_bus.connect(service, object, service, u"ActionInvoked"_s, this, SLOT(takeAction(uint,QString)));
    m_bus.connect(service, object, service, u"NotificationClosed"_s, this, SLOT(takeClosed(uint,uint)));
}

void DesktopNotifier::show(const DesktopNotice &notice)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, object, service, u"Notify"_s);
    const QVariantMap hints{{u"desktop-entry"_s, QGuiApplication::desktopFileName()},
                            {u"urgency"_s, QVariant::fromValue(uchar(notice.critical ? 2 : 1))}};
    call << QCoreApplication::applicationName() << m_open.key(notice.nodes, 0) << u"vermagic"_s
         << notice.summary << notice.body << QStringList{defaultAction, tr("Show")} << hints << -1;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, nodes = notice.nodes] {
        watcher->deleteLater();
        if (const QDBusPendingReply<uint> id = *watcher; id.isValid())
            m_open.insert(id.value(), nodes);
    });
}

void DesktopNotifier::takeToken(uint id, const QString &token)
{
    if (m_open.contains(id))
        m_tokens.insert(id, token);
}

void DesktopNotifier::takeAction(uint id, const QString &action)
{
    if (m_open.contains(id) && action == defaultAction)
        Q_EMIT activated(m_open.value(id), m_tokens.take(id));
}

void DesktopNotifier::takeClosed(uint id, uint /*reason*/)
{
    m_open.remove(id);
    m_tokens.remove(id);
}

} // namespace Vermagic
