// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/matrixrow.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

class Matrix
{
    Q_DECLARE_TR_FUNCTIONS(Matrix)
public:
    Matrix(const NodeSnapshot &node, const Inventory &inventory, const FleetKernels &kernels)
        : m_node(node)
        , m_facts(*node.facts)
        , m_kernels(kernels)
        , m_filesystems(inventory.filesystemsOf(node.spec))
        , m_kernel(m_facts.runningKernel.value())
    {
    }

    MatrixCell runningKernel() const
    {
        if (!m_facts.runningKernel.isKnown())
            return unknown(m_facts.runningKernel.reason());
        MatrixCell cell{.text = m_kernels.shortened(m_kernel), .evidence = m_kernel};
        cell.emphasis = differingRange(cell.text, reference());
        return cell;
    }

    MatrixCell nextBoot() const
    {
        const NextBoot &next = m_node.diagnosis.nextBoot;
        if (!m_facts.nextBootKernel.isKnown())
            return unknown(next.reason.isEmpty() ? m_facts.nextBootKernel.reason() : next.reason);
        const QString release = m_facts.nextBootKernel.value();
        MatrixCell cell{.evidence = lines({release, m_facts.nextBootSource, next.reason})};
        if (release == m_kernel && next.verdict != NextBootVerdict::WillBreak) {
            cell.text = u"="_s;
            cell.status = CellStatus::Muted;
            return cell;
        }
        cell.text = m_kernels.shortened(release);
        cell.emphasis = differingRange(cell.text, m_kernels.shortened(m_kernel));
        cell.status = next.verdict == NextBootVerdict::WillBreak ? CellStatus::Warning : CellStatus::None;
        for (const Finding &finding : m_node.diagnosis.findings) {
            if (finding.nextBoot)
                cell.findings.append(finding.id);
        }
        return cell;
    }

    MatrixCell headers() const
    {
        MatrixCell cell = linkCell({ChainLink::Headers});
        const Fact<HeaderFacts> headers = m_facts.headers.value(m_kernel);
        if (cell.status == CellStatus::Muted)
            cell.text = tr("not needed");
        else if (headers.isKnown())
            cell.text = m_kernels.shortened(m_kernel);
        else
            cell.text = headers.isAbsent() ? tr("missing") : tr("unknown");
        return cell;
    }

    MatrixCell build() const
    {
        MatrixCell cell = linkCell({ChainLink::Build, ChainLink::ModuleFile});
        const FilesystemSpec *filesystem = worstFilesystem({ChainLink::Build, ChainLink::ModuleFile});
        if (!filesystem) {
            cell.text = tr("not needed");
            return cell;
        }
        switch (filesystem->provision) {
        case Provision::Dkms:
            dkmsText(cell, filesystem->moduleName());
            break;
        case Provision::KernelPackage:
            packageText(cell, filesystem->moduleName());
            break;
        case Provision::BuiltIn:
            cell.text = tr("part of the kernel");
            break;
        }
        noteNextBoot(cell);
        return cell;
    }

    MatrixCell loadedModule() const
    {
        MatrixCell cell = linkCell({ChainLink::LoadedModule});
        QStringList texts;
        QStringList builtIns; // nothing can go wrong with them, so they show only when there is nothing else
        for (const FilesystemSpec &filesystem : m_filesystems) {
            const QString name = filesystem.moduleName();
            if (builtIn(name)) {
                builtIns.append(tr("%1 built in").arg(name));
                continue;
            }
            const Fact<LoadedModule> module = m_facts.loadedModules.value(name);
            const QString text = module.isKnown()    ? QString(name + u' ' + module.value().version).trimmed()
                                 : module.isAbsent() ? tr("%1 not loaded").arg(name)
                                                     : tr("%1 unknown").arg(name);
            if (!texts.contains(text))
                texts.append(text);
        }
        cell.text = (texts.isEmpty() ? builtIns : texts).join(u", "_s);
        return cell;
    }

    MatrixCell mounts() const
    {
        MatrixCell cell = linkCell({ChainLink::Mount});
        QStringList bad;
        QStringList good;
        for (const FilesystemSpec &filesystem : m_filesystems) {
            const Fact<MountFacts> mount = m_facts.mounts.value(filesystem.mountpoint);
            if (mount.isKnown() && mount.value().health == MountHealth::Mounted)
                good.append(filesystem.mountpoint);
            else
                bad.append(filesystem.mountpoint + u' ' + healthWord(mount));
        }
        cell.text = (bad + good).join(u", "_s);
        return cell;
    }

