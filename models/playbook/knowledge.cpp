// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/knowledge.h"

#include "models/core/nearestword.h"
#include "models/playbook/playbookreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

const QString policyFile = u"programs.yaml"_s;

/// All but signatures, which may share a name with a playbook.
QMap<QString, QByteArray> byName(const QList<KnowledgeFile> &files)
{
    QMap<QString, QByteArray> texts;
    for (const KnowledgeFile &file : files) {
        if (!isSignatureFile(file.text))
            texts.insert(file.name, file.text);
    }
    return texts;
}

QStringList checkIds(const QList<Playbook> &playbooks)
{
    QStringList ids;
    for (const Playbook &playbook : playbooks) {
        for (const Check &check : playbook.checks)
            ids.append(check.id);
    }
    ids.removeDuplicates();
    return ids;
}

void checkCauses(const QList<Playbook> &playbooks, QList<Error> &errors)
{
    const QStringList ids = checkIds(playbooks);
    for (const Playbook &playbook : playbooks) {
        for (const Check &check : playbook.checks) {
            for (const Cause &cause : check.causedBy) {
                if (!ids.contains(cause.check))
                    errors.append({ErrorCode::InvalidInput, u"unknown check '%1'"_s.arg(cause.check),
                                   cause.position.toString(), wordHint(cause.check, ids)});
            }
        }
    }
}

void readSignatures(const QList<KnowledgeFile> &files, Knowledge &knowledge, QList<Error> &errors)
{
    QList<KnowledgeFile> own;
    std::ranges::copy_if(files, std::back_inserter(own),
                         [](const KnowledgeFile &file) { return isSignatureFile(file.text); });
    Loaded<SignatureBook> book = loadSignatureBook(own);
    if (!book) {
        errors += book.error();
        return;
    }
    knowledge.signatures = std::move(*book);
}

/// The playbooks that signatures name must be there.
void checkPlaybooksOf(const Knowledge &knowledge, QList<Error> &errors)
{
    for (const Signature &signature : knowledge.signatures.signatures()) {
        if (!signature.playbook.isEmpty() && !knowledge.playbook(signature.playbook))
            errors.append(
                {ErrorCode::InvalidInput,
                 u"there is no playbook '%1' for the signature '%2'"_s.arg(signature.playbook, signature.id),
                 signature.playbookPosition.toString(),
                 {}});
    }
}

/// The names of probes are those of sections of the sweep, so they are unique among all playbooks.
void checkProbeIds(const QList<Playbook> &playbooks, QList<Error> &errors)
{
    QStringList ids;
    for (const Playbook &playbook : playbooks) {
        for (const FactProbe &probe : playbook.probes) {
            if (ids.contains(probe.id))
                errors.append({ErrorCode::InvalidInput,
                               u"the probe id '%1' is used twice"_s.arg(probe.id),
                               probe.position.toString(),
                               {}});
            ids.append(probe.id);
        }
    }
}

/// Of a step, of what is asked before it or cleaned up for it, of a probe.
template<typename T>
void fillScript(T &item, const QMap<QString, QByteArray> &texts, QList<Error> &errors)
{
    if (item.script.isEmpty())
        return;
    if (item.script.endsWith(u".sh"_s) && texts.contains(item.script))
        item.scriptText = QString::fromUtf8(texts.value(item.script));
    else
        errors.append({ErrorCode::InvalidInput, u"there is no script '%1'"_s.arg(item.script),
                       item.position.toString(), u"scripts lie beside the playbooks and end in .sh"_s});
}

void fillScripts(QList<Step> &steps, const QMap<QString, QByteArray> &texts, QList<Error> &errors)
{
    for (Step &step : steps) {
        fillScript(step, texts, errors);
        for (std::optional<StepAction> *action : {&step.doneWhen, &step.cleanUp}) {
            if (*action)
                fillScript(**action, texts, errors);
        }
    }
}

/// Whoever is told that advice is obsolete must find what to do instead.
void checkSuccessor(const std::optional<Obsolete> &obsolete, const Knowledge &knowledge, QList<Error> &errors)
{
    if (!obsolete || obsolete->playbook.isEmpty())
        return;
    const Playbook *successor = knowledge.playbook(obsolete->playbook);
    const bool there = successor && (obsolete->remedy.isEmpty() || successor->remedy(obsolete->remedy));
    QStringList names;
    for (const Playbook &playbook : knowledge.playbooks)
        names.append(playbook.id);
    if (!there)
        errors.append(
            {ErrorCode::InvalidInput,
             successor ? u"the playbook '%1' has no remedy '%2'"_s.arg(obsolete->playbook, obsolete->remedy)
                       : u"unknown playbook '%1'"_s.arg(obsolete->playbook),
             obsolete->position.toString(), successor ? QString() : wordHint(obsolete->playbook, names)});
    else if (successor->obsolete
             || (!obsolete->remedy.isEmpty() && successor->remedy(obsolete->remedy)->obsolete))
        errors.append({ErrorCode::InvalidInput,
                       u"what supersedes it is obsolete itself"_s,
                       obsolete->position.toString(),
                       {}});
}

