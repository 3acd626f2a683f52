// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/buildenvironment.h"
#include "models/probe/dkmsparser.h"
#include "models/probe/kernelparsers.h"
#include "models/probe/moduleparsers.h"
#include "models/probe/mountparsers.h"
#include "models/probe/packageparsers.h"
#include "models/probe/serviceparsers.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString trixieKernel = u"6.12.117+deb13-cloud-amd64"_s;
const QString olderKernel = u"6.12.107+deb13-cloud-amd64"_s;

/// The commands of a recorded session: "$ COMMAND", its output, "[exit N]".
QList<ProbeSection> transcript(const QString &file)
{
    QFile source(QStringLiteral(VERMAGIC_TEST_DATA "/probe/") + file);
    QList<ProbeSection> commands;
    if (!source.open(QIODevice::ReadOnly))
        return commands;
    bool open = false;
    for (const QByteArray &line : source.readAll().split('\n')) {
        if (line.startsWith("$ ")) {
            open = true;
            commands.append({.command = QString::fromUtf8(line.sliced(2)), .exitCode = 0, .complete = true});
        } else if (line.startsWith("[exit ") && !commands.isEmpty()) {
            commands.last().exitCode = line.sliced(6, line.size() - 7).toInt();
            open = false;
        } else if (open) {
            commands.last().output += line + '\n';
        }
    }
    return commands;
}

ProbeSection recorded(const QString &file, const QString &command)
{
    for (const ProbeSection &section : transcript(file)) {
        if (section.command.startsWith(command))
            return section;
    }
    qWarning("%s has no %s", qPrintable(file), qPrintable(command));
    return {};
}

ProbeSection section(const QByteArray &output, int exitCode = 0, const QString &command = u"command"_s)
{
    return {.id = u"x"_s, .command = command, .exitCode = exitCode, .output = output, .complete = true};
}

} // namespace

class TestProbeParsers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRecordedDkmsStatusIsUnderstood_data();
    void everyRecordedDkmsStatusIsUnderstood();
    void dkmsLinesOfEveryVersion_data();
    void dkmsLinesOfEveryVersion();
    void dkmsStateForAKernel_data();
    void dkmsStateForAKernel();
    void aDkmsAnswerThatIsNotUnderstoodIsUnknown_data();
    void aDkmsAnswerThatIsNotUnderstoodIsUnknown();
    void modinfoOfARealModule();
    void modinfoOfABuiltInModule();
    void aModuleThatIsNotThereIsAbsent();
    void modinfoThatFailsOtherwiseIsUnknown_data();
    void modinfoThatFailsOtherwiseIsUnknown();
    void loadedAndBuiltInModules_data();
    void loadedAndBuiltInModules();
    void secureBootStates_data();
    void secureBootStates();
    void kernelReleases_data();
    void kernelReleases();
    void kernelsAreSortedByVersion();
    void headersNeedMoreThanALink();
    void recordedMounts_data();
    void recordedMounts();
    void liveness_data();
    void liveness();
    void aReadOnlyMountIsOneThatFstabDoesNotWant_data();
    void aReadOnlyMountIsOneThatFstabDoesNotWant();
    void recordedUnits();
    void aUnitThatDoesNotExistIsAbsent();
    void dpkgStates_data();
    void dpkgStates();
    void candidatesInTheArchive_data();
    void candidatesInTheArchive();
    void candidatesThatDnfLists_data();
    void candidatesThatDnfLists();
    void rpmPackages();
    void buildEnvironments_data();
    void buildEnvironments();
    void aBuildEnvironmentTellsWhetherItHasRust_data();
    void aBuildEnvironmentTellsWhetherItHasRust();
};

void TestProbeParsers::everyRecordedDkmsStatusIsUnderstood_data()
{
    QTest::addColumn<ProbeSection>("section");
    int row = 0;
    for (const QString &file :
         {u"trixie-3.2.2-scenarios.txt"_s, u"bookworm-3.0.10-scenarios.txt"_s,
          u"trixie-3.2.2-original-module.txt"_s, u"vm-trixie-6.12.117-first-boot.txt"_s}) {
        for (const ProbeSection &command : transcript(file)) {
            if (command.command.startsWith("dkms status"_L1))
                QTest::addRow("%s %d", qPrintable(file), ++row) << command;
        }
    }
}

void TestProbeParsers::everyRecordedDkmsStatusIsUnderstood()
{
    QFETCH(const ProbeSection, section);
    const Fact<QList<DkmsEntry>> entries = parseDkmsStatus(section);
    QVERIFY2(entries.isKnown(), qPrintable(entries.reason()));
    // one entry for each line that names a state
    const qsizetype lines = section.output.count("added") + section.output.count(": built")
                            + section.output.count(": installed") + section.output.count(": broken");
    QCOMPARE(entries.value().size(), lines);
}

