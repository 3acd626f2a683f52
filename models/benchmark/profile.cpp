// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/profile.h"

#include "models/inventory/threshold.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int mostJobs = 256;

struct ByteUnit
{
    QString name;
    qint64 factor;
};

/// Binary ones first, the largest first among them: byteCountText() takes the first that divides.
const QList<ByteUnit> &byteUnits()
{
    static const QList<ByteUnit> units{{u"TiB"_s, qint64(1) << 40},  {u"GiB"_s, qint64(1) << 30},
                                       {u"MiB"_s, qint64(1) << 20},  {u"KiB"_s, qint64(1) << 10},
                                       {u"TB"_s, 1'000'000'000'000}, {u"GB"_s, 1'000'000'000},
                                       {u"MB"_s, 1'000'000},         {u"kB"_s, 1'000}};
    return units;
}

QStringList workloadWords()
{
    return {u"read"_s, u"write"_s, u"randread"_s, u"randwrite"_s, u"metadata"_s, u"network"_s};
}

/// The metrics that a workload can answer.
QStringList metricsOf(Workload workload)
{
    switch (workload) {
    case Workload::Read:
    case Workload::RandomRead:
        return {u"read"_s, u"read_iops"_s};
    case Workload::Write:
    case Workload::RandomWrite:
        return {u"write"_s, u"write_iops"_s};
    case Workload::Metadata:
        return {u"metadata"_s};
    case Workload::Network:
        return {u"network"_s};
    }
    return {};
}

qint64 readBytes(const YamlValue &value)
{
    const QString text = value.string();
    const std::optional<qint64> bytes = parseByteCount(text);
    if (!bytes && !text.isEmpty())
        value.fail(u"'%1' is no number of bytes"_s.arg(text), u"write it as '64 KiB' or '4 GiB'"_s);
    return bytes.value_or(0);
}

int readSeconds(const YamlValue &value, int minimum)
{
    static const QRegularExpression syntax(u"\\A([0-9]{1,5})s\\z"_s);
    const QString text = value.string();
    const auto match = syntax.match(text);
    const int seconds = match.captured(1).toInt();
    if (!text.isEmpty() && (!match.hasMatch() || seconds < minimum || seconds > longestRuntime))
        value.fail(u"'%1' is no time from %2s to %3s"_s.arg(text).arg(minimum).arg(longestRuntime),
                   u"write it as '60s'"_s);
    return seconds;
}

/// What `map` does not say is as in `usual`.
BenchmarkBounds readBounds(const YamlValue &map, Workload workload,
                           const std::optional<BenchmarkBounds> &usual)
{
    BenchmarkBounds bounds = usual.value_or(BenchmarkBounds());
    const auto wanted = [&](const QString &key) { return !usual || map.child(key).isPresent(); };
    if (workload == Workload::Metadata) {
        if (wanted(u"files"_s))
            bounds.files = map.child(u"files"_s).integer(1, mostFiles);
    } else if (workload != Workload::Network && wanted(u"size"_s)) {
        bounds.size = readBytes(map.child(u"size"_s));
    }
    if (wanted(u"runtime"_s))
        bounds.runtime = readSeconds(map.child(u"runtime"_s), 1);
    if (map.child(u"ramp"_s).isPresent())
        bounds.ramp = readSeconds(map.child(u"ramp"_s), 0);
    return bounds;
}

void requireRoom(const YamlValue &where, const BenchmarkProfile &profile, const BenchmarkBounds &bounds)
{
    if (bounds.size > 0 && profile.blockSize > 0 && bounds.size / profile.jobs < profile.blockSize)
        where.fail(u"the size has no room for one block of each job"_s);
}

void readWork(const YamlValue &root, BenchmarkProfile &profile)
{
    if (const int workload = root.child(u"workload"_s).word(workloadWords()); workload >= 0)
        profile.workload = Workload(workload);
    const QStringList metrics = metricsOf(profile.workload);
    if (const int metric = root.child(u"metric"_s).word(metrics); metric >= 0)
        profile.metric = metrics.at(metric);
    profile.tool = root.child(u"tool"_s).stringOr(u"fio"_s);
    if (!benchmarkTools().contains(profile.tool))
        root.child(u"tool"_s).fail(u"'%1' is no tool"_s.arg(profile.tool),
                                   u"one of %1"_s.arg(benchmarkTools().join(u", "_s)));
    if (profile.workload != Workload::Metadata)
        profile.blockSize = readBytes(root.child(u"block_size"_s));
    profile.scales = root.child(u"scales"_s).booleanOr(false);
    profile.direct = root.child(u"direct"_s).booleanOr(true);
    profile.jobs = root.child(u"jobs"_s).integerOr(1, 1, mostJobs);
}

QStringList unusedKeys(Workload workload)
{
    switch (workload) {
    case Workload::Metadata:
        return {u"size"_s, u"block_size"_s};
    case Workload::Network:
        return {u"size"_s, u"files"_s, u"direct"_s, u"scales"_s};
    default:
        return {u"files"_s};
    }
}

} // namespace

QString workloadName(Workload workload)
{
    return workloadWords().at(qsizetype(workload));
}

const QStringList &benchmarkTools()
{
    static const QStringList tools{u"fio"_s, u"none"_s, u"elbencho"_s, u"ior"_s};
    return tools;
}

std::optional<qint64> parseByteCount(const QString &text)
{
    static const QRegularExpression syntax(u"\\A([0-9]{1,16}) ?([A-Za-z]{0,3})\\z"_s);
    const auto match = syntax.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    qint64 factor = 1;
    if (!match.captured(2).isEmpty()) {
        const auto unit = std::ranges::find(byteUnits(), match.captured(2), &ByteUnit::name);
        if (unit == byteUnits().end())
            return {};
        factor = unit->factor;
    }
    const qint64 count = match.captured(1).toLongLong();
    if (count <= 0 || count > (qint64(1) << 50) / factor)
        return {};
    return count * factor;
}

QString byteCountText(qint64 bytes)
{
    for (const ByteUnit &unit : byteUnits()) {
        if (unit.name.contains(u'i') && bytes >= unit.factor && bytes % unit.factor == 0)
            return QString::number(bytes / unit.factor) + u' ' + unit.name;
    }
    return QString::number(bytes);
}

QList<KnowledgeFile> shippedBenchmarkFiles()
{
    return compiledInFiles(u":/vermagic/benchmarks"_s);
}

Loaded<BenchmarkProfile> loadBenchmarkProfile(const QByteArray &text, const QString &file)
{
    const YamlDocument document(text, file);
    const YamlValue root = document.root();
    root.allowKeys({u"benchmark"_s, u"title"_s, u"summary"_s, u"source"_s, u"workload"_s, u"scales"_s,
                    u"metric"_s, u"tool"_s, u"block_size"_s, u"direct"_s, u"jobs"_s, u"size"_s, u"files"_s,
                    u"runtime"_s, u"ramp"_s, u"simulated"_s});
    BenchmarkProfile profile;
    QStringList taken;
    profile.id = readId(root.child(u"benchmark"_s), taken);
    profile.title = readLocalText(root.child(u"title"_s), true);
    profile.summary = readLocalText(root.child(u"summary"_s), true);
    profile.source = root.child(u"source"_s).string();
    readWork(root, profile);
    for (const QString &key : unusedKeys(profile.workload)) {
        if (root.child(key).isPresent())
            root.failAtKey(key, u"'%1' means nothing to this workload"_s.arg(key));
    }
    profile.bounds = readBounds(root, profile.workload, {});
    requireRoom(root, profile, profile.bounds);
    profile.simulated = profile.bounds;
    if (const YamlValue simulated = root.child(u"simulated"_s); simulated.isPresent()) {
        simulated.allowKeys({u"size"_s, u"files"_s, u"runtime"_s, u"ramp"_s});
        profile.simulated = readBounds(simulated, profile.workload, profile.bounds);
        requireRoom(simulated, profile, profile.simulated);
    }
    if (!document.errors().isEmpty())
        return std::unexpected(document.errors());
    return profile;
}

Loaded<QList<BenchmarkProfile>> loadBenchmarkProfiles(const QList<KnowledgeFile> &files)
{
    QList<BenchmarkProfile> profiles;
    QList<Error> errors;
    for (const KnowledgeFile &file : files) {
        if (!file.name.endsWith(".yaml"_L1))
            continue;
        const Loaded<BenchmarkProfile> profile = loadBenchmarkProfile(file.text, file.name);
        if (!profile)
            errors += profile.error();
        else if (std::ranges::contains(profiles, profile->id, &BenchmarkProfile::id))
            errors.append(Error{ErrorCode::InvalidInput,
                                u"the benchmark '%1' is there twice"_s.arg(profile->id),
                                file.name,
                                {}});
        else
            profiles.append(*profile);
    }
    if (!errors.isEmpty())
        return std::unexpected(errors);
    std::ranges::sort(profiles, {}, &BenchmarkProfile::id);
    return profiles;
}

} // namespace Vermagic
