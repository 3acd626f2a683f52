// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scripts of the playbooks, run by a shell against folders and programs made for the purpose.

#include "tests/scriptbench.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString newKernel = u"6.12.43+deb13-amd64"_s;

/// What grub-mkconfig writes, as far as it decides what boots.
QByteArray grubConfig(const QString &first, const QString &defaultEntry = u"0"_s)
{
    return "if [ \"${next_entry}\" ] ; then\n   set default=\"${next_entry}\"\n   set next_entry=\nelse\n"
           "   set default=\""
           + defaultEntry.toUtf8()
           + "\"\nfi\nmenuentry 'Debian GNU/Linux' {\n\techo 'Loading'\n\tlinux\t/boot/vmlinuz-"
           + first.toUtf8() + " root=/dev/vda1 ro quiet\n\tinitrd\t/boot/initrd.img-" + first.toUtf8()
           + "\n}\nsubmenu 'Advanced options' {\n\tlinux\t/boot/vmlinuz-" + oldKernel.toUtf8() + " ro\n}\n";
}

/// A node on which everything is ready for the reboot.
void makeReady(const ScriptBench &bench)
{
    bench.addKernel(newKernel);
    bench.addModuleFor(newKernel);
    bench.write(u"boot/grub/grub.cfg"_s, grubConfig(newKernel));
}

/// A node with two kernels, of which the old one runs, and that boot loader.
void makeTriable(const ScriptBench &bench, const QString &loader)
{
    for (const QString &folder : {u"etc/default/grub.d"_s, u"etc/systemd/system"_s, u"boot/loader/entries"_s})
        QDir(bench.path({})).mkpath(folder);
    bench.addKernel(newKernel);
    bench.addSilentProgram(u"uname"_s, "echo " + oldKernel.toUtf8());
    bench.addSilentProgram(u"findmnt"_s, "echo /dev/vda1 ext4");
    for (const QString &program : {u"systemctl"_s, u"update-grub"_s, u"grub-set-default"_s, u"grub-reboot"_s,
                                   u"grub-editenv"_s, u"grub2-reboot"_s, u"grub2-editenv"_s, u"bootctl"_s})
        bench.addProgram(program, {});
    QByteArray menu;
    for (const QByteArray &kernel : {newKernel.toUtf8(), oldKernel.toUtf8()}) {
        bench.write(u"boot/loader/entries/5ab1-"_s + QString::fromUtf8(kernel) + u".conf"_s,
                    "title Linux\nversion " + kernel + "\noptions root=/dev/vda1 ro quiet\n");
        menu += "\tmenuentry 'Linux " + kernel + "' $menuentry_id_option 'gnulinux-" + kernel
                + "-advanced-1b2c3d4e' {\n\t\tlinux\t/boot/vmlinuz-" + kernel + " root=/dev/vda1 ro\n\t}\n";
    }
    if (loader == u"grub"_s)
        bench.write(u"boot/grub/grub.cfg"_s,
                    "submenu 'Advanced' $menuentry_id_option 'gnulinux-advanced-1b2c3d4e' {\n" + menu
                        + "}\n");
    if (loader == u"grubby"_s) {
        bench.write(u"etc/default/grub"_s, "GRUB_DEFAULT=saved\n");
        bench.addProgram(u"grubby"_s, "case $1 in --info) echo 'id=\"the-id\"' ;; esac");
    }
}

QStringList triable(const ScriptBench &bench, const QString &verb, const QStringList &more = {})
{
    return QStringList{verb, bench.path(u"boot"_s), bench.path(u"etc"_s), bench.path(u"var"_s)} + more;
}

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestPlaybookScripts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRebootIsReadyOnlyWhenTheNewKernelBootsWithTheModule_data();
    void aRebootIsReadyOnlyWhenTheNewKernelBootsWithTheModule();
    void grubbyDecidesWhereItIsInstalled();
    void aKernelBootsOnceBeforeItIsTheDefault_data();
    void aKernelBootsOnceBeforeItIsTheDefault();
    void noKernelIsTriedThatCouldNotBeLeftAgain_data();
    void noKernelIsTriedThatCouldNotBeLeftAgain();
    void theModuleIsBuiltForTheKernelThatBoots_data();
    void theModuleIsBuiltForTheKernelThatBoots();
    void aPackageThatCameBackStopsTheMoveToAnotherKernel_data();
    void aPackageThatCameBackStopsTheMoveToAnotherKernel();
    void domainsThatLibvirtWouldNotStartAreNamed();
    void aLibvirtThatDoesNotAnswerIsNoLibvirtWithoutDomains();
    void whatKeepsAptFromTheModulesIsNamed_data();
    void whatKeepsAptFromTheModulesIsNamed();
    void aRepositoryIsSetUpAndTakenBack();
    void onlyAKeyFetchedOverHttpsBecomesAKeyring();
    void aKernelThatMayMoveByItselfIsNamed_data();
    void aKernelThatMayMoveByItselfIsNamed();
    void onlyWhatDoesNotExistIsTakenOutOfFstab();
    void whetherTheFirewallLetsLustreInIsTold_data();
    void whetherTheFirewallLetsLustreInIsTold();
    void refusalsOfTheLastHourAreTold_data();
    void refusalsOfTheLastHourAreTold();
    void serversOfAMountedFileSystemAreLeftAlone();
    void theRegularCheckSaysWhatIsWrong();
    void theClientIsBuiltInASourceTreeOnly();
};

