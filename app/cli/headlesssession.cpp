// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/headlesssession.h"

#include "app/background.h"
#include "app/cli/sweepprogress.h"
#include "app/cli/terminal.h"
#include "app/inventoryfile.h"
#include "app/knowledgeloader.h"
#include "models/inventory/nodeselection.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int defaultTimeout = 60;
/// A single sweep must wait until a hung mount is told from one that is slow.
constexpr std::chrono::milliseconds livenessWait{5000};

} // namespace

HeadlessSession::HeadlessSession(Knowledge knowledge, const SshSettings &settings)
    : m_engine(std::make_unique<Engine>(std::move(knowledge), settings))
{
    m_terminal.setMaxThreadCount(1);
    m_engine->prober.setLivenessWait(livenessWait);
    m_engine->prober.setWaitsForBuildEnvironment(true);
    connect(&m_engine->prober, &ProbeRunner::sweepFinished, this, [this] {
        if (m_engine->triager.isSettled())
            endSweep();
        else
            connect(&m_engine->triager, &HostKeyTriager::settled, this, &HeadlessSession::endSweep,
                    Qt::SingleShotConnection);
    });
    connect(&m_engine->state, &ClusterState::nodeChanged, this, &HeadlessSession::showSweepProgress);
    connect(&m_engine->pool, &NodePool::credentialQuestion, this, &HeadlessSession::askForSecret);
    connect(&m_engine->proofs, &ProofRecorder::failed, this, [](const Error &error) { printError(error); });
    connect(&m_engine->recorder, &SessionRecorder::failed, this, [this](const Error &error) {
        printError(error);
        m_notRecorded = error;
    });
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &HeadlessSession::showSweepProgress);
}

HeadlessSession::~HeadlessSession()
{
    *m_givenUp = true; // or the end of the process would wait for somebody who answers a question
}

void HeadlessSession::addOptions(CommandLine &line)
{
    line.addOption({u"i"_s, u"inventory"_s}, u"The inventory."_s, u"FILE"_s);
    line.addOption({u"nodes"_s}, u"Only these nodes: names, ranges such as compute[01-16], @GROUP."_s,
                   u"NODESET"_s);
    line.addOption({u"timeout"_s},
                   u"Seconds a node may take from connecting to its last answer (%1)."_s.arg(defaultTimeout),
                   u"S"_s);
    line.addOption({u"playbooks"_s}, u"A folder of own playbooks beside the shipped ones."_s, u"DIR"_s);
    line.addOption({u"strict-host-keys"_s}, u"Refuse nodes whose host key is not known (the default)."_s);
    line.addOption({u"accept-new-host-keys"_s},
                   u"Record keys of unknown hosts; changed keys are refused all the same."_s);
}

void HeadlessSession::addQuiet(CommandLine &line)
{
    line.addOption({u"q"_s, u"quiet"_s}, u"Print nothing but errors; the exit code tells."_s);
}

void HeadlessSession::addRecord(CommandLine &line)
{
    line.addOption({u"record"_s},
                   u"Keep what is seen in this new file, for check --replay and vermagic --replay."_s,
                   u"FILE"_s);
}

void HeadlessSession::addNotify(CommandLine &line)
{
    line.addOption({u"notify"_s}, u"Tell whom this file names, such as %1."_s.arg(defaultNotifyFile()),
                   u"FILE"_s);
}

bool HeadlessSession::parse(CommandLine &line, const QStringList &arguments, CliCommand *command)
{
    const Result<bool> parsed = line.parse(arguments);
    if (!parsed || !*parsed) {
        if (!parsed)
            printError(parsed.error());
        Q_EMIT command->finished(parsed ? ExitHealthy : ExitUsage);
        return false;
    }
    if (line.hasSet(u"quiet"_s))
        beQuiet();
    return true;
}

std::unique_ptr<HeadlessSession> HeadlessSession::begin(
    CommandLine &line, const QStringList &arguments, CliCommand *command,
    const std::function<bool(const CommandLine &)> &accepts)
{
    if (!parse(line, arguments, command))
        return {};
    if (accepts && !accepts(line)) {
        Q_EMIT command->finished(ExitUsage);
        return {};
    }
    Loaded<std::unique_ptr<HeadlessSession>> session = open(line);
    if (!session) {
        printErrors(session.error());
        Q_EMIT command->finished(ExitUsage);
        return {};
    }
    return std::move(*session);
}

