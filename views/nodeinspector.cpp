// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/nodeinspector.h"

#include "models/diagnosis/knownlines.h"
#include "models/fleet.h"
#include "models/forecast/forecasttext.h"
#include "views/findingcard.h"
#include "views/icons.h"
#include "views/widgets.h"
#include "views/wording.h"

#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int margin = 12;
constexpr qsizetype mostLogLines = 3; ///< of a card

/// What one link says: title and value, a second line, and the way to its evidence.
QWidget *linkText(const ChainStep &step, QPushButton *evidence)
{
    const Tone tone = step.status == LinkStatus::Broken    ? Tone::Error
                      : step.status == LinkStatus::Warning ? Tone::Warning
                      : step.status == LinkStatus::Ok      ? Tone::Neutral
                                                           : Tone::Muted;
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 10);
    layout->setSpacing(1);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    auto *title = new ToneLabel(step.label, tone == Tone::Muted ? Tone::Muted : Tone::Neutral,
                                ToneLabel::Bold);
    title->setWordWrap(false);
    head->addWidget(title, 1, Qt::AlignLeft | Qt::AlignVCenter);
    if (evidence)
        head->addWidget(evidence, 0, Qt::AlignRight | Qt::AlignVCenter);
    layout->addLayout(head);
    if (!step.value.isEmpty())
        layout->addWidget(new ValueLabel(step.value, tone, ToneLabel::Fixed | ToneLabel::Small));
    if (!step.detail.isEmpty())
        layout->addWidget(new ToneLabel(step.detail, Tone::Muted, ToneLabel::Small));
    return box;
}

/// What the logs say beside a broken link of a file system's chain.
QList<KnownLine> logLinesFor(const NodeSnapshot &node, const Finding &finding, const Inventory &inventory)
{
    for (const FilesystemSpec &filesystem : inventory.filesystemsOf(node.spec)) {
        if (filesystem.name == finding.filesystem && !finding.nextBoot && finding.link != ChainLink::Services)
            return linesAbout(node.diagnosis.logLines, filesystem.kind, mostLogLines);
    }
    return {};
}

QString chainTitle(const Chain &chain)
{
    return NodeInspector::tr("Kernel-to-mount chain · %1").arg(chain.filesystem);
}

} // namespace

