// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/matrixcells.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

MatrixCell unknown(const QString &reason)
{
    return {.text = MatrixCells::tr("unknown"), .status = CellStatus::Unknown, .evidence = reason};
}

QString lines(QStringList texts)
{
    texts.removeAll(QString());
    return texts.join(u'\n');
}

QString healthWord(const Fact<MountFacts> &mount)
{
    if (mount.isUnknown())
        return MatrixCells::tr("unknown");
    switch (mount.isKnown() ? mount.value().health : MountHealth::Missing) {
    case MountHealth::Mounted:
        break;
    case MountHealth::Missing:
        return MatrixCells::tr("absent");
    case MountHealth::ReadOnly:
        return MatrixCells::tr("read-only");
    case MountHealth::Stale:
        return MatrixCells::tr("stale");
    case MountHealth::Hung:
        return MatrixCells::tr("hung");
    case MountHealth::Unknown:
        return MatrixCells::tr("unknown");
    }
    return {};
}

CellStatus cellStatus(LinkStatus status)
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
int weight(CellStatus status)
{
    constexpr std::array order{CellStatus::Muted,   CellStatus::Ok,          CellStatus::Unknown,
                               CellStatus::Warning, CellStatus::Consequence, CellStatus::Broken};
    return int(std::ranges::find(order, status) - order.begin());
}

/// A release without what all releases of its line share: "6.8.0-1042-aws" becomes "…1042-aws".
void abbreviateRelease(MatrixCell &cell)
{
    qsizetype cut = cell.text.indexOf(u'-') + 1;
    if (cell.emphasis.length > 0)
        cut = std::min<qsizetype>(cut, cell.emphasis.start);
    if (cut < 4)
        return;
    cell.brief = u'…' + cell.text.mid(cut);
    if (cell.emphasis.length > 0)
        cell.briefEmphasis = {int(cell.emphasis.start - cut + 1), cell.emphasis.length};
}

/// Puts a release into the place of %1, in full and in brief, and marks what differs from `other` in it.
void setReleaseText(MatrixCell &cell, const QString &pattern, const QString &briefPattern,
                    const QString &release, const QString &other)
{
    MatrixCell inner{.text = release, .emphasis = differingRange(release, other)};
    inner.brief = inner.text;
    inner.briefEmphasis = inner.emphasis;
    abbreviateRelease(inner);
    const auto placed = [](TextRange range, const QString &in) {
        return TextRange{range.start + int(in.indexOf(u"%1"_s)), range.length};
    };
    cell.text = pattern.arg(inner.text);
    cell.emphasis = placed(inner.emphasis, pattern);
    cell.brief = briefPattern.arg(inner.brief);
    cell.briefEmphasis = placed(inner.briefEmphasis, briefPattern);
}

} // namespace

MatrixCells::MatrixCells(const NodeSnapshot &node, const Inventory &inventory, const FleetKernels &kernels)
    : m_node(node)
    , m_facts(*node.facts)
    , m_kernels(kernels)
    , m_filesystems(inventory.filesystemsOf(node.spec))
    , m_kernel(m_facts.runningKernel.value())
{
}

MatrixCell MatrixCells::runningKernel() const
{
    if (!m_facts.runningKernel.isKnown())
        return unknown(m_facts.runningKernel.reason());
    MatrixCell cell{.text = m_kernels.shortened(m_kernel), .evidence = m_kernel};
    cell.emphasis = differingRange(cell.text, reference());
    abbreviateRelease(cell);
    return cell;
}

MatrixCell MatrixCells::nextBoot() const
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
    abbreviateRelease(cell);
    cell.status = next.verdict == NextBootVerdict::WillBreak ? CellStatus::Warning : CellStatus::None;
    for (const Finding &finding : m_node.diagnosis.findings) {
        if (finding.nextBoot)
            cell.findings.append(finding.id);
    }
    return cell;
}

