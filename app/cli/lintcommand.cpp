// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/lintcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/inventoryfile.h"
#include "app/knowledgeloader.h"
#include "models/core/yamlreader.h"
#include "models/playbook/programpolicy.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// A file is what its top-level keys say it is; what is no map at all can only be an inventory to import.
bool isPlaybook(const QByteArray &text, const QString &file)
{
    const YamlDocument document(text, file);
    const QStringList keys = document.root().isMap() ? document.root().keys() : QStringList();
    return keys.contains(u"checks"_s) || keys.contains(u"remedies"_s)
           || (keys.contains(u"id"_s) && keys.contains(u"title"_s));
}

/// lintSignatures(), and that the playbooks it names are there.
QList<Error> lintSignatureFile(const KnowledgeFile &file)
{
    const QList<Error> errors = lintSignatures(file);
    return errors.isEmpty() ? lintPlaybook(file) : errors;
}

QList<Error> lintNamed(const QString &path, const QByteArray &text,
                       QList<Error> (*lint)(const KnowledgeFile &))
{
    // Knowledge files are known by their name without folder, a person wants to see what was typed.
    const QString name = QFileInfo(path).fileName();
    QList<Error> errors = lint({name, text});
    for (Error &error : errors) {
        if (error.context.startsWith(name))
            error.context.replace(0, name.size(), path);
    }
    return errors;
}

QList<Error> lintFile(const QString &path)
{
    const Result<QByteArray> text = readInputFile(path);
    if (!text)
        return {text.error()};
    if (QFileInfo(path).fileName() == u"programs.yaml"_s) {
        const Loaded<ProgramPolicy> policy = loadProgramPolicy(*text, path);
        return policy ? QList<Error>() : policy.error();
    }
    if (isSignatureFile(*text))
        return lintNamed(path, *text, lintSignatureFile);
    if (isPlaybook(*text, path))
        return lintNamed(path, *text, lintPlaybook);
    const Loaded<ImportedInventory> inventory = readInventoryFile(path);
    return inventory ? QList<Error>() : inventory.error();
}

QStringList filesOf(const QString &argument)
{
    if (!QFileInfo(argument).isDir())
        return {argument};
    QStringList files;
    const QDir folder(argument);
    for (const QString &name : folder.entryList({u"*.yaml"_s}, QDir::Files))
        files.append(folder.filePath(name));
    return files;
}

} // namespace

void LintCommand::start(const QStringList &arguments)
{
    CommandLine line(
        u"lint"_s,
        u"Reads inventories, playbooks and log signatures and prints every mistake with its place."_s);
    line.addArguments(u"FILE..."_s, u"Files, or folders of YAML files."_s);
    const Result<bool> parsed = line.parse(arguments);
    if (!parsed || (*parsed && line.arguments().isEmpty())) {
        printError(parsed ? Error{ErrorCode::InvalidInput, u"FILE is needed."_s, u"lint"_s,
                                  u"see vermagic lint --help"_s}
                          : parsed.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    qsizetype mistakes = 0;
    for (const QString &argument : line.arguments()) {
        for (const QString &file : filesOf(argument)) {
            const QList<Error> errors = lintFile(file);
            printErrors(errors);
            mistakes += errors.size();
        }
    }
    Q_EMIT finished(mistakes > 0 ? ExitUsage : ExitHealthy);
}

} // namespace Vermagic
