// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who breaks when: what the tools print, and what follows from it.

#include "models/forecast/forecasttext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString running = u"6.8.0-1039-aws"_s;
const QString newer = u"6.8.0-1042-aws"_s;

ProbeSection section(const QString &id, const QByteArray &output, int exitCode = 0)
{
    return {.id = id, .command = id + u" --ask"_s, .exitCode = exitCode, .output = output, .complete = true};
}

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text + u'Z', Qt::ISODate);
}

const QDateTime now = utc(u"2026-11-21T15:00:00"_s);

const QByteArray timers = "Id=apt-daily-upgrade.timer\n"
                          "ActiveState=active\n"
                          "NextElapseUSecRealtime=Sun 2026-11-22 06:12:34 UTC\n"
                          "\n"
                          "Id=dnf-automatic.timer\n"
                          "ActiveState=inactive\n"
                          "NextElapseUSecRealtime=\n";

const QByteArray aptConfig =
    "APT::Periodic \"\";\n"
    "APT::Periodic::Update-Package-Lists \"1\";\n"
    "APT::Periodic::Unattended-Upgrade \"1\";\n"
    "Unattended-Upgrade \"\";\n"
    "Unattended-Upgrade::Allowed-Origins \"\";\n"
    "Unattended-Upgrade::Allowed-Origins:: \"${distro_id}:${distro_codename}\";\n"
    "Unattended-Upgrade::Allowed-Origins:: \"${distro_id}:${distro_codename}-security\";\n"
    "Unattended-Upgrade::Package-Blacklist \"\";\n";

const QByteArray rebootAtTwo = "Unattended-Upgrade::Automatic-Reboot \"true\";\n"
                               "Unattended-Upgrade::Automatic-Reboot-Time \"02:00\";\n";

const QByteArray simulation =
    "Inst libc6 [2.35-0ubuntu3.10] (2.35-0ubuntu3.11 Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [amd64]) []\n"
    "Inst linux-image-6.8.0-1042-aws (6.8.0-1042.44~22.04.1 Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [amd64])\n"
    "Inst linux-image-aws [6.8.0-1039.41~22.04.1] (6.8.0-1042.44~22.04.1 Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [amd64])\n";

const QByteArray inArchive = "linux-headers-6.8.0-1042-aws:\n"
                             "  Installed: (none)\n"
                             "  Candidate: 6.8.0-1042.44~22.04.1\n"
                             "lustre-client-modules-6.8.0-1042-aws:\n"
                             "  Installed: (none)\n"
                             "  Candidate: 2.15.6-1fsx10\n";

/// A Lustre node on Ubuntu that is well.
NodeFacts lustreNode()
{
    NodeFacts facts;
    facts.os = Fact<OsFacts>::known(
        {u"ubuntu"_s, u"22.04"_s, u"jammy"_s, u"Ubuntu"_s, u"x86_64"_s, u"apt"_s});
    facts.runningKernel = facts.nextBootKernel = Fact<QString>::known(running);
    facts.nextBootSource = u"grub.cfg, default 0"_s;
    facts.installedKernels = Fact<QStringList>::known({running});
    facts.moduleFiles[u"lustre"_s][running] = Fact<ModuleFile>::known({.path = u"/lib/lustre.ko"_s});
    facts.moduleFiles[u"beegfs"_s][running] = Fact<ModuleFile>::known({.path = u"/lib/beegfs.ko"_s});
    return facts;
}

const ProbeModule lustre{
    .name = u"lustre"_s, .provision = Provision::KernelPackage, .kernelPackage = u"lustre-client-modules-"_s};
const ProbeModule beegfs{.name = u"beegfs"_s, .provision = Provision::Dkms};

/// The answers of one node; an empty part was not asked.
struct Answers
{
    QByteArray clock = "zone=Etc/UTC\noffset=+0000";
    QByteArray config = aptConfig;
    QByteArray changes = simulation;
    QByteArray archive = inArchive;
    QByteArray shutdown = "cat: /run/systemd/shutdown/scheduled: No such file or directory";
    QByteArray timer = timers;

    ForecastAnswers read() const
    {
        return readForecastAnswers({section(u"clock"_s, clock), section(u"timers"_s, timer),
                                    section(u"aptconfig"_s, config), section(u"aptupgrade"_s, changes),
                                    section(u"archive"_s, archive),
                                    section(u"shutdown"_s, shutdown, shutdown.startsWith("cat:") ? 1 : 0)});
    }
};