    MatrixCell services() const
    {
        MatrixCell cell = linkCell({ChainLink::Services});
        int active = 0;
        QStringList evidence;
        for (const auto &[unit, service] : m_facts.services.asKeyValueRange()) {
            const QString state = service.isKnown()    ? service.value().activeState
                                  : service.isAbsent() ? tr("no such unit")
                                                       : service.reason();
            active += state == u"active"_s;
            evidence.append(unit + u": "_s + state);
        }
        if (m_facts.services.isEmpty()) {
            cell.text = u"–"_s;
            cell.status = CellStatus::Muted;
            return cell;
        }
        cell.text = u"%1/%2"_s.arg(active).arg(m_facts.services.size());
        cell.evidence = evidence.join(u'\n');
        return cell;
    }

private:
    static MatrixCell unknown(const QString &reason)
    {
        return {.text = tr("unknown"), .status = CellStatus::Unknown, .evidence = reason};
    }

    static QString lines(QStringList texts)
    {
        texts.removeAll(QString());
        return texts.join(u'\n');
    }

    static QString healthWord(const Fact<MountFacts> &mount)
    {
        if (mount.isUnknown())
            return tr("unknown");
        switch (mount.isKnown() ? mount.value().health : MountHealth::Missing) {
        case MountHealth::Mounted:
            break;
        case MountHealth::Missing:
            return tr("absent");
        case MountHealth::ReadOnly:
            return tr("read-only");
        case MountHealth::Stale:
            return tr("stale");
        case MountHealth::Hung:
            return tr("hung");
        case MountHealth::Unknown:
            return tr("unknown");
        }
        return {};
    }

    static CellStatus cellStatus(LinkStatus status)
    {
        switch (status) {
        case LinkStatus::Ok:
            return CellStatus::Ok;
        case LinkStatus::Warning:
            return CellStatus::Warning;
        case LinkStatus::Broken:
            return CellStatus::Broken;
        case LinkStatus::Consequence:
            return CellStatus::Consequence;
        case LinkStatus::Unknown:
            return CellStatus::Unknown;
        case LinkStatus::NotNeeded:
            break;
        }
        return CellStatus::Muted;
    }

    /// Worst first; a link that only follows from another one still weighs more than a warning.
    static int weight(CellStatus status)
    {
        constexpr std::array order{CellStatus::Muted,   CellStatus::Ok,          CellStatus::Unknown,
                                   CellStatus::Warning, CellStatus::Consequence, CellStatus::Broken};
        return int(std::ranges::find(order, status) - order.begin());
    }

    QString reference() const
    {
        return m_kernels.shortened(m_kernels.referenceOfGroup.value(m_node.spec.group));
    }

    bool builtIn(const QString &module) const
    {
        const Fact<ModuleFile> file = m_facts.moduleFiles.value(module).value(m_kernel);
        return file.isKnown() && file.value().builtIn();
    }

    /// Status, findings and evidence of the worst of the given links over all chains; the text is left open.
    MatrixCell linkCell(const QList<ChainLink> &links) const
    {
        MatrixCell cell{.status = CellStatus::Muted};
        QStringList evidence;
        for (const Chain &chain : m_node.diagnosis.chains) {
            for (const ChainStep &step : chain.steps) {
                if (!links.contains(step.link))
                    continue;
                if (weight(cellStatus(step.status)) > weight(cell.status))
                    cell.status = cellStatus(step.status);
                cell.findings += step.findings;
                evidence.append(lines({chain.filesystem + u": "_s + step.value, step.detail}));
            }
        }
        cell.findings.removeDuplicates();
        evidence.removeDuplicates();
        cell.evidence = evidence.join(u'\n');
        return cell;
    }

    /// The file system whose chain is worst at `links`; of equal ones the first that needs the link at all.
    const FilesystemSpec *worstFilesystem(const QList<ChainLink> &links) const
    {
        const FilesystemSpec *worst = nullptr;
        int worstWeight = weight(CellStatus::Muted);
        for (const Chain &chain : m_node.diagnosis.chains) {
            for (const ChainStep &step : chain.steps) {
                if (!links.contains(step.link) || weight(cellStatus(step.status)) <= worstWeight)
                    continue;
                const auto it = std::ranges::find(m_filesystems, chain.filesystem, &FilesystemSpec::name);
                if (it == m_filesystems.end())
                    continue;
                worst = &*it;
                worstWeight = weight(cellStatus(step.status));
            }
        }
        return worst;
    }