void TestProbeParsers::dkmsLinesOfEveryVersion_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<DkmsEntry>("entry");
    const auto entry = [](const char *state, const QStringList &notes = {}) {
        return DkmsEntry{
            u"beegfs"_s, u"7.4.7"_s, u"5.10.0-32-amd64"_s, u"x86_64"_s, QString::fromLatin1(state), notes};
    };
    QTest::newRow("2.8 installed") << QByteArray("beegfs, 7.4.7, 5.10.0-32-amd64, x86_64: installed")
                                   << entry("installed");
    QTest::newRow("2.8 added") << QByteArray("beegfs, 7.4.7: added")
                               << DkmsEntry{
                                      .module = u"beegfs"_s, .version = u"7.4.7"_s, .state = u"added"_s};
    QTest::newRow("2.8 original") << QByteArray(
        "beegfs, 7.4.7, 5.10.0-32-amd64, x86_64: installed (original_module exists)")
                                  << entry("installed", {u"original_module exists"_s});
    QTest::newRow("3.0 built") << QByteArray("beegfs/7.4.7, 5.10.0-32-amd64, x86_64: built")
                               << entry("built");
    QTest::newRow("3.0 differs") << QByteArray(
        "beegfs/7.4.7, 5.10.0-32-amd64, x86_64: installed (WARNING! Diff between built and installed module!)")
                                 << entry("installed",
                                          {u"WARNING! Diff between built and installed module!"_s});
    QTest::newRow("3.2 two notes") << QByteArray(
        "beegfs/7.4.7, 5.10.0-32-amd64, x86_64: installed (Original modules exist) (Built modules are missing "
        "in the kernel modules folder)")
                                   << entry("installed",
                                            {u"Original modules exist"_s,
                                             u"Built modules are missing in the kernel modules folder"_s});
    QTest::newRow("weak modules") << QByteArray(
        "beegfs, 7.4.7, 5.10.0-32-amd64, x86_64: installed-weak from 5.10.0-31-amd64")
                                  << entry("installed-weak");
    QTest::newRow("broken") << QByteArray(
        "beegfs/7.4.7: broken\n\nError! beegfs/7.4.7: Missing the module source directory "
        "or the symbolic link pointing to it.\nManual intervention is required!")
                            << DkmsEntry{.module = u"beegfs"_s, .version = u"7.4.7"_s, .state = u"broken"_s};
}

void TestProbeParsers::dkmsLinesOfEveryVersion()
{
    QFETCH(const QByteArray, line);
    QFETCH(const DkmsEntry, entry);
    QCOMPARE(parseDkmsStatus(section(line)).value(), QList<DkmsEntry>{entry});
}

void TestProbeParsers::dkmsStateForAKernel_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("version");
    QTest::newRow("installed for it")
        << QByteArray("beegfs/8.1.0, K1, x86_64: installed") << u"installed"_s << u"8.1.0"_s;
    QTest::newRow("only for another kernel")
        << QByteArray("beegfs/8.1.0, K2, x86_64: installed") << u"added"_s << u"8.1.0"_s;
    QTest::newRow("never or in vain built") << QByteArray("beegfs/8.1.0: added") << u"added"_s << u"8.1.0"_s;
    QTest::newRow("newest of the installed ones")
        << QByteArray("beegfs/8.1.0, K1, x86_64: installed\nbeegfs/8.10.0, K1, x86_64: installed")
        << u"installed"_s << u"8.10.0"_s;
    QTest::newRow("installed before newer but only built")
        << QByteArray("beegfs/8.2.0, K1, x86_64: built\nbeegfs/8.1.0, K1, x86_64: installed")
        << u"installed"_s << u"8.1.0"_s;
    QTest::newRow("broken") << QByteArray("beegfs/8.1.0: broken") << u"broken"_s << u"8.1.0"_s;
    QTest::newRow("not in the tree") << QByteArray("zfs/2.3.0, K1, x86_64: installed") << QString()
                                     << QString();
    QTest::newRow("empty tree") << QByteArray() << QString() << QString();
}

void TestProbeParsers::dkmsStateForAKernel()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QString, state);
    const Fact<DkmsEntry> entry = dkmsEntryFor(parseDkmsStatus(section(status)), {u"beegfs"_s}, u"K1"_s);
    QCOMPARE(entry.isAbsent(), state.isEmpty());
    QCOMPARE(entry.value().state, state);
    QTEST(entry.value().version, "version");
}

void TestProbeParsers::aDkmsAnswerThatIsNotUnderstoodIsUnknown_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("text of another program") << QByteArray("bash: dkms: command not found") << 0;
    QTest::newRow("a state nobody knows") << QByteArray("beegfs/8.1.0: dreaming") << 0;
    QTest::newRow("a kernel that is none") << QByteArray("beegfs/8.1.0, $(reboot), x86_64: installed") << 0;
    QTest::newRow("an exit status") << QByteArray("") << 1;
    QTest::newRow("a deadline") << QByteArray("") << 124;
    QTest::newRow("escapes") << QByteArray("\x1b[31mbeegfs/8.1.0: added\x1b[0m") << 0;
}

