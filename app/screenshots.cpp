// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screenshots.h"

#include "app/cli/clicommand.h"
#include "app/cli/terminal.h"
#include "app/planner.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Time for the window to lay itself out and for its delayed updates to have been painted.
constexpr std::chrono::milliseconds settling{1200};
constexpr qsizetype fewNodes = 3;

/// Sequential reading on a few practice nodes that share a file system; empty where there are none.
std::optional<BenchmarkRequest> exampleRun(const ClusterSnapshot &cluster)
{
    const auto profiles = loadBenchmarkProfiles(shippedBenchmarkFiles()).value_or(QList<BenchmarkProfile>());
    const auto profile = std::ranges::find(profiles, u"seq-read"_s, &BenchmarkProfile::id);
    if (!cluster.inventory || !cluster.inventory->simulated || profile == profiles.end())
        return {};
    for (const FilesystemSpec &filesystem : cluster.inventory->filesystems) {
        BenchmarkRequest request{*profile, profile->simulated, targetFor(filesystem), {}, {}, {}};
        for (const NodeSnapshot &node : cluster.nodes) {
            if (request.nodes.size() < fewNodes && obstacleOn(node, *profile, filesystem).isEmpty())
                request.nodes.append(node.spec.name);
        }
        if (request.nodes.size() == fewNodes)
            return request;
    }
    return {};
}

} // namespace

Screenshots::Screenshots(Console &console, const QString &folder)
    : m_console(console)
    , m_folder(folder)
{
    connect(&console.engine().prober, &ProbeRunner::sweepFinished, this, &Screenshots::sweepEnded,
            Qt::SingleShotConnection);
}

void Screenshots::sweepEnded()
{
    QTimer::singleShot(settling, this, [this] {
        if (save(u"main-window"_s))
            showPlan();
    });
}

void Screenshots::showPlan()
{
    const QList<NodeSnapshot> &nodes = m_console.engine().state.snapshot().nodes;
    const auto fixable = std::ranges::find_if(
        nodes, [](const NodeSnapshot &node) { return !playbookFor(node).isEmpty(); });
    if (fixable == nodes.end())
        return measure();
    m_console.planNodes({fixable->spec.name}, {});
    QTimer::singleShot(settling, this, [this] {
        if (save(u"remediation"_s))
            measure();
    });
}

void Screenshots::measure()
{
    Engine &engine = m_console.engine();
    const std::optional<BenchmarkRequest> request = exampleRun(engine.state.snapshot());
    if (!request || !engine.benchmarks.start(*request)) {
        Q_EMIT finished(ExitHealthy);
        return;
    }
    connect(
        &engine.benchmarks, &BenchmarkRunner::finished, this,
        [this] {
            QTimer::singleShot(settling, this, [this] {
                if (save(u"benchmark"_s))
                    Q_EMIT finished(ExitHealthy);
            });
        },
        Qt::SingleShotConnection);
}

bool Screenshots::save(const QString &name)
{
    Result<void> saved = std::unexpected(Error{ErrorCode::Io, u"the folder cannot be made"_s, m_folder, {}});
    if (QDir().mkpath(m_folder))
        saved = m_console.savePictures(m_folder, name);
    if (saved)
        return true;
    printError(saved.error());
    Q_EMIT finished(ExitUsage);
    return false;
}

} // namespace Vermagic
