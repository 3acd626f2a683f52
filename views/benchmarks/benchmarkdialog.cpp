// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/benchmarks/benchmarkdialog.h"

#include "models/benchmark/scaling.h"
#include "models/inventory/threshold.h"
#include "views/icons.h"
#include "views/widgets.h"
#include "views/wording.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

BenchmarkDialog::BenchmarkDialog(const ClusterState *state, const QList<BenchmarkProfile> &profiles,
                                 const QStringList &wanted, QWidget *parent)
    : QDialog(parent)
    , m_state(state)
    , m_profiles(profiles)
    , m_wanted(wanted)
    , m_form(new QFormLayout)
    , m_profile(new QComboBox(this))
    , m_filesystem(new QComboBox(this))
    , m_folder(new QLineEdit(this))
    , m_size(new QLineEdit(this))
    , m_files(new QSpinBox(this))
    , m_runtime(new QSpinBox(this))
    , m_nodes(new QListWidget(this))
    , m_summary(new ToneLabel({}, Tone::Neutral))
    , m_source(new ToneLabel({}, Tone::Muted, ToneLabel::Small))
    , m_count(new ToneLabel({}, Tone::Muted, ToneLabel::Small))
    , m_card(new Card(Tone::Accent, this))
    , m_promise(new ToneLabel({}, Tone::Neutral))
    , m_run(new PrimaryButton(icon(u"play"_s), tr("Run"), this))
{
    setObjectName(u"benchmarkDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Run a benchmark"));
    buildFields();
    auto *middle = new QHBoxLayout;
    middle->setSpacing(18);
    middle->addWidget(buildForm(), 3);
    middle->addWidget(buildNodes(), 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(12);
    layout->addLayout(middle, 1);
    layout->addWidget(buildFoot());
    resize(860, 520);
    showProfile();
    showNodes();
    m_profile->setFocus();
}

void BenchmarkDialog::buildFields()
{
    for (const BenchmarkProfile &profile : std::as_const(m_profiles))
        m_profile->addItem(profile.title.in(m_state->knowledge().language), profile.id);
    m_profile->setCurrentIndex(std::max(0, m_profile->findData(u"seq-read"_s)));
    int first = -1; // that one of the wanted nodes mounts
    const auto &inventory = m_state->snapshot().inventory;
    for (const FilesystemSpec &filesystem : inventory ? inventory->filesystems : QList<FilesystemSpec>()) {
        m_filesystem->addItem(tr("%1 at %2").arg(filesystem.name, filesystem.mountpoint), filesystem.name);
        const bool suits = std::ranges::any_of(inventory->nodes, [&](const NodeSpec &node) {
            return node.mounts.contains(filesystem.name)
                   && (m_wanted.isEmpty() || m_wanted.contains(node.name));
        });
        if (suits && first < 0)
            first = m_filesystem->count() - 1;
    }
    m_filesystem->setCurrentIndex(std::max(0, first));
    m_folder->setPlaceholderText(tr("the mount point itself"));
    m_files->setRange(1, mostFiles);
    m_runtime->setRange(1, longestRuntime);
    m_runtime->setSuffix(tr(" s"));
    connect(m_profile, &QComboBox::currentIndexChanged, this, [this] {
        showProfile();
        showNodes();
    });
    connect(m_filesystem, &QComboBox::currentIndexChanged, this, &BenchmarkDialog::showNodes);
    for (QLineEdit *line : {m_folder, m_size})
        connect(line, &QLineEdit::textChanged, this, &BenchmarkDialog::updatePromise);
    for (QSpinBox *box : {m_files, m_runtime})
        connect(box, &QSpinBox::valueChanged, this, &BenchmarkDialog::updatePromise);
    connect(m_nodes, &QListWidget::itemChanged, this, &BenchmarkDialog::updatePromise);
}

QWidget *BenchmarkDialog::buildForm()
{
    const QList<std::tuple<QString, QWidget *, QString>> rows{
        {tr("&Benchmark:"), m_profile, u"profile"_s},
        {tr("&File system:"), m_filesystem, u"filesystem"_s},
        {tr("F&older below it:"), m_folder, u"folder"_s},
        {tr("&Size on each node:"), m_size, u"size"_s},
        {tr("Fi&les of each job:"), m_files, u"files"_s},
        {tr("Run&time:"), m_runtime, u"runtime"_s},
    };
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(8);
    for (const auto &[label, field, name] : rows) {
        m_form->addRow(label, field);
        field->setObjectName(name);
        field->setAccessibleName(QString(label).remove(u'&').remove(u':'));
    }
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(m_form);
    layout->addWidget(m_summary);
    layout->addWidget(m_source);
    layout->addStretch(1);
    return box;
}

