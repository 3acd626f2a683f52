// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/benchcommand.h"

#include "app/cli/terminal.h"
#include "app/inventoryfile.h"
#include "app/knowledgeloader.h"
#include "app/runstore.h"
#include "models/benchmark/ratetext.h"
#include "models/benchmark/runjson.h"
#include "models/benchmark/runtext.h"
#include "models/benchmark/scaling.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr std::chrono::milliseconds progressInterval{500};

Error mistake(const QString &message, const QString &hint = u"see vermagic bench --help"_s)
{
    return {ErrorCode::InvalidInput, message, u"bench"_s, hint};
}

/// What comes along is there: a test reads every file.
QList<BenchmarkProfile> profiles()
{
    return loadBenchmarkProfiles(shippedBenchmarkFiles()).value_or(QList<BenchmarkProfile>());
}

/// One of those that come along, or the path of a file.
Loaded<BenchmarkProfile> profileNamed(const QString &id)
{
    if (id.contains(u'/') || id.endsWith(".yaml"_L1)) {
        const Result<QByteArray> text = readInputFile(id);
        return text ? loadBenchmarkProfile(*text, id) : std::unexpected(QList<Error>{text.error()});
    }
    const QList<BenchmarkProfile> known = profiles();
    const auto found = std::ranges::find(known, id, &BenchmarkProfile::id);
    if (found != known.end())
        return *found;
    QStringList ids;
    for (const BenchmarkProfile &profile : known)
        ids.append(profile.id);
    return std::unexpected(QList<Error>{
        mistake(u"There is no benchmark '%1'."_s.arg(id), u"one of %1, or a file"_s.arg(ids.join(u", "_s)))});
}

/// The runs over the inventory that is named, or those of real nodes.
Loaded<RunStore> storeFor(const CommandLine &line)
{
    Inventory inventory;
    if (line.isSet(u"inventory"_s)) {
        const Loaded<ImportedInventory> read = readInventoryFile(line.value(u"inventory"_s));
        if (!read)
            return std::unexpected(read.error());
        inventory = read->inventory;
    }
    return RunStore(RunStore::folderFor(inventory));
}

/// The file systems that all these nodes mount; with --fs only that one.
QStringList filesystemsInCommon(const CommandLine &line, const Inventory &inventory, const QStringList &nodes)
{
    QStringList common;
    for (const FilesystemSpec &filesystem : inventory.filesystems) {
        const bool everywhere = std::ranges::all_of(nodes, [&](const QString &node) {
            const NodeSpec *spec = inventory.node(node);
            return spec && spec->mounts.contains(filesystem.name);
        });
        if (everywhere && line.value(u"fs"_s, filesystem.name) == filesystem.name)
            common.append(filesystem.name);
    }
    return common;
}

/// What the options say, or the only file system that all these nodes mount.
Result<BenchmarkTarget> targetOf(const CommandLine &line, const Inventory &inventory,
                                 const QStringList &nodes)
{
    if (line.isSet(u"mountpoint"_s)) {
        const QString type = line.value(u"type"_s);
        return BenchmarkTarget{.name = type, .mountpoint = line.value(u"mountpoint"_s), .type = type};
    }
    const QStringList common = filesystemsInCommon(line, inventory, nodes);
    if (common.size() == 1)
        return targetFor(*inventory.filesystem(common.first()));
    if (common.isEmpty())
        return std::unexpected(mistake(line.isSet(u"fs"_s)
                                           ? u"Not all of these nodes mount '%1'."_s.arg(line.value(u"fs"_s))
                                           : u"These nodes have no file system in common."_s));
    return std::unexpected(mistake(u"These nodes have several file systems."_s,
                                   u"choose one with --fs: %1"_s.arg(common.join(u", "_s))));
}

BenchmarkTarget networkTargetOf(const CommandLine &line, const Inventory &inventory, const QStringList &nodes)
{
    const QStringList common = filesystemsInCommon(line, inventory, nodes);
    return networkTarget(common.size() == 1 ? inventory.filesystem(common.first()) : nullptr);
}

} // namespace