void TestPlaybookScripts::aRebootIsReadyOnlyWhenTheNewKernelBootsWithTheModule_data()
{
    using Change = std::function<void(const ScriptBench &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("refusal"); // empty: ready
    const auto row = [](const char *name, const QString &refusal, const Change &change) {
        QTest::newRow(name) << change << refusal;
    };
    row("ready", {}, [](const ScriptBench &) {});
    row("no newer kernel came, as with the older kernel's meta package", u"would boot again"_s,
        [](const ScriptBench &bench) { QFile::remove(bench.path(u"boot/vmlinuz-"_s + newKernel)); });
    row("the archive's kernel is older", u"older than the running"_s, [](const ScriptBench &bench) {
        QFile::remove(bench.path(u"boot/vmlinuz-"_s + newKernel));
        QFile::remove(bench.path(u"boot/vmlinuz-"_s + oldKernel));
        bench.addKernel(u"5.15.0-100-generic"_s);
    });
    row("no module for the new kernel", u"%1, the newest kernel image, has no beegfs module"_s.arg(newKernel),
        [](const ScriptBench &bench) { bench.addModuleFor(oldKernel); });
    row("module for a kernel that does not boot", u"6.12.48+deb13-amd64, the newest kernel image"_s,
        [](const ScriptBench &bench) { bench.addKernel(u"6.12.48+deb13-amd64"_s); });
    row("no initial RAM disk", u"has no initial RAM disk"_s,
        [](const ScriptBench &bench) { QFile::remove(bench.path(u"boot/initrd.img-"_s + newKernel)); });
    row("grub.cfg was not written anew", u"boots %1, not %2"_s.arg(oldKernel, newKernel),
        [](const ScriptBench &bench) { bench.write(u"boot/grub/grub.cfg"_s, grubConfig(oldKernel)); });
    row("GRUB_DEFAULT names another entry", u"GRUB boots the entry '1>2'"_s, [](const ScriptBench &bench) {
        bench.write(u"boot/grub/grub.cfg"_s, grubConfig(newKernel, u"1>2"_s));
    });
    const QByteArray pinned = "# GRUB Environment Block\nsaved_entry=gnulinux-advanced-1>gnulinux-"
                              + oldKernel.toUtf8() + "-advanced-1\n";
    row("saved entry of the old kernel", u"GRUB boots the entry 'gnulinux"_s,
        [pinned](const ScriptBench &bench) {
            bench.write(u"boot/grub/grub.cfg"_s, grubConfig(newKernel, u"${saved_entry}"_s));
            bench.write(u"boot/grub/grubenv"_s, pinned);
        });
    row("saved entry of the new kernel", {}, [pinned](const ScriptBench &bench) {
        bench.write(u"boot/grub/grub.cfg"_s, grubConfig(newKernel, u"${saved_entry}"_s));
        bench.write(u"boot/grub/grubenv"_s,
                    QByteArray(pinned).replace(oldKernel.toUtf8(), newKernel.toUtf8()));
    });
    row("nothing saved means the first entry", {}, [](const ScriptBench &bench) {
        bench.write(u"boot/grub/grub.cfg"_s, grubConfig(newKernel, u"${saved_entry}"_s));
        bench.write(u"boot/grub/grubenv"_s, "# GRUB Environment Block\n");
    });
    row("another entry for the next boot only", u"GRUB boots the entry '2'"_s, [](const ScriptBench &bench) {
        bench.write(u"boot/grub/grubenv"_s, "# GRUB Environment Block\nnext_entry=2\n");
    });
    row("no boot loader that is known", u"cannot be told what boots next"_s,
        [](const ScriptBench &bench) { QFile::remove(bench.path(u"boot/grub/grub.cfg"_s)); });
    row("a rescue image is no kernel", {}, [](const ScriptBench &bench) {
        bench.write(u"boot/vmlinuz-0-rescue-5ab1"_s, {});
        bench.write(u"boot/vmlinuz-9-rescue-5ab1"_s, {});
    });
}

void TestPlaybookScripts::aRebootIsReadyOnlyWhenTheNewKernelBootsWithTheModule()
{
    QFETCH(const std::function<void(const ScriptBench &)>, change);
    QFETCH(const QString, refusal);
    const ScriptBench bench;
    makeReady(bench);
    change(bench);
    const Answer answer = bench.run(u"next-boot-ready.sh"_s, {bench.path(u"boot"_s), u"beegfs"_s, oldKernel});
    QVERIFY2(
        answer.output.contains(refusal.isEmpty() ? newKernel + u" boots next and has beegfs"_s : refusal),
        qPrintable(answer.output));
    QCOMPARE(answer.exitCode, refusal.isEmpty() ? 0 : 1);
}

void TestPlaybookScripts::grubbyDecidesWhereItIsInstalled()
{
    const ScriptBench bench;
    makeReady(bench);
    QFile::remove(bench.path(u"boot/grub/grub.cfg"_s));
    for (const auto &[kernel, exitCode] : {std::pair(newKernel, 0), std::pair(oldKernel, 1)}) {
        bench.write(u"bin/grubby"_s, "#!/bin/sh\necho /boot/vmlinuz-" + kernel.toUtf8() + '\n');
        QFile::setPermissions(bench.path(u"bin/grubby"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const Answer answer = bench.run(u"next-boot-ready.sh"_s,
                                        {bench.path(u"boot"_s), u"beegfs"_s, oldKernel});
        QVERIFY2(answer.exitCode == exitCode, qPrintable(answer.output));
    }
}

void TestPlaybookScripts::aKernelBootsOnceBeforeItIsTheDefault_data()
{
    QTest::addColumn<QString>("loader");
    QTest::addColumn<QStringList>("once");      // what is called so that the new kernel boots once
    QTest::addColumn<QStringList>("confirmed"); // … and so that it is the default
    const QString submenu = u"gnulinux-advanced-1b2c3d4e>gnulinux-%1-advanced-1b2c3d4e"_s;
    QTest::newRow("GRUB") << u"grub"_s
                          << QStringList{u"grub-set-default "_s + submenu.arg(oldKernel), u"update-grub "_s,
                                         u"grub-reboot "_s + submenu.arg(newKernel)}
                          << QStringList{u"grub-set-default "_s + submenu.arg(newKernel), u"update-grub "_s};
    QTest::newRow("grubby")
        << u"grubby"_s
        << QStringList{u"grubby --set-default BOOT/vmlinuz-"_s + oldKernel,
                       u"grubby --update-kernel BOOT/vmlinuz-%1 --args panic=30"_s.arg(newKernel),
                       u"grub2-reboot the-id"_s}
        << QStringList{u"grubby --set-default BOOT/vmlinuz-"_s + newKernel,
                       u"grubby --update-kernel BOOT/vmlinuz-%1 --remove-args panic=30"_s.arg(newKernel),
                       u"grub2-editenv - unset next_entry"_s};
    QTest::newRow("systemd-boot") << u"systemd-boot"_s
                                  << QStringList{u"bootctl set-default 5ab1-%1.conf"_s.arg(oldKernel),
                                                 u"bootctl set-oneshot 5ab1-%1.conf"_s.arg(newKernel)}
                                  << QStringList{u"bootctl set-default 5ab1-%1.conf"_s.arg(newKernel),
                                                 u"bootctl set-oneshot "_s};
}

void TestPlaybookScripts::aKernelBootsOnceBeforeItIsTheDefault()
{
    QFETCH(const QString, loader);
    QFETCH(QStringList, once);
    QFETCH(QStringList, confirmed);
    const ScriptBench bench;
    makeTriable(bench, loader);
    for (QStringList *calls : {&once, &confirmed})
        calls->replaceInStrings(u"BOOT"_s, bench.path(u"boot"_s));
    const QString units = bench.path(u"etc/systemd/system/vermagic-safe-reboot."_s);

    const Answer arranged = bench.run(u"safe-reboot.sh"_s,
                                      triable(bench, u"arrange"_s, {u"newest"_s, u"15"_s}));
    QVERIFY2(arranged.exitCode == 0 && arranged.output.contains(newKernel + u" boots once"_s),
             qPrintable(arranged.output));
    for (const QString &call : std::as_const(once))
        QVERIFY2(arranged.output.contains(call + u'\n'), qPrintable(call + u'\n' + arranged.output));
    QVERIFY(textOf(units + u"service"_s).contains("ConditionKernelVersion=" + newKernel.toUtf8()));
    QVERIFY(textOf(units + u"timer"_s).contains("OnBootSec=15min"));

    // The old kernel again: the new one is not confirmed, and nothing leads to it any more.
    const Answer early = bench.run(u"safe-reboot.sh"_s, triable(bench, u"confirm"_s));
    QVERIFY2(early.exitCode == 1 && !early.output.contains(confirmed.constFirst()), qPrintable(early.output));

    bench.addSilentProgram(u"uname"_s, "echo " + newKernel.toUtf8());
    QCOMPARE(bench.run(u"safe-reboot.sh"_s, triable(bench, u"tried"_s)).exitCode, 0);
    const Answer last = bench.run(u"safe-reboot.sh"_s, triable(bench, u"confirm"_s));
    QVERIFY2(last.exitCode == 0 && last.output.contains(newKernel + u" is the default"_s),
             qPrintable(last.output));
    for (const QString &call : std::as_const(confirmed))
        QVERIFY2(last.output.contains(call + u'\n'), qPrintable(call + u'\n' + last.output));
    QVERIFY(!QFile::exists(units + u"timer"_s) && !QFile::exists(units + u"service"_s));
    QVERIFY(!QFile::exists(bench.path(u"etc/default/grub.d/zz-vermagic-safe-reboot.cfg"_s)));
    QVERIFY(!textOf(bench.path(u"boot/loader/entries/5ab1-%1.conf"_s.arg(newKernel))).contains("panic"));
    QCOMPARE(bench.run(u"safe-reboot.sh"_s, triable(bench, u"confirm"_s)).exitCode, 1);
}

void TestPlaybookScripts::noKernelIsTriedThatCouldNotBeLeftAgain_data()
{
    using Change = std::function<void(const ScriptBench &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("refusal");
    const auto row = [](const char *name, const QString &refusal, const Change &change) {
        QTest::newRow(name) << change << refusal;
    };
    row("the running one", newKernel + u" runs already"_s,
        [](const ScriptBench &bench) { bench.addSilentProgram(u"uname"_s, "echo " + newKernel.toUtf8()); });
    row("the old image is gone", oldKernel + u" has no image to go back to"_s,
        [](const ScriptBench &bench) { QFile::remove(bench.path(u"boot/vmlinuz-"_s + oldKernel)); });
    row("a fixed entry", u"GRUB_DEFAULT is '1>2'"_s,
        [](const ScriptBench &bench) { bench.write(u"etc/default/grub"_s, "GRUB_DEFAULT=\"1>2\"\n"); });
    row("GRUB cannot forget", u"would boot for ever"_s, [](const ScriptBench &bench) {
        bench.addSilentProgram(u"findmnt"_s, "echo /dev/mapper/vg-root ext4");
    });
    row("no entry", u"grub has no entry"_s, [](const ScriptBench &bench) {
        bench.write(u"boot/grub/grub.cfg"_s,
                    "menuentry 'Debian' {\n\tlinux\t/boot/vmlinuz-" + newKernel.toUtf8() + " ro\n}\n");
    });
    row("no boot loader", u"neither grubby"_s, [](const ScriptBench &bench) {
        QFile::remove(bench.path(u"boot/grub/grub.cfg"_s));
        bench.addSilentProgram(u"bootctl"_s, "exit 1");
    });
}

void TestPlaybookScripts::noKernelIsTriedThatCouldNotBeLeftAgain()
{
    QFETCH(const std::function<void(const ScriptBench &)>, change);
    QFETCH(const QString, refusal);
    const ScriptBench bench;
    makeTriable(bench, u"grub"_s);
    change(bench);
    const Answer answer = bench.run(u"safe-reboot.sh"_s, triable(bench, u"arrange"_s, {newKernel, u"15"_s}));
    QVERIFY2(answer.exitCode == 1 && answer.output.contains(refusal), qPrintable(answer.output));
    QVERIFY2(!answer.output.contains(u"grub-reboot"_s), qPrintable(answer.output));
}

void TestPlaybookScripts::theModuleIsBuiltForTheKernelThatBoots_data()
{
    QTest::addColumn<QString>("module");
    QTest::addColumn<bool>("newImage");
    QTest::addColumn<bool>("newHeaders");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("BeeGFS") << u"beegfs"_s << true << true << 0
                            << u"dkms install beegfs/8.1.0 -k "_s + newKernel;
    QTest::newRow("Lustre is called otherwise in the DKMS tree")
        << u"lustre"_s << true << true << 0 << u"dkms autoinstall -k "_s + newKernel;
    QTest::newRow("headers of the older kernel only")
        << u"beegfs"_s << true << false << 1 << u"the headers of "_s + newKernel;
    QTest::newRow("headers of a kernel that did not come")
        << u"beegfs"_s << false << true << 1 << u"no kernel newer than "_s + oldKernel;
}

void TestPlaybookScripts::theModuleIsBuiltForTheKernelThatBoots()
{
    QFETCH(const QString, module);
    QFETCH(const bool, newImage);
    QFETCH(const bool, newHeaders);
    QFETCH(const QString, says);
    const ScriptBench bench;
    QDir(bench.path(u"modules"_s)).mkpath(oldKernel + u"/build"_s);
    if (newHeaders)
        QDir(bench.path(u"modules"_s)).mkpath(newKernel + u"/build"_s);
    if (newImage)
        bench.addKernel(newKernel);
    bench.addProgram(u"dkms"_s, {});
    bench.addModuleFor(newKernel);
    const Answer answer = bench.run(
        u"build-for-newest.sh"_s,
        {bench.path(u"boot"_s), bench.path(u"modules"_s), module, u"8.1.0"_s, oldKernel});
    QVERIFY2(answer.output.contains(says), qPrintable(answer.output));
    QTEST(answer.exitCode, "exitCode");
}

void TestPlaybookScripts::aPackageThatCameBackStopsTheMoveToAnotherKernel_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("unknown to the archive") << QByteArray() << 0;
    QTest::newRow("known, without a version")
        << QByteArray("linux-headers-x:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n") << 0;
    QTest::newRow("there after all") << QByteArray(
        "linux-headers-x:\n  Installed: (none)\n  Candidate: 6.12.38-1\n  Version table:\n")
                                     << 1;
}

void TestPlaybookScripts::aPackageThatCameBackStopsTheMoveToAnotherKernel()
{
    QFETCH(const QByteArray, policy);
    const ScriptBench bench;
    bench.addProgram(u"apt-cache"_s, "cat <<'END'\n" + policy + "END");
    const Answer answer = bench.run(u"still-not-in-archive.sh"_s, {u"linux-headers-x"_s});
    QTEST(answer.exitCode, "exitCode");
    QCOMPARE(answer.output.contains(u"6.12.38-1 is in the archive after all"_s), answer.exitCode == 1);
}

void TestPlaybookScripts::domainsThatLibvirtWouldNotStartAreNamed()
{
    const ScriptBench bench;
    QDir(bench.path({})).mkpath(u"srv/data"_s);
    const auto domain = [&](const QByteArray &backing, const QString &folder,
                            const QByteArray &mode = "passthrough") {
        return QByteArray("<domain type='kvm'>\n") + backing
               + "  <devices>\n    <filesystem type='mount' accessmode='" + mode
               + "'>\n"
                 "      <driver type='virtiofs' queue='1024'/>\n      <source dir='"
               + bench.path(folder).toUtf8()
               + "'/>\n      <target dir='data'/>\n    </filesystem>\n  </devices>\n</domain>\n";
    };
    // As virt-manager's XML and as the storage guide's template, which lacks what libvirt says is necessary.
    const QByteArray backing =
        "  <memoryBacking>\n    <source type='memfd'/>\n    <access mode='shared'/>\n  </memoryBacking>\n";
    bench.write(u"good.xml"_s, domain(backing, u"srv/data"_s));
    bench.write(
        u"numa.xml"_s,
        domain("  <cpu><numa>\n    <cell id='0' cpus='0-3' memory='4' unit='GiB' memAccess='shared'/>\n"
               "  </numa></cpu>\n",
               u"srv/data"_s));
    bench.write(u"mapped.xml"_s, domain(backing, u"srv/data"_s, "mapped"));
    bench.write(u"guide.xml"_s, domain({}, u"srv/gone"_s));
    bench.write(u"plain.xml"_s, "<domain type='kvm'>\n</domain>\n");
    bench.addSilentProgram(
        u"virsh"_s, "case $3 in list) printf 'good\\nguide\\nmapped\\nnuma\\nplain\\n\\n' ;; dumpxml) cat '"
                        + bench.path({}).toUtf8() + "'/\"$5\".xml ;; esac");
    const Answer answer = bench.run(u"libvirt-domains.sh"_s, {});
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.output,
             u"domain good\ndomain guide\nunshared guide\nmissing guide:%1\ndomain mapped\nmapped mapped\n"
             "domain numa\n"_s.arg(bench.path(u"srv/gone"_s)));
}

void TestPlaybookScripts::aLibvirtThatDoesNotAnswerIsNoLibvirtWithoutDomains()
{
    const ScriptBench bench;
    bench.addSilentProgram(u"virsh"_s, "echo 'error: failed to connect to the hypervisor' >&2; exit 1");
    QCOMPARE(bench.run(u"libvirt-domains.sh"_s, {}).exitCode, 1);
}

void TestPlaybookScripts::whatKeepsAptFromTheModulesIsNamed_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("keyring"); // null: there is none
    QTest::addColumn<bool>("lists");
    QTest::addColumn<QString>("problem");
    const QByteArray url = "https://fsx-lustre-client-repo.s3.amazonaws.com/ubuntu";
    const QByteArray signedSource = "deb [signed-by=KEYRING] " + url + " jammy main\n";
    QTest::newRow("in order") << signedSource << QByteArray("key") << true << QString();
    QTest::newRow("of another release") << "deb [signed-by=KEYRING] " + url + " focal main\n"
                                        << QByteArray("key") << true << u"wrong-codename"_s;
    QTest::newRow("no keyring") << signedSource << QByteArray() << true << u"key-missing"_s;
    QTest::newRow("empty keyring") << signedSource << QByteArray("") << true << u"key-missing"_s;
    QTest::newRow("never read") << signedSource << QByteArray("key") << false << u"not-read"_s;
    QTest::newRow("left to apt-key") << "deb " + url + " jammy main\n"
                                     << QByteArray("key") << true << u"apt-key"_s;
    QTest::newRow("commented out") << "# " + signedSource << QByteArray("key") << true << u"missing"_s;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << false << u"missing"_s;
    QTest::newRow("a mirror of one's own, named otherwise")
        << QByteArray("deb [signed-by=KEYRING] https://mirror.example/lustre stable main\n")
        << QByteArray("key") << false << u"not-read"_s;
}

void TestPlaybookScripts::whatKeepsAptFromTheModulesIsNamed()
{
    QFETCH(QByteArray, source);
    QFETCH(const QByteArray, keyring);
    QFETCH(const bool, lists);
    QFETCH(const QString, problem);
    const ScriptBench bench;
    QDir(bench.path(u"etc"_s)).mkpath(u"apt/sources.list.d"_s);
    QDir(bench.path({})).mkpath(u"lists"_s);
    bench.write(u"etc/os-release"_s, "ID=ubuntu\nVERSION_CODENAME=jammy\n");
    source.replace("KEYRING", bench.path(u"key.gpg"_s).toUtf8());
    if (!source.isEmpty())
        bench.write(u"etc/apt/sources.list.d/fsxlustreclientrepo.list"_s, source);
    if (!keyring.isNull()) {
        bench.write(u"key.gpg"_s, keyring);
        QFile::setPermissions(bench.path(u"key.gpg"_s), QFile::Permissions(0x6444));
    }
    if (lists)
        bench.write(
            u"lists/fsx-lustre-client-repo.s3.amazonaws.com_ubuntu_dists_jammy_main_binary-amd64_Packages"_s,
            {});
    const Answer answer = bench.run(u"lustre-repository.sh"_s,
                                    {bench.path(u"etc"_s), bench.path(u"lists"_s)});
    QCOMPARE(answer.exitCode, 0);
    const QString said = answer.output.section(u"problem: "_s, 1).trimmed();
    QCOMPARE(said, problem);
}

void TestPlaybookScripts::aRepositoryIsSetUpAndTakenBack()
{
    const ScriptBench bench;
    const QString etc = bench.path(u"etc"_s), list = etc + u"/apt/sources.list.d/fsxlustreclientrepo.list"_s;
    QDir(etc).mkpath(u"apt/sources.list.d"_s);
    bench.write(u"etc/os-release"_s, "VERSION_CODENAME=noble\n");
    const QByteArray before = "deb https://old.example/ubuntu jammy main\n";
    bench.write(u"etc/apt/sources.list.d/fsxlustreclientrepo.list"_s, before);
    const QStringList install{u"install"_s, etc, u"https://repo.example/ubuntu"_s, u"/keys/a.gpg"_s};
    const auto content = [&list] {
        QFile file(list);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    };
    for (int round = 0; round < 2; ++round) { // a second time changes nothing
        QCOMPARE(bench.run(u"lustre-repository-source.sh"_s, install).exitCode, 0);
        QCOMPARE(content(), "deb [signed-by=/keys/a.gpg] https://repo.example/ubuntu noble main\n");
    }
    QCOMPARE(bench.run(u"lustre-repository-source.sh"_s, {u"restore"_s, etc}).exitCode, 0);
    QCOMPARE(content(), before);

    QVERIFY(QFile::remove(list));
    QCOMPARE(bench.run(u"lustre-repository-source.sh"_s, install).exitCode, 0);
    QCOMPARE(bench.run(u"lustre-repository-source.sh"_s, {u"restore"_s, etc}).exitCode, 0);
    QCOMPARE(content(), "none");
    bench.write(u"etc/os-release"_s, "VERSION_CODENAME='x y; z'\n");
    QCOMPARE(bench.run(u"lustre-repository-source.sh"_s, install).exitCode, 1);
    QCOMPARE(content(), "none");
}

void TestPlaybookScripts::onlyAKeyFetchedOverHttpsBecomesAKeyring()
{
    const ScriptBench bench;
    const QString keyring = bench.path(u"keyrings/a.gpg"_s), script = u"lustre-repository-key.sh"_s;
    bench.addProgram(u"curl"_s, "while [ \"$1\" != -o ]; do shift; done\necho armoured >\"$2\"");
    bench.addProgram(u"gpg"_s, "case \"$*\" in *--show-keys*) echo fpr:::::::::ABCDEF:; exit ;; esac\n"
                               "while [ \"$1\" != -o ]; do shift; done\necho binary >\"$2\"");
    const QStringList install{u"install"_s, u"https://keys.example/a.asc"_s, keyring};
    const Answer plain = bench.run(script, {u"install"_s, u"http://keys.example/a.asc"_s, keyring});
    QCOMPARE(plain.exitCode, 1);
    QVERIFY(!QFile::exists(keyring));
    const Answer fetched = bench.run(script, install);
    QVERIFY2(fetched.exitCode == 0 && fetched.output.contains(u"fingerprint ABCDEF"_s),
             qPrintable(fetched.output));
    QVERIFY(QFile::exists(keyring));
    QVERIFY(bench.run(script, install).output.contains(u"holds this key already"_s));
    QCOMPARE(bench.run(script, {u"restore"_s, keyring}).exitCode, 0);
    QVERIFY(QFile::exists(keyring)); // the second run found it there
    bench.addProgram(u"gpg"_s, "exit 2");
    bench.write(u"keyrings/a.gpg"_s, "as it was");
    QCOMPARE(bench.run(script, install).exitCode, 1);
    QFile file(keyring);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "as it was");
}

