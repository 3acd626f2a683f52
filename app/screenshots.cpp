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
constexpr std::chrono::milliseconds settling{800};

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
        if (!save(u"main-window"_s))
            return;
        const QList<NodeSnapshot> &nodes = m_console.engine().state.snapshot().nodes;
        const auto fixable = std::ranges::find_if(
            nodes, [](const NodeSnapshot &node) { return !playbookFor(node).isEmpty(); });
        if (fixable == nodes.end()) {
            Q_EMIT finished(ExitHealthy);
            return;
        }
        m_console.planNodes({fixable->spec.name}, {});
        QTimer::singleShot(settling, this, [this] {
            if (save(u"remediation"_s))
                Q_EMIT finished(ExitHealthy);
        });
    });
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
