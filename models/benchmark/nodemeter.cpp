// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/nodemeter.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// What a person reads.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Sampling)
};

/// A node's clock cannot be this far ahead of the samples' arrival: it jumped.
constexpr double furthestAhead = 5;

bool isBelow(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

/// "fsxname" of /sys/kernel/debug/lustre/llite/fsxname-ff34780841ed4000/stats; empty for another file.
QString lustreNameOf(const QByteArray &path)
{
    const QList<QByteArray> parts = path.split('/');
    const qsizetype size = parts.size();
    if (size < 4 || parts[size - 1] != "stats" || parts[size - 3] != "llite")
        return {};
    const QByteArray &instance = parts[size - 2];
    return QString::fromUtf8(instance.left(instance.lastIndexOf('-')));
}

} // namespace

NodeMeter::NodeMeter(NodeSpec node, QList<FilesystemSpec> filesystems, double interval)
    : m_node(std::move(node))
    , m_filesystems(std::move(filesystems))
    , m_interval(interval)
{
}

void NodeMeter::greet(const SampleHello &hello)
{
    if (hello.boot != m_hello.boot)
        restart();
    m_hello = hello;
}

void NodeMeter::restart()
{
    m_offset.reset();
    m_last = 0;
    for (TrafficMeter &meter : m_meters)
        meter.forget();
}

double NodeMeter::place(double nodeSeconds, double arrival)
{
    const bool fits = m_offset && nodeSeconds + *m_offset > m_last
                      && nodeSeconds + *m_offset <= arrival + furthestAhead;
    if (!fits) {
        if (m_offset) {
            for (TrafficMeter &meter : m_meters)
                meter.forget();
        }
        m_offset = std::max(arrival, m_last + m_interval / 2) - nodeSeconds;
    }
    m_last = nodeSeconds + *m_offset;
    return m_last;
}

QList<RateSample> NodeMeter::read(const SampleFrame &frame, double arrival)
{
    const double at = place(frame.seconds, arrival);
    const QMap<QString, Reading> found = readings(frame);
    QList<RateSample> samples;
    for (auto meter = m_meters.begin(); meter != m_meters.end(); ++meter) {
        if (!found.contains(meter.key()) && !m_later.contains(meter.key())) {
            meter->forget();
            samples.append({meter.key(), at, {}});
        }
    }
    for (auto reading = found.cbegin(); reading != found.cend(); ++reading) {
        const bool isNew = !m_meters.contains(reading.key());
        if (isNew)
            m_meters.insert(reading.key(), TrafficMeter(intervalOf(reading.key())));
        if (const std::optional<Rates> rates = m_meters[reading.key()].read(*reading))
            samples.append({reading.key(), at, *rates});
        else if (!isNew) // it was away
            samples.append({reading.key(), at, {}});
    }
    explain(frame, found);
    return samples;
}

QList<RateSample> NodeMeter::interrupt(double arrival)
{
    QList<RateSample> gaps;
    const double at = std::max(arrival, m_last + m_interval / 2);
    for (auto meter = m_meters.begin(); meter != m_meters.end(); ++meter) {
        meter->forget();
        gaps.append({meter.key(), at, {}});
    }
    if (!gaps.isEmpty())
        m_last = at;
    return gaps;
}

QMap<QString, Reading> NodeMeter::readings(const SampleFrame &frame)
{
    QMap<QString, Reading> found;
    m_mistakes.clear();
    m_later.clear();
    for (const FilesystemSpec &filesystem : m_filesystems) {
        if (filesystem.kind == FilesystemKind::BeeGfs && frame.later.contains(u"beegfs"))
            m_later.insert(filesystem.name);
    }
    readNetwork(frame, found);
    readDisksOf(frame, found);
    readNfs(frame, found);
    readProcesses(frame, found);
    readBeegfs(frame, found);
    readLustre(frame, found);
    for (Reading &reading : found)
        reading.seconds = frame.seconds;
    return found;
}

