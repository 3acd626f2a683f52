// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/forecast/upgradeplan.h"

#include "models/probe/kernelparsers.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

enum class Allowed { No, Perhaps, Yes };

/// "Ubuntu:22.04/jammy-security" has the label Ubuntu and the archive jammy-security.
struct Archive
{
    QString label, name;
};

Archive archiveOf(const QString &text)
{
    return {text.section(u':', 0, 0), text.section(u'/', -1)};
}

/// A label often begins with the origin: "Debian-Security" comes from Debian.
Allowed isOrigin(const QString &origin, const Archive &archive)
{
    if (origin == archive.label)
        return Allowed::Yes;
    return archive.label.startsWith(origin) ? Allowed::Perhaps : Allowed::No;
}

/// apt shows labels and archives, and a pattern may ask for more: what it cannot tell is Perhaps.
Allowed matches(const QString &pattern, const Archive &archive)
{
    Allowed allowed = Allowed::Yes;
    for (const QString &part : pattern.split(u',', Qt::SkipEmptyParts)) {
        const QString key = part.section(u'=', 0, 0).trimmed(), value = part.section(u'=', 1).trimmed();
        if (key == "label"_L1 || key == "l"_L1 || key == "archive"_L1 || key == "suite"_L1 || key == "a"_L1) {
            const bool isLabel = key.startsWith(u'l');
            if (value != "*"_L1 && value != (isLabel ? archive.label : archive.name))
                return Allowed::No;
        } else if (key == "origin"_L1 || key == "o"_L1) {
            if (value != "*"_L1)
                allowed = std::min(allowed, isOrigin(value, archive));
            if (allowed == Allowed::No)
                return allowed;
        } else if (value != "*"_L1) {
            allowed = std::min(
                allowed, Allowed::Perhaps); // codename, component, site: apt's simulation does not show them
        }
    }
    return allowed;
}

Allowed originAllowed(const Archive &archive, const QStringList &origins, const OsFacts &os)
{
    QString id = os.id;
    if (!id.isEmpty())
        id[0] = id[0].toUpper();
    Allowed best = origins.isEmpty() ? Allowed::Perhaps : Allowed::No;
    for (QString origin : origins) {
        origin.replace(u"${distro_id}"_s, id).replace(u"${distro_codename}"_s, os.codename);
        Allowed allowed = Allowed::No;
        if (origin.contains(u'='))
            allowed = matches(origin, archive);
        else if (origin.section(u':', 1) == archive.name || origin.section(u':', 1) == "*"_L1)
            allowed = isOrigin(origin.section(u':', 0, 0), archive);
        if (allowed == Allowed::Yes)
            return Allowed::Yes;
        if (allowed == Allowed::Perhaps)
            best = Allowed::Perhaps;
    }
    return best;
}

/// One archive that is allowed suffices.
Allowed originsAllowed(const QString &shown, const QStringList &origins, const OsFacts &os)
{
    Allowed best = Allowed::No;
    for (const QString &archive : shown.split(u", "_s)) {
        const Allowed allowed = originAllowed(archiveOf(archive), origins, os);
        if (allowed == Allowed::Yes)
            return Allowed::Yes;
        if (allowed == Allowed::Perhaps)
            best = Allowed::Perhaps;
    }
    return best;
}

bool isBlacklisted(const QString &package, const QStringList &patterns)
{
    return std::ranges::any_of(patterns, [&](const QString &pattern) {
        const QRegularExpression expression(pattern);
        return expression.isValid()
               && expression
                      .match(package, 0, QRegularExpression::NormalMatch,
                             QRegularExpression::AnchorAtOffsetMatchOption)
                      .hasMatch();
    });
}

} // namespace

bool UpgradePlan::installs(const QString &package) const
{
    return std::ranges::any_of(changes,
                               [&](const UpgradedPackage &change) { return change.name == package; });
}

QString kernelOfPackage(const UpgradedPackage &change)
{
    static const QRegularExpression image(u"\\Alinux-image-(?:unsigned-)?(\\d.*)\\z"_s);
    QString release;
    if (const QRegularExpressionMatch match = image.match(change.name); match.hasMatch())
        release = match.captured(1);
    else if (change.name == "kernel-core"_L1 || change.name == "kernel"_L1)
        release = change.version;
    return isKernelRelease(release) ? release : QString();
}

UpgradePlan upgradePlanOf(const QList<UpgradedPackage> &changes, const AutomaticUpgrades &automatic,
                          const OsFacts &os)
{
    UpgradePlan plan;
    for (const UpgradedPackage &change : changes) {
        // dnf names a repository, and dnf-automatic takes what any enabled one offers
        const Allowed allowed = change.archive.contains(u'/')
                                    ? originsAllowed(change.archive, automatic.origins, os)
                                    : Allowed::Yes;
        if (allowed == Allowed::No || isBlacklisted(change.name, automatic.blacklist)) {
            plan.withheld.append(change.name);
            continue;
        }
        plan.changes.append(change);
        const QString kernel = kernelOfPackage(change);
        if (kernel.isEmpty())
            continue;
        if (allowed == Allowed::Perhaps)
            plan.certainty = Certainty::Likely;
        if (plan.kernel.isEmpty() || versionLess(plan.kernel, kernel))
            plan.kernel = kernel;
    }
    return plan;
}

} // namespace Vermagic
