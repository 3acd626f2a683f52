// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// SIGINT and SIGTERM as a Qt signal: the handler writes one byte into a pipe that the event loop reads.
/// At most one alive at a time, owned by main(). A second signal ends the process at once, as usual.
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace Vermagic {

class SignalPipe : public QObject
{
    Q_OBJECT
public:
    explicit SignalPipe(QObject *parent = nullptr);
    ~SignalPipe() override;

Q_SIGNALS:
    void interrupted();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Vermagic