void checkSuccessors(const Knowledge &knowledge, QList<Error> &errors)
{
    for (const Playbook &playbook : knowledge.playbooks) {
        checkSuccessor(playbook.obsolete, knowledge, errors);
        for (const Remedy &remedy : playbook.remedies)
            checkSuccessor(remedy.obsolete, knowledge, errors);
    }
}

bool isPlaybookFile(const QString &name)
{
    return name.endsWith(u".yaml"_s) && name != policyFile;
}

FactVocabulary vocabularyOf(const QMap<QString, QByteArray> &texts, const SignatureBook &signatures,
                            QList<Error> &errors)
{
    FactVocabulary vocabulary;
    for (const Signature &signature : signatures.signatures())
        vocabulary.add({logFactPath(signature.id)});
    for (const auto &[name, text] : texts.asKeyValueRange()) {
        if (!isPlaybookFile(name))
            continue;
        for (const DeclaredFact &fact : declaredFacts(text, name)) {
            if (!vocabulary.add(fact.path))
                errors.append({ErrorCode::InvalidInput,
                               u"there is a fact '%1' already"_s.arg(fact.path.pattern),
                               fact.position.toString(),
                               {}});
        }
    }
    return vocabulary;
}

} // namespace

const Playbook *Knowledge::playbook(const QString &id) const
{
    const auto it = std::ranges::find(playbooks, id, &Playbook::id);
    return it == playbooks.end() ? nullptr : &*it;
}

QList<KnowledgeFile> shippedKnowledgeFiles()
{
    return compiledInFiles(u":/vermagic/playbooks"_s) + shippedSignatureFiles();
}

Loaded<Knowledge> loadKnowledge(const QList<KnowledgeFile> &files)
{
    const QMap<QString, QByteArray> texts = byName(files);
    const Loaded<ProgramPolicy> programs = loadProgramPolicy(texts.value(policyFile), policyFile);
    if (!programs)
        return std::unexpected(programs.error());
    QList<Error> errors;
    Knowledge knowledge{.programs = *programs};
    readSignatures(files, knowledge, errors);
    knowledge.vocabulary = vocabularyOf(texts, knowledge.signatures, errors);
    StepBlocks blocks;
    for (const auto &[name, text] : texts.asKeyValueRange()) {
        if (isPlaybookFile(name))
            blocks.add(text, name);
    }
    for (const auto &[name, text] : texts.asKeyValueRange()) {
        if (!isPlaybookFile(name))
            continue;
        Loaded<Playbook> playbook = loadPlaybook(text, name, *programs, knowledge.vocabulary, blocks);
        if (!playbook) {
            errors += playbook.error();
        } else if (knowledge.playbook(playbook->id)) {
            errors.append({ErrorCode::InvalidInput,
                           u"the playbook id '%1' is used twice"_s.arg(playbook->id),
                           name,
                           {}});
        } else {
            knowledge.playbooks.append(std::move(*playbook));
        }
    }
    errors += blocks.errors();
    if (errors.isEmpty()) {
        checkCauses(knowledge.playbooks, errors);
        checkSuccessors(knowledge, errors);
    }
    checkProbeIds(knowledge.playbooks, errors);
    checkPlaybooksOf(knowledge, errors);
    for (Playbook &playbook : knowledge.playbooks) {
        fillScripts(playbook.preflight, texts, errors);
        for (FactProbe &probe : playbook.probes)
            fillScript(probe, texts, errors);
        for (Remedy &remedy : playbook.remedies) {
            for (QList<Step> *steps : {&remedy.preflight, &remedy.steps, &remedy.verify})
                fillScripts(*steps, texts, errors);
        }
    }
    if (!errors.isEmpty())
        return std::unexpected(errors);
    std::ranges::sort(knowledge.playbooks, {}, &Playbook::id);
    return knowledge;
}

QList<Error> lintPlaybook(const KnowledgeFile &file)
{
    const Loaded<Knowledge> result = loadKnowledge(shippedKnowledgeFiles() << file);
    return result ? QList<Error>() : result.error();
}

} // namespace Vermagic
