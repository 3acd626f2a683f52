// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibility/compatibilityreader.h"

#include "models/core/nearestword.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Source
{
    LocalText title;
    QString url;
};

using Kernels = QList<std::pair<KernelScope, QString>>; ///< with the distribution, when it is told

QMap<QString, Source> readSources(const YamlValue &value)
{
    QMap<QString, Source> sources;
    if (!value.isMap())
        value.fail(u"sources are a map of ids to {title, url}"_s);
    const QStringList ids = value.keys();
    for (const QString &id : ids) {
        const YamlValue source = value.child(id);
        source.allowKeys({u"title"_s, u"url"_s});
        sources.insert(id,
                       {readLocalText(source.child(u"title"_s), true), source.child(u"url"_s).stringOr({})});
    }
    return sources;
}

/// The values under `one` or, as a list, `many`: exactly one of the two keys is there.
QList<YamlValue> oneOrMany(const YamlValue &claim, const QString &one, const QString &many)
{
    const YamlValue single = claim.child(one), list = claim.child(many);
    if (single.isPresent() == list.isPresent())
        claim.fail(u"a claim has either '%1' or '%2'"_s.arg(one, many));
    if (single.isPresent())
        return {single};
    const QList<YamlValue> items = list.items();
    if (list.isPresent() && items.isEmpty())
        list.fail(u"'%1' is empty"_s.arg(many));
    return items;
}

QList<VersionScope> readVersions(const YamlValue &claim)
{
    QList<VersionScope> versions;
    const QList<YamlValue> items = oneOrMany(claim, u"version"_s, u"versions"_s);
    for (const YamlValue &item : items) {
        const QString text = item.string();
        if (const std::optional<VersionScope> scope = VersionScope::parse(text))
            versions.append(*scope);
        else
            item.fail(u"'%1' names no versions"_s.arg(text),
                      u"such as 8.1.0, 8.1.*, >= 8.3.0, 8.0.1 .. 8.2.2, any"_s);
    }
    return versions;
}

void addKernel(Kernels &kernels, const QString &text, const QString &distribution,
               const std::function<void(const QString &, const QString &)> &fail)
{
    if (const std::optional<KernelScope> scope = KernelScope::parse(text))
        kernels.append({*scope, distribution});
    else
        fail(u"'%1' names no kernels"_s.arg(text),
             u"such as 6.12, 6.14.0-37-generic, 6.8.0-*-azure, >= 6.14, 6.1 .. 6.11"_s);
}

Kernels readKernels(const YamlValue &claim)
{
    Kernels kernels;
    const YamlValue map = claim.child(u"kernels"_s);
    if (map.isMap()) {
        const QStringList names = map.keys();
        for (const QString &name : names) {
            addKernel(
                kernels, name, map.child(name).string(),
                [&](const QString &message, const QString &hint) { map.failAtKey(name, message, hint); });
        }
        if (claim.child(u"kernel"_s).isPresent() || claim.child(u"distribution"_s).isPresent())
            claim.fail(u"the kernels are a map already: it says the distribution of each"_s);
        return kernels;
    }
    const QString distribution = claim.child(u"distribution"_s).stringOr({});
    const QList<YamlValue> items = oneOrMany(claim, u"kernel"_s, u"kernels"_s);
    for (const YamlValue &item : items) {
        addKernel(kernels, item.string(), distribution,
                  [&](const QString &message, const QString &hint) { item.fail(message, hint); });
    }
    return kernels;
}

Provenance readProvenance(const YamlValue &value)
{
    const auto provenance = Provenance(std::max(0, value.word(provenanceWords())));
    if (isProvenHere(provenance))
        value.fail(u"only a node of the cluster can prove that"_s,
                   u"a build elsewhere is '%1'"_s.arg(provenanceWord(Provenance::LabBuilt)));
    return provenance;
}

void readSource(Claim &claim, const YamlValue &value, const QMap<QString, Source> &sources)
{
    const QString id = value.child(u"source"_s).string();
    const auto source = sources.constFind(id);
    if (source == sources.cend()) {
        if (!id.isEmpty())
            value.child(u"source"_s).fail(u"unknown source '%1'"_s.arg(id), wordHint(id, sources.keys()));
        return;
    }
    claim.source = source->title;
    if (const QString section = value.child(u"section"_s).stringOr({}); !section.isEmpty()) {
        for (QString &title : claim.source.byLanguage)
            title += u", "_s + section;
    }
    claim.url = source->url;
}

void readClaim(QList<Claim> &claims, const YamlValue &value, FilesystemKind kind,
               const QMap<QString, Source> &sources)
{
    value.allowKeys({u"version"_s, u"versions"_s, u"kernel"_s, u"kernels"_s, u"source"_s, u"section"_s,
                     u"provenance"_s, u"verdict"_s, u"role"_s, u"arch"_s, u"distribution"_s, u"note"_s});
    Claim claim{.kind = kind};
    claim.provenance = readProvenance(value.child(u"provenance"_s));
    claim.outcome = Outcome(std::max(0, value.child(u"verdict"_s).word(outcomeWords())));
    if (const YamlValue role = value.child(u"role"_s); role.isPresent())
        claim.role = FilesystemRole(std::max(0, role.word(filesystemRoleWords())));
    claim.architecture = value.child(u"arch"_s).stringOr({});
    claim.note = readLocalText(value.child(u"note"_s), false);
    readSource(claim, value, sources);
    const Kernels kernels = readKernels(value);
    const QList<VersionScope> versions = readVersions(value);
    for (const VersionScope &version : versions) {
        for (const auto &[kernel, distribution] : kernels) {
            claim.versions = version;
            claim.kernels = kernel;
            claim.distribution = distribution;
            claims.append(claim);
        }
    }
}

} // namespace

QList<CompatibilityFile> shippedCompatibilityFiles()
{
    return compiledInFiles(u":/vermagic/compatibility"_s);
}

Loaded<QList<Claim>> loadClaims(const QByteArray &text, const QString &file)
{
    const YamlDocument document(text, file);
    const YamlValue root = document.root();
    QList<Claim> claims;
    if (document.errors().isEmpty() && !root.isMap())
        root.fail(u"a file of the compatibility matrix is a map"_s);
    if (document.errors().isEmpty()) {
        root.allowKeys({u"compatibility"_s, u"sources"_s, u"claims"_s});
        const auto kind = FilesystemKind(
            std::max(0, root.child(u"compatibility"_s).word(filesystemKindWords())));
        const QMap<QString, Source> sources = readSources(root.child(u"sources"_s));
        const QList<YamlValue> items = root.child(u"claims"_s).items();
        for (const YamlValue &item : items)
            readClaim(claims, item, kind, sources);
        if (items.isEmpty())
            root.fail(u"the file has no claims"_s);
    }
    if (!document.errors().isEmpty())
        return std::unexpected(document.errors());
    return claims;
}

Loaded<Compatibility> loadCompatibility(const QList<CompatibilityFile> &files)
{
    QList<Claim> all;
    QList<Error> errors;
    for (const CompatibilityFile &file : files) {
        const Loaded<QList<Claim>> claims = loadClaims(file.text, file.name);
        if (claims)
            all += *claims;
        else
            errors += claims.error();
    }
    if (!errors.isEmpty())
        return std::unexpected(errors);
    Compatibility compatibility;
    compatibility.add(all);
    return compatibility;
}

} // namespace Vermagic
