// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibility/claimjson.h"

#include "models/probe/nodefacts.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Vermagic {

QByteArray proofLine(const Claim &proof)
{
    QJsonObject line{{u"at"_s, proof.at.toUTC().toString(Qt::ISODateWithMs)},
                     {u"filesystem"_s, filesystemKindName(proof.kind)},
                     {u"version"_s, proof.versions.text()},
                     {u"kernel"_s, proof.kernels.text()},
                     {u"arch"_s, proof.architecture},
                     {u"distribution"_s, proof.distribution},
                     {u"provenance"_s, provenanceWord(proof.provenance)},
                     {u"verdict"_s, outcomeWord(proof.outcome)},
                     {u"node"_s, proof.node}};
    if (const QString note = proof.note.in(u"en"_s); !note.isEmpty())
        line[u"note"_s] = note;
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

Result<Claim> readProofLine(const QByteArray &line, const QString &place)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const auto text = [&](const QString &key) { return object.value(key).toString(); };
    const qsizetype kind = filesystemKindWords().indexOf(text(u"filesystem"_s));
    const qsizetype provenance = provenanceWords().indexOf(text(u"provenance"_s));
    const qsizetype outcome = outcomeWords().indexOf(text(u"verdict"_s));
    const std::optional<VersionScope> version = VersionScope::parse(text(u"version"_s));
    const QString kernel = text(u"kernel"_s);
    const QDateTime at = QDateTime::fromString(text(u"at"_s), Qt::ISODate);
    if (kind < 0 || provenance < 0 || !isProvenHere(Provenance(provenance)) || outcome < 0 || !version
        || !isKernelRelease(kernel) || !at.isValid() || text(u"node"_s).isEmpty())
        return std::unexpected(Error{ErrorCode::InvalidInput, u"this line is not what a node proved"_s, place,
                                     u"the line is left out"_s});
    Claim proof{.kind = FilesystemKind(kind),
                .versions = *version,
                .kernels = KernelScope::ofRelease(kernel),
                .architecture = text(u"arch"_s),
                .distribution = text(u"distribution"_s),
                .provenance = Provenance(provenance),
                .outcome = Outcome(outcome),
                .source = {{{u"en"_s, text(u"node"_s)}}},
                .node = text(u"node"_s),
                .at = at};
    if (const QString note = text(u"note"_s); !note.isEmpty())
        proof.note.byLanguage.insert(u"en"_s, note);
    return proof;
}

QString proofKey(const Claim &proof)
{
    return QStringList{
        filesystemKindName(proof.kind),   proof.versions.text(),     proof.kernels.text(), proof.architecture,
        provenanceWord(proof.provenance), outcomeWord(proof.outcome)}
        .join(u'|');
}

} // namespace Vermagic
