// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/findingcard.h"

#include "views/flowlayout.h"
#include "views/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Tone toneOfFinding(const Finding &finding)
{
    return finding.link == ChainLink::Connection && finding.severity == Severity::Error
               ? Tone::Error
               : toneOf(finding.severity);
}

QString headingOf(const Finding &finding)
{
    if (finding.severity == Severity::Error && finding.link != ChainLink::Connection)
        return FindingCard::tr("Root cause: %1").arg(finding.title);
    return finding.title;
}

/// The finding as text for a ticket or a chat.
QString asText(const FindingCard::Content &content)
{
    const Finding &finding = content.finding;
    QStringList lines{content.nodes.join(u", "_s) + u": "_s + finding.title, finding.explanation};
    if (!finding.expected.isEmpty())
        lines.append(FindingCard::tr("Expected: %1").arg(finding.expected));
    if (!finding.actual.isEmpty())
        lines.append(FindingCard::tr("Found: %1").arg(finding.actual));
    if (!finding.evidence.command.isEmpty())
        lines.append(u"$ "_s + finding.evidence.command + u'\n' + finding.evidence.output);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

void addComparison(QVBoxLayout *layout, const Finding &finding)
{
    const auto add = [layout](const QString &label, const QString &value) {
        if (value.isEmpty())
            return;
        auto *row = new QHBoxLayout;
        row->setSpacing(6);
        auto *name = new ToneLabel(label, Tone::Muted, ToneLabel::Small);
        name->setWordWrap(false);
        row->addWidget(name, 0, Qt::AlignTop);
        row->addWidget(new ValueLabel(value, Tone::Neutral, ToneLabel::Fixed | ToneLabel::Small), 1);
        layout->addLayout(row);
    };
    add(FindingCard::tr("Expected"), finding.expected);
    add(FindingCard::tr("Found"), finding.actual);
}

void addLogLines(QVBoxLayout *layout, const QList<KnownLine> &lines)
{
    if (lines.isEmpty())
        return;
    layout->addWidget(new ToneLabel(FindingCard::tr("The logs say"), Tone::Muted, ToneLabel::Small));
    for (const KnownLine &line : lines) {
        auto *title = new ToneLabel(line.title, toneOf(line.severity), ToneLabel::Small);
        title->setToolTip(line.meaning);
        layout->addWidget(title);
        layout->addWidget(
            new ValueLabel(line.line.left(200), Tone::Neutral, ToneLabel::Fixed | ToneLabel::Small));
    }
}

} // namespace

FindingCard::FindingCard(const Content &content, QWidget *parent)
    : Card(toneOfFinding(content.finding), parent)
{
    const Finding &finding = content.finding;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    layout->addWidget(new ToneLabel(headingOf(finding), toneOfFinding(finding), ToneLabel::Bold));
    QStringList text;
    if (content.shared)
        text.append(content.nodes.join(u", "_s));
    else if (!finding.explanation.isEmpty())
        text.append(finding.explanation);
    if (content.consequences > 0)
        text.append(tr("%n later link(s) fail because of it.", nullptr, content.consequences));
    if (!content.playbookTitle.isEmpty())
        text.append(tr("Matches the playbook “%1”.").arg(content.playbookTitle));
    if (!text.isEmpty())
        layout->addWidget(new ToneLabel(text.join(u' '), Tone::Neutral));
    if (!content.shared)
        addComparison(layout, finding);
    addLogLines(layout, content.logLines);

    auto *buttons = new FlowLayout(6);
    if (content.keyChanged) {
        auto *review = new PrimaryButton(tr("Review key…"));
        connect(review, &QPushButton::clicked, this,
                [this, node = content.nodes.first()] { Q_EMIT reviewKeyRequested(node); });
        disableFor(review, content.readOnly);
        buttons->addWidget(review);
    } else if (!finding.playbook.isEmpty()) {
        QPushButton *fix = finding.severity == Severity::Error ? new PrimaryButton(tr("Fix…"))
                                                               : new QPushButton(tr("Fix…"));
        fix->setObjectName(u"fixButton"_s);
        fix->setIcon(icon(u"fix"_s));
        fix->setAccessibleName(tr("Fix: %1").arg(finding.title));
        connect(fix, &QPushButton::clicked, this, [this, nodes = content.nodes, playbook = finding.playbook] {
            Q_EMIT fixRequested(nodes, playbook);
        });
        disableFor(fix, content.readOnly);
        buttons->addWidget(fix);
    }
    if (!content.shared && !finding.evidence.command.isEmpty()) {
        auto *evidence = new QPushButton(tr("Show evidence"));
        connect(evidence, &QPushButton::clicked, this, &FindingCard::evidenceRequested);
        buttons->addWidget(evidence);
    }
    auto *copy = new QPushButton(icon(u"copy"_s), {});
    copy->setToolTip(tr("Copy as text, for a ticket or a chat"));
    copy->setAccessibleName(tr("Copy: %1").arg(finding.title));
    connect(copy, &QPushButton::clicked, this,
            [text = asText(content)] { QGuiApplication::clipboard()->setText(text); });
    buttons->addWidget(copy);
    layout->addSpacing(3);
    layout->addLayout(buttons);
}

} // namespace Vermagic