    void dkmsText(MatrixCell &cell, const QString &module) const
    {
        if (!m_facts.dkms.isKnown()) {
            cell.text = tr("DKMS unknown");
            return;
        }
        const DkmsEntry *here = nullptr;
        const DkmsEntry *elsewhere = nullptr;
        for (const DkmsEntry &entry : m_facts.dkms.value()) {
            if (entry.module != module)
                continue;
            (entry.kernel == m_kernel ? here : elsewhere) = &entry;
        }
        if (here)
            cell.text = here->state == u"installed"_s
                            ? tr("%1 installed").arg(here->version)
                            : tr("%1 %2, not installed").arg(here->version, here->state);
        else if (!elsewhere)
            cell.text = tr("not in DKMS");
        else
            cell.text = tr("%1 added, not built").arg(elsewhere->version);
    }

    void packageText(MatrixCell &cell, const QString &module) const
    {
        const QMap<QString, Fact<QString>> packages = m_facts.modulePackages.value(module);
        const Fact<QString> here = packages.value(m_kernel);
        if (here.isKnown()) {
            cell.text = m_kernels.shortened(m_kernel);
            cell.evidence = lines({here.value(), cell.evidence});
            return;
        }
        for (const auto &[release, package] : packages.asKeyValueRange()) {
            if (!package.isKnown())
                continue;
            const QString other = m_kernels.shortened(release);
            cell.text = tr("for %1 only").arg(other);
            cell.emphasis = differingRange(other, m_kernels.shortened(m_kernel));
            cell.emphasis.start += int(cell.text.indexOf(other));
            return;
        }
        cell.text = here.isAbsent() ? tr("no package") : tr("unknown");
    }

    /// A link that holds now but not for the kernel that boots next.
    void noteNextBoot(MatrixCell &cell) const
    {
        for (const Finding &finding : m_node.diagnosis.findings) {
            if (!finding.nextBoot || finding.severity == Severity::Info
                || finding.link > ChainLink::ModuleFile || finding.link < ChainLink::Headers)
                continue;
            if (cell.status == CellStatus::Ok) {
                const QString release = m_kernels.shortened(m_facts.nextBootKernel.value());
                cell.status = CellStatus::Warning;
                cell.text = tr("none for %1").arg(release);
                cell.emphasis = differingRange(release, m_kernels.shortened(m_kernel));
                cell.emphasis.start += int(cell.text.indexOf(release));
            }
            if (!cell.findings.contains(finding.id))
                cell.findings.append(finding.id);
        }
    }

    const NodeSnapshot &m_node;
    const NodeFacts &m_facts;
    const FleetKernels &m_kernels;
    QList<FilesystemSpec> m_filesystems;
    QString m_kernel;
};

QString shortTime(const QDateTime &at)
{
    return QLocale().toString(at.toLocalTime().time(), QLocale::ShortFormat);
}

QString abbreviated(const QString &fingerprint)
{
    return fingerprint.size() <= 20 ? fingerprint : fingerprint.first(12) + u'…' + fingerprint.last(4);
}

/// What stands in place of the chain for a node that cannot be looked at.
QString noticeOf(const NodeSnapshot &node)
{
    QStringList parts;
    if (node.gatheredAt.isValid())
        parts.append(Matrix::tr("last seen %1").arg(shortTime(node.gatheredAt)));
    if (node.hostKeyChange)
        parts.append(Matrix::tr("key %1 replaced by %2; rebuilt node?")
                         .arg(abbreviated(node.hostKeyChange->oldFingerprint),
                              abbreviated(node.hostKeyChange->newFingerprint)));
    else if (node.error)
        parts.append(node.error->message);
    return parts.join(u" · "_s);
}

MatrixCell healthCell(const NodeSnapshot &node)
{
    MatrixCell cell{.text = node.diagnosis.headline};
    switch (node.diagnosis.state) {
    case NodeState::Pending:
        cell.status = node.probing ? CellStatus::Busy : CellStatus::Muted;
        if (cell.text.isEmpty())
            cell.text = node.probing ? Matrix::tr("Checking…") : Matrix::tr("Not checked yet");
        break;
    case NodeState::Healthy:
        cell.status = CellStatus::Ok;
        break;
    case NodeState::Attention:
        cell.status = CellStatus::Warning;
        break;
    case NodeState::Broken:
        cell.status = CellStatus::Broken;
        break;
    case NodeState::Unreachable:
        cell.status = CellStatus::Unknown;
        break;
    }
    if (cell.text.isEmpty())
        cell.text = stateTitle(node.diagnosis.state);
    QStringList titles;
    for (const Finding &finding : node.diagnosis.findings) {
        titles.append(finding.title);
        cell.findings.append(finding.id);
    }
    cell.evidence = titles.join(u'\n');
    return cell;
}