/// What comes and goes over the wire: hardware, or whatever there is in a container; not lo. With InfiniBand its own
/// counters, which also have what IP over it does.
void NodeMeter::readNetwork(const SampleFrame &frame, QMap<QString, Reading> &readings) const
{
    CounterParts parts;
    for (auto file = frame.files.cbegin(); file != frame.files.cend(); ++file) {
        const bool received = file.key().endsWith("/port_rcv_data");
        if (!received && !file.key().endsWith("/port_xmit_data"))
            continue;
        const QByteArray port = file.key().left(file.key().lastIndexOf('/'));
        const auto value = [&](const char *name) {
            return readInfinibandData(frame.files.value(port + name));
        };
        const std::optional<quint64> in = value("/port_rcv_data");
        const std::optional<quint64> out = value("/port_xmit_data");
        if (in && out)
            parts.insert(QString::fromLatin1(port), {*in, *out, {}});
    }
    const bool hasInfiniband = !parts.isEmpty();
    const CounterParts devices = readNetworkDevices(frame.files.value("/proc/net/dev"));
    for (auto device = devices.cbegin(); device != devices.cend(); ++device) {
        const bool counts = m_hello.networks.isEmpty() ? device.key() != u"lo"
                                                       : m_hello.networks.contains(device.key());
        if (counts && !(hasInfiniband && device.key().startsWith(u"ib")))
            parts.insert(device.key(), *device);
    }
    if (!parts.isEmpty())
        readings[QString()].parts = parts;
}

void NodeMeter::readDisksOf(const SampleFrame &frame, QMap<QString, Reading> &readings) const
{
    CounterParts parts;
    const CounterParts disks = readDisks(frame.files.value("/proc/diskstats"));
    for (auto disk = disks.cbegin(); disk != disks.cend(); ++disk) {
        if (m_hello.disks.contains(disk.key()))
            parts.insert(disk.key(), *disk);
    }
    if (!parts.isEmpty())
        readings[disksSeries].parts = parts;
}

void NodeMeter::readNfs(const SampleFrame &frame, QMap<QString, Reading> &readings) const
{
    const CounterParts mounts = readNfsMounts(frame.files.value("/proc/self/mountstats"));
    for (auto mount = mounts.cbegin(); mount != mounts.cend(); ++mount)
        readings[nameOf(mount.key())].parts.insert(mount.key(), *mount);
}

void NodeMeter::readLustre(const SampleFrame &frame, QMap<QString, Reading> &readings)
{
    for (auto file = frame.files.cbegin(); file != frame.files.cend(); ++file) {
        const QString name = lustreNameOf(file.key());
        const auto mount = std::ranges::find_if(m_hello.mounts, [&name](const SampledMount &candidate) {
            return candidate.type == u"lustre"
                   && (candidate.source.endsWith(u":/"_s + name)
                       || candidate.source.contains(u":/"_s + name + u'/'));
        });
        if (name.isEmpty() || mount == m_hello.mounts.end())
            continue;
        const QString filesystem = nameOf(mount->mountpoint);
        const Result<LustreStats> stats = readLustreStats(*file);
        if (!stats) {
            m_mistakes.insert(filesystem, stats.error().message);
            continue;
        }
        Reading &reading = readings[filesystem]; // several, where it is mounted more than once
        reading.parts.insert(QString::fromLatin1(file.key()), stats->counters);
        reading.snapshot = stats->snapshot;
        reading.beginning = stats->beginning;
    }
}

void NodeMeter::readBeegfs(const SampleFrame &frame, QMap<QString, Reading> &readings)
{
    const auto filesystem = std::ranges::find(m_filesystems, FilesystemKind::BeeGfs, &FilesystemSpec::kind);
    const bool isOld = frame.files.contains("beegfs-ctl");
    if (filesystem == m_filesystems.end() || (!isOld && !frame.files.contains("beegfs")))
        return;
    const Result<CounterParts> clients = isOld ? readBeegfsCtlClients(frame.files.value("beegfs-ctl"))
                                               : readBeegfsClients(frame.files.value("beegfs"));
    if (!clients) {
        m_mistakes.insert(filesystem->name, clients.error().message);
        return;
    }
    CounterParts own;
    for (auto client = clients->cbegin(); client != clients->cend(); ++client) {
        if (client.key() == m_node.address || m_hello.addresses.contains(client.key()))
            own.insert(client.key(), *client);
    }
    if (own.isEmpty())
        m_mistakes.insert(filesystem->name,
                          Words::tr("the servers know no client with an address of this node"));
    else
        readings[filesystem->name] = {.seconds = 0, .parts = own, .snapshot = {}, .beginning = {}};
}

