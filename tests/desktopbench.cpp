// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/desktopbench.h"

#include <QDBusConnectionInterface>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int patience = 30'000;

/// The first line that the process writes; empty: it wrote none.
QByteArray firstLine(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(patience)) {}
    return process.readLine().trimmed();
}

void end(QProcess &process)
{
    process.terminate();
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(patience))
        process.kill();
}

} // namespace

DesktopBench::~DesktopBench()
{
    end(m_dunst);
    end(m_display);
    end(m_bus);
}

QString DesktopBench::start()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    const QByteArray address = firstLine(m_bus);
    if (address.isEmpty())
        return u"dbus-daemon: "_s + m_bus.errorString();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);

    m_display.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1280x800x24"_s,
                                u"-nolisten"_s, u"tcp"_s});
    const QByteArray display = firstLine(m_display);
    if (display.isEmpty())
        return u"Xvfb: "_s + m_display.errorString();

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DISPLAY"_s, u':' + QString::fromLatin1(display));
    environment.remove(u"WAYLAND_DISPLAY"_s);
    m_dunst.setProcessEnvironment(environment);
    m_dunst.start(u"dunst"_s, {u"-conf"_s, u"/dev/null"_s});
    const bool listens = QTest::qWaitFor(
        [] {
            return QDBusConnection::sessionBus()
                .interface()
                ->isServiceRegistered(u"org.freedesktop.Notifications"_s)
                .value();
        },
        patience);
    return listens ? QString() : u"dunst: "_s + QString::fromUtf8(m_dunst.readAllStandardError());
}

QByteArray DesktopBench::dunstctl(const QStringList &arguments) const
{
    QProcess process;
    process.start(u"dunstctl"_s, arguments);
    process.waitForFinished(patience);
    return process.readAllStandardOutput();
}

int DesktopBench::shown() const
{
    return dunstctl({u"count"_s, u"displayed"_s}).trimmed().toInt();
}

void DesktopBench::click() const
{
    dunstctl({u"action"_s, u"0"_s});
}

QJsonObject DesktopBench::takeNewest() const
{
    dunstctl({u"close"_s});
    const QJsonDocument history = QJsonDocument::fromJson(dunstctl({u"history"_s}));
    const QJsonObject newest = history[u"data"_s][0][0].toObject();
    QJsonObject notice;
    for (auto it = newest.begin(); it != newest.end(); ++it)
        notice.insert(it.key(), it.value()[u"data"_s]);
    return notice;
}

} // namespace Vermagic