MatrixCell &cellOf(MatrixRow &row, MatrixColumn column)
{
    return row.cells[std::size_t(column)];
}

} // namespace

MatrixRow matrixRow(const NodeSnapshot &node, const Inventory &inventory, const FleetKernels &kernels)
{
    MatrixRow row;
    row.state = node.diagnosis.state;
    cellOf(row, MatrixColumn::Node) = {
        .text = node.spec.name,
        .evidence = QStringList{node.spec.address, node.spec.roles.join(u", "_s)}.join(u'\n')};
    cellOf(row, MatrixColumn::Health) = healthCell(node);
    if (row.state == NodeState::Unreachable || !node.facts) {
        row.notice = noticeOf(node);
        return row;
    }
    const Matrix matrix(node, inventory, kernels);
    cellOf(row, MatrixColumn::RunningKernel) = matrix.runningKernel();
    cellOf(row, MatrixColumn::NextBoot) = matrix.nextBoot();
    cellOf(row, MatrixColumn::Headers) = matrix.headers();
    cellOf(row, MatrixColumn::Build) = matrix.build();
    cellOf(row, MatrixColumn::LoadedModule) = matrix.loadedModule();
    cellOf(row, MatrixColumn::Mounts) = matrix.mounts();
    cellOf(row, MatrixColumn::Services) = matrix.services();
    return row;
}

MatrixRow referenceRow(const BuildEnvironmentFacts &facts, const Inventory &inventory,
                       const FleetKernels &kernels)
{
    const auto cell = [](const Fact<QString> &fact, const QString &text) {
        if (fact.isKnown())
            return MatrixCell{.text = text, .evidence = fact.value()};
        return MatrixCell{.text = fact.isAbsent() ? Matrix::tr("none") : Matrix::tr("unknown"),
                          .status = CellStatus::Muted,
                          .evidence = fact.reason()};
    };
    MatrixRow row;
    cellOf(row, MatrixColumn::Node) = {.text = Matrix::tr("Build environment"),
                                       .evidence = facts.evidence.command};
    cellOf(row, MatrixColumn::Health) = {.text = Matrix::tr("reference"), .status = CellStatus::Muted};
    cellOf(row, MatrixColumn::RunningKernel) = {.text = facts.name, .status = CellStatus::Muted};
    cellOf(row, MatrixColumn::Headers) = cell(facts.kernel, kernels.shortened(facts.kernel.value()));
    QString module;
    for (const FilesystemSpec &filesystem : inventory.filesystems) {
        if (filesystem.provision == Provision::Dkms && module.isEmpty())
            module = filesystem.moduleName() + u' ';
    }
    cellOf(row, MatrixColumn::Build) = cell(facts.moduleVersion, module + facts.moduleVersion.value());
    return row;
}

QString matrixColumnTitle(MatrixColumn column)
{
    switch (column) {
    case MatrixColumn::Node:
        return Matrix::tr("Node");
    case MatrixColumn::Health:
        return Matrix::tr("Health");
    case MatrixColumn::RunningKernel:
        return Matrix::tr("Running kernel");
    case MatrixColumn::NextBoot:
        return Matrix::tr("Next boot");
    case MatrixColumn::Headers:
        return Matrix::tr("Headers");
    case MatrixColumn::Build:
        return Matrix::tr("DKMS / package");
    case MatrixColumn::LoadedModule:
        return Matrix::tr("Loaded module");
    case MatrixColumn::Mounts:
        return Matrix::tr("Mounts");
    case MatrixColumn::Services:
        return Matrix::tr("Services");
    }
    return {};
}

QString stateTitle(NodeState state)
{
    switch (state) {
    case NodeState::Pending:
        return Matrix::tr("Not checked yet");
    case NodeState::Healthy:
        return Matrix::tr("Healthy");
    case NodeState::Attention:
        return Matrix::tr("Needs attention");
    case NodeState::Broken:
        return Matrix::tr("Broken");
    case NodeState::Unreachable:
        return Matrix::tr("Unreachable");
    }
    return {};
}

} // namespace Vermagic
