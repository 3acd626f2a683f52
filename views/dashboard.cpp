// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dashboard.h"

#include "models/activitymodel.h"
#include "views/activityview.h"
#include "views/charts/throughputpanel.h"
#include "views/icons.h"
#include "views/matrixpanel.h"
#include "views/matrixview.h"
#include "views/nodeinspector.h"
#include "views/nodeoutputview.h"

#include <QApplication>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Vermagic {

Dashboard::Dashboard(const ClusterState *state, const Highlighting *highlighting,
                     RemediationPanel::Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_matrix(new MatrixPanel(state, this))
    , m_inspector(new NodeInspector(state, this))
    , m_remediation(new RemediationPanel(state, highlighting, std::move(clock), this))
    , m_activity(new ActivityModel(state, this))
    , m_activityView(new ActivityView(m_activity, this))
    , m_output(new NodeOutputView(state, highlighting, this))
    , m_throughput(new ThroughputPanel(state, std::make_shared<LineStyles>(), this))
    , m_tabs(new QTabWidget(this))
    , m_across(new QSplitter(Qt::Horizontal, this))
    , m_down(new QSplitter(Qt::Vertical, this))
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_remediation, icon(u"fix"_s, Tone::Muted), tr("Remediation"));
    m_tabs->addTab(m_activityView, icon(u"recent"_s, Tone::Muted), tr("Activity"));
    m_tabs->addTab(m_output, icon(u"node"_s, Tone::Muted), tr("Node output"));
    m_tabs->addTab(m_throughput, icon(u"chart"_s, Tone::Muted), tr("Live throughput"));
    m_throughput->offerWindow();
    m_down->addWidget(m_matrix);
    m_down->addWidget(m_tabs);
    m_down->setStretchFactor(0, 1);
    m_down->setChildrenCollapsible(false);
    m_down->setSizes({480, 330});
    m_across->addWidget(m_down);
    m_across->addWidget(m_inspector);
    m_across->setStretchFactor(0, 1);
    m_across->setChildrenCollapsible(false);
    for (QSplitter *splitter : {m_across, m_down})
        splitter->setHandleWidth(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_across);
    m_matrix->setFocusProxy(m_matrix->view());
    connect(m_across, &QSplitter::splitterMoved, this, [this] { m_widthChosen = true; });
    connectPanels();
}

void Dashboard::connectPanels()
{
    MatrixView *view = m_matrix->view();
    connect(view, &MatrixView::selectedNodesChanged, this, [this](const QStringList &nodes) {
        m_inspector->setNodes(nodes);
        m_output->setNode(nodes.size() == 1 ? nodes.first() : QString());
        m_throughput->setSelectedNodes(nodes);
        Q_EMIT selectionChanged(nodes);
    });
    connect(view, &MatrixView::reviewKeyRequested, this, &Dashboard::reviewKeyRequested);
    connect(view, &MatrixView::nodeActivated, this, [this] { showTab(Tab::Output); });
    connect(m_matrix, &MatrixPanel::refreshRequested, this, &Dashboard::refreshRequested);
    connect(m_matrix, &MatrixPanel::fixRequested, this,
            [this](const QStringList &nodes) { Q_EMIT remediationRequested(nodes, {}); });
    connect(m_inspector, &NodeInspector::remediationRequested, this, &Dashboard::remediationRequested);
    connect(m_output, &NodeOutputView::remediationRequested, this, &Dashboard::remediationRequested);
    connect(m_inspector, &NodeInspector::reviewKeyRequested, this, &Dashboard::reviewKeyRequested);
    connect(m_inspector, &NodeInspector::evidenceRequested, this,
            [this](const QString &node, const QString &section) {
                m_output->showSection(node, section);
                showTab(Tab::Output);
            });
    connect(m_inspector, &NodeInspector::findingEvidenceRequested, this, &Dashboard::showFindingEvidence);
    const auto selectNode = [view](const QString &node) { view->selectNodes({node}); };
    connect(m_activityView, &ActivityView::nodeRequested, this, selectNode);
    connect(m_remediation, &RemediationPanel::nodesRequested, view, &MatrixView::selectNodes);
    connect(m_throughput, &ThroughputPanel::nodesRequested, view, &MatrixView::selectNodes);
    connect(m_remediation, &RemediationPanel::remediationRequested, this, &Dashboard::remediationRequested);
    connect(m_remediation, &RemediationPanel::reviewKeyRequested, this, &Dashboard::reviewKeyRequested);
    connect(m_remediation, &RemediationPanel::subjectChanged, this, [this] {
        const QString subject = m_remediation->subject();
        m_tabs->setTabText(int(Tab::Remediation),
                           subject.isEmpty() ? tr("Remediation") : tr("Remediation · %1").arg(subject));
    });
}

void Dashboard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareWidth();
}

/// The inspector gives way in a small window, for the matrix is what nothing can replace.
void Dashboard::shareWidth()
{
    if (m_widthChosen)
        return;
    const int inspector = std::clamp(width() * 21 / 100, 264, 380);
    m_across->setSizes({width() - inspector - m_across->handleWidth(), inspector});
}

void Dashboard::focusNextPane(bool backwards)
{
    const std::array<QWidget *, 3> panes{m_matrix, m_inspector, m_tabs};
    const QWidget *focus = QApplication::focusWidget();
    const auto holds = [focus](const QWidget *pane) { return focus && pane->isAncestorOf(focus); };
    const int here = int(std::ranges::find_if(panes, holds) - panes.begin());
    const int step = backwards ? -1 : 1;
    int next = here == int(panes.size()) ? (backwards ? 2 : 0) : here + step;
    for (std::size_t tried = 0; tried < panes.size(); ++tried, next += step) {
        QWidget *pane = panes[std::size_t((next + 3) % 3)];
        if (!pane->isVisible())
            continue;
        pane->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

void Dashboard::showFindingEvidence(const QString &node, const QString &finding)
{
    const NodeSnapshot *snapshot = m_state->snapshot().node(node);
    if (!snapshot)
        return;
    for (const Finding &candidate : snapshot->diagnosis.findings) {
        if (candidate.id == finding)
            m_output->showEvidence(node, candidate.title, candidate.evidence);
    }
    showTab(Tab::Output);
}

void Dashboard::showTab(Tab tab)
{
    setTabsVisible(true);
    Q_EMIT tabsShown();
    m_tabs->setCurrentIndex(int(tab));
}

void Dashboard::focusTab()
{
    m_tabs->setFocus(Qt::ShortcutFocusReason);
}

QStringList Dashboard::selectedNodes() const
{
    return m_matrix->view()->selectedNodes();
}

void Dashboard::setInspectorVisible(bool visible)
{
    m_inspector->setVisible(visible);
}

void Dashboard::setTabsVisible(bool visible)
{
    m_tabs->setVisible(visible);
}

void Dashboard::save(QSettings *settings) const
{
    settings->setValue(u"window/across"_s, m_across->saveState());
    settings->setValue(u"window/inspectorWidthChosen"_s, m_widthChosen);
    settings->setValue(u"window/down"_s, m_down->saveState());
    m_matrix->save(settings);
}

void Dashboard::restore(QSettings *settings)
{
    m_widthChosen = settings->value(u"window/inspectorWidthChosen"_s, false).toBool()
                    && m_across->restoreState(settings->value(u"window/across"_s).toByteArray());
    m_down->restoreState(settings->value(u"window/down"_s).toByteArray());
    for (QSplitter *splitter : {m_across, m_down})
        splitter->setHandleWidth(1);
    m_matrix->restore(settings);
}

} // namespace Vermagic
