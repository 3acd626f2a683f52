// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/factcatalog.h"
#include "models/probe/gatherfacts.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QByteArray marker = "0123456789abcdef0123456789abcdef";

QByteArray section(const QByteArray &id, const QByteArray &command, const QByteArray &output,
                   int exitCode = 0)
{
    return "@@" + marker + " begin " + id + '\n' + command + '\n' + output + "\n@@" + marker + " end " + id
           + ' ' + QByteArray::number(exitCode) + '\n';
}

/// A healthy BeeGFS node whose every fact is known.
QList<QByteArray> healthyAnswer()
{
    return {
        section(
            "system", "cat",
            "hostname=n1\nuptime=4711.08 9000.1\nbootid=5e6e0fbf-8ee3-47ec-a730-aa376481ea4b\n"
            "machineid=0a1b2c3d4e5f60718293a4b5c6d7e8f9\ncmdline=BOOT_IMAGE=/boot/vmlinuz-6.12.48+deb13-amd64 ro\n"
            "sigenforce=N\nkexec=0\ntool=dkms\ntool=modinfo\ntool=dpkg-query\ntool=apt-get\ntool=systemctl"),
        section("mounts", "grep",
                "129 29 0:46 / /mnt/beegfs rw,relatime shared:134 - beegfs beegfs_nodev rw"),
        section("fstab", "cat /etc/fstab",
                "beegfs_nodev /mnt/beegfs beegfs cfgFile=/etc/beegfs/beegfs-client.conf,_netdev 0 0"),
        section("os", "cat /etc/os-release", "ID=debian\nVERSION_ID=\"13\"\nVERSION_CODENAME=trixie"),
        section("arch", "uname -m", "x86_64"),
        section("kernel", "uname -r", "6.12.48+deb13-amd64"),
        section("kernels", "ls",
                "image 6.12.48+deb13-amd64 /boot/vmlinuz-6.12.48+deb13-amd64\n"
                "modules 6.12.48+deb13-amd64 /lib/modules/6.12.48+deb13-amd64"),
        section("headers", "cd", "6.12.48+deb13-amd64 ok /usr/src/linux-headers-6.12.48+deb13-amd64"),
        section("packages", "dpkg-query -W",
                "ii |linux-headers-6.12.48+deb13-amd64|6.12.48-1\nii |beegfs-client-dkms|20:8.1.0"),
        section("dkms", "dkms status", "beegfs/8.1.0, 6.12.48+deb13-amd64, x86_64: installed"),
        section("modinfo:beegfs:6.12.48+deb13-amd64", "modinfo",
                "filename: /lib/modules/6.12.48+deb13-amd64/updates/dkms/beegfs.ko.xz\n"
                "vermagic: 6.12.48+deb13-amd64 SMP\nsigner: DKMS module signing key"),
        section("depends:beegfs:6.12.48+deb13-amd64", "modprobe",
                "insmod /lib/modules/6.12.48+deb13-amd64/kernel/drivers/infiniband/core/rdma_cm.ko.xz \n"
                "insmod /lib/modules/6.12.48+deb13-amd64/updates/dkms/beegfs.ko.xz "),
        section("loaded", "grep", "beegfs 684032 0 - Live 0x0 (OE)"),
        section("filesystems", "grep", "nodev\tbeegfs"),
        section("moduleversions", "cat", "version beegfs 8.1.0"),
        section("secureboot", "mokutil --sb-state", "SecureBoot disabled"),
        section("units", "systemctl show",
                "Id=mnt-beegfs.mount\nLoadState=loaded\nActiveState=active\nResult=success\n\n"
                "Id=beegfs-storage.service\nLoadState=loaded\nActiveState=active\nUnitFileState=enabled"),
        section("sudo", "sudo -n true", ""),
        section("grubcfg", "grep",
                "set default=\"0\"\nmenuentry 'Debian' {\n linux /boot/vmlinuz-6.12.48+deb13-amd64 ro\n}"),
        section("live:" + liveKey(u"/mnt/beegfs"_s).toUtf8(), "stat", "done 0\n46\nfhgfs"),
    };
}

Inventory lab()
{
    Inventory inventory;
    inventory.filesystems = {{.name = u"beegfs"_s, .mountpoint = u"/mnt/beegfs"_s}};
    inventory.nodes = {{.name = u"n1"_s, .roles = {u"beegfs-storage"_s}, .mounts = {u"beegfs"_s}}};
    return inventory;
}

QMap<QString, Fact<QString>> valuesOf(const QByteArray &answer)
{
    const Inventory inventory = lab();
    const NodeSpec &node = inventory.nodes.first();
    return factValues(gatherFacts(splitSections(answer, marker), probeRequestFor(node, inventory)), node,
                      inventory);
}

QByteArray joined(const QList<QByteArray> &sections)
{
    return sections.join() + "@@" + marker + " done\n";
}