QWidget *BenchmarkDialog::buildNodes()
{
    m_nodes->setObjectName(u"nodes"_s);
    m_nodes->setAccessibleName(tr("Nodes"));
    m_nodes->setAlternatingRowColors(true);
    m_nodes->setUniformItemSizes(true);
    auto *head = new QHBoxLayout;
    head->addWidget(m_count, 1);
    for (const bool all : {true, false}) {
        QPushButton *choose = linkButton(all ? tr("All") : tr("None"), this);
        connect(choose, &QPushButton::clicked, this, [this, all] { checkAll(all); });
        head->addWidget(choose);
    }
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_nodes, 1);
    return box;
}

QWidget *BenchmarkDialog::buildFoot()
{
    m_promise->setObjectName(u"promise"_s);
    m_run->setObjectName(u"runBenchmarkButton"_s);
    m_run->setDefault(true);
    auto *inside = new QVBoxLayout(m_card);
    inside->setContentsMargins(14, 8, 14, 8);
    inside->addWidget(m_promise);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_run, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, &BenchmarkDialog::ask);
    auto *foot = new QWidget(this);
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_card);
    layout->addWidget(buttons);
    return foot;
}

const BenchmarkProfile *BenchmarkDialog::profile() const
{
    const int index = m_profile->currentIndex();
    return index < 0 ? nullptr : &m_profiles.at(index);
}

const FilesystemSpec *BenchmarkDialog::filesystem() const
{
    const auto &inventory = m_state->snapshot().inventory;
    return inventory ? inventory->filesystem(m_filesystem->currentData().toString()) : nullptr;
}

QStringList BenchmarkDialog::checkedNodes() const
{
    QStringList nodes;
    for (int row = 0; row < m_nodes->count(); ++row) {
        const QListWidgetItem *item = m_nodes->item(row);
        if (item->checkState() == Qt::Checked)
            nodes.append(item->data(Qt::UserRole).toString());
    }
    return nodes;
}

bool BenchmarkDialog::isNetwork() const
{
    return profile() && profile()->workload == Workload::Network;
}

void BenchmarkDialog::checkAll(bool checked)
{
    for (int row = 0; row < m_nodes->count(); ++row) {
        if (m_nodes->item(row)->flags() & Qt::ItemIsEnabled)
            m_nodes->item(row)->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    }
}

void BenchmarkDialog::showProfile()
{
    const BenchmarkProfile *chosen = profile();
    const auto &inventory = m_state->snapshot().inventory;
    if (!chosen || !inventory)
        return updatePromise();
    const BenchmarkBounds &bounds = boundsFor(*chosen, *inventory);
    const bool isMetadata = chosen->workload == Workload::Metadata;
    m_summary->setText(chosen->summary.in(m_state->knowledge().language));
    m_source->setText(tr("Source: %1").arg(chosen->source));
    m_size->setText(byteCountText(bounds.size));
    m_files->setValue(std::max(1, bounds.files));
    m_runtime->setValue(bounds.runtime);
    m_form->setRowVisible(m_size, !isMetadata && !isNetwork());
    m_form->setRowVisible(m_folder, !isNetwork());
    m_form->setRowVisible(m_files, isMetadata);
    updatePromise();
}

/// The nodes that mount the file system; those that cannot take part say why.
void BenchmarkDialog::showNodes()
{
    const QSignalBlocker quiet(m_nodes);
    m_nodes->clear();
    const FilesystemSpec *chosen = filesystem();
    for (const NodeSnapshot &node : m_state->snapshot().nodes) {
        if (!chosen || !profile() || !node.spec.mounts.contains(chosen->name))
            continue;
        const QString name = node.spec.name, obstacle = obstacleOn(node, *profile(), *chosen);
        auto *item = new QListWidgetItem(obstacle.isEmpty() ? name : tr("%1: %2").arg(name, obstacle),
                                         m_nodes);
        item->setData(Qt::UserRole, name);
        item->setToolTip(item->text());
        const bool wanted = obstacle.isEmpty() && (m_wanted.isEmpty() || m_wanted.contains(name));
        item->setCheckState(wanted ? Qt::Checked : Qt::Unchecked);
        item->setFlags(obstacle.isEmpty() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                                          : Qt::NoItemFlags);
    }
    updatePromise();
}