void TestProbeParsers::aDkmsAnswerThatIsNotUnderstoodIsUnknown()
{
    QFETCH(const QByteArray, status);
    QFETCH(const int, exitCode);
    const Fact<QList<DkmsEntry>> entries = parseDkmsStatus(section(status, exitCode, u"dkms status"_s));
    QVERIFY(entries.isUnknown());
    QVERIFY(!entries.reason().isEmpty());
    QVERIFY(!entries.reason().contains(QChar(0x1b)));
}

void TestProbeParsers::modinfoOfARealModule()
{
    const ProbeSection answer = recorded(u"modinfo-beegfs-8.3.1.txt"_s, u"modinfo -k "_s);
    const ModuleFile file = parseModinfo(answer, u"beegfs"_s).value();
    QCOMPARE(file.path, u"/lib/modules/6.12.117+deb13-cloud-amd64/updates/dkms/beegfs.ko.xz"_s);
    QCOMPARE(file.version, u"8.3.1"_s);
    QCOMPARE(file.vermagic, u"6.12.117+deb13-cloud-amd64 SMP preempt mod_unload modversions"_s);
    QCOMPARE(file.srcversion, u"C2744EA4B9D58479052E5CB"_s);
    QCOMPARE(file.signer, u"DKMS module signing key"_s);
    QVERIFY(!file.builtIn());
}

void TestProbeParsers::modinfoOfABuiltInModule()
{
    const ProbeSection answer = recorded(u"vm-trixie-6.12.117-first-boot.txt"_s, u"modinfo virtiofs"_s);
    QVERIFY(parseModinfo(answer, u"virtiofs"_s).value().builtIn());
}

void TestProbeParsers::aModuleThatIsNotThereIsAbsent()
{
    const ProbeSection answer = recorded(u"vm-trixie-6.12.107-kernel-drift.txt"_s, u"modinfo beegfs"_s);
    QCOMPARE(answer.exitCode, 1);
    QVERIFY(parseModinfo(answer, u"beegfs"_s).isAbsent());
}

void TestProbeParsers::modinfoThatFailsOtherwiseIsUnknown_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("busybox knows no -k") << QByteArray("modinfo: invalid option -- 'k'") << 1;
    QTest::newRow("another module is missing") << QByteArray("modinfo: ERROR: Module lustre not found.") << 1;
    QTest::newRow("nothing said") << QByteArray() << 1;
    QTest::newRow("success without a file") << QByteArray("license: GPL") << 0;
    QTest::newRow("a relative file") << QByteArray("filename: beegfs.ko") << 0;
}

void TestProbeParsers::modinfoThatFailsOtherwiseIsUnknown()
{
    QFETCH(const QByteArray, output);
    QFETCH(const int, exitCode);
    QVERIFY(parseModinfo(section(output, exitCode), u"beegfs"_s).isUnknown());
}

void TestProbeParsers::loadedAndBuiltInModules_data()
{
    QTest::addColumn<QString>("module");
    QTest::addColumn<QByteArray>("modules");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("filesystems");
    QTest::addColumn<Fact<LoadedModule>>("loaded");
    const QByteArray line = "beegfs 684032 0 - Live 0x0000000000000000 (OE)";
    QTest::newRow("loaded") << u"beegfs"_s << line << 0 << QByteArray("nodev\tbeegfs")
                            << Fact<LoadedModule>::known(
                                   {u"beegfs"_s, u"7.4.7"_s, u"006C4AE4FDB08F8593C41D2"_s, false});
    QTest::newRow("not loaded") << u"beegfs"_s << QByteArray() << 1 << QByteArray()
                                << Fact<LoadedModule>::absent();
    QTest::newRow("another one is loaded") << u"beegfs"_s << QByteArray("beegfs_x 1 0 - Live 0x0") << 0
                                           << QByteArray() << Fact<LoadedModule>::absent();
    QTest::newRow("part of the kernel")
        << u"virtiofs"_s << QByteArray() << 1 << QByteArray("nodev\tfuse\nnodev\tvirtiofs")
        << Fact<LoadedModule>::known({.name = u"virtiofs"_s, .builtIn = true});
    QTest::newRow("no module table") << u"beegfs"_s << QByteArray() << 127 << QByteArray()
                                     << Fact<LoadedModule>::unknown(u"/proc/modules could not be read"_s);
}

void TestProbeParsers::loadedAndBuiltInModules()
{
    QFETCH(const QString, module);
    QFETCH(const QByteArray, modules);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, filesystems);
    const ProbeSection versions = section("version beegfs 7.4.7\nsrcversion beegfs 006C4AE4FDB08F8593C41D2");
    QTEST(parseLoadedModule(section(modules, exitCode), section(filesystems), versions, module), "loaded");
}

void TestProbeParsers::secureBootStates_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("state");
    QTest::newRow("mokutil on") << QByteArray("SecureBoot enabled") << 0 << u"enabled"_s;
    QTest::newRow("mokutil off, setup mode")
        << QByteArray("SecureBoot disabled\nPlatform is in Setup Mode") << 0 << u"disabled"_s;
    QTest::newRow("mokutil without EFI")
        << QByteArray("EFI variables are not supported on this system") << 1 << u"unsupported"_s;
    QTest::newRow("variable on") << QByteArray("   6   0   0   0   1") << 0 << u"enabled"_s;
    QTest::newRow("variable off") << QByteArray("   6   0   0   0   0") << 0 << u"disabled"_s;
    QTest::newRow("no firmware") << QByteArray("no EFI firmware") << 1 << u"unsupported"_s;
    QTest::newRow("nonsense") << QByteArray("SecureBoot maybe") << 0 << QString();
}