void TestPlaybookScripts::aKernelThatMayMoveByItselfIsNamed_data()
{
    QTest::addColumn<QByteArray>("packages");
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &packages, const QByteArray &settings,
                        const QString &says) { QTest::newRow(name) << packages << settings << says; };
    const QByteArray on = "APT::Periodic::Unattended-Upgrade \"1\";\n";
    const QByteArray list = "Unattended-Upgrade::Package-Blacklist:: \"";
    const QByteArray kernel = "hold installed linux-image-6.8.0-1039-aws\n";
    row("the versioned package's hold stops nothing", kernel + "install installed linux-image-aws\n", on,
        u"automatic: yes\nmetas: linux-image-aws\nmoving: linux-image-aws\n"_s);
    row("meta package on hold", kernel + "hold installed linux-image-aws\ninstall installed linux-aws\n", on,
        u"automatic: yes\nmetas: linux-image-aws linux-aws\n"_s);
    row("blacklisted", kernel + "install installed linux-image-aws\n", on + list + "linux-image-\";\n",
        u"automatic: yes\nmetas: linux-image-aws\n"_s);
    row("another entry", "install installed linux-image-aws\n", on + list + "libc6$\";\n",
        u"automatic: yes\nmetas: linux-image-aws\nmoving: linux-image-aws\n"_s);
    row("switched off", "install installed linux-image-aws\n",
        QByteArray("APT::Periodic::Unattended-Upgrade \"0\";\n"),
        u"metas: linux-image-aws\nmoving: linux-image-aws\n"_s);
    row("no meta package", kernel, on, u"automatic: yes\n"_s);
    row("modules that follow",
        "hold installed linux-image-aws\ninstall installed lustre-client-modules-aws\n", on,
        u"automatic: yes\nmetas: linux-image-aws lustre-client-modules-aws\ntracking: lustre-client-modules-aws\n"_s);
    row("removed, settings kept", "deinstall config-files linux-image-aws\n", on, u"automatic: yes\n"_s);
    row("of a newer series", "install installed linux-image-aws-lts-22.04\n", on,
        u"automatic: yes\nmetas: linux-image-aws-lts-22.04\nmoving: linux-image-aws-lts-22.04\n"_s);
}

