// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/signature/signaturebook.h"

#include "models/core/nearestword.h"
#include "models/signature/signaturereader.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype gramSize = 4;

quint64 gramAt(QStringView text, qsizetype at)
{
    quint64 gram = 0;
    for (const QChar c : text.sliced(at, gramSize))
        gram = gram << 16 | c.unicode();
    return gram;
}

/// The place in `literal` whose four characters the fewest others share.
qsizetype rarestGram(const QString &literal, const QHash<quint64, int> &uses)
{
    qsizetype best = 0;
    for (qsizetype at = 0; at + gramSize <= literal.size(); ++at) {
        if (uses.value(gramAt(literal, at)) < uses.value(gramAt(literal, best)))
            best = at;
    }
    return best;
}

void checkClears(const QList<Signature> &signatures, const QHash<QString, QString> &files,
                 QList<Error> &errors)
{
    QStringList ids;
    for (const Signature &signature : signatures)
        ids.append(signature.id);
    for (const Signature &signature : signatures) {
        for (const QString &cleared : signature.clears) {
            if (!ids.contains(cleared))
                errors.append({ErrorCode::InvalidInput,
                               u"the signature '%1' clears an unknown one, '%2'"_s.arg(signature.id, cleared),
                               files.value(signature.id), wordHint(cleared, ids)});
        }
    }
}

} // namespace

SignatureBook::SignatureBook(QList<Signature> signatures)
    : m_signatures(std::move(signatures))
{
    std::ranges::sort(m_signatures, [](const Signature &a, const Signature &b) {
        return a.pattern.weight() != b.pattern.weight() ? a.pattern.weight() > b.pattern.weight()
                                                        : a.id < b.id;
    });
    QHash<quint64, int> uses;
    for (const Signature &signature : std::as_const(m_signatures)) {
        const QString literal = signature.pattern.literal();
        for (qsizetype at = 0; at + gramSize <= literal.size(); ++at)
            ++uses[gramAt(literal, at)];
    }
    for (qsizetype i = 0; i < m_signatures.size(); ++i) {
        const QString literal = m_signatures[i].pattern.literal();
        if (literal.size() >= gramSize)
            m_byGram.insert(gramAt(literal, rarestGram(literal, uses)), i);
    }
}

const Signature *SignatureBook::find(const QString &id) const
{
    const auto it = std::ranges::find(m_signatures, id, &Signature::id);
    return it == m_signatures.cend() ? nullptr : &*it;
}

QList<const Signature *> SignatureBook::match(const QString &text, std::optional<LogSource> source) const
{
    const QStringView line = QStringView(text).first(std::min(text.size(), longestLogLine));
    QSet<qsizetype> candidates;
    for (qsizetype at = 0; at + gramSize <= line.size(); ++at) {
        for (auto [it, end] = m_byGram.equal_range(gramAt(line, at)); it != end; ++it)
            candidates.insert(*it);
    }
    QList<qsizetype> order(candidates.cbegin(), candidates.cend());
    std::ranges::sort(order);
    QList<const Signature *> found;
    for (const qsizetype i : std::as_const(order)) {
        const Signature &signature = m_signatures[i];
        if ((!source || signature.sources.contains(*source)) && signature.pattern.matches(line))
            found.append(&signature);
    }
    return found;
}

QList<KnowledgeFile> shippedSignatureFiles()
{
    return compiledInFiles(u":/vermagic/signatures"_s);
}

bool isSignatureFile(const QByteArray &text)
{
    return text.startsWith("signatures:") || text.contains("\nsignatures:");
}

Loaded<SignatureBook> loadSignatureBook(const QList<KnowledgeFile> &files)
{
    QMap<QString, QByteArray> texts;
    for (const KnowledgeFile &file : files)
        texts.insert(file.name, file.text);
    QList<Signature> all;
    QList<Error> errors;
    QHash<QString, QString> fileOf;
    for (const auto &[name, text] : texts.asKeyValueRange()) {
        const Loaded<QList<Signature>> signatures = loadSignatures(text, name);
        if (!signatures) {
            errors += signatures.error();
            continue;
        }
        for (const Signature &signature : *signatures) {
            if (fileOf.contains(signature.id))
                errors.append(
                    {ErrorCode::InvalidInput,
                     u"the signature '%1' is in %2, too"_s.arg(signature.id, fileOf.value(signature.id)),
                     name,
                     {}});
            fileOf.insert(signature.id, name);
            all.append(signature);
        }
    }
    if (errors.isEmpty())
        checkClears(all, fileOf, errors);
    if (!errors.isEmpty())
        return std::unexpected(errors);
    return SignatureBook(std::move(all));
}

QList<Error> lintSignatures(const KnowledgeFile &file)
{
    const Loaded<QList<Signature>> own = loadSignatures(file.text, file.name, ReadCare::Thorough);
    if (!own)
        return own.error();
    const Loaded<SignatureBook> book = loadSignatureBook(shippedSignatureFiles() << file);
    return book ? QList<Error>() : book.error();
}

} // namespace Vermagic
