// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/forecast/forecast.h"

#include "models/probe/kernelparsers.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Forecast)
};

using Event = ForecastEvent;

/// What a kernel will find of the modules.
struct Outlook
{
    ForecastVerdict verdict = ForecastVerdict::Fine;
    QString reason;
    Certainty certainty = Certainty::Sure;
};

QDateTime firstAtOrAfter(const QDateTime &moment, QTime wallClock, const QString &zoneName)
{
    const QTimeZone named(zoneName.toLatin1());
    const QTimeZone zone = named.isValid() ? named : QTimeZone(QTimeZone::UTC);
    const QDateTime local = moment.toTimeZone(zone);
    QDateTime at(local.date(), wallClock, zone);
    if (at < local)
        at = QDateTime(local.date().addDays(1), wallClock, zone);
    return at.toUTC();
}

class Forecaster
{
public:
    Forecaster(const NodeFacts &facts, const QList<ProbeModule> &modules, const ForecastAnswers &answers,
               const QDateTime &now)
        : m_facts(facts)
        , m_modules(modules)
        , m_answers(answers)
        , m_now(now)
    {
        m_forecast.madeAt = now;
        m_forecast.timeZone = answers.timeZone.value();
        m_forecast.evidence = answers.evidence;
    }

    Forecast forecast()
    {
        foreseeUpgrade();
        foreseeReboot();
        judge();
        std::ranges::stable_sort(m_forecast.events, [](const Event &a, const Event &b) {
            return a.at.isValid() && (!b.at.isValid() || a.at < b.at);
        });
        return m_forecast;
    }

private:
    void add(Event::Kind kind, const QDateTime &at, const QString &text, const QString &source,
             const QString &section)
    {
        m_forecast.events.append({kind, at, text, source, section});
    }

    QString configuration() const
    {
        return m_facts.os.value().packageManager == "dnf"_L1 ? u"dnfautomatic"_s : u"aptconfig"_s;
    }
    QString simulation() const
    {
        return m_facts.os.value().packageManager == "dnf"_L1 ? u"dnfupgrade"_s : u"aptupgrade"_s;
    }

    /// The timer that installs upgrades first.
    const UpgradeTimer *upgradeTimer() const
    {
        const UpgradeTimer *first = nullptr;
        for (const UpgradeTimer &timer : m_answers.timers.value()) {
            const bool downloads = timer.unit == "apt-daily.timer"_L1
                                   || timer.unit == "dnf-automatic-download.timer"_L1;
            if (!downloads && timer.next.isValid() && (!first || timer.next < first->next))
                first = &timer;
        }
        return first;
    }

    void foreseeUpgrade()
    {
        const AutomaticUpgrades &automatic = m_answers.automatic.value();
        const bool enabled = m_answers.automatic.isKnown() && automatic.enabled;
        m_plan = upgradePlanOf(m_answers.changes.value(), automatic, m_facts.os.value());
        if (!enabled) {
            noteWhatSomebodyCouldDo();
            return;
        }
        if (!m_plan.withheld.isEmpty() && m_plan.kernel.isEmpty()) {
            const auto kernel = std::ranges::find_if(
                m_answers.changes.value(), [&](const UpgradedPackage &change) {
                    return m_plan.withheld.contains(change.name) && !kernelOfPackage(change).isEmpty();
                });
            if (kernel != m_answers.changes.value().end())
                add(Event::Kind::Note, {},
                    Words::tr(
                        "%1 is not installed by itself: blacklisted, or from an origin that is not allowed")
                        .arg(kernel->name),
                    u"Unattended-Upgrade"_s, configuration());
        }
        const UpgradeTimer *timer = upgradeTimer();
        if (!timer)
            return;
        m_upgradeAt = timer->next;
        const QString what = m_plan.kernel.isEmpty()
                                 ? Words::tr("upgrades run; no kernel is among them")
                                 : Words::tr("upgrades run and install the kernel %1").arg(m_plan.kernel);
        add(Event::Kind::Upgrade, m_upgradeAt, what, timer->unit + u", "_s + automatic.why, u"timers"_s);
    }