void TestPlaybookScripts::aKernelThatMayMoveByItselfIsNamed()
{
    QFETCH(const QByteArray, packages);
    QFETCH(const QByteArray, settings);
    const ScriptBench bench;
    bench.addSilentProgram(u"dpkg-query"_s, "cat <<'END'\n" + packages + "END");
    bench.addSilentProgram(u"apt-config"_s, "cat <<'END'\n" + settings + "END");
    bench.addSilentProgram(u"uname"_s, "echo 6.8.0-1039-aws");
    const Answer answer = bench.run(u"kernel-upgrades.sh"_s, {});
    QCOMPARE(answer.exitCode, 0);
    QTEST(answer.output, "says");
}

void TestPlaybookScripts::onlyWhatDoesNotExistIsTakenOutOfFstab()
{
    const ScriptBench bench;
    bench.addSilentProgram(u"systemctl"_s,
                           "case $* in *network.service*) echo not-found ;; *) echo loaded ;; esac");
    const QByteArray before = "/dev/vda1 / ext4 rw 0 1\n"
                              "# fs@tcp:/fsx /fsx lustre x-systemd.requires=network.service 0 0\n"
                              "fs@tcp:/fsx  /fsx  lustre\tdefaults,noauto,x-systemd.requires=network.service,"
                              "x-systemd.requires=other.service,x-systemd.automount 0 0\n"
                              "fs@tcp:/b /b lustre x-systemd.requires=network.service 0 0\n";
    bench.write(u"fstab"_s, before);
    const QString fstab = bench.path(u"fstab"_s);
    const auto content = [&fstab] {
        QFile file(fstab);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const Answer seen = bench.run(u"mount-unit.sh"_s, {fstab, u"/fsx"_s});
    QVERIFY2(seen.output.endsWith(u"missing: network.service\n"_s), qPrintable(seen.output));
    QCOMPARE(bench.run(u"mount-requires.sh"_s, {u"fix"_s, fstab, u"/fsx"_s}).exitCode, 0);
    QByteArray after = before;
    after.replace("\tdefaults,noauto,x-systemd.requires=network.service,x-systemd.requires=other.service,"
                  "x-systemd.automount 0",
                  "\tdefaults,noauto,x-systemd.requires=other.service,x-systemd.automount,_netdev 0");
    QCOMPARE(content(), after);
    QVERIFY(!bench.run(u"mount-unit.sh"_s, {fstab, u"/fsx"_s}).output.contains(u"missing"_s));
    QCOMPARE(bench.run(u"mount-requires.sh"_s, {u"restore"_s, fstab}).exitCode, 0);
    QCOMPARE(content(), before);
}

void TestPlaybookScripts::whetherTheFirewallLetsLustreInIsTold_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &program, const QByteArray &body,
                        const QString &says) { QTest::newRow(name) << program << body << says; };
    const QByteArray closedZone =
        "case $* in --state) echo running ;; *query-port*) exit 1 ;; *) echo ssh ;; esac";
    row("firewalld, closed", u"firewall-cmd"_s, closedZone,
        u"manager: firewalld\nstate: running\nlnet: closed\n"_s);
    row("firewalld, open", u"firewall-cmd"_s, QByteArray("[ \"$1\" != --state ] || echo running"),
        u"manager: firewalld\nstate: running\nlnet: open\n"_s);
    row("firewalld, stopped by hand", u"firewall-cmd"_s, QByteArray("echo 'not running' >&2; exit 252"),
        u"manager: firewalld\nstate: stopped\n"_s);
    const QByteArray ufw = "echo 'Status: active'; echo 'Default: deny (incoming), allow (outgoing)'; ";
    row("ufw, closed", u"ufw"_s, ufw + "echo '22/tcp   ALLOW IN  Anywhere'",
        u"manager: ufw\nstate: running\nlnet: closed\n"_s);
    row("ufw, open", u"ufw"_s, ufw + "echo '988/tcp   ALLOW IN  Anywhere'",
        u"manager: ufw\nstate: running\nlnet: open\n"_s);
    const QByteArray nft = "echo 'table inet filter {'; echo ' chain input {'; "
                           "echo '  type filter hook input priority filter; policy drop;'; ";
    row("nftables, closed", u"nft"_s, nft + "echo '  tcp dport 22 accept'",
        u"manager: nftables\nstate: running\nlnet: closed\n"_s);
    row("nftables, open", u"nft"_s, nft + "echo '  tcp dport { 22, 988 } accept'",
        u"manager: nftables\nstate: running\nlnet: open\n"_s);
    row("another port with these digits", u"nft"_s, nft + "echo '  tcp dport 9988 accept'",
        u"manager: nftables\nstate: running\nlnet: closed\n"_s);
}

