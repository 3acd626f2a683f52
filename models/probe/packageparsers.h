// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Packages: `dpkg-query -W -f='${db:Status-Abbrev}|${Package}|${Version}'`, `rpm -q --qf NAME|VERSION-RELEASE|ARCH`,
/// `apt-cache policy`, dnf's versionlock lists. dpkg's state letters: dpkg-query(1), "Package Information".
/// rpm keeps no half-configured state: two versions of a package that is not a kernel are what an interrupted
/// transaction leaves behind, and the absence of such doubles proves nothing.
#pragma once

#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

namespace Vermagic {

struct PackageEntry
{
    QString name;
    QString version;      ///< rpm: VERSION-RELEASE
    QString architecture; ///< rpm only
    QString status;       ///< dpkg only: desired, state and error letters, such as "ii " or "iF "
    /// Its files are there, though dpkg may still have to configure it.
    bool unpacked() const
    {
        return status.isEmpty() || (status.size() >= 2 && QStringView(u"iWtFU").contains(status[1]));
    }
};

Fact<QList<PackageEntry>> parseDpkg(const ProbeSection &section);
Fact<QList<PackageEntry>> parseRpm(const ProbeSection &section);

/// Packages that dpkg left unpacked, half-configured, half-installed, waiting for triggers or in need of a reinstall.
Fact<QList<BrokenPackage>> brokenDpkgPackages(const Fact<QList<PackageEntry>> &packages);
Fact<QList<BrokenPackage>> brokenRpmPackages(const Fact<QList<PackageEntry>> &packages);
Fact<QStringList> heldDpkgPackages(const Fact<QList<PackageEntry>> &packages);
Fact<QStringList> parseVersionLock(const ProbeSection &section);

/// Version of a package by its exact name; also of one that is unpacked but not configured.
Fact<QString> installedVersion(const Fact<QList<PackageEntry>> &packages, const QString &name);

/// The candidate of one package in `apt-cache policy NAME…`; Absent: the archive has none.
Fact<QString> parseCandidate(const ProbeSection &section, const QString &package);

/// The same from `dnf -C list --available PACKAGE`, which was asked for NAME-VERSION-RELEASE.ARCH of one package.
/// Without a cache dnf cannot tell, which is Unknown.
Fact<QString> parseDnfCandidate(const ProbeSection &section, const QString &package);

} // namespace Vermagic
