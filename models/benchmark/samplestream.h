// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What resources/probe/sample.sh writes, read while it arrives: once what there is to be sampled (SampleHello), then a
/// SampleFrame for every sample. The format is at the head of the script; every line of a node's file carries the file's
/// path in front, so that no content can pass for a line of the script. Bounded whatever a node sends: a line or a frame
/// that is too long is dropped as a whole, never kept.
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace Vermagic {

struct SampledMount
{
    QString source;
    QString mountpoint;
    QString type; ///< lustre, beegfs, virtiofs, nfs, nfs4
    bool operator==(const SampledMount &) const = default;
};

struct SampleHello
{
    QByteArray boot;      ///< id of the node's boot: another one means another clock and other counters
    QStringList networks; ///< interfaces that are hardware
    QStringList disks;    ///< block devices that are hardware
    QStringList addresses;
    QList<SampledMount> mounts;
    QMap<QString, QString> refusals; ///< source ("root", "beegfs") → why it cannot be read
    bool operator==(const SampleHello &) const = default;
};

struct SampleFrame
{
    double seconds = 0; ///< since the node's boot, without its wall clock
    QMap<QByteArray, QByteArray> files;
    QMap<QString, QString> refusals; ///< as in SampleHello, of this sample
    QStringList later;               ///< sources whose turn it is not
};

using SampleEvent = std::variant<SampleHello, SampleFrame>;

class SampleStream
{
public:
    static constexpr qsizetype longestLine = 8 * 1024;
    static constexpr qsizetype largestFrame = 512 * 1024;

    /// Any pieces of the stream, in order.
    QList<SampleEvent> feed(QByteArrayView bytes);
    /// Frames that were too large, had no clock or began before the one before had ended.
    qsizetype dropped() const { return m_dropped; }

private:
    enum class State { Before, Hello, Between, Frame, Overflow };

    void line(const QByteArray &line, QList<SampleEvent> &events);
    void helloLine(const QByteArray &line, QList<SampleEvent> &events);
    void frameLine(const QByteArray &line, QList<SampleEvent> &events);
    void endFrame(QList<SampleEvent> &events);

    State m_state = State::Before;
    QByteArray m_line;       ///< the one that is not complete
    bool m_skipping = false; ///< to the end of a line that is too long
    qsizetype m_size = 0;    ///< of the hello or frame so far
    qsizetype m_dropped = 0;
    SampleHello m_hello;
    SampleFrame m_frame;
};

} // namespace Vermagic
