// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/bootparsers.h"
#include "models/probe/grubmenu.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString newer = u"6.12.48+deb13-amd64"_s;
const QString older = u"6.12.43+deb13-amd64"_s;
const QString rocky95 = u"5.14.0-503.40.1.el9_5.x86_64"_s;
const QString rocky94 = u"5.14.0-427.13.1.el9_4.x86_64"_s;
const QByteArray rockyId = "0a1b2c3d4e5f60718293a4b5c6d7e8f9-";

QByteArray fixture(const QString &name)
{
    QFile file(QStringLiteral(VERMAGIC_TEST_DATA "/probe/boot/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ProbeSection section(const QString &id, const QByteArray &output, int exitCode = 0)
{
    return {.id = id, .command = u"cat"_s, .exitCode = exitCode, .output = output, .complete = true};
}

/// A node by what its files hold; an empty member is a file that is not there.
struct BootFiles
{
    QByteArray grubDefault, grubConfig, grubEnvironment, bls, grubby, bootctl;
    bool grubConfigReadable = true;
    QByteArray commandLine = "BOOT_IMAGE=/boot/vmlinuz-6.12.43+deb13-amd64 root=UUID=1b2c3d4e ro quiet";
    bool kexec = false;
};

NextBootKernel resolved(const BootFiles &files)
{
    const auto error = QByteArray("grep: /boot/grub/grub.cfg: Permission denied");
    const ProbeSection grubDefault = section(u"grubdefault"_s, files.grubDefault);
    const ProbeSection grubConfig = files.grubConfigReadable ? section(u"grubcfg"_s, files.grubConfig)
                                                             : section(u"grubcfg"_s, error, 2);
    const ProbeSection environment = section(u"grubenv"_s, files.grubEnvironment);
    const ProbeSection bls = section(u"bls"_s, files.bls);
    const ProbeSection grubby = section(u"grubby"_s, files.grubby);
    const ProbeSection bootctl = section(u"bootctl"_s, files.bootctl);
    const auto given = [](const ProbeSection &s) { return s.output.isEmpty() ? nullptr : &s; };
    return nextBootKernel({.grubDefault = given(grubDefault),
                           .grubConfig = given(grubConfig),
                           .grubEnvironment = given(environment),
                           .blsEntries = given(bls),
                           .grubby = given(grubby),
                           .bootctl = given(bootctl),
                           .kernelCommandLine = Fact<QString>::known(QString::fromLatin1(files.commandLine)),
                           .kexecLoaded = Fact<bool>::known(files.kexec),
                           .installedKernels = Fact<QStringList>::known({older, newer})});
}

} // namespace

class TestProbeBoot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nextBootKernelOf_data();
    void nextBootKernelOf();
    void whereTheFilesDoNotDecideTheReasonIsGiven_data();
    void whereTheFilesDoNotDecideTheReasonIsGiven();
    void menusKeepTheirShape();
    void releasesOfImages_data();
    void releasesOfImages();
};

void TestProbeBoot::nextBootKernelOf_data()
{
    QTest::addColumn<BootFiles>("files");
    QTest::addColumn<QString>("kernel");
    QTest::addColumn<QString>("source");
    const QByteArray menu = fixture(u"debian-grub.cfg"_s);
    const QByteArray saved = QByteArray(menu).replace("default=\"0\"", "default=\"${saved_entry}\"");
    const auto withDefault = [&](const QByteArray &value) {
        return QByteArray(menu).replace("default=\"0\"", "default=\"" + value + "\"");
    };
    const QByteArray advanced = "gnulinux-advanced-1b2c3d4e>gnulinux-6.12.43+deb13-amd64-advanced-1b2c3d4e";
    const QByteArray environment = "# GRUB Environment Block\nsaved_entry=" + advanced + "\n########";
    QTest::newRow("first entry") << BootFiles{.grubConfig = menu} << newer << u"grub.cfg, default 0"_s;
    QTest::newRow("grub.cfg decides, not a changed setting")
        << BootFiles{.grubDefault = "GRUB_DEFAULT=saved", .grubConfig = menu} << newer
        << u"grub.cfg, default 0"_s;
    QTest::newRow("numbers through a submenu")
        << BootFiles{.grubConfig = withDefault("1>2")} << older << QString();
    QTest::newRow("titles through a submenu")
        << BootFiles{.grubConfig = withDefault(
                         "Advanced options for Debian GNU/Linux>Debian GNU/Linux, with Linux "
                         "6.12.43+deb13-amd64")}
        << older << QString();
    QTest::newRow("a submenu alone") << BootFiles{.grubConfig = withDefault("1")} << newer << QString();
    QTest::newRow("a name that is not there")
        << BootFiles{.grubConfig = withDefault("Gone")} << newer << QString();
    QTest::newRow("saved entry") << BootFiles{.grubConfig = saved, .grubEnvironment = environment} << older
                                 << u"grubenv, saved_entry="_s + QString::fromLatin1(advanced);
    QTest::newRow("nothing saved yet")
        << BootFiles{.grubConfig = saved, .grubEnvironment = "# GRUB Environment Block\n"} << newer
        << QString();
    QTest::newRow("once only") << BootFiles{.grubConfig = menu,
                                            .grubEnvironment = "next_entry=1>2\nsaved_entry=0\n"}
                               << older << u"grubenv, next_entry=1>2"_s;
    QTest::newRow("root-only grub.cfg, default 0")
        << BootFiles{.grubDefault = "# comment\nGRUB_DEFAULT=\"0\"\nGRUB_TIMEOUT=5",
                     .grubConfig = "x",
                     .grubConfigReadable = false}
        << newer
        << u"highest installed kernel, GRUB_DEFAULT=0 (cat: grep: /boot/grub/grub.cfg: Permission denied)"_s;
    QTest::newRow("root-only grub.cfg, title") << BootFiles{
        .grubDefault = "GRUB_DEFAULT='Advanced options for Debian GNU/Linux>Debian GNU/Linux, with Linux "
                       "6.12.43+deb13-amd64'",
        .grubConfig = "x",
        .grubConfigReadable = false} << older << QString();
    QTest::newRow("root-only grub.cfg, saved") << BootFiles{.grubDefault = "GRUB_DEFAULT=saved",
                                                            .grubConfig = "x",
                                                            .grubEnvironment = environment,
                                                            .grubConfigReadable = false}
                                               << older << QString();
    const QByteArray entries = fixture(u"rocky-entries.txt"_s), config = fixture(u"rocky-grub.cfg"_s);
    QTest::newRow("entries, saved") << BootFiles{
        .grubConfig = config,
        .grubEnvironment = "saved_entry=" + rockyId + rocky94.toLatin1() + "\n",
        .bls = entries} << rocky94 << QString();
    QTest::newRow("entries, nothing saved")
        << BootFiles{.grubConfig = config, .grubEnvironment = "boot_success=1\n", .bls = entries} << rocky95
        << QString();
    QTest::newRow("entries, by number")
        << BootFiles{.grubConfig = config, .grubEnvironment = "saved_entry=1\n", .bls = entries} << rocky94
        << QString();
    QTest::newRow("grubby") << BootFiles{.bls = entries,
                                         .grubby = "/boot/vmlinuz-5.14.0-503.40.1.el9_5.x86_64"}
                            << rocky95 << u"grubby --default-kernel"_s;
    QTest::newRow("one-shot entry before grubby")
        << BootFiles{.grubConfig = config,
                     .grubEnvironment = "next_entry=" + rockyId + rocky94.toLatin1() + "\n",
                     .bls = entries,
                     .grubby = "/boot/vmlinuz-5.14.0-503.40.1.el9_5.x86_64"}
        << rocky94 << QString();
    QTest::newRow("systemd-boot") << BootFiles{.bootctl = fixture(u"bootctl.json"_s),
                                               .commandLine = "initrd=\\x\\initrd root=UUID=1"}
                                  << newer << u"systemd-boot, entry 0a1b2c3d-6.12.48+deb13-amd64.conf"_s;
}

void TestProbeBoot::nextBootKernelOf()
{
    QFETCH(const BootFiles, files);
    QFETCH(const QString, source);
    const NextBootKernel next = resolved(files);
    QVERIFY2(next.release.isKnown(), qPrintable(next.release.reason()));
    QTEST(next.release.value(), "kernel");
    QVERIFY(!next.source.isEmpty());
    if (!source.isEmpty())
        QCOMPARE(next.source, source);
}

void TestProbeBoot::whereTheFilesDoNotDecideTheReasonIsGiven_data()
{
    QTest::addColumn<BootFiles>("files");
    QTest::addColumn<QString>("reason");
    const QByteArray menu = fixture(u"debian-grub.cfg"_s);
    QTest::newRow("started by a hypervisor")
        << BootFiles{.grubConfig = menu, .commandLine = "root=/dev/vda rw console=ttyS0"}
        << u"without BOOT_IMAGE"_s;
    QTest::newRow("kexec is loaded") << BootFiles{.grubConfig = menu, .kexec = true} << u"loaded for kexec"_s;
    QTest::newRow("started over the network")
        << BootFiles{.grubConfig = menu,
                     .commandLine = "BOOT_IMAGE=vmlinuz initrd=initrd.img BOOTIF=01-52-54-00-12-34-56 ro"}
        << u"over the network"_s;
    QTest::newRow("no boot loader") << BootFiles{} << u"no boot loader configuration"_s;
    QTest::newRow("saved entry that cannot be read")
        << BootFiles{.grubConfig = QByteArray(menu).replace("\"0\"", "\"${saved_entry}\"")}
        << u"grubenv could not be read"_s;
    QTest::newRow("number past the menu")
        << BootFiles{.grubConfig = QByteArray(menu).replace("\"0\"", "\"7\"")} << u"no such entry"_s;
    QTest::newRow("firmware settings")
        << BootFiles{.grubConfig = QByteArray(menu).replace("\"0\"", "\"uefi-firmware\"")}
        << u"no Linux image"_s;
    QTest::newRow("image without a release")
        << BootFiles{.grubConfig = "set default=\"0\"\nmenuentry 'X' {\n linux /vmlinuz ro\n}\n"}
        << u"names no kernel release"_s;
    QTest::newRow("image that is a command")
        << BootFiles{.grubConfig = "set default=\"0\"\nmenuentry 'X' {\n linux '/vmlinuz-$(reboot)' ro\n}\n"}
        << u"names no kernel release"_s;
    QTest::newRow("empty menu") << BootFiles{.grubConfig = "set default=\"0\"\n"} << u"no menu entry"_s;
    QTest::newRow("root-only grub.cfg and a number")
        << BootFiles{.grubDefault = "GRUB_DEFAULT=1>4", .grubConfig = "x", .grubConfigReadable = false}
        << u"Permission denied"_s;
    QTest::newRow("saved entry that matches none") << BootFiles{.grubConfig = fixture(u"rocky-grub.cfg"_s),
                                                                .grubEnvironment = "saved_entry=gone\n",
                                                                .bls = fixture(u"rocky-entries.txt"_s)}
                                                   << u"no boot loader entry matches"_s;
    QTest::newRow("entries alone") << BootFiles{.bls = fixture(u"rocky-entries.txt"_s)}
                                   << u"not what tells the default"_s;
    QTest::newRow("systemd-boot without a default")
        << BootFiles{.bootctl = "[{\"id\":\"a\",\"isDefault\":false}]"} << u"no default entry"_s;
    QTest::newRow("bootctl that is no JSON")
        << BootFiles{.bootctl = "Failed to open"} << u"no default entry"_s;
}

void TestProbeBoot::whereTheFilesDoNotDecideTheReasonIsGiven()
{
    QFETCH(const BootFiles, files);
    QFETCH(const QString, reason);
    const NextBootKernel next = resolved(files);
    QVERIFY(next.release.isUnknown());
    QVERIFY2(next.release.reason().contains(reason), qPrintable(next.release.reason()));
}

void TestProbeBoot::menusKeepTheirShape()
{
    const QList<GrubEntry> menu = parseGrubMenu(fixture(u"debian-grub.cfg"_s));
    QCOMPARE(menu.size(), 3);
    QCOMPARE(menu[0].title, u"Debian GNU/Linux"_s);
    QCOMPARE(menu[1].id, u"gnulinux-advanced-1b2c3d4e"_s);
    QCOMPARE(menu[1].children.size(), 4);
    QCOMPARE(menu[1].children[2].image, u"/boot/vmlinuz-"_s + older);
    QCOMPARE(menu[2].title, u"UEFI Firmware Settings"_s);
    QVERIFY(menu[2].image.isEmpty());
}

void TestProbeBoot::releasesOfImages_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("release");
    QTest::newRow("boot") << u"/boot/vmlinuz-6.1.0-9-amd64"_s << u"6.1.0-9-amd64"_s;
    QTest::newRow("separate /boot") << u"/vmlinuz-6.1.0-9-amd64"_s << u"6.1.0-9-amd64"_s;
    QTest::newRow("device") << u"(hd0,gpt2)/vmlinuz-5.14.0-427.13.1.el9_4.x86_64"_s << rocky94;
    QTest::newRow("kernel-install") << u"/0a1b/6.12.48+deb13-amd64/linux"_s << newer;
    QTest::newRow("link") << u"/vmlinuz"_s << QString();
    QTest::newRow("option") << u"/boot/vmlinuz---help"_s << QString();
    QTest::newRow("quotes") << u"/boot/vmlinuz-6.1'x"_s << QString();
}

void TestProbeBoot::releasesOfImages()
{
    QFETCH(const QString, path);
    QTEST(releaseOfImage(path), "release");
}

QTEST_GUILESS_MAIN(TestProbeBoot)
#include "tst_probeboot.moc"
