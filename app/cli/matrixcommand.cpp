// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/matrixcommand.h"

#include "app/cli/matrixtext.h"
#include "app/cli/terminal.h"
#include "app/knowledgeloader.h"
#include "app/prooflog.h"
#include "models/diagnosis/compatibilityfacts.h"
#include "models/probe/nodefacts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int widthOfPipes = 120;

QStringList kindWords()
{
    return QStringList{u"all"_s} + filesystemKindWords();
}

Error mistake(const QString &message)
{
    return {ErrorCode::InvalidInput, message, u"matrix"_s, u"see vermagic matrix --help"_s};
}

bool isBad(const CompatibilityTable &table)
{
    return std::ranges::any_of(table.cells.begin(), table.cells.end(), [](const QList<TableCell> &row) {
        return std::ranges::any_of(row, [](const TableCell &cell) {
            const bool ours = !cell.nodes.isEmpty() || !cell.nextNodes.isEmpty();
            return ours
                   && (cell.cell.verdict == CellVerdict::Fails
                       || cell.cell.verdict == CellVerdict::Contradicted);
        });
    });
}

} // namespace

void MatrixCommand::start(const QStringList &arguments)
{
    CommandLine line(u"matrix"_s,
                     u"Prints which versions of a file system work on which kernels, and who says so."_s);
    HeadlessSession::addOptions(line);
    line.addOption({u"fs"_s}, u"One of %1."_s.arg(kindWords().join(u", "_s)), u"KIND"_s);
    line.addOption({u"kernel"_s}, u"Only this release or series: 6.12, 6.14.0-37-generic."_s, u"RELEASE"_s);
    line.addOption({u"version"_s}, u"Only this version of the file system."_s, u"V"_s);
    line.addOption({u"servers"_s}, u"Servers instead of clients."_s);
    line.addOption({u"f"_s, u"format"_s}, u"One of text, json."_s, u"FORMAT"_s);
    const Result<bool> parsed = line.parse(arguments);
    if (!parsed || !*parsed || !accept(line)) {
        if (!parsed)
            printError(parsed.error());
        Q_EMIT finished(parsed && !*parsed ? ExitHealthy : ExitUsage);
        return;
    }
    if (line.isSet(u"inventory"_s)) {
        startWithNodes(line, arguments);
        return;
    }
    Loaded<Knowledge> knowledge = readKnowledge({}, u"en"_s);
    const Result<ReadProofs> proofs = ProofLog(ProofLog::fileFor({})).read();
    if (!knowledge) {
        printErrors(knowledge.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    for (const Error &error : proofs ? proofs->skipped : QList{proofs.error()})
        printNote(toString(error));
    if (proofs)
        knowledge->compatibility.setProofs(proofs->proofs);
    print(knowledge->compatibility, {});
    Q_EMIT finished(ExitHealthy);
}

bool MatrixCommand::accept(const CommandLine &line)
{
    const Result<QString> kind = line.word(u"fs"_s, kindWords());
    const Result<QString> format = line.word(u"format"_s, {u"text"_s, u"json"_s});
    m_version = line.value(u"version"_s);
    m_kernel = line.value(u"kernel"_s);
    QList<Error> errors;
    for (const Result<QString> &word : {kind, format}) {
        if (!word)
            errors.append(word.error());
    }
    if (line.isSet(u"version"_s) && clientVersion(m_version).isNull())
        errors.append(mistake(u"'%1' is not a version."_s.arg(m_version)));
    if (line.isSet(u"kernel"_s) && (!isKernelRelease(m_kernel) || kernelSeries(m_kernel).isEmpty()))
        errors.append(mistake(u"'%1' is not a kernel release."_s.arg(m_kernel)));
    if (!errors.isEmpty()) {
        printErrors(errors);
        return false;
    }
    m_format = *format;
    m_role = line.isSet(u"servers"_s) ? FilesystemRole::Server : FilesystemRole::Client;
    if (const qsizetype chosen = kindWords().indexOf(*kind); chosen > 0)
        m_kinds = {FilesystemKind(chosen - 1)};
    else if (m_role == FilesystemRole::Server)
        m_kinds = {FilesystemKind::Lustre};
    else
        m_kinds = {FilesystemKind::BeeGfs, FilesystemKind::Lustre, FilesystemKind::VirtioFs};
    return true;
}

void MatrixCommand::startWithNodes(CommandLine &line, const QStringList &arguments)
{
    m_session = HeadlessSession::begin(line, arguments, this);
    if (!m_session)
        return;
    connect(m_session.get(), &HeadlessSession::swept, this, &MatrixCommand::showNodes);
    m_session->sweep();
}

void MatrixCommand::interrupt()
{
    if (m_session)
        m_session->interrupt();
    else
        CliCommand::interrupt();
}

void MatrixCommand::showNodes()
{
    const ClusterSnapshot &snapshot = m_session->engine().state.snapshot();
    const Compatibility &compatibility = m_session->engine().state.knowledge().compatibility;
    QList<NodeStanding> standings;
    bool unchecked = false;
    for (const NodeSnapshot &node : snapshot.nodes) {
        if (!m_session->nodes().contains(node.spec.name))
            continue;
        if (node.facts)
            standings += standingsOf(*node.facts, node.spec, *snapshot.inventory);
        else
            unchecked = true;
        if (node.error)
            printNote(toString(*node.error));
    }
    print(compatibility, standings);
    const bool bad = std::ranges::any_of(m_kinds, [&](FilesystemKind kind) {
        return isBad(tableOf(compatibility, {.kind = kind, .role = m_role}, standings));
    });
    Q_EMIT finished(unchecked ? ExitUnchecked : bad ? ExitFindings : ExitHealthy);
}

void MatrixCommand::print(const Compatibility &compatibility, const QList<NodeStanding> &standings) const
{
    QList<CompatibilityTable> tables;
    for (const FilesystemKind kind : m_kinds) {
        const TableRequest request{.kind = kind, .role = m_role, .version = m_version, .kernel = m_kernel};
        tables.append(tableOf(compatibility, request, standings));
    }
    if (m_format == u"json"_s) {
        printOut(matrixJson(tables));
        return;
    }
    const int width = terminalWidth() > 0 ? terminalWidth() : widthOfPipes;
    QStringList texts;
    for (const CompatibilityTable &table : std::as_const(tables))
        texts.append(!m_version.isEmpty() && !m_kernel.isEmpty() ? cellText(table)
                                                                 : matrixText(table, width));
    printOut(texts.join(u'\n'));
}

} // namespace Vermagic