void TestProbeParsers::secureBootStates()
{
    QFETCH(const QByteArray, output);
    QFETCH(const int, exitCode);
    QFETCH(const QString, state);
    const Fact<QString> fact = parseSecureBoot(section(output, exitCode));
    QCOMPARE(fact.isUnknown(), state.isEmpty());
    QCOMPARE(fact.value(), state);
}

void TestProbeParsers::kernelReleases_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<bool>("known");
    QTest::newRow("debian") << trixieKernel.toUtf8() << true;
    QTest::newRow("a command behind it") << QByteArray("6.1; touch /tmp/x #") << false;
    QTest::newRow("substitution") << QByteArray("$(touch /tmp/x)") << false;
    QTest::newRow("two lines") << QByteArray("6.1.0\n6.2.0") << false;
    QTest::newRow("NUL") << QByteArray("6.1.0\0x", 7) << false;
    QTest::newRow("escape") << QByteArray("\x1b[2J6.1.0") << false;
    QTest::newRow("HTML") << QByteArray("<b>6.1.0</b>") << false;
    QTest::newRow("an option") << QByteArray("--help") << false;
    QTest::newRow("a path") << QByteArray("../../etc") << false;
    QTest::newRow("digits of another script") << QByteArray("٦.١") << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("very long") << QByteArray(100000, '6') << false;
}

void TestProbeParsers::kernelReleases()
{
    QFETCH(const QByteArray, output);
    QFETCH(const bool, known);
    const Fact<QString> release = parseKernelRelease(section(output));
    QCOMPARE(release.isKnown(), known);
    QVERIFY(!release.isAbsent());
    QVERIFY(known || release.reason().contains("not a kernel release"_L1));
    QVERIFY(release.reason().size() < 200);
}

void TestProbeParsers::kernelsAreSortedByVersion()
{
    const ProbeSection kernels = section(
        "image 6.12.107+deb13-cloud-amd64 /boot/vmlinuz-6.12.107+deb13-cloud-amd64\n"
        "image 6.12.43+deb13-cloud-amd64 /boot/vmlinuz-6.12.43+deb13-cloud-amd64\n"
        "image 6.1.0-9-amd64 /boot/vmlinuz-6.1.0-9-amd64\n"
        "image 6.1.0-10-amd64 /boot/vmlinuz-6.1.0-10-amd64\n"
        "modules 6.99.0 /lib/modules/6.99.0\n"
        "image $(reboot) /boot/x\n");
    QCOMPARE(
        parseInstalledKernels(kernels).value(),
        (QStringList{u"6.1.0-9-amd64"_s, u"6.1.0-10-amd64"_s, u"6.12.43+deb13-cloud-amd64"_s, olderKernel}));
    QCOMPARE(parseModuleFolders(kernels), QStringList{u"6.99.0"_s});
    QVERIFY(versionLess(u"6.8.0~rc1"_s, u"6.8.0"_s));
    QVERIFY(!versionLess(u"6.8.0"_s, u"6.8.0"_s));
}

void TestProbeParsers::headersNeedMoreThanALink()
{
    const auto headers = parseHeaders(section("6.1.0-9-amd64 ok /usr/src/linux-headers-6.1.0-9-amd64\n"
                                              "6.1.0-10-amd64 dangling /lib/modules/6.1.0-10-amd64/build\n"
                                              "6.1.0-11-amd64 incomplete /lib/modules/6.1.0-11-amd64/build\n"
                                              "6.1.0-12-amd64 missing /lib/modules/6.1.0-12-amd64/build\n"
                                              "6.1.0-13-amd64 perhaps /x\n"
                                              "6.1.0-custom elsewhere /home/ada/linux"));
    QCOMPARE(headers.value(u"6.1.0-9-amd64"_s).value().buildLink, u"/usr/src/linux-headers-6.1.0-9-amd64"_s);
    QVERIFY(headers.value(u"6.1.0-10-amd64"_s).isAbsent());
    QVERIFY(headers.value(u"6.1.0-11-amd64"_s).isAbsent());
    QVERIFY(headers.value(u"6.1.0-12-amd64"_s).isAbsent());
    QVERIFY(headers.value(u"6.1.0-13-amd64"_s).isUnknown());
    QVERIFY(headers.value(u"6.1.0-custom"_s).reason().contains("/home/ada/linux"_L1));
}

