// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibility/claim.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

QStringList provenanceWords()
{
    return {u"seed-document"_s, u"vendor-claimed"_s, u"source-inferred"_s, u"vendor-tested"_s,
            u"lab-built"_s,     u"built-here"_s,     u"loaded-here"_s,     u"mounted-here"_s};
}

QStringList outcomeWords()
{
    return {u"works"_s, u"fails"_s, u"untried"_s};
}

QStringList filesystemKindWords()
{
    return {filesystemKindName(FilesystemKind::BeeGfs), filesystemKindName(FilesystemKind::Lustre),
            filesystemKindName(FilesystemKind::VirtioFs)};
}

QStringList filesystemRoleWords()
{
    return {u"client"_s, u"server"_s};
}

QString provenanceWord(Provenance provenance)
{
    return provenanceWords().value(int(provenance));
}

QString outcomeWord(Outcome outcome)
{
    return outcomeWords().value(int(outcome));
}

QString filesystemRoleWord(FilesystemRole role)
{
    return filesystemRoleWords().value(int(role));
}

bool isMeasured(Provenance provenance)
{
    return provenance >= Provenance::LabBuilt;
}

bool isProvenHere(Provenance provenance)
{
    return provenance >= Provenance::BuiltHere;
}

} // namespace Vermagic