void TestPlaybookScripts::whetherTheFirewallLetsLustreInIsTold()
{
    QFETCH(const QString, program);
    QFETCH(const QByteArray, body);
    const ScriptBench bench;
    // Whatever this machine has must not be asked.
    bench.addSilentProgram(u"firewall-cmd"_s, "exit 252");
    bench.addSilentProgram(u"ufw"_s, "echo 'Status: inactive'");
    bench.addSilentProgram(u"nft"_s, {});
    bench.addSilentProgram(u"systemctl"_s,
                           program == u"firewall-cmd"_s ? "echo enabled" : "echo disabled; exit 1");
    bench.addSilentProgram(program, body);
    const Answer answer = bench.run(u"lnet-firewall.sh"_s, {});
    QCOMPARE(answer.exitCode, 0);
    QTEST(answer.output, "says");
}

void TestPlaybookScripts::refusalsOfTheLastHourAreTold_data()
{
    QTest::addColumn<QByteArray>("messages");
    QTest::addColumn<QString>("says");
    QTest::newRow("Lustre 2.9") << QByteArray(
        "[ 9000.1] LNetError: 2595:0:(acceptor.c:406:lnet_acceptor()) Refusing "
        "connection from 10.61.2.227: insecure port 1024")
                                << u"client: 10.61.2.227\naccept: secure\n"_s;
    QTest::newRow("Lustre 2.15") << QByteArray(
        "[ 9000.1] LNetError: 2595:0:(acceptor.c:449:lnet_acceptor()) Refusing "
        "connection from 10.61.2.228:1024: insecure port.")
                                 << u"client: 10.61.2.228\naccept: secure\n"_s;
    QTest::newRow("long ago") << QByteArray(
        "[   12.1] LNetError: Refusing connection from 10.61.2.228:1024: insecure port.")
                              << u"accept: secure\n"_s;
    QTest::newRow("another refusal") << QByteArray(
        "[ 9000.1] LNetError: 120-3: Refusing connection from 10.0.0.5 for 10.0.0.99@tcp: No matching NI")
                                     << u"accept: secure\n"_s;
    QTest::newRow("hostile") << QByteArray("[ 9000.1] Refusing connection from $(id): insecure port 1")
                             << u"accept: secure\n"_s;
}