    /// Nothing upgrades by itself; what a person who upgrades would get is worth a word.
    void noteWhatSomebodyCouldDo()
    {
        m_plan = {};
        for (const UpgradedPackage &change : m_answers.changes.value()) {
            const QString kernel = kernelOfPackage(change);
            if (kernel.isEmpty())
                continue;
            add(Event::Kind::Note, {},
                Words::tr("nothing upgrades by itself; whoever upgrades installs the kernel %1").arg(kernel),
                m_answers.automatic.isKnown() ? m_answers.automatic.value().why : simulation(), simulation());
        }
    }

    void foreseeReboot()
    {
        const AutomaticUpgrades &automatic = m_answers.automatic.value();
        if (m_answers.shutdown.isKnown() && m_answers.shutdown.value() >= m_now) {
            m_rebootAt = m_answers.shutdown.value();
            add(Event::Kind::Reboot, m_rebootAt, Words::tr("a reboot is scheduled"), u"shutdown(8)"_s,
                u"shutdown"_s);
        }
        const bool isDue = !m_plan.kernel.isEmpty() || m_answers.rebootRequired.valueOr(false);
        if (!m_upgradeAt.isValid() || !automatic.reboots || !isDue)
            return;
        const QDateTime at = automatic.rebootTime.isValid()
                                 ? firstAtOrAfter(m_upgradeAt, automatic.rebootTime, m_forecast.timeZone)
                                 : m_upgradeAt;
        const QString wish = automatic.rebootTime.isValid() ? automatic.rebootTime.toString(u"HH:mm"_s)
                                                            : u"now"_s;
        add(Event::Kind::Reboot, at, Words::tr("the node reboots by itself after the upgrade"),
            u"Automatic-Reboot, "_s + wish, configuration());
        if (!m_rebootAt.isValid() || at < m_rebootAt)
            m_rebootAt = at;
    }

    /// Whether a newer kernel becomes the default: not where somebody has pinned an entry of GRUB's menu.
    bool isPinned() const
    {
        const QString &source = m_facts.nextBootSource;
        const bool isEntry = source.startsWith("boot loader entry"_L1) || source.startsWith("grubby"_L1)
                             || source.startsWith("systemd-boot"_L1);
        if (isEntry)
            return false;
        const QString entry = source.section(u"default "_s, 1).section(u'=', -1);
        return source.startsWith("grubenv"_L1) || (source.startsWith("grub.cfg"_L1) && entry != "0"_L1)
               || (m_facts.installedKernels.isKnown()
                   && m_facts.nextBootKernel
                          != Fact<QString>::known(m_facts.installedKernels.value().last()));
    }

    void judge()
    {
        const Fact<QString> &next = m_facts.nextBootKernel;
        if (!next.isKnown()) {
            conclude({ForecastVerdict::Unknown, next.reason()});
            return;
        }
        const bool comesBefore = m_upgradeAt.isValid()
                                 && (!m_rebootAt.isValid() || m_upgradeAt <= m_rebootAt);
        const bool isNew = comesBefore && !m_plan.kernel.isEmpty() && !isPinned()
                           && versionLess(next.value(), m_plan.kernel);
        m_forecast.kernel = isNew ? m_plan.kernel : next.value();
        Outlook outlook = isNew ? outlookAfterUpgrade() : outlookNow();
        if (outlook.verdict != ForecastVerdict::Breaks && !isNew) {
            if (const QString why = cannotTell(); !why.isEmpty())
                outlook = {ForecastVerdict::Unknown, why};
        }
        conclude(outlook);
    }

    /// Why nobody can tell what an upgrade brings; empty when it can be told, or when none runs by itself.
    QString cannotTell() const
    {
        if (m_answers.automatic.isUnknown())
            return m_answers.automatic.reason();
        if (m_answers.automatic.isAbsent() || !m_answers.automatic.value().enabled)
            return {};
        if (m_answers.timers.isUnknown())
            return m_answers.timers.reason();
        return upgradeTimer() && m_answers.changes.isUnknown() ? m_answers.changes.reason() : QString();
    }

