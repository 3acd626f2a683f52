// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A benchmark as knowledge: what is done, how much of it and for how long. A file of resources/benchmarks; keys:
///
///     benchmark   its id
///     title, summary   plain or {en: …, ko: …}
///     source      the document that asks for it
///     workload    read, write, randread, randwrite, metadata, network
///     scales      true: on more and more of the nodes, see scaling.h (default false)
///     metric      the threshold it answers, see thresholdMetrics()
///     tool        fio (default; what every node has where it is missing), none: what every node has; elbencho or ior (and
///                 mdtest), which must be there
///     block_size  bytes, or "1 MiB"; not of metadata
///     direct      keep the page cache out (default true)
///     jobs        that work side by side on a node (default 1)
///     size        of all jobs' files on a node, never more is written; not of metadata and network
///     files       of each job; of metadata only
///     runtime, ramp    whole seconds as "60s"; the ramp comes first and does not count
///     simulated   {size, files, runtime, ramp}: what suits nodes that are no machines
///
/// Strict, like all knowledge: mistakes have file:line:column. Values; pure.
#pragma once

#include "models/core/knowledgefile.h"
#include "models/core/localtext.h"

namespace Vermagic {

constexpr int longestRuntime = 24 * 3600; ///< seconds
constexpr int mostFiles = 10'000'000;     ///< of one job

enum class Workload { Read, Write, RandomRead, RandomWrite, Metadata, Network };

/// What limits a run in space and time.
struct BenchmarkBounds
{
    qint64 size = 0; ///< bytes
    int files = 0;
    int runtime = 0; ///< seconds, of each phase
    int ramp = 0;    ///< seconds
    bool operator==(const BenchmarkBounds &) const = default;
};

struct BenchmarkProfile
{
    QString id;
    LocalText title;
    LocalText summary;
    QString source;
    Workload workload = Workload::Read;
    bool scales = false;
    QString metric;
    QString tool; ///< of benchmarkTools()
    qint64 blockSize = 0;
    bool direct = true;
    int jobs = 1;
    BenchmarkBounds bounds;
    BenchmarkBounds simulated;
    bool operator==(const BenchmarkProfile &) const = default;
};

QString workloadName(Workload workload); ///< as profiles and the script on the node spell it

/// fio, none, elbencho, ior.
const QStringList &benchmarkTools();

/// Bytes: "65536", "64 KiB", "4 GiB", "1 GB"; empty when it is none or more than a pebibyte.
std::optional<qint64> parseByteCount(const QString &text);
/// "64 MiB": the largest binary unit that divides it.
QString byteCountText(qint64 bytes);

/// What is shipped under resources/benchmarks, compiled in.
QList<KnowledgeFile> shippedBenchmarkFiles();
Loaded<BenchmarkProfile> loadBenchmarkProfile(const QByteArray &text, const QString &file);
/// Sorted by id; an id may be there once.
Loaded<QList<BenchmarkProfile>> loadBenchmarkProfiles(const QList<KnowledgeFile> &files);

} // namespace Vermagic
