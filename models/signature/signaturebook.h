// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// All signatures together, and the fast way to find those that fit a line: one pass over the line looks up four
/// characters at a time which signatures are worth trying, so that hundreds of patterns cost about as much as one.
/// A value made once; matching is const and may happen on any thread. Ids are unique over all files.
#pragma once

#include "models/core/knowledgefile.h"
#include "models/signature/signature.h"

#include <QHash>

namespace Vermagic {

class SignatureBook
{
public:
    SignatureBook() = default;
    explicit SignatureBook(QList<Signature> signatures);

    /// Most specific first: by the pattern's weight, then by id.
    const QList<Signature> &signatures() const { return m_signatures; }
    const Signature *find(const QString &id) const;

    /// Those that fit `text` (a line without its prefix, see logline.h), most specific first. With a source only those
    /// that such a log can hold.
    QList<const Signature *> match(const QString &text, std::optional<LogSource> source) const;

    bool operator==(const SignatureBook &other) const { return m_signatures == other.m_signatures; }

private:
    QList<Signature> m_signatures;
    QMultiHash<quint64, qsizetype> m_byGram; ///< four characters of a literal → who has it
};

/// What is shipped under resources/signatures.
QList<KnowledgeFile> shippedSignatureFiles();
/// A file with signatures, told from a playbook by its one top-level key.
bool isSignatureFile(const QByteArray &text);
/// Reads them all and checks what one file says about another. A later file of the same name replaces an earlier one.
Loaded<SignatureBook> loadSignatureBook(const QList<KnowledgeFile> &files);
/// Checks one file as if it were added to, or put in place of its namesake in, what is shipped; also what its patterns
/// cost on lines that are made to hurt.
QList<Error> lintSignatures(const KnowledgeFile &file);

} // namespace Vermagic