/// Facts that are Absent on the healthy node itself.
QStringList absentWhenHealthy()
{
    QStringList paths;
    for (const auto &[path, fact] : valuesOf(joined(healthyAnswer())).asKeyValueRange()) {
        if (fact.isAbsent())
            paths.append(path);
    }
    return paths;
}

QByteArray scrambled(QByteArray answer, QRandomGenerator &random)
{
    for (int i = random.bounded(1, 40); i > 0; --i)
        answer[random.bounded(answer.size())] = static_cast<char>(random.bounded(256));
    return answer;
}

} // namespace

class TestProbeHostile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyNodeIsKnownThroughout();
    void everyPathHasATitleAndEvidence();
    void aMissingSectionIsNeverAbsent_data();
    void aMissingSectionIsNeverAbsent();
    void anAnswerCutAnywhereIsNeverAbsent();
    void randomBytesNeverYieldFactsAndNeverCrash();
    void scrambledAnswersKeepTextsPrintable();
    void aRepeatedSectionIsNotBelieved();
    void hugeSectionsAreCut();
};

void TestProbeHostile::aHealthyNodeIsKnownThroughout()
{
    const auto values = valuesOf(joined(healthyAnswer()));
    const QMap<QString, QString> expected{
        {u"os.id"_s, u"debian"_s},
        {u"os.packages"_s, u"apt"_s},
        {u"kernel.release"_s, u"6.12.48+deb13-amd64"_s},
        {u"kernel.next"_s, u"6.12.48+deb13-amd64"_s},
        {u"kernel.next.source"_s, u"grub.cfg, default 0"_s},
        {u"headers.release"_s, u"linux-headers-6.12.48+deb13-amd64"_s},
        {u"headers.next"_s, u"linux-headers-6.12.48+deb13-amd64"_s},
        {u"dkms.beegfs"_s, u"installed"_s},
        {u"dkms.beegfs.version"_s, u"8.1.0"_s},
        {u"dkms.beegfs.next"_s, u"installed"_s},
        {u"module.beegfs"_s, u"8.1.0"_s},
        {u"module.beegfs.next.file"_s, u"/lib/modules/6.12.48+deb13-amd64/updates/dkms/beegfs.ko.xz"_s},
        {u"module.beegfs.vermagic"_s, u"6.12.48+deb13-amd64 SMP"_s},
        {u"module.beegfs.package"_s, u"20:8.1.0"_s},
        {u"mount./mnt/beegfs"_s, u"mounted"_s},
        {u"mount./mnt/beegfs.source"_s, u"beegfs_nodev"_s},
        {u"mount./mnt/beegfs.fstab"_s, u"yes"_s},
        {u"mount./mnt/beegfs.unit"_s, u"active/success"_s},
        {u"service.beegfs-storage.service"_s, u"active"_s},
        {u"service.beegfs-storage.service.enabled"_s, u"enabled"_s},
        {u"secureboot.state"_s, u"disabled"_s},
        {u"secureboot.enforced"_s, u"no"_s},
        {u"system.uptime"_s, u"4711"_s},
        {u"sudo.mode"_s, u"nopasswd"_s},
    };
    for (const auto &[path, value] : expected.asKeyValueRange())
        QCOMPARE(values.value(path), Fact<QString>::known(value));
    QVERIFY(values.value(u"packages.broken"_s).isAbsent());
    QVERIFY(values.value(u"packages.holds"_s).isAbsent());
}

void TestProbeHostile::everyPathHasATitleAndEvidence()
{
    const Inventory inventory = lab();
    const ProbeRequest request = probeRequestFor(inventory.nodes.first(), inventory);
    const NodeFacts facts = gatherFacts(splitSections(joined(healthyAnswer()), marker), request);
    const auto values = factValues(facts, inventory.nodes.first(), inventory);
    for (const auto &[path, fact] : values.asKeyValueRange()) {
        const std::optional<FactInfo> info = factInfo(path);
        QVERIFY2(info, qPrintable(path));
        QVERIFY2(!info->title.isEmpty() && !info->title.contains(u'%'), qPrintable(path));
        // Asked for only when headers are missing, or when the kernel insists on signatures.
        if (path != "headers.release.candidate"_L1 && !path.endsWith(".trusted"_L1))
            QVERIFY2(facts.evidence.contains(info->section), qPrintable(path + u" → "_s + info->section));
    }
    QCOMPARE(factInfo(u"mount./mnt/beegfs.source"_s)->pattern, u"mount.<mountpoint>.source"_s);
    QCOMPARE(factInfo(u"module.lustre.package.next"_s)->title,
             u"Package of lustre for the next-boot kernel"_s);
    QVERIFY(!factInfo(u"kernel.colour"_s));
}

