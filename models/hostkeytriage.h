// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What speaks for and against a changed host key being the node's own. Pure values and functions; the answers of
/// other sources are passed in. The host that shows the new key is never asked about itself: whatever it said, an
/// impostor would say as well. Nor is DNS asked, which whoever stands in the way can forge.
///
/// A key is *explained* when some evidence explains it and none contradicts it; every other changed key is not.
#pragma once

#include "models/inventory/inventory.h"

namespace Vermagic {

enum class EvidenceWeight {
    Explains,    ///< enough by itself
    Supports,    ///< rules something out, but is not enough
    Silent,      ///< says nothing
    Contradicts, ///< outweighs everything that explains
};

enum class EvidenceSource { RebuildWindow, PublishedKey, OtherNode };

struct KeyEvidence
{
    EvidenceSource source = EvidenceSource::RebuildWindow;
    EvidenceWeight weight = EvidenceWeight::Silent;
    QString text; ///< one sentence for a person; translated where a translator is installed
    bool operator==(const KeyEvidence &) const = default;
};

/// What the inventory's host_keys file holds for a host; published by provisioning or by a cloud's console.
struct PublishedKeys
{
    QString file;             ///< empty: the inventory names none
    QString problem;          ///< why it could not be read
    QStringList fingerprints; ///< for this host and key type
    bool operator==(const PublishedKeys &) const = default;
};

/// What ssh-keyscan saw when another node of the cluster, itself trusted and connected, asked for the key.
struct WitnessAnswer
{
    QString node;
    QString problem; ///< why there is no answer
    QStringList fingerprints;
    bool operator==(const WitnessAnswer &) const = default;
};

bool isExplained(const QList<KeyEvidence> &evidence);

KeyEvidence windowEvidence(const QString &node, const QList<RebuildWindow> &windows, const QDateTime &now);
KeyEvidence publishedEvidence(const PublishedKeys &published, const QString &newFingerprint);
KeyEvidence witnessEvidence(const WitnessAnswer &answer, const QString &newFingerprint);

/// The evidence as a line: "✓ …" explains, "· …" supports or is silent, "✗ …" contradicts.
QString evidenceLine(const KeyEvidence &evidence);
QStringList evidenceLines(const QList<KeyEvidence> &evidence);

} // namespace Vermagic