MatrixCell MatrixCells::headers() const
{
    MatrixCell cell = linkCell({ChainLink::Headers});
    const Fact<HeaderFacts> headers = m_facts.headers.value(m_kernel);
    if (cell.status == CellStatus::Muted)
        cell.text = tr("not needed");
    else if (headers.isKnown())
        cell.text = m_kernels.shortened(m_kernel);
    else
        cell.text = headers.isAbsent() ? tr("missing") : tr("unknown");
    noteNextBoot(cell, ChainLink::Headers, ChainLink::Headers);
    return cell;
}

MatrixCell MatrixCells::build() const
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
    noteNextBoot(cell, ChainLink::Headers, ChainLink::ModuleFile);
    return cell;
}

MatrixCell MatrixCells::loadedModule() const
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
        if (texts.contains(text))
            continue;
        texts.append(text);
        // With one module the column's title says what is loaded.
        cell.brief = module.isKnown()    ? module.value().version
                     : module.isAbsent() ? tr("not loaded")
                                         : tr("unknown");
    }
    if (texts.size() > 1)
        cell.brief = tr("%1 +%2").arg(texts.first()).arg(texts.size() - 1);
    cell.text = (texts.isEmpty() ? builtIns : texts).join(u", "_s);
    return cell;
}

MatrixCell MatrixCells::mounts() const
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
    const qsizetype others = m_filesystems.size() - 1;
    if (others > 0)
        cell.brief = tr("%1 +%2").arg((bad + good).constFirst()).arg(others);
    else if (!bad.isEmpty())
        cell.brief = m_filesystems.first().mountpoint;
    return cell;
}

MatrixCell MatrixCells::services() const
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

QString MatrixCells::reference() const
{
    return m_kernels.shortened(m_kernels.referenceOfGroup.value(m_node.spec.group));
}

bool MatrixCells::builtIn(const QString &module) const
{
    const Fact<ModuleFile> file = m_facts.moduleFiles.value(module).value(m_kernel);
    return file.isKnown() && file.value().builtIn();
}

MatrixCell MatrixCells::linkCell(const QList<ChainLink> &links) const
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

const FilesystemSpec *MatrixCells::worstFilesystem(const QList<ChainLink> &links) const
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

void MatrixCells::dkmsText(MatrixCell &cell, const QString &module) const
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
    if (here && here->state == u"installed"_s) {
        cell.text = tr("%1 installed").arg(here->version);
        cell.brief = here->version;
    } else if (here) {
        cell.text = tr("%1 %2, not installed").arg(here->version, here->state);
        cell.brief = tr("not installed");
    } else if (elsewhere) {
        cell.text = tr("%1 added, not built").arg(elsewhere->version);
        cell.brief = tr("not built");
    } else {
        cell.text = tr("not in DKMS");
    }
}

void MatrixCells::packageText(MatrixCell &cell, const QString &module) const
{
    const QMap<QString, Fact<QString>> packages = m_facts.modulePackages.value(module);
    const Fact<QString> here = packages.value(m_kernel);
    if (here.isKnown()) {
        setReleaseText(cell, u"%1"_s, u"%1"_s, m_kernels.shortened(m_kernel), {});
        cell.evidence = lines({here.value(), cell.evidence});
        return;
    }
    for (const auto &[release, package] : packages.asKeyValueRange()) {
        if (!package.isKnown())
            continue;
        setReleaseText(cell, tr("for %1 only"), tr("%1 only"), m_kernels.shortened(release),
                       m_kernels.shortened(m_kernel));
        return;
    }
    cell.text = here.isAbsent() ? tr("no package") : tr("unknown");
}

void MatrixCells::noteNextBoot(MatrixCell &cell, ChainLink first, ChainLink last) const
{
    for (const Finding &finding : m_node.diagnosis.findings) {
        if (!finding.nextBoot || finding.severity == Severity::Info || finding.link > last
            || finding.link < first)
            continue;
        if (cell.status == CellStatus::Ok || cell.status == CellStatus::Warning) {
            cell.status = CellStatus::Warning;
            setReleaseText(cell, tr("none for %1"), tr("no %1"),
                           m_kernels.shortened(m_facts.nextBootKernel.value()),
                           m_kernels.shortened(m_kernel));
        }
        if (!cell.findings.contains(finding.id))
            cell.findings.append(finding.id);
    }
}

} // namespace Vermagic
