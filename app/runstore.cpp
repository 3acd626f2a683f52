// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/runstore.h"

#include "app/knowledgeloader.h"
#include "app/statefolder.h"
#include "models/benchmark/runjson.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Vermagic {

RunStore::RunStore(QString folder)
    : m_folder(std::move(folder))
{
}

QString RunStore::folderFor(const Inventory &inventory)
{
    if (inventory.simulated)
        return QFileInfo(inventory.file).absolutePath() + u"/benchmarks"_s;
    return stateFolderPath() + u"/benchmarks"_s;
}

Result<QString> RunStore::write(const BenchmarkRun &run) const
{
    const QString path = m_folder + u'/' + run.id + u".json"_s;
    return writePrivateFile(path, benchmarkRunJson(run))
        .transform([&path] { return path; })
        .transform_error([](Error error) {
            error.hint = u"the benchmark's result is not kept"_s;
            return error;
        });
}

Result<BenchmarkRun> RunStore::read(const QString &run) const
{
    QString path = run;
    if (!run.contains(u'/') && !run.endsWith(".json"_L1)) {
        QStringList names = QDir(m_folder).entryList({u"*.json"_s}, QDir::Files);
        names.removeIf([&](const QString &name) { return !name.startsWith(run); });
        if (names.contains(run + u".json"_s))
            names = {run + u".json"_s};
        if (names.size() != 1)
            return std::unexpected(Error{ErrorCode::NotFound,
                                         names.isEmpty() ? u"there is no such benchmark run"_s
                                                         : u"several benchmark runs begin so"_s,
                                         run, u"see vermagic bench --list"_s});
        path = m_folder + u'/' + names.first();
    }
    const Result<QByteArray> text = readInputFile(path);
    if (!text)
        return std::unexpected(text.error());
    return readBenchmarkRun(*text, path);
}

QList<BenchmarkRun> RunStore::all() const
{
    return newest(std::numeric_limits<qsizetype>::max(), std::numeric_limits<qint64>::max());
}

QList<BenchmarkRun> RunStore::newest(qsizetype most, qint64 mostBytes) const
{
    QList<BenchmarkRun> runs;
    const QFileInfoList files = QDir(m_folder).entryInfoList({u"*.json"_s}, QDir::Files,
                                                             QDir::Name | QDir::Reversed);
    for (const QFileInfo &file : files.first(std::min(most, files.size()))) {
        mostBytes -= file.size();
        if (mostBytes < 0)
            break;
        if (const Result<BenchmarkRun> run = read(file.filePath()))
            runs.append(*run);
    }
    std::ranges::sort(runs, {}, &BenchmarkRun::origin);
    return runs;
}

} // namespace Vermagic