    void conclude(const Outlook &outlook)
    {
        m_forecast.verdict = outlook.verdict;
        m_forecast.reason = outlook.reason;
        m_forecast.certainty = outlook.certainty;
        if (outlook.verdict == ForecastVerdict::Breaks || outlook.verdict == ForecastVerdict::Changes)
            m_forecast.date = m_rebootAt;
    }

    /// With a kernel that is installed already.
    Outlook outlookNow() const
    {
        const QString &kernel = m_forecast.kernel;
        for (const ProbeModule &module : m_modules) {
            const Fact<ModuleFile> file = m_facts.moduleFiles.value(module.name).value(kernel);
            if (file.isAbsent())
                return {ForecastVerdict::Breaks,
                        Words::tr("%1 boots, and it has no %2 module").arg(kernel, module.name)};
            if (file.isUnknown())
                return {ForecastVerdict::Unknown, file.reason()};
        }
        if (m_facts.runningKernel == Fact<QString>::known(kernel))
            return {ForecastVerdict::Fine, Words::tr("the running kernel boots again")};
        return {ForecastVerdict::Changes, Words::tr("%1 boots, and its modules are there").arg(kernel)};
    }

    /// With the kernel that the upgrade installs.
    Outlook outlookAfterUpgrade() const
    {
        Outlook worst{ForecastVerdict::Changes,
                      Words::tr("%1 boots, and its modules come with it").arg(m_forecast.kernel),
                      m_plan.certainty};
        for (const ProbeModule &module : m_modules) {
            const Outlook outlook = outlookFor(module);
            if (outlook.verdict == ForecastVerdict::Breaks)
                return outlook;
            if (outlook.verdict == ForecastVerdict::Unknown || outlook.certainty == Certainty::Likely)
                worst = outlook;
        }
        return worst;
    }

    Outlook outlookFor(const ProbeModule &module) const
    {
        const QString &kernel = m_forecast.kernel;
        if (module.provision == Provision::BuiltIn)
            return {ForecastVerdict::Changes,
                    Words::tr("%1 boots, and %2 is part of it").arg(kernel, module.name), m_plan.certainty};
        if (m_facts.os.value().packageManager != "apt"_L1) {
            return {ForecastVerdict::Unknown,
                    Words::tr("%1 boots; whether a %2 module for it comes along cannot be told from packages")
                        .arg(kernel, module.name)};
        }
        const bool isDkms = module.provision == Provision::Dkms;
        const QString needed = (isDkms ? u"linux-headers-"_s : module.kernelPackage) + kernel;
        if (m_plan.installs(needed)) {
            if (!isDkms)
                return {ForecastVerdict::Changes,
                        Words::tr("%1 boots, and %2 comes with it").arg(kernel, needed), m_plan.certainty};
            return {ForecastVerdict::Changes,
                    Words::tr("%1 boots, and DKMS builds %2 for it").arg(kernel, module.name),
                    Certainty::Likely};
        }
        const Fact<QString> candidate = m_answers.candidates.value(needed, Fact<QString>::absent());
        const QString reason =
            candidate.isKnown()
                ? Words::tr(
                      "%1 boots without its %2 module: %3 is in the archive (%4), but the upgrade does not install it")
                      .arg(kernel, module.name, needed, candidate.value())
                : Words::tr("%1 boots without its %2 module: %3 is not in the archive")
                      .arg(kernel, module.name, needed);
        return {ForecastVerdict::Breaks, reason, m_plan.certainty};
    }

    const NodeFacts &m_facts;
    const QList<ProbeModule> &m_modules;
    const ForecastAnswers &m_answers;
    const QDateTime m_now;
    Forecast m_forecast;
    UpgradePlan m_plan;
    QDateTime m_upgradeAt, m_rebootAt; ///< invalid: never, as far as is known
};

} // namespace

Forecast forecastOf(const NodeFacts &facts, const QList<ProbeModule> &modules, const ForecastAnswers &answers,
                    const QDateTime &now)
{
    return Forecaster(facts, modules, answers, now).forecast();
}

} // namespace Vermagic