Forecast foreseen(const Answers &answers, const NodeFacts &facts = lustreNode(),
                  const ProbeModule &module = lustre)
{
    return forecastOf(facts, {module}, answers.read(), now);
}

} // namespace

class TestForecast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTheToolsPrintIsUnderstood();
    void dnfIsUnderstoodToo();
    void theDateFollowsFromTimerAndReboot_data();
    void theDateFollowsFromTimerAndReboot();
    void theVerdictFollowsFromWhatIsInstalled_data();
    void theVerdictFollowsFromWhatIsInstalled();
    void whatCannotBeToldIsUnknown_data();
    void whatCannotBeToldIsUnknown();
    void nodesAreToldInTheOrderInWhichTheyBreak();
};

void TestForecast::whatTheToolsPrintIsUnderstood()
{
    const ForecastAnswers answers =
        Answers{.config = aptConfig + rebootAtTwo + "Unattended-Upgrade::Package-Blacklist:: \"linux-\";\n"}
            .read();
    QCOMPARE(answers.timers.value(),
             (QList<UpgradeTimer>{{u"apt-daily-upgrade.timer"_s, utc(u"2026-11-22T06:12:34"_s)}}));
    const AutomaticUpgrades automatic = answers.automatic.value();
    QVERIFY(automatic.enabled && automatic.reboots);
    QCOMPARE(automatic.rebootTime, QTime(2, 0));
    QCOMPARE(automatic.blacklist, QStringList{u"linux-"_s});
    QCOMPARE(automatic.origins.size(), 2);
    QCOMPARE(answers.changes.value().size(), 3);
    QCOMPARE(answers.changes.value()[0].oldVersion, u"2.35-0ubuntu3.10"_s);
    QCOMPARE(answers.changes.value()[1],
             (UpgradedPackage{u"linux-image-6.8.0-1042-aws"_s,
                              {},
                              u"6.8.0-1042.44~22.04.1"_s,
                              u"Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security"_s}));
    QCOMPARE(answers.candidates[u"lustre-client-modules-6.8.0-1042-aws"_s],
             Fact<QString>::known(u"2.15.6-1fsx10"_s));
    QVERIFY(answers.shutdown.isAbsent());
    QCOMPARE(parseScheduledShutdown(section({}, "USEC=1795327200000000\nWARN_WALL=1\nMODE=reboot\n")).value(),
             utc(u"2026-11-22T06:00:00"_s));
    QVERIFY(parseScheduledShutdown(section({}, "USEC=1795327200000000\nWARN_WALL=1\nMODE=poweroff\n"))
                .isAbsent());
    QCOMPARE(parseTimeZone(section({}, "zone=Asia/Seoul\noffset=+0900")).value(), u"Asia/Seoul"_s);
    QCOMPARE(parseTimeZone(section({}, "zone=\noffset=+0900")).value(), u"UTC+09:00"_s);
}

void TestForecast::dnfIsUnderstoodToo()
{
    const QByteArray table =
        "================================================================================\n"
        " Package         Arch    Version                     Repository            Size\n"
        "================================================================================\n"
        "Installing:\n"
        " kernel-core     x86_64  5.14.0-503.40.1.el9_5       baseos                18 M\n"
        "Upgrading:\n"
        " kmod-lustre-client  x86_64  1:2.15.7-1.el9          lustre-client        4.2 M\n"
        "\n"
        "Transaction Summary\n"
        "================================================================================\n"
        "Install  1 Package\n"
        "\n"
        "Operation aborted.";
    const QList<UpgradedPackage> changes = parseDnfTable(section({}, table, 1)).value();
    QCOMPARE(changes.size(), 2);
    QCOMPARE(kernelOfPackage(changes[0]), u"5.14.0-503.40.1.el9_5.x86_64"_s);
    QCOMPARE(parseDnfTable(section({}, "Dependencies resolved.\nNothing to do.\nComplete!")).value().size(),
             0);
    QVERIFY(parseDnfTable(section({}, "Error: Cache-only enabled but no cache for 'baseos'", 1)).isUnknown());
    const AutomaticUpgrades automatic = parseDnfAutomatic(section({}, "[commands]\n"
                                                                      "upgrade_type = default\n"
                                                                      "# apply_updates = no\n"
                                                                      "apply_updates = yes\n"
                                                                      "reboot = when-needed\n"))
                                            .value();
    QVERIFY(automatic.enabled && automatic.reboots);
    QVERIFY(parseDnfAutomatic(section({}, "cat: /etc/dnf/automatic.conf: No such file or directory", 1))
                .isAbsent());
}

