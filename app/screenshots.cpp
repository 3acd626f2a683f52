// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screenshots.h"

#include "app/cli/clicommand.h"
#include "app/cli/terminal.h"
#include "app/planner.h"

#include <QDir>
#include <QSize>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Time for the window to lay itself out and for its delayed updates to have been painted.
constexpr std::chrono::milliseconds settling{800};
constexpr QSize pictureSize{1440, 900};

} // namespace

Screenshots::Screenshots(Console &console, const QString &folder)
    : m_console(console)
    , m_folder(folder)
{
    console.resizeWindow(pictureSize);
    connect(&console.engine().prober, &ProbeRunner::sweepFinished, this, &Screenshots::sweepEnded, Qt::SingleShotConnection);
}

void Screenshots::sweepEnded()
{
    QTimer::singleShot(settling, this, [this] {
        if (!save(u"main-window"_s))
            return;
        const QList<NodeSnapshot> &nodes = m_console.engine().state.snapshot().nodes;
        const auto fixable = std::ranges::find_if(nodes, [](const NodeSnapshot &node) { return !playbookFor(node).isEmpty(); });
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
    const QString path = QDir(m_folder).filePath(name + u".png"_s);
    if (QDir().mkpath(m_folder) && m_console.savePicture(path))
        return true;
    printError({ErrorCode::Io, u"the picture cannot be written"_s, path, {}});
    Q_EMIT finished(ExitUsage);
    return false;
}

} // namespace Vermagic
