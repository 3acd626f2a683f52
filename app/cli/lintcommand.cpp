// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/lintcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/inventoryfile.h"
#include "app/knowledgeloader.h"
#include "models/benchmark/profile.h"
#include "models/compatibility/compatibilityreader.h"
#include "models/core/yamlreader.h"
#include "models/playbook/programpolicy.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

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

QList<Error> lintPlaybooks(const QString &path, const QByteArray &text)
{
    return lintNamed(path, text, lintPlaybook);
}

QList<Error> lintSignatureBook(const QString &path, const QByteArray &text)
{
    return lintNamed(path, text, lintSignatureFile);
}

QList<Error> lintPrograms(const QString &path, const QByteArray &text)
{
    const Loaded<ProgramPolicy> policy = loadProgramPolicy(text, path);
    return policy ? QList<Error>() : policy.error();
}

QList<Error> lintClaims(const QString &path, const QByteArray &text)
{
    const Loaded<QList<Claim>> claims = loadClaims(text, path);
    return claims ? QList<Error>() : claims.error();
}

QList<Error> lintBenchmark(const QString &path, const QByteArray &text)
{
    const Loaded<BenchmarkProfile> profile = loadBenchmarkProfile(text, path);
    return profile ? QList<Error>() : profile.error();
}

QList<Error> lintInventory(const QString &path, const QByteArray &)
{
    const Loaded<ImportedInventory> inventory = readInventoryFile(path);
    return inventory ? QList<Error>() : inventory.error();
}

/// A kind of file is told by its top-level keys: all of one of these sets are there.
struct FileKind
{
    QList<QStringList> keys;
    QList<Error> (*lint)(const QString &path, const QByteArray &text);
};

const QList<FileKind> &fileKinds()
{
    static const QList<FileKind> kinds{
        {{{u"benchmark"_s}}, lintBenchmark},
        {{{u"compatibility"_s}}, lintClaims},
        {{{u"signatures"_s}}, lintSignatureBook},
        {{{u"checks"_s}, {u"remedies"_s}, {u"id"_s, u"title"_s}}, lintPlaybooks},
    };
    return kinds;
}

bool isOfKind(const FileKind &kind, const QStringList &present)
{
    return std::ranges::any_of(kind.keys, [&](const QStringList &keys) {
        return std::ranges::all_of(keys, [&](const QString &key) { return present.contains(key); });
    });
}

QList<Error> lintFile(const QString &path)
{
    const Result<QByteArray> text = readInputFile(path);
    if (!text)
        return {text.error()};
    if (QFileInfo(path).fileName() == u"programs.yaml"_s)
        return lintPrograms(path, *text);
    const YamlDocument document(*text, path);
    const QStringList keys = document.root().isMap() ? document.root().keys() : QStringList();
    for (const FileKind &kind : fileKinds()) {
        if (isOfKind(kind, keys))
            return kind.lint(path, *text);
    }
    return lintInventory(path, *text); // what is no map at all can only be an inventory to import
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
    CommandLine line(u"lint"_s,
                     u"Reads inventories and knowledge files and prints every mistake with its place."_s);
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