void TestProbeHostile::aMissingSectionIsNeverAbsent_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < healthyAnswer().size(); ++i)
        QTest::addRow("%d %s", i, healthyAnswer()[i].split('\n')[0].sliced(marker.size() + 9).constData())
            << i;
}

void TestProbeHostile::aMissingSectionIsNeverAbsent()
{
    QFETCH(const int, index);
    QList<QByteArray> sections = healthyAnswer();
    sections.removeAt(index);
    const QStringList usual = absentWhenHealthy();
    for (const QByteArray &answer : {sections.join(), joined(sections)}) {
        for (const auto &[path, fact] : valuesOf(answer).asKeyValueRange())
            QVERIFY2(!fact.isAbsent() || usual.contains(path), qPrintable(path));
    }
}

void TestProbeHostile::anAnswerCutAnywhereIsNeverAbsent()
{
    const QByteArray answer = joined(healthyAnswer());
    const QStringList usual = absentWhenHealthy();
    for (qsizetype length = 0; length < answer.size(); length += 7) {
        for (const auto &[path, fact] : valuesOf(answer.first(length)).asKeyValueRange()) {
            QVERIFY2(!fact.isAbsent() || usual.contains(path),
                     qPrintable(u"%1 at %2"_s.arg(path).arg(length)));
            QVERIFY2(!fact.isUnknown() || !fact.reason().isEmpty(), qPrintable(path));
        }
    }
}

void TestProbeHostile::randomBytesNeverYieldFactsAndNeverCrash()
{
    QRandomGenerator random(20261120);
    for (int round = 0; round < 200; ++round) {
        QByteArray noise(random.bounded(5000), '\0');
        std::ranges::generate(noise, [&] { return static_cast<char>(random.bounded(256)); });
        for (const auto &[path, fact] : valuesOf(noise).asKeyValueRange())
            QVERIFY2(fact.isUnknown(), qPrintable(path));
        // inside a section that looks right
        const QByteArray id = QList<QByteArray>{"dkms",  "packages", "headers", "mounts",
                                                "units", "system",   "grubcfg"}[round % 7];
        const auto values = valuesOf(joined({section(id, "dpkg-query", noise.replace("@@", ""))}));
        QVERIFY(!values.value(u"dkms.beegfs"_s).isKnown());
        QVERIFY(!values.value(u"mount./mnt/beegfs"_s).isKnown());
        QVERIFY(!values.value(u"kernel.next"_s).isKnown());
    }
}

void TestProbeHostile::scrambledAnswersKeepTextsPrintable()
{
    QRandomGenerator random(4711);
    const QByteArray answer = joined(healthyAnswer());
    const Inventory inventory = lab();
    const ProbeRequest request = probeRequestFor(inventory.nodes.first(), inventory);
    for (int round = 0; round < 300; ++round) {
        const NodeFacts facts = gatherFacts(splitSections(scrambled(answer, random), marker), request);
        const auto values = factValues(facts, inventory.nodes.first(), inventory);
        const auto plain = [](const QString &text) {
            return std::ranges::none_of(text, [](QChar c) { return c < u' ' && c != u'\n' && c != u'\t'; });
        };
        for (const Fact<QString> &fact : values)
            QVERIFY(plain(fact.value()) && plain(fact.reason()));
        for (const ProbeEvidence &evidence : facts.evidence)
            QVERIFY(plain(evidence.output) && plain(evidence.command));
        const Fact<QString> kernel = values.value(u"kernel.release"_s);
        QVERIFY(!kernel.isKnown() || isKernelRelease(kernel.value()));
    }
}

void TestProbeHostile::aRepeatedSectionIsNotBelieved()
{
    QList<QByteArray> sections = healthyAnswer();
    sections.append(section("dkms", "dkms status", "beegfs/9.9.9, 6.12.48+deb13-amd64, x86_64: installed"));
    const Fact<QString> dkms = valuesOf(joined(sections)).value(u"dkms.beegfs"_s);
    QVERIFY(dkms.isUnknown());
    QVERIFY(dkms.reason().contains("twice"_L1));
}

void TestProbeHostile::hugeSectionsAreCut()
{
    QList<QByteArray> sections = healthyAnswer();
    const QByteArray line = "beegfs/8.1.0, 6.12.48+deb13-amd64, x86_64: installed\n";
    sections[9] = section("dkms", "dkms status", line.repeated(50'000'000 / line.size()));
    const Inventory inventory = lab();
    const NodeFacts facts = gatherFacts(splitSections(joined(sections), marker),
                                        probeRequestFor(inventory.nodes.first(), inventory));
    QVERIFY(facts.dkms.isUnknown());
    QVERIFY(facts.dkms.reason().contains("too long"_L1));
    QVERIFY(facts.evidence.value(u"dkms"_s).output.size() < 5000);
    QVERIFY(facts.runningKernel.isKnown());
}

QTEST_GUILESS_MAIN(TestProbeHostile)
#include "tst_probehostile.moc"