void TestPlaybookScripts::refusalsOfTheLastHourAreTold()
{
    QFETCH(const QByteArray, messages);
    const ScriptBench bench;
    QDir(bench.path({})).mkpath(u"modprobe.d"_s);
    bench.write(u"uptime"_s, "10000.25 9000.00\n");
    bench.write(u"accept"_s, "secure\n");
    bench.addSilentProgram(u"dmesg"_s, "cat <<'END'\n" + messages + "\nEND");
    const QStringList arguments{bench.path(u"uptime"_s), bench.path(u"accept"_s),
                                bench.path(u"modprobe.d"_s)};
    QTEST(bench.run(u"lnet-refusals.sh"_s, arguments).output, "says");
    const QString file = bench.path(u"modprobe.d/lnet-accept.conf"_s);
    QCOMPARE(bench.run(u"lnet-accept.sh"_s, {u"install"_s, file}).exitCode, 0);
    QVERIFY(bench.run(u"lnet-refusals.sh"_s, arguments).output.contains(u"configured: all\n"_s));
    QCOMPARE(bench.run(u"lnet-accept.sh"_s, {u"remove"_s, file}).exitCode, 0);
    QTEST(bench.run(u"lnet-refusals.sh"_s, arguments).output, "says");
}

void TestPlaybookScripts::serversOfAMountedFileSystemAreLeftAlone()
{
    const ScriptBench bench;
    bench.addSilentProgram(u"nc"_s,
                           "echo \"nc: connect to $5 port $6 (tcp) failed: Connection refused\" >&2; exit 1");
    bench.write(u"fstab"_s, "10.0.0.10@tcp:10.0.0.11@tcp:/fsx /fsx lustre defaults 0 0\n");
    bench.write(u"mounts"_s, "/dev/vda1 / ext4 rw 0 0\n");
    const QStringList arguments{bench.path(u"fstab"_s), bench.path(u"mounts"_s), u"/fsx"_s};
    QCOMPARE(bench.run(u"lnet-reach.sh"_s, arguments).output, u"server: 10.0.0.10\nreach: refused\n"_s);
    bench.write(u"mounts"_s, "10.0.0.10@tcp:/fsx /fsx lustre rw 0 0\n");
    QCOMPARE(bench.run(u"lnet-reach.sh"_s, arguments).output, QString());
}