void BenchCommand::start(const QStringList &arguments)
{
    CommandLine line(
        u"bench"_s,
        u"Runs a benchmark on the nodes, all at once, and judges it by the inventory's thresholds."_s);
    HeadlessSession::addOptions(line);
    line.addOption({u"profile"_s}, u"The benchmark; --list names them. Or a file of your own."_s,
                   u"ID|FILE"_s);
    line.addOption({u"fs"_s},
                   u"The file system, by its name in the inventory, where the nodes have several."_s,
                   u"NAME"_s);
    line.addOption({u"mountpoint"_s},
                   u"Instead: where something is mounted that the inventory does not know, as a baseline."_s,
                   u"DIR"_s);
    line.addOption({u"type"_s}, u"What is mounted there, as the kernel names it: nfs, nfs4, ext4."_s,
                   u"TYPE"_s);
    line.addOption({u"folder"_s}, u"A folder below the mount point in which the login may write."_s,
                   u"DIR"_s);
    line.addOption({u"size"_s}, u"Of the files on each node, instead of the profile's: 64 MiB, 16 GiB."_s,
                   u"SIZE"_s);
    line.addOption({u"tool"_s},
                   u"Instead of the profile's: one of %1; ior is mdtest for metadata."_s.arg(
                       benchmarkTools().join(u", "_s)),
                   u"NAME"_s);
    line.addOption({u"runtime"_s}, u"Seconds, instead of the profile's."_s, u"S"_s);
    line.addOption({u"list"_s}, u"Lists the benchmarks and the runs that are kept."_s);
    line.addOption({u"compare"_s}, u"Compares two runs, by id or file."_s);
    line.addOption({u"f"_s, u"format"_s}, u"One of text, json."_s, u"FORMAT"_s);
    line.addOption({u"o"_s, u"output"_s}, u"Write the result there instead of to standard output."_s,
                   u"FILE"_s);
    line.addArguments(u"[RUN RUN]"_s, u"What --compare compares."_s);
    const Result<bool> parsed = line.parse(arguments);
    if (!parsed || !*parsed || !accept(line)) {
        if (!parsed)
            printError(parsed.error());
        Q_EMIT finished(parsed && !*parsed ? ExitHealthy : ExitUsage);
    } else if (line.isSet(u"list"_s)) {
        list(line);
    } else if (line.isSet(u"compare"_s)) {
        compare(line);
    } else if (m_session = HeadlessSession::begin(line, arguments, this); m_session) {
        run(line);
    }
}

bool BenchCommand::accept(const CommandLine &line)
{
    QList<Error> errors;
    const Result<QString> format = line.word(u"format"_s, {u"text"_s, u"json"_s});
    m_format = format.value_or(QString());
    m_output = line.value(u"output"_s);
    if (!format)
        errors.append(format.error());
    const bool compares = line.isSet(u"compare"_s), lists = line.isSet(u"list"_s);
    if (line.arguments().size() != (compares ? 2 : 0))
        errors.append(mistake(compares ? u"--compare takes two runs."_s : u"Arguments are for --compare."_s));
    if (!compares && !lists) {
        const Result<QString> id = line.required(u"profile"_s);
        const Loaded<BenchmarkProfile> profile = id ? profileNamed(*id)
                                                    : std::unexpected(QList<Error>{id.error()});
        if (profile)
            m_request.profile = *profile;
        else
            errors += profile.error();
        if (const Result<QString> nodes = line.required(u"nodes"_s); !nodes)
            errors.append(nodes.error());
    }
    if (line.isSet(u"tool"_s)) {
        const Result<QString> tool = line.word(u"tool"_s, benchmarkTools());
        m_request.profile.tool = tool.value_or(QString());
        if (!tool)
            errors.append(tool.error());
    }
    if (line.isSet(u"size"_s)) {
        m_size = parseByteCount(line.value(u"size"_s));
        if (!m_size || *m_size / m_request.profile.jobs < m_request.profile.blockSize)
            errors.append(mistake(u"'%1' is no size for this benchmark."_s.arg(line.value(u"size"_s))));
    }
    if (line.isSet(u"runtime"_s)) {
        const Result<int> runtime = line.number(u"runtime"_s, 0, 1, longestRuntime);
        m_runtime = runtime.value_or(0);
        if (!runtime)
            errors.append(runtime.error());
    }
    if (m_request.profile.workload == Workload::Network) {
        for (const QString &option : {u"mountpoint"_s, u"folder"_s, u"size"_s, u"tool"_s}) {
            if (line.isSet(option))
                errors.append(mistake(u"--%1 means nothing to a benchmark of the network."_s.arg(option)));
        }
    }
    const bool elsewhere = line.isSet(u"mountpoint"_s);
    if (elsewhere != line.isSet(u"type"_s) || (elsewhere && line.isSet(u"fs"_s)))
        errors.append(mistake(u"--mountpoint and --type go together, without --fs."_s));
    if (elsewhere && !line.value(u"mountpoint"_s).startsWith(u'/'))
        errors.append(mistake(u"--mountpoint is an absolute path."_s));
    m_request.folder = line.value(u"folder"_s);
    if (!staysBelow(m_request.folder))
        errors.append(mistake(u"--folder lies below the mount point."_s));
    printErrors(errors);
    return errors.isEmpty();
}