void TestProbeParsers::recordedMounts_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<ProbeMount>("mount");
    QTest::addColumn<MountHealth>("health");
    QTest::addColumn<QString>("source");
    const ProbeMount beegfs{u"/mnt/beegfs"_s, {}, u"beegfs"_s}, lustre{u"/fsx"_s, {}, u"lustre"_s};
    QTest::newRow("BeeGFS") << QByteArray(
        "129 29 0:46 / /mnt/beegfs rw,nosuid,relatime shared:134 - beegfs beegfs_nodev "
        "rw,cfgFile=/etc/beegfs/beegfs-client-7.conf")
                            << beegfs << MountHealth::Mounted << u"beegfs_nodev"_s;
    QTest::newRow("Lustre client") << QByteArray("65 29 2219:985378 / /fsx rw,noatime shared:142 - lustre "
                                                 "10.0.2.15@tcp:/fsxname rw,checksum,encrypt,flock")
                                   << lustre << MountHealth::Mounted << u"10.0.2.15@tcp:/fsxname"_s;
    QTest::newRow("Lustre server target")
        << QByteArray("61 29 0:48 / /fsx rw shared:138 - lustre lustre-wbcfs "
                      "rw,svname=fsxname-OST0000,mgsnode=10.0.2.15@tcp,osd=osd-wbcfs")
        << lustre << MountHealth::Missing << u"lustre-wbcfs"_s;
    QTest::newRow("virtio-fs") << QByteArray(
        "72 29 0:43 / /mnt/virtio rw,relatime shared:92 - virtiofs hostshare rw")
                               << ProbeMount{u"/mnt/virtio"_s, {}, u"virtiofs"_s} << MountHealth::Mounted
                               << u"hostshare"_s;
    QTest::newRow("without optional fields")
        << QByteArray("72 29 0:43 / /mnt/virtio rw,relatime - virtiofs hostshare rw")
        << ProbeMount{u"/mnt/virtio"_s, {}, u"virtiofs"_s} << MountHealth::Mounted << u"hostshare"_s;
    QTest::newRow("blank in the path")
        << QByteArray("129 29 0:46 / /mnt/my\\040fs rw shared:1 - beegfs beegfs_nodev rw")
        << ProbeMount{u"/mnt/my fs"_s, {}, u"beegfs"_s} << MountHealth::Mounted << u"beegfs_nodev"_s;
    QTest::newRow("the longer path") << QByteArray(
        "129 29 0:46 / /mnt/beegfs/x rw shared:1 - beegfs beegfs_nodev rw")
                                     << beegfs << MountHealth::Missing << QString();
    QTest::newRow("waiting automount")
        << QByteArray("41 29 0:36 / /fsx rw,relatime shared:16 - autofs systemd-1 rw,fd=41") << lustre
        << MountHealth::Missing << u"systemd-1"_s;
    QTest::newRow("automount served") << QByteArray(
        "41 29 0:36 / /fsx rw,relatime shared:16 - autofs systemd-1 rw,fd=41\n"
        "65 41 2219:985378 / /fsx rw,noatime shared:142 - lustre 10.0.2.15@tcp:/fsxname rw,flock")
                                      << lustre << MountHealth::Mounted << u"10.0.2.15@tcp:/fsxname"_s;
    QTest::newRow("another file system")
        << QByteArray("99 29 0:47 / /fsx rw shared:1 - nfs4 10.0.0.1:/ rw,vers=4.2") << lustre
        << MountHealth::Missing << u"10.0.0.1:/"_s;
}

void TestProbeParsers::recordedMounts()
{
    QFETCH(const QByteArray, line);
    QFETCH(const ProbeMount, mount);
    const Fact<QList<MountEntry>> entries = parseMountinfo(section(line));
    QVERIFY2(entries.isKnown(), qPrintable(entries.reason()));
    const ProbeSection live = section("done 0\n46\nbeegfs");
    const MountFacts facts = mountFactsOf(mount, entries.value(), {}, &live);
    QTEST(facts.health, "health");
    QTEST(facts.source, "source");
}

void TestProbeParsers::liveness_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<MountHealth>("health");
    QTest::newRow("alive") << QByteArray("done 0\n46\nfuse") << MountHealth::Mounted;
    QTest::newRow("evicted by the server")
        << QByteArray("done 1\nstat: cannot statx '/fsx': Input/output error") << MountHealth::Stale;
    QTest::newRow("server process gone")
        << QByteArray("done 1\nstat: cannot statx '/data': Transport endpoint is not connected")
        << MountHealth::Stale;
    QTest::newRow("NFS handle") << QByteArray("done 1\nstat: cannot statx '/n': Stale file handle")
                                << MountHealth::Stale;
    QTest::newRow("refused but alive")
        << QByteArray("done 1\nstat: cannot statx '/n': Permission denied") << MountHealth::Mounted;
    QTest::newRow("ended by TERM") << QByteArray("done 124") << MountHealth::Hung;
    QTest::newRow("ended by KILL") << QByteArray("done 137\nKilled") << MountHealth::Hung;
    QTest::newRow("unkillable") << QByteArray("hung 312 D request_wait_answer") << MountHealth::Hung;
    QTest::newRow("idle wait") << QByteArray("hung 9 I 0") << MountHealth::Hung;
    QTest::newRow("hung before") << QByteArray("hung again") << MountHealth::Hung;
    QTest::newRow("too early to say") << QByteArray("checking") << MountHealth::Unknown;
    QTest::newRow("not looked at") << QByteArray("skipped no safe folder") << MountHealth::Unknown;
    QTest::newRow("no stat command") << QByteArray("done 127\nsh: 1: exec: stat: not found")
                                     << MountHealth::Unknown;
    QTest::newRow("garbage") << QByteArray("\x1b]0;x\x07") << MountHealth::Unknown;
    QTest::newRow("nothing") << QByteArray() << MountHealth::Unknown;
}

