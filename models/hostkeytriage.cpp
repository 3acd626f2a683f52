// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/hostkeytriage.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HostKeyTriage)
};

QString minuteText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

QString noted(const QString &text, const QString &note)
{
    return note.isEmpty() ? text : u"%1 (%2)"_s.arg(text, note);
}

} // namespace

bool isExplained(const QList<KeyEvidence> &evidence)
{
    const auto has = [&](EvidenceWeight weight) {
        return std::ranges::contains(evidence, weight, &KeyEvidence::weight);
    };
    return has(EvidenceWeight::Explains) && !has(EvidenceWeight::Contradicts);
}

KeyEvidence windowEvidence(const QString &node, const QList<RebuildWindow> &windows, const QDateTime &now)
{
    KeyEvidence evidence{EvidenceSource::RebuildWindow, EvidenceWeight::Silent,
                         Words::tr("no rebuild of this node is declared in the inventory")};
    for (const RebuildWindow &window : windows) {
        if (!window.nodes.contains(node))
            continue;
        if (window.from <= now && now <= window.until) {
            evidence.weight = EvidenceWeight::Explains;
            evidence.text = noted(Words::tr("a rebuild is declared until %1").arg(minuteText(window.until)),
                                  window.note);
            break;
        }
        evidence.text = noted(Words::tr("a rebuild was declared from %1 to %2, which is not now")
                                  .arg(minuteText(window.from), minuteText(window.until)),
                              window.note);
    }
    return evidence;
}

KeyEvidence publishedEvidence(const PublishedKeys &published, const QString &newFingerprint)
{
    KeyEvidence evidence{EvidenceSource::PublishedKey, EvidenceWeight::Silent, {}};
    if (published.file.isEmpty()) {
        evidence.text = Words::tr("the inventory names no file of published host keys");
    } else if (!published.problem.isEmpty()) {
        evidence.text = Words::tr("the published host keys cannot be read: %1").arg(published.problem);
    } else if (published.fingerprints.isEmpty()) {
        evidence.text = Words::tr("no key of this kind is published for the node in %1").arg(published.file);
    } else if (published.fingerprints.contains(newFingerprint)) {
        evidence.weight = EvidenceWeight::Explains;
        evidence.text = Words::tr("the same key is published in %1").arg(published.file);
    } else {
        evidence.weight = EvidenceWeight::Contradicts;
        evidence.text = Words::tr("another key is published in %1: %2")
                            .arg(published.file, published.fingerprints.join(u", "_s));
    }
    return evidence;
}

KeyEvidence witnessEvidence(const WitnessAnswer &answer, const QString &newFingerprint)
{
    KeyEvidence evidence{EvidenceSource::OtherNode, EvidenceWeight::Silent, {}};
    if (answer.node.isEmpty()) {
        evidence.text = Words::tr("no other node is connected that could look at the key, too");
    } else if (!answer.problem.isEmpty() || answer.fingerprints.isEmpty()) {
        evidence.text = Words::tr("%1 could not look at the key: %2").arg(answer.node, answer.problem);
    } else if (answer.fingerprints.contains(newFingerprint)) {
        evidence.weight = EvidenceWeight::Supports;
        evidence.text = Words::tr("%1 sees the same key; that rules out an attacker near this console only")
                            .arg(answer.node);
    } else {
        evidence.weight = EvidenceWeight::Contradicts;
        evidence.text = Words::tr(
                            "%1 sees another key: %2; something stands between this console and the node")
                            .arg(answer.node, answer.fingerprints.join(u", "_s));
    }
    return evidence;
}

QString evidenceLine(const KeyEvidence &evidence)
{
    const QString mark = evidence.weight == EvidenceWeight::Explains      ? u"✓ "_s
                         : evidence.weight == EvidenceWeight::Contradicts ? u"✗ "_s
                                                                          : u"· "_s;
    return mark + evidence.text;
}

QStringList evidenceLines(const QList<KeyEvidence> &evidence)
{
    QStringList lines;
    std::ranges::transform(evidence, std::back_inserter(lines), evidenceLine);
    return lines;
}

} // namespace Vermagic