void TestPlaybookScripts::theRegularCheckSaysWhatIsWrong()
{
    const ScriptBench bench;
    for (const QString &folder : {u"usr/local/bin"_s, u"etc/systemd/system"_s})
        QDir(bench.path({})).mkpath(folder);
    const QString script = u"lustre-monitor.sh"_s, root = bench.path({});
    const Answer written = bench.run(script,
                                     {u"install"_s, root, u"lustre"_s, u"/fsx"_s, u"*:0/5"_s, u"publish"_s});
    QVERIFY2(written.exitCode == 0, qPrintable(written.output));
    QFile check(bench.path(u"usr/local/bin/check-lustre.sh"_s));
    QVERIFY(check.open(QIODevice::ReadOnly));
    const QByteArray log = bench.path(u"log"_s).toUtf8();
    const QByteArray text = check.readAll().replace("/var/log/lustre-check.log", log);
    bench.write(u"check.sh"_s, text);
    bench.addSilentProgram(u"modinfo"_s, "exit 1");
    bench.addSilentProgram(u"uname"_s, "echo 6.8.0-1042-aws");
    bench.addProgram(u"aws"_s, {});
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, bench.path(u"bin"_s) + u":/usr/bin:/bin"_s);
    process.setProcessEnvironment(environment);
    process.start(u"/bin/sh"_s, {bench.path(u"check.sh"_s)});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QFile said(bench.path(u"log"_s));
    QVERIFY(said.open(QIODevice::ReadOnly));
    const QByteArray lines = said.readAll();
    QVERIFY2(lines.contains("no lustre module for 6.8.0-1042-aws\n")
                 && lines.contains("--metric-name LustreAvailable --value 0\n"),
             lines.constData());
    QCOMPARE(bench.run(script, {u"remove"_s, root}).exitCode, 0);
    QVERIFY(!QFile::exists(check.fileName()));
    QVERIFY(!QFile::exists(bench.path(u"etc/systemd/system/lustre-check.timer"_s)));
}

