// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/benchmarkscript.h"

#include "models/probe/probescript.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype outputLimit = 64 * 1024 * 1024;
constexpr int longRun = 30;

QByteArray resource(const QString &name)
{
    QFile file(u":/vermagic/benchmarks/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Milliseconds between a tool's samples: short runs want more of them.
int intervalFor(const BenchmarkBounds &bounds)
{
    return bounds.runtime < longRun ? 500 : 1000;
}

CommandSpec fileCommand(const BenchmarkRequest &request, const QByteArray &mark, bool simulated)
{
    const BenchmarkProfile &profile = request.profile;
    const BenchmarkBounds &bounds = request.bounds;
    const BenchmarkTarget &target = request.target;
    const QString base = request.folder.isEmpty() ? target.mountpoint
                                                  : target.mountpoint + u'/' + request.folder;
    CommandSpec spec;
    spec.argv = {u"sh"_s,
                 u"-c"_s,
                 QString::fromUtf8(resource(u"run-benchmark.sh"_s)),
                 u"vermagic-benchmark"_s,
                 QString::fromLatin1(mark),
                 target.mountpoint,
                 QString::fromUtf8(mountinfoEscaped(target.mountpoint)),
                 target.type,
                 simulated ? u"no"_s : u"yes"_s,
                 base,
                 workloadName(profile.workload),
                 profile.tool,
                 QString::number(profile.blockSize),
                 QString::number(bounds.size),
                 QString::number(bounds.runtime),
                 QString::number(bounds.ramp),
                 profile.direct ? u"yes"_s : u"no"_s,
                 QString::number(profile.jobs),
                 QString::number(bounds.files),
                 QString::number(intervalFor(bounds)),
                 target.module};
    return spec;
}

/// Where distributions keep an interpreter; the system's own is not in PATH on Red Hat's.
CommandSpec networkCommand(const BenchmarkRequest &request, const QByteArray &mark)
{
    const BenchmarkBounds &bounds = request.bounds;
    CommandSpec spec;
    spec.argv = {u"sh"_s,
                 u"-c"_s,
                 uR"(for python in python3 /usr/libexec/platform-python; do
    if command -v "$python" >/dev/null 2>&1; then exec "$python" -c "$@"; fi
done
printf '\n@@%s refused no-tool python3\n' "$2")"_s,
                 u"vermagic-benchmark"_s,
                 QString::fromUtf8(resource(u"network.py"_s)),
                 QString::fromLatin1(mark),
                 QString::number(bounds.runtime),
                 QString::number(bounds.ramp),
                 QString::number(request.profile.jobs),
                 QString::number(request.profile.blockSize),
                 QString::number(intervalFor(bounds)),
                 QString::number(timeLimit(request).count())};
    return spec;
}

} // namespace

CommandSpec benchmarkCommand(const BenchmarkRequest &request, const QByteArray &mark, bool simulated)
{
    CommandSpec spec = request.profile.workload == Workload::Network ? networkCommand(request, mark)
                                                                     : fileCommand(request, mark, simulated);
    spec.keepInput = true;
    spec.timeout = timeLimit(request);
    spec.outputLimit = outputLimit;
    return spec;
}

} // namespace Vermagic
