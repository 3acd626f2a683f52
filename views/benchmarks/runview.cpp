// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/benchmarks/runview.h"

#include "models/benchmark/ratetext.h"
#include "models/benchmark/request.h"
#include "models/benchmarkrunsmodel.h"
#include "models/inventory/nodeset.h"
#include "views/charts/throughputchart.h"
#include "views/charts/throughputpanel.h"
#include "views/charts/verdictlook.h"
#include "views/icons.h"
#include "views/widgets.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double shortRun = 60; ///< seconds: the chart's narrowest axis when it follows
constexpr int widestColumn = 320;

class OutcomeDelegate : public QStyledItemDelegate
{
public:
    OutcomeDelegate(int role, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_role(role)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 8};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QVariant outcome = index.data(m_role);
        if (!outcome.isValid() || index.column() + 1 != index.model()->columnCount())
            return;
        const std::optional verdict(ThresholdOutcome(outcome.toInt()));
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(13, 13);
        option->icon = icon(markOf(verdict), toneOf(verdict));
        if (!(option->state & QStyle::State_Selected))
            option->palette.setColor(QPalette::Text, toneColors(option->palette, toneOf(verdict)).text);
    }

private:
    int m_role;
};

QTableView *newTable(const QString &title, const TextTable &content, QWidget *parent)
{
    auto *table = new QTableView(parent);
    auto *model = new TextTableModel(table);
    model->setTable(content);
    table->setModel(model);
    table->setItemDelegate(newOutcomeDelegate(TextTableModel::OutcomeRole, table));
    table->setAccessibleName(title);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    table->resizeColumnsToContents();
    for (int column = 0; column + 1 < model->columnCount(); ++column)
        table->setColumnWidth(column, std::min(table->columnWidth(column) + 12, widestColumn));
    return table;
}

QString aboutText(const BenchmarkRun &run)
{
    const BenchmarkConfiguration &configuration = run.configuration;
    return QStringList{runTimeText(run), configuration.mountpoint, foldNodeSet(configuration.nodes),
                       configuration.tool, parametersText(run)}
        .join(u" · "_s);
}

} // namespace

QAbstractItemDelegate *newOutcomeDelegate(int role, QObject *parent)
{
    return new OutcomeDelegate(role, parent);
}

RunView::RunView(const ClusterState *state, QWidget *parent)
    : QWidget(parent)
    , m_title(new ToneLabel({}, Tone::Neutral, ToneLabel::Bold, this))
    , m_verdict(new ToneLabel({}, Tone::Neutral, ToneLabel::Plain, this))
    , m_about(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
    , m_replay(new QToolButton(this))
    , m_position(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
    , m_panel(new ThroughputPanel(state, std::make_shared<LineStyles>(), this))
    , m_tables(new QTabWidget(this))
    , m_hint(new ToneLabel({}, Tone::Muted, ToneLabel::Plain, this))
    , m_pages(new QStackedWidget(this))
{
    m_tables->setDocumentMode(true);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_panel);
    splitter->addWidget(m_tables);
    splitter->setStretchFactor(0, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({320, 190});
    auto *content = new QWidget(this);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(buildHead());
    inside->addWidget(splitter, 1);
    m_hint->setAlignment(Qt::AlignCenter);
    m_pages->addWidget(m_hint);
    m_pages->addWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    m_panel->setStore(m_player.store());
    connect(m_panel, &ThroughputPanel::fileRequested, this, &RunView::fileRequested);
    connect(&m_player, &RunPlayer::changed, this, &RunView::showPlayer);
}

/// The panel is deleted after the player, whose store it draws.
RunView::~RunView()
{
    m_panel->setStore(nullptr);
}

QWidget *RunView::buildHead()
{
    m_replay->setObjectName(u"replayButton"_s);
    m_replay->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_replay->setFocusPolicy(Qt::TabFocus);
    m_verdict->setObjectName(u"runVerdict"_s);
    m_position->setWordWrap(false);
    connect(m_replay, &QToolButton::clicked, this, [this] {
        if (m_player.isPlaying())
            m_player.pause();
        else
            m_player.play();
    });
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    for (ToneLabel *label : {m_title, m_verdict, m_about})
        texts->addWidget(label);
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 10, 12, 4);
    layout->setSpacing(10);
    layout->addLayout(texts, 1);
    layout->addWidget(m_position, 0, Qt::AlignTop);
    layout->addWidget(m_replay, 0, Qt::AlignTop);
    return head;
}

void RunView::showHint(const QString &text)
{
    m_player.pause();
    m_hint->setText(text);
    m_pages->setCurrentIndex(0);
}

void RunView::showRun(const QString &title, const BenchmarkRun &run)
{
    m_title->setText(tr("%1 on %2").arg(title, run.configuration.filesystem));
    m_verdict->setText(
        QStringList{verdictTitle(run) + u'.', verdictSentence(run), doneSentence(run)}.join(u' ').trimmed());
    m_verdict->setTone(toneOf(outcomeOf(run)));
    m_about->setText(aboutText(run));
    addTables({{tr("Results"), resultTable(run)},
               {tr("Course"), courseTable(run)},
               {tr("Environment"), environmentTable(run)}});
    // What was expected then, not what is now.
    load(Playback(run), run,
         judgedBy({}, run.configuration.filesystem, run.metric(), run.configuration.thresholds));
}

void RunView::showComparison(const QString &title, const BenchmarkRun &before, const BenchmarkRun &after)
{
    const RunComparison comparison = compareRuns(before, after);
    m_title->setText(title);
    m_verdict->setText(comparison.metrics.isEmpty() ? tr("They measured nothing that can be compared.")
                                                    : linearitySentence(comparison.linearity));
    m_verdict->setTone(Tone::Neutral);
    m_about->setText(tr("Before: %1\nAfter: %2").arg(aboutText(before), aboutText(after)));
    addTables({{tr("Changes"), changesTable(comparison)},
               {tr("Differences (%1)").arg(comparison.conditions.size()), differencesTable(comparison)}});
    load(Playback(before, tr("Before"), after, tr("After")), before, {});
}

void RunView::addTables(const QList<std::pair<QString, TextTable>> &tables)
{
    while (m_tables->count() > 0)
        delete m_tables->widget(0);
    for (const auto &[title, table] : tables)
        m_tables->addTab(newTable(title, table, m_tables), title);
    m_verdict->setVisible(!m_verdict->text().isEmpty());
}

void RunView::load(const Playback &playback, const BenchmarkRun &run, const Inventory &expected)
{
    m_panel->judgeBy(std::make_shared<const Inventory>(expected));
    m_player.load(playback, run.origin);
    m_panel->setQuery({.measure = measureOf(run.metric())});
    m_pages->setCurrentIndex(1);
    fitChart();
}

/// All of a short run; a long one as if it were live.
void RunView::fitChart()
{
    if (m_player.length() > 0 && m_player.length() < shortRun)
        m_panel->chart()->showRange(0, m_player.length());
}

void RunView::showPlayer()
{
    const bool playing = m_player.isPlaying();
    m_replay->setIcon(icon(playing ? u"pause"_s : u"play"_s));
    m_replay->setText(playing ? tr("Pause") : tr("Replay"));
    m_replay->setEnabled(m_player.length() > 0);
    m_position->setText(
        tr("%1 of %2 s").arg(m_player.position(), 0, 'f', 0).arg(m_player.length(), 0, 'f', 0));
    if (playing && !std::exchange(m_wasPlaying, playing))
        fitChart(); // its store was begun anew
    m_wasPlaying = playing;
}

} // namespace Vermagic