/// What processes of benchmarks asked for, of the file systems that have open files of theirs: all that is left where a
/// file system counts nothing itself.
void NodeMeter::readProcesses(const SampleFrame &frame, QMap<QString, Reading> &readings)
{
    for (const FilesystemSpec &filesystem : m_filesystems) {
        if (filesystem.kind == FilesystemKind::Lustre || !isMounted(filesystem)
            || m_later.contains(filesystem.name))
            continue;
        CounterParts processes;
        for (auto file = frame.files.cbegin(); file != frame.files.cend(); ++file) {
            if (!file.key().startsWith("/proc/") || !file.key().endsWith("/fd"))
                continue;
            const QByteArray process = file.key().chopped(3);
            const bool uses = std::ranges::any_of(file->split('\n'), [&](const QByteArray &path) {
                return isBelow(QString::fromUtf8(path), filesystem.mountpoint);
            });
            const std::optional<Counters> io = readProcessIo(frame.files.value(process + "/io"));
            if (uses && io)
                processes.insert(QString::fromLatin1(process), *io);
        }
        // Where others count too, nobody running is no proof that nothing moves.
        const bool isOnlySource = filesystem.kind == FilesystemKind::VirtioFs;
        if (!processes.isEmpty() || (isOnlySource && m_meters.contains(filesystem.name)))
            readings[filesystem.name].parts = processes;
    }
}

void NodeMeter::explain(const SampleFrame &frame, const QMap<QString, Reading> &readings)
{
    const QMap<QString, QString> before = std::exchange(m_silent, {});
    for (const FilesystemSpec &filesystem : m_filesystems) {
        if (m_later.contains(filesystem.name)) {
            if (before.contains(filesystem.name))
                m_silent.insert(filesystem.name, before[filesystem.name]);
            continue;
        }
        if (readings.contains(filesystem.name) && !m_mistakes.contains(filesystem.name))
            continue;
        QString why = m_mistakes.value(filesystem.name);
        const QString root = m_hello.refusals.value(u"root"_s);
        const QString tool = frame.refusals.value(u"beegfs"_s, m_hello.refusals.value(u"beegfs"_s));
        if (!isMounted(filesystem))
            why = Words::tr("it is not mounted");
        else if (why.isEmpty() && filesystem.kind == FilesystemKind::BeeGfs && !tool.isEmpty())
            why = tool;
        else if (why.isEmpty() && filesystem.kind == FilesystemKind::Lustre && !root.isEmpty())
            why = Words::tr("only root may read its counters: %1").arg(root);
        else if (why.isEmpty() && filesystem.kind == FilesystemKind::VirtioFs)
            why = Words::tr("it counts nothing, and no benchmark runs on it");
        else if (why.isEmpty())
            why = Words::tr("it shows no counters");
        m_silent.insert(filesystem.name, why);
    }
}

QString NodeMeter::nameOf(const QString &mountpoint) const
{
    const auto known = std::ranges::find(m_filesystems, mountpoint, &FilesystemSpec::mountpoint);
    return known == m_filesystems.cend() ? mountpoint : known->name;
}

/// A tool is asked no more than once a second.
double NodeMeter::intervalOf(const QString &filesystem) const
{
    const bool isTool = std::ranges::any_of(m_filesystems, [&filesystem](const FilesystemSpec &spec) {
        return spec.kind == FilesystemKind::BeeGfs && spec.name == filesystem;
    });
    return isTool ? std::max(m_interval, 1.0) : m_interval;
}

bool NodeMeter::isMounted(const FilesystemSpec &filesystem) const
{
    return std::ranges::contains(m_hello.mounts, filesystem.mountpoint, &SampledMount::mountpoint);
}

} // namespace Vermagic
