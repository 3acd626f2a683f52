// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Watches what nodes read and write: one loop on each node (resources/probe/sample.sh) whose samples stream through the
/// node's session; their rates go into the ThroughputStore, also as sampled(). Owned by Engine, GUI thread; waits for
/// nothing. A loop ends after two minutes and the next begins, which leaves no mark; a lost session leaves a gap and is
/// tried again, later each time. Holds one channel of a node's session while it samples. Another inventory stops it.
#pragma once

#include "app/nodepool.h"
#include "models/benchmark/nodemeter.h"
#include "models/throughputstore.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace Vermagic {

class ThroughputSampler : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds shortestInterval{250};

    ThroughputSampler(NodePool *pool, ClusterState *state, ThroughputStore *store, QObject *parent = nullptr);
    ~ThroughputSampler() override;

    /// Instead of what it samples now. Begins the store, unless somebody has.
    void start(const QStringList &nodes, std::chrono::milliseconds interval = std::chrono::seconds(1));
    void stop();
    bool isSampling() const { return !m_streams.empty(); }
    /// Why nothing comes from a node now.
    std::optional<Error> error(const QString &node) const;
    /// File systems of a node that have no line → why.
    QMap<QString, QString> silent(const QString &node) const;

Q_SIGNALS:
    /// After it is in the store. Gaps are samples, too.
    void sampled(const QString &node, const QList<Vermagic::RateSample> &samples);
    /// error() or silent() of a node is another one.
    void statusChanged(const QString &node);

private:
    struct Stream
    {
        NodeMeter meter;
        SampleStream parser;
        QPointer<RemoteCommand> command;
        QByteArray complaint; ///< the end of standard error
        std::optional<Error> error;
        QMap<QString, QString> silent; ///< as it was told
        double opened = 0;             ///< as now()
        int failures = 0;              ///< in a row
        std::unique_ptr<QTimer> retry;
    };

    void open(const QString &node);
    CommandSpec loopFor(const QString &node, const Stream &stream) const;
    void receive(const QString &node, const RemoteCommand *command, const QByteArray &bytes);
    void take(const QString &node, const SampleEvent &event);
    void conclude(const QString &node, const CommandResult &result);
    void record(const QString &node, const QList<RateSample> &samples);
    void restartMeters();
    double now() const;

    NodePool *m_pool;
    ClusterState *m_state;
    ThroughputStore *m_store;
    QByteArray m_script;
    std::chrono::milliseconds m_interval{1000};
    QElapsedTimer m_clock;
    double m_clockOrigin = 0; ///< seconds of the store when m_clock started
    std::map<QString, Stream> m_streams;
};

} // namespace Vermagic
