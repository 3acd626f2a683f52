// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/nodeoutputview.h"

#include "views/highlighting.h"
#include "views/icons.h"
#include "views/loglinesview.h"
#include "views/widgets.h"

#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Of the row with the known lines; no section of the probe has such a name.
const QString logLinesRow = u"@log-lines"_s;

} // namespace

NodeOutputView::NodeOutputView(const ClusterState *state, const Highlighting *highlighting, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_sections(new QListWidget(this))
    , m_command(new ToneLabel({}, Tone::Muted, ToneLabel::Fixed | ToneLabel::Small, this))
    , m_highlighting(highlighting)
    , m_output(new LogView(highlighting, tr("Output of the node"), this))
    , m_logLines(new LogLinesView(this))
{
    m_sections->setAccessibleName(tr("Sections of the probe"));
    m_sections->setFixedWidth(210);
    m_sections->setFrameShape(QFrame::NoFrame);
    m_sections->setSpacing(2);
    m_output->setFrameShape(QFrame::NoFrame);
    m_command->setContentsMargins(8, 5, 8, 5);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_command);
    right->addWidget(m_output, 1);
    right->addWidget(m_logLines, 1);
    m_logLines->setReadOnly(m_state->readOnly());
    connect(m_logLines, &LogLinesView::playbookRequested, this,
            [this](const QString &playbook) { Q_EMIT remediationRequested({m_node}, playbook); });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sections);
    layout->addLayout(right, 1);
    connect(m_sections, &QListWidget::currentRowChanged, this, &NodeOutputView::showCurrent);
    connect(state, &ClusterState::nodeChanged, this, [this](const QString &node) {
        if (node == m_node)
            refill();
    });
    connect(state, &ClusterState::inventoryChanged, this, [this] { setNode({}); });
    setNode({});
}

void NodeOutputView::setNode(const QString &node)
{
    m_node = node;
    m_finding.reset();
    refill();
}

void NodeOutputView::refill()
{
    const QString chosen = m_sections->currentItem()
                               ? m_sections->currentItem()->data(Qt::UserRole).toString()
                               : QString();
    const QSignalBlocker blocker(m_sections);
    m_sections->clear();
    if (m_finding) {
        auto *item = new QListWidgetItem(icon(u"evidence"_s, Tone::Accent), m_finding->first, m_sections);
        item->setToolTip(m_finding->first);
    }
    const NodeSnapshot *node = m_state->snapshot().node(m_node);
    if (node)
        addLogLines(*node);
    if (node && node->facts) {
        for (const auto &[section, evidence] : node->facts->evidence.asKeyValueRange()) {
            auto *item = new QListWidgetItem(section, m_sections);
            item->setData(Qt::UserRole, section);
        }
    }
    for (int row = 0; row < m_sections->count(); ++row) {
        if (m_sections->item(row)->data(Qt::UserRole).toString() == chosen)
            m_sections->setCurrentRow(row);
    }
    m_sections->setVisible(m_sections->count() > 0);
    if (m_sections->currentRow() < 0 && m_sections->count() > 0)
        m_sections->setCurrentRow(0);
    showCurrent();
}

void NodeOutputView::addLogLines(const NodeSnapshot &node)
{
    const QList<KnownLine> &lines = node.diagnosis.logLines;
    if (lines.isEmpty())
        return;
    const KnownLine &worst = lines.constFirst();
    auto *item = new QListWidgetItem(worst.benign ? icon(u"evidence"_s, Tone::Muted)
                                                  : icon(markName(worst.severity), toneOf(worst.severity)),
                                     tr("Known log lines (%n)", nullptr, int(lines.size())), m_sections);
    item->setData(Qt::UserRole, logLinesRow);
}

void NodeOutputView::showSection(const QString &node, const QString &section)
{
    setNode(node);
    for (int row = 0; row < m_sections->count(); ++row) {
        if (m_sections->item(row)->data(Qt::UserRole).toString() == section)
            m_sections->setCurrentRow(row);
    }
}

void NodeOutputView::showEvidence(const QString &node, const QString &title, const ProbeEvidence &evidence)
{
    m_node = node;
    m_finding = {title, evidence};
    refill();
    m_sections->setCurrentRow(0);
}

void NodeOutputView::showCurrent()
{
    const NodeSnapshot *node = m_state->snapshot().node(m_node);
    const QListWidgetItem *item = m_sections->currentItem();
    const bool isLogLines = item && node && item->data(Qt::UserRole).toString() == logLinesRow;
    m_output->setVisible(!isLogLines);
    m_logLines->setVisible(isLogLines);
    if (isLogLines) {
        m_command->setText(tr("%1: what its logs say").arg(m_node));
        m_logLines->show(node->diagnosis.logLines);
        return;
    }
    ProbeEvidence evidence;
    if (item && m_finding && m_sections->currentRow() == 0)
        evidence = m_finding->second;
    else if (item && node && node->facts)
        evidence = node->facts->evidence.value(item->data(Qt::UserRole).toString());
    if (!item) {
        m_command->setText(m_node.isEmpty() ? tr("Select one node to read what it answered.")
                                            : tr("%1 has not answered anything yet.").arg(m_node));
        m_output->show(QString());
        return;
    }
    m_command->setText(m_node + u" $ "_s + evidence.command);
    m_output->show(evidence.output.isEmpty() ? tr("(no output)") : evidence.output);
}

} // namespace Vermagic
