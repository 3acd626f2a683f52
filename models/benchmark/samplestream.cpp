// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/samplestream.h"

#include "models/core/command.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr QByteArrayView opening{"vermagic-sample 1 "};
/// Ticks of /proc/PID/stat in a second, on every architecture that Linux is run on today.
constexpr double ticksPerSecond = 100;
constexpr QByteArrayView clockFile{"/proc/self/stat"};

/// When the process that read the sample was started (field 22): there is no better clock that every user can read.
std::optional<double> clockOf(const QByteArray &stat)
{
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 1).simplified().split(' ');
    constexpr qsizetype startTime = 22 - 3;
    bool valid = false;
    const double ticks = fields.size() > startTime ? double(fields[startTime].toULongLong(&valid)) : 0;
    return valid ? std::optional(ticks / ticksPerSecond) : std::nullopt;
}

QString text(const QByteArray &bytes)
{
    return printable(bytes).simplified();
}

/// "cannot SOURCE REASON"
void refuse(QMap<QString, QString> &refusals, const QByteArray &line)
{
    const QByteArray rest = line.mid(QByteArrayView("cannot ").size());
    const qsizetype space = rest.indexOf(' ');
    if (space > 0)
        refusals.insert(text(rest.left(space)), text(rest.mid(space + 1).left(300)));
}

/// A line of /proc/self/mounts, whose spaces are written as \040.
std::optional<SampledMount> mountOf(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() < 4)
        return {};
    QByteArray target = words[1];
    target.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    return SampledMount{QString::fromUtf8(words[0]), QString::fromUtf8(target),
                        QString::fromLatin1(words[2])};
}

} // namespace

QList<SampleEvent> SampleStream::feed(QByteArrayView bytes)
{
    QList<SampleEvent> events;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView piece = end < 0 ? bytes : bytes.first(end);
        m_skipping = m_skipping || m_line.size() + piece.size() > longestLine;
        if (m_skipping)
            m_line.clear();
        else
            m_line += piece;
        if (end < 0)
            break;
        if (!std::exchange(m_skipping, false))
            line(m_line, events);
        m_line.clear();
        bytes = bytes.sliced(end + 1);
    }
    return events;
}

void SampleStream::line(const QByteArray &line, QList<SampleEvent> &events)
{
    m_size += line.size() + 1;
    if (m_size > largestFrame && (m_state == State::Hello || m_state == State::Frame)) {
        m_state = State::Overflow;
        m_hello = {};
        m_frame = {};
        ++m_dropped;
    }
    if (line.startsWith(opening)) {
        m_state = State::Hello;
        m_size = 0;
        m_hello = {};
        m_hello.boot = line.mid(opening.size()).left(64);
    } else if (m_state == State::Hello) {
        helloLine(line, events);
    } else if (line == "frame" && m_state != State::Before) {
        if (m_state == State::Frame)
            ++m_dropped;
        m_state = State::Frame;
        m_size = 0;
        m_frame = {};
    } else if (m_state == State::Frame) {
        frameLine(line, events);
    }
}

void SampleStream::helloLine(const QByteArray &line, QList<SampleEvent> &events)
{
    constexpr QByteArrayView mounts{"/proc/self/mounts:"};
    if (line == "ready") {
        m_state = State::Between;
        events.append(std::exchange(m_hello, {}));
    } else if (line.startsWith("network ")) {
        m_hello.networks.append(text(line.mid(8)));
    } else if (line.startsWith("disk ")) {
        m_hello.disks.append(text(line.mid(5)));
    } else if (line.startsWith("address ")) {
        m_hello.addresses.append(text(line.mid(8)));
    } else if (line.startsWith("cannot ")) {
        refuse(m_hello.refusals, line);
    } else if (line.startsWith(mounts)) {
        if (const std::optional<SampledMount> mount = mountOf(line.mid(mounts.size())))
            m_hello.mounts.append(*mount);
    }
}

void SampleStream::frameLine(const QByteArray &line, QList<SampleEvent> &events)
{
    if (line == "end")
        return endFrame(events);
    if (line.startsWith("cannot "))
        return refuse(m_frame.refusals, line);
    if (line.startsWith("later "))
        return m_frame.later.append(text(line.mid(6)));
    const qsizetype colon = line.indexOf(':');
    if (colon > 0)
        (m_frame.files[line.left(colon)] += line.mid(colon + 1)) += '\n';
}

void SampleStream::endFrame(QList<SampleEvent> &events)
{
    m_state = State::Between;
    const std::optional<double> seconds = clockOf(m_frame.files.take(clockFile.toByteArray()));
    SampleFrame frame = std::exchange(m_frame, {});
    if (!seconds) {
        ++m_dropped;
        return;
    }
    frame.seconds = *seconds;
    events.append(std::move(frame));
}

} // namespace Vermagic