void TestProbeParsers::liveness()
{
    QFETCH(const QByteArray, answer);
    const Liveness result = parseLiveness(section(answer));
    QTEST(result.health, "health");
    QVERIFY(result.health == MountHealth::Mounted || !result.detail.isEmpty()
            || result.health == MountHealth::Unknown);
}

void TestProbeParsers::aReadOnlyMountIsOneThatFstabDoesNotWant_data()
{
    QTest::addColumn<QByteArray>("fstab");
    QTest::addColumn<MountHealth>("health");
    QTest::newRow("not in fstab") << QByteArray("# empty\n") << MountHealth::ReadOnly;
    QTest::newRow("rw in fstab") << QByteArray("hostshare /data virtiofs defaults,_netdev 0 0")
                                 << MountHealth::ReadOnly;
    QTest::newRow("ro in fstab") << QByteArray("hostshare\t/data virtiofs ro,_netdev 0 0")
                                 << MountHealth::Mounted;
}

void TestProbeParsers::aReadOnlyMountIsOneThatFstabDoesNotWant()
{
    QFETCH(const QByteArray, fstab);
    const auto entries = parseMountinfo(
        section("72 29 0:43 / /data ro,relatime shared:92 - virtiofs hostshare rw"));
    const ProbeSection live = section("done 0");
    const MountFacts facts = mountFactsOf({u"/data"_s, {}, u"virtiofs"_s}, entries.value(),
                                          parseFstab(section(fstab)), &live);
    QTEST(facts.health, "health");
    QCOMPARE(facts.inFstab, !fstab.startsWith('#'));
}

void TestProbeParsers::recordedUnits()
{
    const ProbeSection answer = recorded(u"vm-trixie-6.12.117-first-boot.txt"_s, u"systemctl show"_s);
    const auto units = parseUnits(answer, {u"mnt-beegfs.mount"_s, u"fsx.mount"_s, u"mnt-virtio.mount"_s});
    const ServiceFacts failed = serviceOf(units, u"mnt-beegfs.mount"_s).value();
    QCOMPARE(failed.activeState, u"failed"_s);
    QCOMPARE(failed.result, u"exit-code"_s);
    // a mount unit whose requirement does not exist is never tried, and looks like success
    QCOMPARE(serviceOf(units, u"fsx.mount"_s).value().activeState, u"inactive"_s);
    QCOMPARE(serviceOf(units, u"fsx.mount"_s).value().result, u"success"_s);
    QCOMPARE(serviceOf(units, u"mnt-virtio.mount"_s).value().subState, u"mounted"_s);
}

void TestProbeParsers::aUnitThatDoesNotExistIsAbsent()
{
    const QStringList requested{u"beegfs-meta.service"_s, u"nfs-server.service"_s};
    const auto units = parseUnits(
        section("Id=beegfs-meta.service\nLoadState=not-found\nActiveState=inactive\nSubState=dead\n\n"
                "Id=nfs-kernel-server.service\nLoadState=loaded\nActiveState=active\nSubState=exited"),
        requested);
    QVERIFY(serviceOf(units, requested[0]).isAbsent());
    QCOMPARE(serviceOf(units, requested[1]).value().activeState, u"active"_s); // under the name asked for
    const auto none = parseUnits(
        section("Failed to connect to bus: No such file or directory", 1, u"systemctl show"_s), requested);
    QVERIFY(serviceOf(none, requested[0]).isUnknown());
    QVERIFY(serviceOf(none, requested[0]).reason().contains("Failed to connect to bus"_L1));
}

void TestProbeParsers::dpkgStates_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("state");
    QTest::newRow("installed") << QByteArray("ii |beegfs-client-dkms|20:8.1.0") << QString();
    QTest::newRow("held") << QByteArray("hi |linux-image-cloud-amd64|6.12.117-1") << QString();
    QTest::newRow("removed, files kept") << QByteArray("rc |linux-image-6.1.0-9-amd64|6.1.27-1") << QString();
    QTest::newRow("half-configured") << QByteArray("iF |beegfs-client-dkms|20:8.1.0") << u"half-configured"_s;
    QTest::newRow("unpacked") << QByteArray("iU |beegfs-client-dkms|20:8.1.0") << u"unpacked"_s;
    QTest::newRow("half-installed") << QByteArray("iH |beegfs-client-dkms|20:8.1.0") << u"half-installed"_s;
    QTest::newRow("to be reinstalled")
        << QByteArray("iHR|beegfs-client-dkms|20:8.1.0") << u"reinst-required"_s;
    QTest::newRow("removal stopped half-way")
        << QByteArray("rF |beegfs-client-dkms|20:8.1.0") << u"half-configured"_s;
    QTest::newRow("triggers") << QByteArray("it |man-db|2.13") << u"triggers-pending"_s;
}

