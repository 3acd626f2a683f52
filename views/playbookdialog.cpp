// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/playbookdialog.h"

#include "views/parameterform.h"
#include "views/widgets.h"
#include "views/wording.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Obsolete advice is there to be found, not to be followed.
class GreyDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(PlaybookModel::ObsoleteRole).toBool())
            option->palette.setColor(QPalette::Text,
                                     option->palette.color(QPalette::Disabled, QPalette::Text));
    }
};

} // namespace

PlaybookDialog::PlaybookDialog(const Knowledge *knowledge, const QStringList &nodes, QWidget *parent)
    : QDialog(parent)
    , m_knowledge(knowledge)
    , m_nodes(nodes)
    , m_model(new PlaybookModel(knowledge, this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_title(new ToneLabel({}, Tone::Neutral, ToneLabel::Bold))
    , m_facts(new ToneLabel({}, Tone::Muted, ToneLabel::Small))
    , m_summary(new ToneLabel({}, Tone::Neutral))
    , m_obsolete(new ToneLabel({}, Tone::Warning))
    , m_source(new ToneLabel({}, Tone::Muted, ToneLabel::Small))
    , m_target(new ToneLabel({}, Tone::Neutral))
    , m_form(new ParameterForm)
    , m_restart(new QCheckBox(tr("Begin anew, whatever was done before")))
    , m_plan(new PrimaryButton(tr("Show plan…"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Playbooks"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_plan, QDialogButtonBox::ActionRole);
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildList());
    splitter->addWidget(buildDetails());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(splitter, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_plan, &QPushButton::clicked, this, &PlaybookDialog::ask);
    connect(m_form, &ParameterForm::changed, this, &PlaybookDialog::updateButton);
    m_plan->setObjectName(u"planButton"_s);
    m_plan->setDefault(true);
    resize(1100, 600);
    m_list->setCurrentIndex(m_proxy->index(0, 0));
    showCurrent();
    m_filter->setFocus();
}

QWidget *PlaybookDialog::buildList()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterRole(PlaybookModel::SearchRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("Find a playbook"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_list->setModel(m_proxy);
    m_list->setItemDelegate(new GreyDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setAccessibleName(tr("Playbooks"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(PlaybookModel::Title, QHeaderView::Stretch);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        if (!m_list->currentIndex().isValid())
            m_list->setCurrentIndex(m_proxy->index(0, 0));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PlaybookDialog::showCurrent);
    return box;
}

QWidget *PlaybookDialog::buildDetails()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setSpacing(8);
    for (ToneLabel *label : {m_title, m_facts, m_summary, m_obsolete, m_source})
        layout->addWidget(label);
    layout->addSpacing(8);
    layout->addWidget(m_form);
    layout->addWidget(m_restart);
    layout->addWidget(m_target);
    layout->addStretch(1);
    return scrolled(content, tr("The chosen playbook"));
}

const PlaybookModel::Row *PlaybookDialog::current() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? &m_model->row(m_proxy->mapToSource(index).row()) : nullptr;
}

/// Of the playbook as a whole, of this way, and what to do instead.
QString PlaybookDialog::obsoleteText(const PlaybookModel::Row &row) const
{
    QStringList lines{tr("Obsolete: %1").arg(row.obsolete->reason.in(m_knowledge->language).trimmed())};
    if (row.remedy->obsolete && row.obsolete != &*row.remedy->obsolete)
        lines.append(row.remedy->obsolete->reason.in(m_knowledge->language).trimmed());
    if (!row.obsolete->playbook.isEmpty())
        lines.append(tr("Instead: %1").arg(row.obsolete->playbook));
    return lines.join(u'\n');
}

QString PlaybookDialog::targetText(const PlaybookModel::Row &row) const
{
    if (row.obsolete)
        return {};
    if (!row.remedy->onDemand)
        return tr("A finding calls for it: choose Fix… at the node.");
    if (row.remedy->scope == Scope::Cluster)
        return tr("Runs on this machine, in the folder of the build environment; needs no node.");
    return m_nodes.isEmpty() ? tr("Select the nodes first.") : tr("For %1").arg(m_nodes.join(u", "_s));
}

void PlaybookDialog::showCurrent()
{
    const PlaybookModel::Row *row = current();
    const Remedy none;
    const Remedy &remedy = row ? *row->remedy : none;
    const QString &language = m_knowledge->language;
    m_title->setText(row ? listedText(remedy.title, remedy, language) : tr("No playbook is called that."));
    QStringList facts;
    if (row && !row->obsolete) {
        facts = {riskText(remedy.risk), remedy.reboot ? tr("reboots the node") : QString(),
                 remedy.resumable ? tr("goes on after a stop") : QString()};
        facts.removeAll(QString());
    }
    m_facts->setText(facts.join(u" · "_s));
    const LocalText nothing;
    const LocalText &summary = !row                                  ? nothing
                               : remedy.summary.byLanguage.isEmpty() ? row->playbook->summary
                                                                     : remedy.summary;
    m_summary->setText(listedText(summary, remedy, language));
    m_obsolete->setText(row && row->obsolete ? obsoleteText(*row) : QString());
    m_source->setText(row ? tr("Source: %1").arg(row->playbook->source) : QString());
    m_target->setText(row ? targetText(*row) : QString());
    const bool mayBeAsked = row && !row->obsolete && remedy.onDemand;
    m_form->setParameters(mayBeAsked ? remedy.parameters : QList<Parameter>(), language);
    m_restart->setChecked(false);
    m_restart->setVisible(mayBeAsked && remedy.resumable);
    for (ToneLabel *label : {m_facts, m_summary, m_obsolete, m_source, m_target})
        label->setVisible(!label->text().isEmpty());
    updateButton();
}

void PlaybookDialog::updateButton()
{
    const PlaybookModel::Row *row = current();
    const bool mayBeAsked = row && !row->obsolete && row->remedy->onDemand;
    const bool hasTarget = row && (row->remedy->scope == Scope::Cluster || !m_nodes.isEmpty());
    m_plan->setEnabled(mayBeAsked && hasTarget && m_form->isValid());
}

void PlaybookDialog::ask()
{
    const PlaybookModel::Row *row = current();
    if (!row)
        return;
    const QStringList nodes = row->remedy->scope == Scope::Cluster ? QStringList() : m_nodes;
    Q_EMIT planRequested(nodes, {row->playbook->id, row->remedy->id, m_form->values()},
                         m_restart->isChecked());
    accept();
}

void PlaybookDialog::select(const QString &playbook, const QString &remedy)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->row(row).playbook->id == playbook && m_model->row(row).remedy->id == remedy)
            m_list->setCurrentIndex(m_proxy->mapFromSource(m_model->index(row, 0)));
    }
}

} // namespace Vermagic