void TestForecast::theDateFollowsFromTimerAndReboot_data()
{
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<QDateTime>("expected");
    const QByteArray reboots = aptConfig + "Unattended-Upgrade::Automatic-Reboot \"true\";\n";
    QTest::newRow("at once") << Answers{.config = reboots} << utc(u"2026-11-22T06:12:34"_s);
    QTest::newRow("the next night") << Answers{.config = aptConfig + rebootAtTwo}
                                    << utc(u"2026-11-23T02:00:00"_s);
    // 02:00 in Seoul is 17:00 UTC: the first after the upgrade
    QTest::newRow("by the node's clock")
        << Answers{.clock = "zone=Asia/Seoul\noffset=+0900", .config = aptConfig + rebootAtTwo}
        << utc(u"2026-11-22T17:00:00"_s);
    QTest::newRow("by an offset alone")
        << Answers{.clock = "zone=\noffset=-0500", .config = aptConfig + rebootAtTwo}
        << utc(u"2026-11-22T07:00:00"_s);
    QTest::newRow("nothing reboots it") << Answers{} << QDateTime();
    QTest::newRow("somebody has scheduled it")
        << Answers{.shutdown = "USEC=1795413600000000\nWARN_WALL=1\nMODE=reboot\n"}
        << utc(u"2026-11-23T06:00:00"_s);
}

void TestForecast::theDateFollowsFromTimerAndReboot()
{
    QFETCH(Answers, answers);
    QFETCH(QDateTime, expected);
    const Forecast forecast = foreseen(answers);
    QCOMPARE(forecast.verdict, ForecastVerdict::Breaks);
    QCOMPARE(forecast.kernel, newer);
    QVERIFY2(
        forecast.reason.contains(u"lustre-client-modules-6.8.0-1042-aws is in the archive (2.15.6-1fsx10)"_s),
        qPrintable(forecast.reason));
    QCOMPARE(forecast.date, expected);
    QCOMPARE(forecast.events.constFirst().at, utc(u"2026-11-22T06:12:34"_s));
    QCOMPARE(forecastSentence(forecast).contains(u"whenever"_s), !expected.isValid());
}

void TestForecast::theVerdictFollowsFromWhatIsInstalled_data()
{
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<NodeFacts>("facts");
    QTest::addColumn<bool>("dkms");
    QTest::addColumn<ForecastVerdict>("expected");
    using enum ForecastVerdict;
    const QByteArray module =
        "Inst lustre-client-modules-6.8.0-1042-aws (2.15.6-1fsx10 FSx:1.0/jammy [amd64])\n";
    const QByteArray headers =
        "Inst linux-headers-6.8.0-1042-aws (6.8.0 Ubuntu:22.04/jammy-security [amd64])\n";
    QByteArray proposed = simulation;
    proposed.replace("jammy-security", "jammy-proposed").replace("jammy-updates", "jammy-proposed");
    QTest::newRow("no module comes along") << Answers{} << lustreNode() << false << Breaks;
    QTest::newRow("the module's origin is not allowed")
        << Answers{.changes = simulation + module} << lustreNode() << false << Breaks;
    QTest::newRow("the module comes along")
        << Answers{.config = aptConfig + "Unattended-Upgrade::Allowed-Origins:: \"FSx:jammy\";\n",
                   .changes = simulation + module}
        << lustreNode() << false << Changes;
    QTest::newRow("headers for DKMS come along")
        << Answers{.changes = simulation + headers} << lustreNode() << true << Changes;
    QTest::newRow("no headers for DKMS") << Answers{} << lustreNode() << true << Breaks;
    QTest::newRow("kernels are blacklisted")
        << Answers{.config = aptConfig + "Unattended-Upgrade::Package-Blacklist:: \"linux-\";\n"}
        << lustreNode() << false << Fine;
    QTest::newRow("the blacklist means something else")
        << Answers{.config = aptConfig + "Unattended-Upgrade::Package-Blacklist:: \"image\";\n"}
        << lustreNode() << false << Breaks;
    QTest::newRow("kernels come from another origin")
        << Answers{.changes = proposed} << lustreNode() << false << Fine;
    QTest::newRow("the kernel is on hold") << Answers{.changes = ""} << lustreNode() << false << Fine;
    QTest::newRow("nothing upgrades by itself")
        << Answers{.config = "APT::Periodic::Unattended-Upgrade \"0\";\n"} << lustreNode() << false << Fine;
    QTest::newRow("unattended-upgrades is not there")
        << Answers{.config = "not installed"} << lustreNode() << false << Fine;
    NodeFacts pinned = lustreNode();
    pinned.nextBootSource = u"grub.cfg, default 1>2"_s;
    QTest::newRow("GRUB's default is pinned") << Answers{} << pinned << false << Fine;
    NodeFacts waiting = lustreNode();
    waiting.nextBootKernel = Fact<QString>::known(newer);
    waiting.installedKernels = Fact<QStringList>::known({running, newer});
    waiting.moduleFiles[u"lustre"_s][newer] = Fact<ModuleFile>::absent();
    QTest::newRow("it breaks without an upgrade")
        << Answers{.config = "not installed", .changes = ""} << waiting << false << Breaks;
    waiting.moduleFiles[u"lustre"_s][newer] = Fact<ModuleFile>::known({.path = u"/lib/lustre.ko"_s});
    QTest::newRow("all is ready") << Answers{.config = "not installed", .changes = ""} << waiting << false
                                  << Changes;
}

