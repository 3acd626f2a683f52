// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Pictures of the window for the README and for runs without a display: after the first sweep the matrix with
/// its worst node, then the plan that Fix… shows for it, then the verdict of a benchmark on practice nodes. Owned by
/// main(). finished() once, with an exit code. Approves no plan and measures no real node.
#pragma once

#include "app/console.h"

namespace Vermagic {

class Screenshots : public QObject
{
    Q_OBJECT
public:
    Screenshots(Console &console, const QString &folder);

Q_SIGNALS:
    void finished(int exitCode);

private:
    void sweepEnded();
    void showPlan();
    void measure();
    bool save(const QString &name);

    Console &m_console;
    QString m_folder;
};

} // namespace Vermagic