void BenchCommand::list(const CommandLine &line)
{
    const Loaded<RunStore> store = storeFor(line);
    if (!store) {
        printErrors(store.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    QString text = u"Benchmarks:\n"_s;
    for (const BenchmarkProfile &profile : profiles())
        text += u"  %1 %2\n"_s.arg(profile.id, -14).arg(profile.title.in(u"en"_s));
    text += u"\nRuns:\n"_s;
    for (const BenchmarkRun &run : store->all())
        text += u"  "_s + benchmarkRunLine(run);
    printOut(text);
    Q_EMIT finished(ExitHealthy);
}

void BenchCommand::compare(const CommandLine &line)
{
    const Loaded<RunStore> store = storeFor(line);
    QList<Error> errors = store ? QList<Error>() : store.error();
    QList<BenchmarkRun> runs;
    for (const QString &name : store ? line.arguments() : QStringList()) {
        if (const Result<BenchmarkRun> run = store->read(name))
            runs.append(*run);
        else
            errors.append(run.error());
    }
    printErrors(errors);
    if (errors.isEmpty())
        printOut(comparisonText(runs[0], runs[1]));
    Q_EMIT finished(errors.isEmpty() ? ExitHealthy : ExitUsage);
}

void BenchCommand::run(const CommandLine &line)
{
    const Inventory &inventory = *m_session->engine().state.snapshot().inventory;
    m_request.nodes = m_session->nodes();
    m_request.bounds = boundsFor(m_request.profile, inventory);
    m_request.bounds.size = m_size.value_or(m_request.bounds.size);
    m_request.bounds.runtime = m_runtime.value_or(m_request.bounds.runtime);
    const Result<BenchmarkTarget> target = m_request.profile.workload == Workload::Network
                                               ? networkTargetOf(line, inventory, m_request.nodes)
                                               : targetOf(line, inventory, m_request.nodes);
    if (!target)
        return refuse(target.error());
    m_request.target = *target;
    BenchmarkRunner *runner = &m_session->engine().benchmarks;
    connect(runner, &BenchmarkRunner::failed, this, [](const Error &error) { printNote(toString(error)); });
    connect(runner, &BenchmarkRunner::leftoverRemoved, this, [](const QString &node, const QString &name) {
        printNote(u"%1: removed what a killed benchmark had left: %2"_s.arg(node, name));
    });
    connect(&m_progress, &QTimer::timeout, this, &BenchCommand::showProgress);
    Result<void> started;
    if (m_request.profile.scales) {
        m_scaling = std::make_unique<ScalingRunner>(runner);
        connect(runner, &BenchmarkRunner::finished, this, &BenchCommand::tell);
        connect(m_scaling.get(), &ScalingRunner::finished, this, &BenchCommand::conclude);
        started = m_scaling->start(m_request);
    } else {
        connect(runner, &BenchmarkRunner::finished, this, [this](const BenchmarkRun &run) {
            tell(run);
            conclude({run});
        });
        started = runner->start(m_request);
    }
    if (!started)
        return refuse(started.error());
    m_progress.start(progressInterval);
}

void BenchCommand::refuse(const Error &error)
{
    printError(error);
    Q_EMIT finished(ExitUsage);
}

void BenchCommand::interrupt()
{
    if (m_scaling)
        m_scaling->cancel();
    if (m_session && m_session->engine().benchmarks.isRunning())
        m_session->engine().benchmarks.cancel();
    else
        CliCommand::interrupt();
}

void BenchCommand::showProgress()
{
    const BenchmarkRunner &runner = m_session->engine().benchmarks;
    const qsizetype all = runner.request().nodes.size();
    if (!runner.hasBegun()) {
        Vermagic::showProgress(
            u"preparing: %1 of %2 nodes are ready"_s.arg(runner.nodesIn(NodeMeasurement::Stage::Ready))
                .arg(all));
        return;
    }
    const QString metric = m_request.profile.metric;
    Vermagic::showProgress(u"measuring: %1 s, %2 of %3 nodes, %4"_s.arg(runner.seconds(), 0, 'f', 0)
                               .arg(runner.nodesIn(NodeMeasurement::Stage::Running))
                               .arg(all)
                               .arg(rateText(metric, runner.latestRate())));
}

/// A run that is over: at once, where others follow.
void BenchCommand::tell(const BenchmarkRun &run)
{
    clearProgress();
    if (m_format != "json"_L1)
        write(benchmarkRunText(run).toUtf8());
}

void BenchCommand::conclude(const QList<BenchmarkRun> &runs)
{
    m_progress.stop();
    const Scaling scaling = scalingOf(runs);
    if (m_format == "json"_L1)
        write(m_scaling ? scalingJson(scaling, runs) : benchmarkRunJson(runs.first()));
    else if (m_scaling)
        write('\n' + scalingText(scaling).toUtf8());
    if (!m_output.isEmpty()) {
        if (const Result<void> written = writeReport(m_output, m_text); !written)
            return refuse(written.error());
    }
    const bool missed = std::ranges::any_of(
        runs, [](const BenchmarkRun &run) { return run.count(ThresholdOutcome::Fail) > 0; });
    if (missed || scaling.outcome == ThresholdOutcome::Fail)
        Q_EMIT finished(ExitFindings);
    else
        Q_EMIT finished(runs.last().end == RunEnd::Completed ? ExitHealthy : ExitUnchecked);
}

/// A file is written whole, in the end.
void BenchCommand::write(const QByteArray &text)
{
    if (m_output.isEmpty())
        printOut(text);
    else
        m_text += text;
}

} // namespace Vermagic