void TestForecast::theVerdictFollowsFromWhatIsInstalled()
{
    QFETCH(Answers, answers);
    QFETCH(NodeFacts, facts);
    QFETCH(bool, dkms);
    QFETCH(ForecastVerdict, expected);
    const Forecast forecast = foreseen(answers, facts, dkms ? beegfs : lustre);
    QVERIFY2(forecast.verdict == expected, qPrintable(forecastSentence(forecast)));
    QVERIFY(!forecast.reason.isEmpty());
}

void TestForecast::whatCannotBeToldIsUnknown_data()
{
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<NodeFacts>("facts");
    NodeFacts noBoot = lustreNode();
    noBoot.nextBootKernel = Fact<QString>::unknown(u"a hypervisor decides"_s);
    QTest::newRow("what boots") << Answers{} << noBoot;
    QTest::newRow("when upgrades run") << Answers{.timer = "Failed to connect to bus"} << lustreNode();
}

void TestForecast::whatCannotBeToldIsUnknown()
{
    QFETCH(Answers, answers);
    QFETCH(NodeFacts, facts);
    const Forecast forecast = foreseen(answers, facts);
    QCOMPARE(forecast.verdict, ForecastVerdict::Unknown);
    QVERIFY(!forecast.reason.isEmpty());
    QVERIFY(!forecast.date.isValid());
}

void TestForecast::nodesAreToldInTheOrderInWhichTheyBreak()
{
    const QByteArray reboots = aptConfig + "Unattended-Upgrade::Automatic-Reboot \"true\";\n";
    const QList<NodeForecast> nodes{
        {u"fine"_s, foreseen({.changes = ""}), {}},
        {u"silent"_s, {}, u"no answer"_s},
        {u"later"_s, foreseen({.config = aptConfig + rebootAtTwo}), {}},
        {u"sometime"_s, foreseen({}), {}},
        {u"soon"_s, foreseen({.config = reboots}), {}},
    };
    const QJsonObject report = QJsonDocument::fromJson(forecastJson(nodes, now)).object();
    QStringList order;
    for (const auto node : report[u"nodes"_s].toArray())
        order.append(node[u"node"_s].toString());
    QCOMPARE(order, (QStringList{u"soon"_s, u"later"_s, u"sometime"_s, u"silent"_s, u"fine"_s}));
    QCOMPARE(report[u"nodes"_s][0][u"at"_s], u"2026-11-22T06:12:34Z"_s);
    const QString text = forecastText(nodes);
    QVERIFY2(text.contains(u"soon      Breaks on Sun 22 Nov 2026 06:12 (Etc/UTC): 6.8.0-1042-aws boots"_s),
             qPrintable(text));
    QVERIFY2(text.contains(u"silent    no forecast: no answer"_s), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestForecast)
#include "tst_forecast.moc"