void TestProbeParsers::dpkgStates()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, state);
    const auto packages = parseDpkg(section(line + "\nii |linux-headers-6.1.0-9-amd64|6.1.27-1"));
    QVERIFY2(packages.isKnown(), qPrintable(packages.reason()));
    const QList<BrokenPackage> broken = brokenDpkgPackages(packages).value();
    QCOMPARE(broken.size(), state.isEmpty() ? 0 : 1);
    QCOMPARE(broken.value(0).state, state);
    QCOMPARE(heldDpkgPackages(packages).value().size(), line.startsWith('h') ? 1 : 0);
    QCOMPARE(installedVersion(packages, u"linux-headers-6.1.0-9-amd64"_s),
             Fact<QString>::known(u"6.1.27-1"_s));
    QVERIFY(installedVersion(packages, u"linux-image-6.1.0-9-amd64"_s).isAbsent());
    const bool filesThere = !line.startsWith("rc") && !line.startsWith("iH");
    QCOMPARE(installedVersion(packages, QString::fromLatin1(line.split('|')[1])).isKnown(), filesThere);
    QVERIFY(
        brokenDpkgPackages(parseDpkg(section("dpkg-query: error: status database is locked"))).isUnknown());
}

void TestProbeParsers::candidatesInTheArchive_data()
{
    QTest::addColumn<ProbeSection>("section");
    QTest::addColumn<QString>("package");
    QTest::addColumn<Fact<QString>>("candidate");
    const ProbeSection policy = recorded(u"debian13-apt-headers.txt"_s, u"apt-cache policy"_s);
    QTest::newRow("recorded") << policy << u"linux-image-cloud-amd64"_s
                              << Fact<QString>::known(u"6.12.117-1"_s);
    QTest::newRow("not mentioned") << policy << u"linux-headers-6.12.38+deb13-cloud-amd64"_s
                                   << Fact<QString>::absent();
    QTest::newRow("nothing said") << section("") << u"linux-headers-6.12.38"_s << Fact<QString>::absent();
    QTest::newRow("only wanted by others")
        << section("linux-headers-6.12.38:\n  Installed: (none)\n  Candidate: (none)\n  Version table:")
        << u"linux-headers-6.12.38"_s << Fact<QString>::absent();
    QTest::newRow("no lists") << section("apt has no package lists", 127) << u"linux-headers-6.12.38"_s
                              << Fact<QString>::unknown(u"apt has no package lists"_s);
    QTest::newRow("an error") << section("E: Could not open lock file") << u"linux-headers-6.12.38"_s
                              << Fact<QString>::unknown(u"apt-cache says “E: Could not open lock file”"_s);
}

void TestProbeParsers::candidatesInTheArchive()
{
    QFETCH(const ProbeSection, section);
    QFETCH(const QString, package);
    QTEST(parseCandidate(section, package), "candidate");
}

void TestProbeParsers::candidatesThatDnfLists_data()
{
    QTest::addColumn<ProbeSection>("section");
    QTest::addColumn<Fact<QString>>("candidate");
    QTest::newRow("listed") << section(
        "Available Packages\nkernel-devel.x86_64    5.14.0-503.40.1.el9_5    baseos")
                            << Fact<QString>::known(u"5.14.0-503.40.1.el9_5"_s);
    QTest::newRow("no longer in the archive")
        << section("Error: No matching Packages to list", 1) << Fact<QString>::absent();
    QTest::newRow("the same, in dnf 5's words")
        << section("No matching packages to list", 1) << Fact<QString>::absent();
    const QByteArray noCache = "Error: Cache-only enabled but no cache for 'baseos'";
    QTest::newRow("nothing cached") << section(noCache, 1)
                                    << Fact<QString>::unknown(QString::fromUtf8(noCache));
    QTest::newRow("too slow") << section("", 124) << Fact<QString>::unknown(u"dnf did not end in time"_s);
    QTest::newRow("another release")
        << section("Available Packages\nkernel-devel.x86_64    5.14.0-570.1.1.el9_6    baseos")
        << Fact<QString>::unknown(u"dnf does not list “kernel-devel-5.14.0-503.40.1.el9_5.x86_64”"_s);
}

void TestProbeParsers::candidatesThatDnfLists()
{
    QFETCH(const ProbeSection, section);
    QTEST(parseDnfCandidate(section, u"kernel-devel-5.14.0-503.40.1.el9_5.x86_64"_s), "candidate");
}

