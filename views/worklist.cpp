// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/worklist.h"

#include "views/icons.h"
#include "views/widgets.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

constexpr qsizetype causesShown = 40;
constexpr qsizetype nodesNamed = 4;

class Rule : public QWidget
{
public:
    Rule() { setFixedHeight(1); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), lineColor(palette())); }
};

} // namespace

WorkList::WorkList(const ClusterState *state, QWidget *parent)
    : QScrollArea(parent)
    , m_state(state)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("What needs doing"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(100ms);
    connect(&m_delay, &QTimer::timeout, this, &WorkList::refresh);
    const auto later = [this] {
        if (!m_delay.isActive())
            m_delay.start();
    };
    connect(state, &ClusterState::nodeChanged, this, later);
    connect(state, &ClusterState::inventoryChanged, this, &WorkList::refresh);
    refresh();
}

void WorkList::refresh()
{
    QStringList names;
    int unchecked = 0;
    for (const NodeSnapshot &node : m_state->snapshot().nodes) {
        names.append(node.spec.name);
        unchecked += node.diagnosis.state == NodeState::Pending;
    }
    QList<SharedCause> causes = sharedCauses(m_state->snapshot(), names);
    // How many are left to check shows only while there is nothing else.
    if (causes == m_causes && (unchecked == m_unchecked || !causes.isEmpty()))
        return;
    m_causes = std::move(causes);
    m_unchecked = unchecked;
    rebuild();
    Q_EMIT changed();
}

void WorkList::rebuild()
{
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(0);
    for (qsizetype i = 0; i < std::min(m_causes.size(), causesShown); ++i)
        addCause(layout, m_causes[i]);
    if (m_causes.size() > causesShown)
        layout->addWidget(
            new ToneLabel(tr("and %n more", nullptr, int(m_causes.size() - causesShown)), Tone::Muted));
    if (m_causes.isEmpty())
        addEmptyState(layout);
    layout->addStretch(1);
    setWidget(content);
}

void WorkList::addCause(QVBoxLayout *layout, const SharedCause &cause)
{
    const Finding &finding = cause.finding;
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->setContentsMargins(0, 5, 0, 5);
    auto *mark = new Mark;
    mark->setIcon(finding.severity == Severity::Error ? u"disc-broken"_s : u"disc-warning"_s,
                  toneOf(finding.severity));
    row->addWidget(mark, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(new ElidedLabel(finding.title, Tone::Neutral, ToneLabel::Bold));
    const bool several = cause.nodes.size() > nodesNamed;
    auto *nodes = linkButton(several ? tr("%n node(s)", nullptr, int(cause.nodes.size()))
                                     : cause.nodes.join(u", "_s));
    nodes->setToolTip(several ? cause.nodes.join(u", "_s) : tr("Select in the matrix"));
    nodes->setAccessibleName(tr("Select %1").arg(nodes->text()));
    connect(nodes, &QPushButton::clicked, this,
            [this, names = cause.nodes] { Q_EMIT nodesRequested(names); });
    texts->addWidget(nodes, 0, Qt::AlignLeft);
    row->addLayout(texts, 1);
    if (finding.check == u"host-key-changed"_s) {
        auto *review = new QPushButton(icon(u"key"_s), tr("Review key…"));
        review->setAccessibleName(tr("Review key: %1").arg(cause.nodes.first()));
        connect(review, &QPushButton::clicked, this,
                [this, node = cause.nodes.first()] { Q_EMIT reviewKeyRequested(node); });
        disableFor(review, m_state->readOnly());
        row->addWidget(review, 0, Qt::AlignVCenter);
    } else if (!finding.playbook.isEmpty()) {
        auto *fix = new QPushButton(icon(u"fix"_s), tr("Fix…"));
        fix->setObjectName(u"fixCauseButton"_s);
        fix->setAccessibleName(tr("Fix: %1").arg(finding.title));
        connect(fix, &QPushButton::clicked, this, [this, names = cause.nodes, playbook = finding.playbook] {
            Q_EMIT remediationRequested(names, playbook);
        });
        disableFor(fix, m_state->readOnly());
        row->addWidget(fix, 0, Qt::AlignVCenter);
    }
    layout->addLayout(row);
    layout->addWidget(new Rule);
}

void WorkList::addEmptyState(QVBoxLayout *layout)
{
    const bool waiting = m_unchecked > 0;
    auto *mark = new QLabel;
    mark->setPixmap(icon(waiting ? u"busy"_s : u"disc-ok"_s, waiting ? Tone::Muted : Tone::Ok)
                        .pixmap(QSize(40, 40), devicePixelRatio()));
    mark->setAlignment(Qt::AlignCenter);
    auto *text = new ToneLabel(waiting ? tr("%n node(s) not checked yet", nullptr, m_unchecked)
                                       : tr("Nothing to do: no node needs anything."),
                               waiting ? Tone::Muted : Tone::Neutral, ToneLabel::Bold);
    text->setAlignment(Qt::AlignCenter);
    layout->addStretch(1);
    layout->addWidget(mark);
    layout->addSpacing(8);
    layout->addWidget(text);
}

} // namespace Vermagic
