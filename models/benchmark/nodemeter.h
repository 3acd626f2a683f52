// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What one node moves, from the samples of its stream to points of series: which counters are which file system's,
/// their rates, and the node's clock laid on the seconds of a chart. The two clocks are tied at the first sample and not
/// again, so that a slow network moves no point; a reboot or a jump ties them anew, with a gap. Owned per node by whoever
/// reads streams; pure, told the time by its caller. Where a file system has no line, it says why.
#pragma once

#include "models/benchmark/rates.h"
#include "models/benchmark/samplestream.h"
#include "models/benchmark/series.h"
#include "models/inventory/inventory.h"

#include <QSet>

namespace Vermagic {

/// One source at one moment: read and written always come together.
struct RateSample
{
    QString filesystem; ///< as in SeriesId
    double seconds = 0; ///< as in RatePoint
    Rates rates;
};

/// The series of a server's own disks, which are no file system of the inventory.
inline constexpr QLatin1StringView disksSeries{"(disks)"};

class NodeMeter
{
public:
    NodeMeter() = default;
    NodeMeter(NodeSpec node, QList<FilesystemSpec> filesystems, double interval);

    /// A stream begins.
    void greet(const SampleHello &hello);
    /// `arrival` in seconds of the chart. Empty for the first frame.
    QList<RateSample> read(const SampleFrame &frame, double arrival);
    /// The stream is lost: a gap for every source, and the next readings are first ones.
    QList<RateSample> interrupt(double arrival);
    /// The chart begins again.
    void restart();

    /// File systems of the inventory that have no counters → why.
    const QMap<QString, QString> &silent() const { return m_silent; }
    bool hasSources() const { return !m_meters.isEmpty(); }
    /// Nobody need try to become root on this node again.
    bool isRootRefused() const { return m_hello.refusals.contains(QStringLiteral("root")); }

private:
    double place(double nodeSeconds, double arrival);
    QMap<QString, Reading> readings(const SampleFrame &frame);
    void readNetwork(const SampleFrame &frame, QMap<QString, Reading> &readings) const;
    void readDisksOf(const SampleFrame &frame, QMap<QString, Reading> &readings) const;
    void readLustre(const SampleFrame &frame, QMap<QString, Reading> &readings);
    void readBeegfs(const SampleFrame &frame, QMap<QString, Reading> &readings);
    void readNfs(const SampleFrame &frame, QMap<QString, Reading> &readings) const;
    void readProcesses(const SampleFrame &frame, QMap<QString, Reading> &readings);
    void explain(const SampleFrame &frame, const QMap<QString, Reading> &readings);
    QString nameOf(const QString &mountpoint) const;
    double intervalOf(const QString &filesystem) const;
    bool isMounted(const FilesystemSpec &filesystem) const;

    NodeSpec m_node;
    QList<FilesystemSpec> m_filesystems;
    double m_interval = 1;
    SampleHello m_hello;
    QMap<QString, TrafficMeter> m_meters;
    QMap<QString, QString> m_silent;
    QMap<QString, QString> m_mistakes; ///< of the frame that is read: file system → what its counters said
    QSet<QString> m_later;             ///< of the frame that is read: file systems whose turn it is not
    std::optional<double> m_offset;    ///< from the node's seconds to the chart's
    double m_last = 0;                 ///< newest point
};

} // namespace Vermagic