Loaded<std::unique_ptr<HeadlessSession>> HeadlessSession::open(const CommandLine &line)
{
    const Result<QString> file = line.required(u"inventory"_s);
    const Result<int> timeout = line.number(u"timeout"_s, defaultTimeout, 1, 86400);
    if (!file || !timeout)
        return std::unexpected(QList{file ? timeout.error() : file.error()});
    const Loaded<ImportedInventory> imported = readInventoryFile(*file);
    if (!imported)
        return std::unexpected(imported.error());
    const Inventory &inventory = imported->inventory;
    for (const QString &note : imported->notes)
        printNote(note);
    Loaded<Knowledge> knowledge = readKnowledge(line.value(u"playbooks"_s), u"en"_s);
    if (!knowledge)
        return std::unexpected(knowledge.error());

    SshSettings settings;
    settings.unknownHostKeys = line.isSet(u"accept-new-host-keys"_s) ? UnknownHostKeys::AcceptNew
                                                                     : UnknownHostKeys::Refuse;
    settings.askCredentials = hasTerminal();
    std::unique_ptr<HeadlessSession> session(new HeadlessSession(std::move(*knowledge), settings));
    session->m_engine->prober.setNodeDeadline(std::chrono::seconds(*timeout));
    // Whoever gives a slow node more time gives it to the probe, too; half of it is for connecting.
    session->m_engine->prober.setProbeTimeout(std::chrono::seconds(qMax(30, *timeout / 2)));
    session->m_wholeCluster = !line.isSet(u"nodes"_s);
    const Result<QStringList> nodes = selectNodes(line.value(u"nodes"_s, u"@*"_s), inventory);
    if (!nodes)
        return std::unexpected(QList{nodes.error()});
    session->m_nodes = *nodes;
    session->m_engine->state.apply(InventoryLoaded{inventory});
    if (const Loaded<void> begun = session->keepAndTell(line, inventory); !begun)
        return std::unexpected(begun.error());
    return session;
}

Loaded<void> HeadlessSession::keepAndTell(const CommandLine &line, const Inventory &inventory)
{
    if (line.hasSet(u"notify"_s)) {
        Loaded<QList<NotifyHook>> hooks = readNotifyFile(line.value(u"notify"_s));
        if (!hooks)
            return std::unexpected(hooks.error());
        m_notifier = std::make_unique<Notifier>(std::move(*hooks));
        m_memory = std::make_unique<NotifyMemory>(inventory);
        connect(m_notifier.get(), &Notifier::failed, this, printError);
        connect(m_notifier.get(), &Notifier::finished, this, &HeadlessSession::told);
    }
    if (line.hasSet(u"record"_s)) {
        const QStringList recorded = m_wholeCluster ? QStringList() : m_nodes;
        const Result<void> begun = m_engine->recorder.start(line.value(u"record"_s), recorded);
        if (!begun)
            return std::unexpected(QList{begun.error()});
    }
    return {};
}

ClusterSnapshot HeadlessSession::snapshot() const
{
    ClusterSnapshot snapshot = m_engine->state.snapshot();
    snapshot.keepOnly(m_nodes);
    return snapshot;
}

void HeadlessSession::sweep()
{
    m_sweepTime.start();
    m_tick.start();
    m_engine->prober.sweep(m_wholeCluster ? QStringList() : m_nodes);
}

void HeadlessSession::endSweep()
{
    m_tick.stop();
    clearProgress();
    Q_EMIT swept();
}

void HeadlessSession::interrupt()
{
    m_partial = true;
    *m_givenUp = true;
    m_engine->prober.cancel();
}

void HeadlessSession::showSweepProgress()
{
    if (!m_engine->prober.isSweeping())
        return;
    QStringList waiting;
    for (const NodeSnapshot &node : m_engine->state.snapshot().nodes) {
        if (node.probing)
            waiting.append(node.spec.name);
    }
    const std::chrono::seconds elapsed(m_sweepTime.elapsed() / 1000);
    const QString text = sweepProgress(m_nodes.size(), waiting, elapsed, progressWidth());
    if (std::exchange(m_progress, text) != text)
        showProgress(text);
}

void HeadlessSession::askForSecret(const CredentialQuestion &question)
{
    // A terminal is read from a thread of its own, so that other nodes go on meanwhile.
    const QString prompt = u"%1: %2 "_s.arg(question.node, question.prompt);
    inBackground([prompt, givenUp = m_givenUp] { return askSecret(prompt, *givenUp); }, &m_terminal)
        .then(this, [this, question](const std::optional<QByteArray> &secret) {
            m_engine->pool.answerCredential(question, secret);
        });
}

HealthReport HeadlessSession::report(const std::optional<EarlierReport> &earlier) const
{
    return reportOf(snapshot(), m_engine->state.knowledge(), !m_partial, earlier);
}

HealthReport HeadlessSession::outcome() const
{
    return outcomeOf(snapshot(), !m_partial);
}

const std::optional<Error> &HeadlessSession::endRecording(const HealthReport &report)
{
    m_engine->recorder.end(report.complete, report.generatedAt);
    return m_notRecorded;
}

void HeadlessSession::tell(const HealthReport &report, bool onlyChanges)
{
    // What was ended early says little about the nodes that had no time to answer.
    if (!m_notifier || !report.complete) {
        QMetaObject::invokeMethod(this, &HeadlessSession::told, Qt::QueuedConnection);
        return;
    }
    const ClusterSnapshot cluster = snapshot();
    QList<NodeChange> changes;
    for (const NodeSnapshot &node : cluster.nodes) {
        if (const std::optional<NodeChange> change = m_memory->news().take(node))
            changes.append(*change);
    }
    m_notifier->notify(notificationOf(report, cluster, changes), onlyChanges);
    if (const Result<void> saved = m_memory->save(); !saved)
        printError(saved.error());
}

int HeadlessSession::verdict() const
{
    return exitCodeFor(outcome());
}

} // namespace Vermagic
