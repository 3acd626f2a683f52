// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One statement that a version of a file system works, or does not work, on some kernels, with where it comes
/// from. A value. Read from resources/compatibility/*.yaml, or made of what our own nodes prove (proofs.h).
#pragma once

#include "models/compatibility/kernelscope.h"
#include "models/compatibility/versionscope.h"
#include "models/core/localtext.h"
#include "models/inventory/inventory.h"

#include <QDateTime>

namespace Vermagic {

/// How a statement came to be, weakest first.
enum class Provenance {
    SeedDocument,   ///< a guide that somebody wrote for one site
    VendorClaimed,  ///< release notes or a support matrix: supported, known to build
    SourceInferred, ///< follows from the sources or from a report of the failure
    VendorTested,   ///< the vendor names it as built and tested
    LabBuilt,       ///< built in the project's laboratory, not on a node of this cluster
    BuiltHere,      ///< built on one of our nodes
    LoadedHere,     ///< loaded into the running kernel of one of our nodes
    MountedHere,    ///< a mount of it answers on one of our nodes
};

enum class Outcome { Works, Fails, Untried };

/// Lustre's clients and servers have different kernels; other file systems have a client only.
enum class FilesystemRole { Client, Server };

struct Claim
{
    FilesystemKind kind = FilesystemKind::BeeGfs;
    FilesystemRole role = FilesystemRole::Client;
    VersionScope versions;
    KernelScope kernels;
    QString architecture; ///< as `uname -m` names it; empty: not told
    QString distribution; ///< in the source's words; empty: not told
    Provenance provenance = Provenance::SeedDocument;
    Outcome outcome = Outcome::Untried;
    LocalText source; ///< document and section; the node of what was proven here
    QString url;      ///< may be empty
    LocalText note;   ///< may be empty: the first error of a failed build, a condition
    QString node;     ///< of what was proven here
    QDateTime at;     ///< of what was proven here

    bool operator==(const Claim &) const = default;
};

/// The words of the knowledge files: "lab-built", "works", "client".
QString provenanceWord(Provenance provenance);
QString outcomeWord(Outcome outcome);
QString filesystemRoleWord(FilesystemRole role);
QStringList filesystemKindWords(); ///< in the order of FilesystemKind
QStringList provenanceWords();     ///< weakest first
QStringList outcomeWords();
QStringList filesystemRoleWords();
/// Whether somebody did it and saw the result, as opposed to saying so.
bool isMeasured(Provenance provenance);
/// Whether one of our own nodes did it.
bool isProvenHere(Provenance provenance);

} // namespace Vermagic
