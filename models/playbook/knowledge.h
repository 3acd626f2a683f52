// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// All data files that say what is wrong and what helps, parsed: the third input of diagnose().
/// The files that are shipped are compiled in; others (an operator's own, a file to lint) come as bytes, nothing
/// here opens a file. `language` decides in which language findings and plans speak; it never changes what is
/// found or done.
#pragma once

#include "models/compatibility/compatibility.h"
#include "models/core/knowledgefile.h"
#include "models/playbook/factvocabulary.h"
#include "models/playbook/playbook.h"
#include "models/playbook/programpolicy.h"
#include "models/signature/signaturebook.h"

namespace Vermagic {

struct Knowledge
{
    QList<Playbook> playbooks; ///< sorted by id
    ProgramPolicy programs;
    FactVocabulary vocabulary;   ///< what the program knows and what the playbooks ask for
    SignatureBook signatures;    ///< known lines of logs
    Compatibility compatibility; ///< read by loadCompatibility(); empty where nobody did
    QString language = QStringLiteral("en");

    const Playbook *playbook(const QString &id) const;
    bool operator==(const Knowledge &) const = default;
};

/// What is shipped under resources/playbooks and resources/signatures. NAME.yaml is a playbook or, by its top-level key
/// `signatures`, a file of log signatures; NAME.sh a script; programs.yaml the list of programs that playbooks may run.
QList<KnowledgeFile> shippedKnowledgeFiles();
/// Reads them all and checks what one file says about another. A later file of the same name and kind replaces an
/// earlier one.
Loaded<Knowledge> loadKnowledge(const QList<KnowledgeFile> &files);
/// Checks one playbook as if it were added to, or put in place of its namesake in, what is shipped.
QList<Error> lintPlaybook(const KnowledgeFile &file);

} // namespace Vermagic