NodeInspector::NodeInspector(const ClusterState *state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_title(new ToneLabel({}, Tone::Neutral, ToneLabel::Bold, this))
    , m_subtitle(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
    , m_area(scrolled(new QWidget, tr("Chain of the selected node"), this))
{
    setMinimumWidth(260);
    setFocusProxy(m_area);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(margin, 9, margin, 9);
    head->setSpacing(1);
    head->addWidget(m_title);
    head->addWidget(m_subtitle);
    layout->addLayout(head);
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setForegroundRole(QPalette::Mid);
    line->setFixedHeight(1);
    layout->addWidget(line);
    layout->addWidget(m_area, 1);
    connect(state, &ClusterState::nodeChanged, this, [this](const QString &node) {
        if (!m_nodes.contains(node) || std::exchange(m_scheduled, true))
            return;
        QMetaObject::invokeMethod(this, &NodeInspector::rebuild, Qt::QueuedConnection);
    });
    connect(state, &ClusterState::inventoryChanged, this, [this] { setNodes({}); });
    rebuild();
}

void NodeInspector::setNodes(const QStringList &nodes)
{
    m_nodes = nodes;
    m_area->verticalScrollBar()->setValue(0);
    rebuild();
}

void NodeInspector::rebuild()
{
    m_scheduled = false;
    const int scrolledTo = m_area->verticalScrollBar()->value();
    auto *content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(margin, margin, margin, margin);
    m_layout->setSpacing(10);
    const NodeSnapshot *node = m_nodes.size() == 1 ? m_state->snapshot().node(m_nodes.first()) : nullptr;
    if (node)
        showNode(*node);
    else if (m_nodes.size() > 1)
        showSeveral();
    else
        showNothing();
    m_layout->addStretch(1);
    m_area->setWidget(content);
    m_subtitle->setVisible(!m_subtitle->text().isEmpty());
    m_area->verticalScrollBar()->setValue(scrolledTo);
}

void NodeInspector::showNothing()
{
    m_title->setText(tr("No node selected"));
    m_subtitle->clear();
    m_layout->addWidget(
        new ToneLabel(tr("Select a node to see its chain from the kernel to the mount, the first "
                         "broken link and what can be done about it."),
                      Tone::Muted));
}

void NodeInspector::showNode(const NodeSnapshot &node)
{
    m_title->setText(node.spec.name);
    QStringList about{node.spec.address};
    about += node.spec.roles;
    about.removeAll(QString());
    m_subtitle->setText(about.join(u" · "_s));
    if (node.diagnosis.state == NodeState::Pending)
        m_layout->addWidget(new ToneLabel(tr("This node has not been checked yet."), Tone::Muted));
    for (const Finding &finding : node.diagnosis.findings) {
        if (finding.rootCause && finding.link == ChainLink::Connection)
            addFinding(node, finding);
    }
    if (node.diagnosis.state != NodeState::Unreachable) {
        for (const Chain &chain : node.diagnosis.chains)
            addChain(node, chain, node.diagnosis.chains.size() > 1);
        addNextBoot(node);
    }
    for (const Finding &finding : node.diagnosis.findings) {
        if (finding.rootCause && finding.link != ChainLink::Connection)
            addFinding(node, finding);
    }
}

void NodeInspector::addChain(const NodeSnapshot &node, const Chain &chain, bool named)
{
    if (named)
        m_layout->addWidget(
            new ToneLabel(chainTitle(chain), Tone::Muted, ToneLabel::Bold | ToneLabel::Small));
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < chain.steps.size(); ++row) {
        const ChainStep &step = chain.steps[row];
        auto *mark = new Mark;
        mark->setIcon(discName(step.status), toneOf(step.status));
        mark->setLine(row + 1 < chain.steps.size());
        grid->addWidget(mark, row, 0);
        QPushButton *evidence = nullptr;
        if (node.facts && node.facts->evidence.contains(step.evidenceSection)) {
            evidence = linkButton(tr("evidence"));
            evidence->setAccessibleName(tr("Evidence for %1").arg(step.label));
            connect(evidence, &QPushButton::clicked, this,
                    [this, name = node.spec.name, section = step.evidenceSection] {
                        Q_EMIT evidenceRequested(name, section);
                    });
        }
        grid->addWidget(linkText(step, evidence), row, 1);
    }
    m_layout->addWidget(box);
}

void NodeInspector::addNextBoot(const NodeSnapshot &node)
{
    const NextBoot &next = node.diagnosis.nextBoot;
    if ((next.verdict == NextBootVerdict::Unchanged && !node.forecast) || !node.facts)
        return;
    const bool breaks = next.verdict == NextBootVerdict::WillBreak
                        || (node.forecast && node.forecast->verdict == ForecastVerdict::Breaks);
    auto *card = new Card(breaks ? Tone::Warning : Tone::Muted);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(
        new ToneLabel(tr("Next boot"), breaks ? Tone::Warning : Tone::Neutral, ToneLabel::Bold));
    layout->addWidget(new ValueLabel(next.kernel.isKnown() ? next.kernel.value() : tr("unknown"),
                                     Tone::Neutral, ToneLabel::Fixed | ToneLabel::Small));
    if (!next.reason.isEmpty())
        layout->addWidget(new ToneLabel(next.reason, Tone::Muted, ToneLabel::Small));
    if (node.forecast)
        addForecast(layout, *node.forecast);
    m_layout->addWidget(card);
}

/// What was foreseen, when it was, and the events that it follows from.
void NodeInspector::addForecast(QBoxLayout *layout, const Forecast &forecast)
{
    const bool breaks = forecast.verdict == ForecastVerdict::Breaks;
    layout->addSpacing(4);
    layout->addWidget(
        new ToneLabel(forecastSentence(forecast), breaks ? Tone::Warning : Tone::Neutral, ToneLabel::Small));
    for (const ForecastEvent &event : forecast.events) {
        const QString when = event.at.isValid() ? forecastTime(event.at, forecast.timeZone) + u" – "_s
                                                : QString();
        auto *label = new ToneLabel(when + event.text, Tone::Muted, ToneLabel::Small);
        label->setToolTip(event.source);
        layout->addWidget(label);
    }
    const QString made = QLocale().toString(forecast.madeAt.toLocalTime(), QLocale::ShortFormat);
    layout->addWidget(new ToneLabel(tr("Foreseen %1").arg(made), Tone::Muted, ToneLabel::Small));
}

void NodeInspector::addFinding(const NodeSnapshot &node, const Finding &finding)
{
    const Knowledge &knowledge = m_state->knowledge();
    const Playbook *playbook = knowledge.playbook(finding.playbook);
    auto *card = new FindingCard(
        {.finding = finding,
         .consequences = int(consequencesOf(finding.id, node.diagnosis.findings).size()),
         .nodes = {node.spec.name},
         .playbookTitle = playbook ? playbook->title.in(knowledge.language) : QString(),
         .logLines = logLinesFor(node, finding, *m_state->snapshot().inventory),
         .keyChanged = node.hostKeyChange.has_value() && finding.check == u"host-key-changed"_s,
         .readOnly = m_state->readOnly()});
    connect(card, &FindingCard::fixRequested, this, &NodeInspector::remediationRequested);
    connect(card, &FindingCard::reviewKeyRequested, this, &NodeInspector::reviewKeyRequested);
    connect(card, &FindingCard::evidenceRequested, this,
            [this, name = node.spec.name, id = finding.id] { Q_EMIT findingEvidenceRequested(name, id); });
    m_layout->addWidget(card);
}

void NodeInspector::showSeveral()
{
    m_title->setText(tr("%n node(s) selected", nullptr, int(m_nodes.size())));
    m_subtitle->clear();
    const QList<SharedCause> causes = sharedCauses(m_state->snapshot(), m_nodes);
    if (causes.isEmpty())
        m_layout->addWidget(new ToneLabel(tr("Nothing is wrong with these nodes."), Tone::Ok));
    for (const SharedCause &cause : causes) {
        auto *card = new FindingCard({.finding = cause.finding,
                                      .nodes = cause.nodes,
                                      .shared = true,
                                      .readOnly = m_state->readOnly()});
        connect(card, &FindingCard::fixRequested, this, &NodeInspector::remediationRequested);
        m_layout->addWidget(card);
    }
}

} // namespace Vermagic
