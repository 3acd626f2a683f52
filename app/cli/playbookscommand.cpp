// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/playbookscommand.h"

#include "app/cli/commandline.h"
#include "app/cli/playbooktext.h"
#include "app/cli/terminal.h"
#include "app/inventoryfile.h"
#include "app/knowledgeloader.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Where steps on the console run; empty without an inventory.
Loaded<QString> consolePlace(const QString &file)
{
    if (file.isEmpty())
        return QString();
    const Loaded<ImportedInventory> imported = readInventoryFile(file);
    if (!imported)
        return std::unexpected(imported.error());
    const Inventory &inventory = imported->inventory;
    const QString name = inventory.buildEnvironment ? inventory.buildEnvironment->name : u"console"_s;
    return u"%1, in %2"_s.arg(name, inventory.buildFolder());
}

} // namespace

void PlaybooksCommand::start(const QStringList &arguments)
{
    CommandLine line(u"playbooks"_s, u"Lists playbooks, their ways and parameters, and what is obsolete."_s);
    line.addOption({u"i"_s, u"inventory"_s}, u"Says where steps on the console run."_s, u"FILE"_s);
    line.addOption({u"f"_s, u"format"_s}, u"text or json."_s, u"FORMAT"_s);
    line.addOption({u"playbooks"_s}, u"A folder of own playbooks beside the shipped ones."_s, u"DIR"_s);
    const Result<bool> parsed = line.parse(arguments);
    const Result<QString> format = line.word(u"format"_s, {u"text"_s, u"json"_s});
    if (!parsed || !*parsed || !format) {
        if (!parsed || !format)
            printError(parsed ? format.error() : parsed.error());
        Q_EMIT finished(parsed && format ? ExitHealthy : ExitUsage);
        return;
    }
    const Loaded<Knowledge> knowledge = readKnowledge(line.value(u"playbooks"_s), u"en"_s);
    const Loaded<QString> place = consolePlace(line.value(u"inventory"_s));
    if (!knowledge || !place) {
        printErrors(knowledge ? place.error() : knowledge.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    printOut(*format == u"json"_s ? QString::fromUtf8(playbooksJson(*knowledge))
                                  : playbooksText(*knowledge, *place));
    Q_EMIT finished(ExitHealthy);
}

} // namespace Vermagic