void TestPlaybookScripts::theClientIsBuiltInASourceTreeOnly()
{
    const ScriptBench bench;
    QDir(bench.path({})).mkpath(u"tree/lustre"_s);
    const QString tree = bench.path(u"tree"_s), script = u"lustre-client-build.sh"_s;
    for (const QString &mode : {u"check"_s, u"dkms"_s}) {
        QCOMPARE(bench.run(script, {mode, tree, oldKernel}).exitCode, 1);
        QCOMPARE(bench.run(script, {mode, tree + u"/nowhere"_s, oldKernel}).exitCode, 1);
    }
    bench.write(u"tree/autogen.sh"_s, "echo autogen");
    QCOMPARE(bench.run(script, {u"check"_s, tree, oldKernel}).output,
             tree + u" is a source tree of Lustre\n"_s);
    bench.write(u"tree/configure"_s, "#!/bin/sh\necho configure \"$@\"\n");
    QFile::setPermissions(bench.path(u"tree/configure"_s), QFile::Permissions(0x7500));
    bench.addProgram(u"make"_s, "mkdir -p debs\ntouch debs/lustre-client-modules-dkms_2.17_all.deb");
    const Answer built = bench.run(script, {u"dkms"_s, tree, oldKernel});
    QVERIFY2(built.output.startsWith(u"autogen\nconfigure --disable-server\nmake dkms-debs\n"_s),
             qPrintable(built.output));
    bench.addProgram(u"apt-get"_s, {});
    const QString install = u"lustre-client-install.sh"_s;
    QCOMPARE(bench.run(install, {u"dkms"_s, tree, oldKernel}).exitCode, 2); // the tools are missing
    bench.write(u"tree/debs/lustre-client-utils_2.17_amd64.deb"_s, {});
    QCOMPARE(bench.run(install, {u"dkms"_s, tree, oldKernel}).output,
             u"apt-get install -y --no-remove %1/debs/lustre-client-modules-dkms_2.17_all.deb "
             "%1/debs/lustre-client-utils_2.17_amd64.deb\n"_s.arg(tree));
}

QTEST_GUILESS_MAIN(TestPlaybookScripts)
#include "tst_playbookscripts.moc"