BenchmarkRequest BenchmarkDialog::request() const
{
    BenchmarkRequest request;
    const FilesystemSpec *chosen = filesystem();
    if (!profile() || !chosen)
        return request;
    request.profile = *profile();
    request.bounds = boundsFor(request.profile, *m_state->snapshot().inventory);
    request.bounds.runtime = m_runtime->value();
    if (request.profile.workload == Workload::Metadata)
        request.bounds.files = m_files->value();
    else
        request.bounds.size = parseByteCount(m_size->text().trimmed()).value_or(0);
    request.target = isNetwork() ? networkTarget(chosen) : targetFor(*chosen);
    request.folder = isNetwork() ? QString() : m_folder->text().trimmed();
    request.nodes = checkedNodes();
    return request;
}

void BenchmarkDialog::setBusy(bool busy)
{
    m_busy = busy;
    updatePromise();
}

QString BenchmarkDialog::obstacle() const
{
    if (m_busy)
        return tr("A benchmark is under way. Cancel or await it first.");
    if (!filesystem())
        return tr("The inventory has no file system to measure.");
    if (m_nodes->count() == 0)
        return tr("No node of the inventory mounts %1.").arg(filesystem()->name);
    const bool none = checkedNodes().isEmpty();
    bool anyCan = false;
    for (int row = 0; row < m_nodes->count(); ++row)
        anyCan = anyCan || (m_nodes->item(row)->flags() & Qt::ItemIsEnabled);
    if (none && !anyCan)
        return tr("None of its nodes can run it now; the list says why.");
    return obstacleOf(request());
}

QStringList BenchmarkDialog::writes(const BenchmarkRequest &request) const
{
    const int nodes = int(request.nodes.size());
    const QString base = request.folder.isEmpty() ? request.target.mountpoint
                                                  : request.target.mountpoint + u'/' + request.folder;
    if (isNetwork())
        return {
            tr("Each of %n node(s) sends to the next one, all at once; nothing is written.", nullptr, nodes)};
    QStringList sentences{
        tr("On %n node(s) a folder of its own is made in %1 and removed at the end, also after a cancellation.",
           nullptr, nodes)
            .arg(base)};
    if (const qint64 bytes = mostWritten(request); bytes > 0)
        sentences.append(tr("Its files have %1 on each node at most, %2 in all.")
                             .arg(byteCountText(bytes), byteCountText(bytes * nodes)));
    else
        sentences.append(tr("At most %1 empty files are made on each node.")
                             .arg(qint64(request.bounds.files) * request.profile.jobs));
    return sentences;
}

QString BenchmarkDialog::promise(const BenchmarkRequest &request) const
{
    QStringList sentences = writes(request);
    if (request.profile.scales)
        sentences.append(tr("It is run %n time(s), each time on more of the nodes.", nullptr,
                            int(scalingSteps(request.nodes.size()).size())));
    sentences.append(tr("It measures for %1 at most once all nodes are ready; after %2 a node is given up.")
                         .arg(durationText(measuringTime(request)), durationText(timeLimit(request))));
    const auto threshold = request.target.thresholds.constFind(request.profile.metric);
    sentences.append(
        threshold == request.target.thresholds.constEnd()
            ? tr("The inventory expects nothing of what is measured, so there will be no verdict.")
            : tr("Each node is expected to reach %1.").arg(thresholdText(*threshold)));
    return sentences.join(u' ');
}

void BenchmarkDialog::updatePromise()
{
    const QString refusal = obstacle();
    const qsizetype checked = checkedNodes().size();
    m_count->setText(tr("%1 of %n node(s)", nullptr, m_nodes->count()).arg(checked));
    m_promise->setText(refusal.isEmpty() ? promise(request()) : refusal);
    m_card->setTone(refusal.isEmpty() ? Tone::Accent : Tone::Error);
    m_promise->setTone(refusal.isEmpty() ? Tone::Neutral : Tone::Error);
    m_run->setEnabled(refusal.isEmpty());
}

void BenchmarkDialog::ask()
{
    Q_EMIT runRequested(request());
    accept();
}

} // namespace Vermagic
