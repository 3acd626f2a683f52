// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportmatrix.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Later ones are worse.
int weight(LinkStatus status)
{
    constexpr std::array order{LinkStatus::NotNeeded, LinkStatus::Ok,          LinkStatus::Unknown,
                               LinkStatus::Warning,   LinkStatus::Consequence, LinkStatus::Broken};
    return int(std::ranges::find(order, status) - order.begin());
}

class Row
{
public:
    Row(const FactValues &facts, const Diagnosis &diagnosis, const QList<FilesystemSpec> &filesystems,
        const ShortKernels &kernels)
        : m_facts(facts)
        , m_diagnosis(diagnosis)
        , m_filesystems(filesystems)
        , m_kernels(kernels)
    {
    }
    QList<ReportCell> cells() const
    {
        return {{kernel(u"kernel.release"_s), {}},
                nextBoot(),
                headers(),
                {each(&Row::build), worst({ChainLink::Build, ChainLink::ModuleFile})},
                {each(&Row::module), worst({ChainLink::LoadedModule})},
                {each(&Row::mount), worst({ChainLink::Mount})},
                services()};
    }

private:
    QString fact(const QString &path, const QString &absent = u"none"_s) const
    {
        const Fact<QString> value = m_facts.value(path);
        return value.isKnown() ? value.value() : value.isAbsent() ? absent : u"unknown"_s;
    }
    QString kernel(const QString &path) const
    {
        const QString release = fact(path);
        return m_kernels.value(release, release);
    }
    std::optional<LinkStatus> worst(const QList<ChainLink> &links) const
    {
        std::optional<LinkStatus> status;
        for (const Chain &chain : m_diagnosis.chains) {
            for (const ChainStep &step : chain.steps) {
                if (links.contains(step.link) && (!status || weight(step.status) > weight(*status)))
                    status = step.status;
            }
        }
        return status;
    }
    QString each(QString (Row::*text)(const FilesystemSpec &) const) const
    {
        QStringList texts;
        for (const FilesystemSpec &filesystem : m_filesystems) {
            const QString one = (this->*text)(filesystem);
            if (!one.isEmpty() && !texts.contains(one))
                texts.append(one);
        }
        return texts.join(u", "_s);
    }
    ReportCell nextBoot() const
    {
        const NextBoot &next = m_diagnosis.nextBoot;
        const Fact<QString> release = m_facts.value(u"kernel.next"_s);
        if (next.verdict == NextBootVerdict::WillBreak)
            return {kernel(u"kernel.next"_s), LinkStatus::Warning};
        const bool same = release.isKnown() && release == m_facts.value(u"kernel.release"_s);
        return {same ? u"="_s : kernel(u"kernel.next"_s), {}};
    }
    ReportCell headers() const
    {
        const std::optional<LinkStatus> status = worst({ChainLink::Headers});
        if (!status || status == LinkStatus::NotNeeded)
            return {u"not needed"_s, LinkStatus::NotNeeded};
        const Fact<QString> headers = m_facts.value(u"headers.release"_s);
        return {headers.isKnown()    ? u"installed"_s
                : headers.isAbsent() ? u"missing"_s
                                     : u"unknown"_s,
                status};
    }
    QString build(const FilesystemSpec &filesystem) const
    {
        const QString module = filesystem.moduleName();
        switch (filesystem.provision) {
        case Provision::Dkms: {
            const QString state = fact(u"dkms."_s + module, u"not in DKMS"_s);
            const QString version = m_facts.value(u"dkms.%1.version"_s.arg(module)).value();
            const QStringList words{module, version, state == "installed"_L1 ? QString() : state};
            return words.join(u' ').simplified();
        }
        case Provision::KernelPackage:
            return module + u' ' + fact(u"module.%1.package"_s.arg(module), u"package missing"_s);
        case Provision::BuiltIn:
            break;
        }
        return m_filesystems.size() == 1 ? u"part of the kernel"_s : QString();
    }
    QString module(const FilesystemSpec &filesystem) const
    {
        const QString name = filesystem.moduleName();
        const bool builtIn = m_facts.value(u"module.%1.file"_s.arg(name)).value() == "(builtin)"_L1;
        return name + u' ' + (builtIn ? u"builtin"_s : fact(u"module."_s + name, u"not loaded"_s));
    }
    QString mount(const FilesystemSpec &filesystem) const
    {
        const QString state = fact(u"mount."_s + filesystem.mountpoint, u"missing"_s);
        return state == "mounted"_L1 ? filesystem.mountpoint : filesystem.mountpoint + u' ' + state;
    }
    ReportCell services() const
    {
        int all = 0;
        int active = 0;
        for (auto it = m_facts.cbegin(); it != m_facts.cend(); ++it) {
            if (!it.key().startsWith("service."_L1) || it.key().endsWith(".enabled"_L1))
                continue;
            ++all;
            active += it->isKnown() && it->value() == "active"_L1;
        }
        if (all == 0)
            return {u"–"_s, LinkStatus::NotNeeded};
        return {u"%1/%2"_s.arg(active).arg(all), worst({ChainLink::Services})};
    }

    const FactValues &m_facts;
    const Diagnosis &m_diagnosis;
    const QList<FilesystemSpec> &m_filesystems;
    const ShortKernels &m_kernels;
};

} // namespace

QString reportColumnTitle(ReportColumn column)
{
    static const QStringList titles{u"Node"_s,      u"Health"_s,  u"Running kernel"_s,
                                    u"Next boot"_s, u"Headers"_s, u"DKMS / package"_s,
                                    u"Module"_s,    u"Mounts"_s,  u"Services"_s};
    return titles.value(static_cast<int>(column));
}

ShortKernels shortKernels(const QStringList &releases)
{
    QHash<QString, QStringList> byHead;
    for (const QString &release : releases) {
        QStringList &same = byHead[release.section(u'+', 0, 0)];
        if (!same.contains(release))
            same.append(release);
    }
    ShortKernels result;
    for (auto it = byHead.cbegin(); it != byHead.cend(); ++it) {
        if (it->size() == 1 && !it.key().isEmpty())
            result.insert(it->first(), it.key());
    }
    return result;
}

QList<ReportCell> chainCells(const FactValues &facts, const Diagnosis &diagnosis,
                             const QList<FilesystemSpec> &filesystems, const ShortKernels &kernels)
{
    return Row(facts, diagnosis, filesystems, kernels).cells();
}

QList<ReportCell> referenceCells(const BuildEnvironmentFacts &facts, const ShortKernels &kernels)
{
    const auto text = [](const Fact<QString> &fact) {
        return fact.isKnown() ? fact.value() : fact.isAbsent() ? u"none"_s : u"unknown"_s;
    };
    const auto cell = [](const QString &what) { return ReportCell{what, LinkStatus::NotNeeded}; };
    const QString kernel = text(facts.kernel);
    return {cell(facts.name),
            cell(u"reference"_s),
            cell(kernels.value(kernel, kernel)),
            {},
            cell(facts.headersPackage.isKnown() ? kernels.value(kernel, kernel) : text(facts.headersPackage)),
            cell(text(facts.moduleVersion)),
            {},
            {},
            {}};
}

QString linkName(ChainLink link)
{
    static const QStringList names{u"connection"_s,    u"kernel"_s, u"packages"_s,
                                   u"headers"_s,       u"build"_s,  u"module-file"_s,
                                   u"loaded-module"_s, u"mount"_s,  u"services"_s};
    return names.value(static_cast<int>(link));
}

} // namespace Vermagic