void TestProbeParsers::rpmPackages()
{
    const auto packages = parseRpm(
        section("kernel-devel|5.14.0-503.40.1.el9_5|x86_64\nkmod-lustre-client|2.15.6-1.el9|x86_64\n"
                "package lustre-client-dkms is not installed",
                1));
    QCOMPARE(installedVersion(packages, u"kmod-lustre-client"_s), Fact<QString>::known(u"2.15.6-1.el9"_s));
    QVERIFY(installedVersion(packages, u"lustre-client-dkms"_s).isAbsent());
    QVERIFY(brokenRpmPackages(packages).isUnknown()); // proves nothing
    const auto twice = parseRpm(
        section("kmod-lustre-client|2.15.5-1.el9|x86_64\nkmod-lustre-client|2.15.6-1.el9|x86_64\n"
                "kernel-core|5.14.0-1|x86_64\nkernel-core|5.14.0-2|x86_64"));
    QCOMPARE(brokenRpmPackages(twice).value(),
             (QList<BrokenPackage>{{u"kmod-lustre-client.x86_64"_s, u"duplicated"_s}}));
    QVERIFY(installedVersion(parseRpm(section("error: rpmdb open failed", 1)), u"kernel"_s).isUnknown());
    QCOMPARE(parseVersionLock(section("# comment\nkernel-core-0:5.14.0-1.*\n")).value(),
             QStringList{u"kernel-core-0:5.14.0-1.*"_s});
}

void TestProbeParsers::buildEnvironments_data()
{
    QTest::addColumn<CommandResult>("result");
    QTest::addColumn<QString>("kernel");
    QTest::addColumn<QString>("moduleVersion");
    const auto said = [](const QByteArray &output, int exitCode = 0) {
        return CommandResult{.exitCode = exitCode, .standardOutput = output, .error = {}};
    };
    QTest::newRow("dpkg -l through make") << said(
        "docker run --rm pharos bash -c 'dpkg -l | grep linux-headers'\n"
        "ii  linux-headers-6.12.38+deb13-cloud-amd64  6.12.38-1  amd64  Header files for Linux 6.12.38+deb13-cloud-amd64\n"
        "ii  linux-headers-6.12.38+deb13-common       6.12.38-1  all    Common header files\n"
        "ii  linux-headers-cloud-amd64                6.12.38-1  amd64  Header files for Linux cloud (meta-package)\n"
        "ii  beegfs-client-dkms                       20:8.1.0   all    BeeGFS client\n")
                                          << u"6.12.38+deb13-cloud-amd64"_s << u"8.1.0"_s;
    QTest::newRow("the highest of several") << said(
        "ii  linux-headers-6.12.9-amd64 1\r\nii  linux-headers-6.12.38-amd64 1\r\nrc  linux-headers-6.14.0-amd64 1\r\n")
                                            << u"6.12.38-amd64"_s << QString();
    QTest::newRow("rpm") << said("kernel-devel-5.14.0-503.40.1.el9_5.x86_64\n")
                         << u"5.14.0-503.40.1.el9_5.x86_64"_s << QString();
    QTest::newRow("version in a sentence")
        << said("ii linux-headers-6.12.38-amd64 1\nBeeGFS Version: 8.1.0 (kernel 6.12+ compatible)\n")
        << u"6.12.38-amd64"_s << u"8.1.0"_s;
    QTest::newRow("no headers") << said("make: Nothing to be done\n") << QString() << QString();
    QTest::newRow("not a release") << said("ii  linux-headers-6.1;reboot 1\n") << QString() << QString();
    QTest::newRow("failed") << said("", 2) << QString() << QString();
}

void TestProbeParsers::aBuildEnvironmentTellsWhetherItHasRust_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("rust");
    QTest::newRow("there") << QByteArray(
        "ii linux-headers-6.12.38-amd64 1\nrustc 1.82.0 (f6e511eec 2024-10-15)\n")
                           << u"1.82.0"_s;
    QTest::newRow("dash") << QByteArray("sh: 1: rustc: not found\n") << u"missing"_s;
    QTest::newRow("bash") << QByteArray("bash: line 1: rustc: command not found\n") << u"missing"_s;
    QTest::newRow("not asked") << QByteArray("ii linux-headers-6.12.38-amd64 1\n") << QString();
}

void TestProbeParsers::aBuildEnvironmentTellsWhetherItHasRust()
{
    QFETCH(QByteArray, output);
    QFETCH(QString, rust);
    const CommandResult result{.exitCode = 0, .standardOutput = output, .error = {}};
    const BuildEnvironmentFacts facts = parseBuildEnvironment(u"docker"_s, {u"make"_s}, result);
    QCOMPARE(facts.rust.isAbsent(), rust.isEmpty());
    QCOMPARE(facts.rust.value(), rust);
}

void TestProbeParsers::buildEnvironments()
{
    QFETCH(const CommandResult, result);
    QFETCH(const QString, kernel);
    const QStringList command{u"make"_s, u"run-docker"_s, u"COMMAND=dpkg -l | grep linux-headers"_s};
    const BuildEnvironmentFacts facts = parseBuildEnvironment(u"docker"_s, command, result);
    QCOMPARE(facts.kernel.isKnown(), !kernel.isEmpty());
    QVERIFY(!facts.kernel.isAbsent());
    QCOMPARE(facts.kernel.value(), kernel);
    QTEST(facts.moduleVersion.value(), "moduleVersion");
    QCOMPARE(facts.evidence.command, u"make run-docker 'COMMAND=dpkg -l | grep linux-headers'"_s);
}

QTEST_GUILESS_MAIN(TestProbeParsers)
#include "tst_probeparsers.moc"
