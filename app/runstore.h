// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Benchmark runs on disk: one file for each (runjson.h), ID.json, written whole or not at all, mode 0600, in the state
/// folder's benchmarks/. What simulated nodes did lies beside their inventory and is never mixed with real measurements.
#pragma once

#include "models/benchmark/run.h"
#include "models/core/result.h"

namespace Vermagic {

class RunStore
{
public:
    /// `folder` is made when the first run is written.
    explicit RunStore(QString folder);
    static QString folderFor(const Inventory &inventory);

    /// Its file.
    Result<QString> write(const BenchmarkRun &run) const;
    /// By id, by the beginning of one that no other has, or by the path of a file.
    Result<BenchmarkRun> read(const QString &run) const;
    /// Oldest first. Files that are no runs are left out.
    QList<BenchmarkRun> all() const;
    /// The newest by id, at most `most` in files of at most `mostBytes` together; oldest first.
    QList<BenchmarkRun> newest(qsizetype most, qint64 mostBytes) const;

private:
    QString m_folder;
};

} // namespace Vermagic
