// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scripts of the playbooks, run by a shell against folders and programs made for the purpose.

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

namespace {

const QString oldKernel = u"6.12.38+deb13-amd64"_s;
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

struct Answer
{
    int exitCode = -1;
    QString output;
};

/// A node's /boot and the programs that the scripts ask.
class ScriptBench
{
public:
    ScriptBench()
    {
        for (const QString &folder : {u"boot/grub"_s, u"bin"_s, u"modules"_s})
            QDir(m_folder.path()).mkpath(folder);
        addKernel(oldKernel);
    }

    void write(const QString &path, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", qPrintable(path));
    }

    void addKernel(const QString &release) const
    {
        write(u"boot/vmlinuz-"_s + release, {});
        write(u"boot/initrd.img-"_s + release, {});
    }

    /// A program that notes how it was called and then does what `body` says.
    void addProgram(const QString &name, const QByteArray &body) const
    {
        addSilentProgram(name, "echo \"" + name.toUtf8() + " $*\"\n" + body);
    }

    void addSilentProgram(const QString &name, const QByteArray &body) const
    {
        write(u"bin/"_s + name, "#!/bin/sh\n" + body + '\n');
        QFile::setPermissions(path(u"bin/"_s + name), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    /// modinfo finds the module for this kernel only.
    void addModuleFor(const QString &release) const
    {
        addProgram(u"modinfo"_s, "[ \"$2\" = '" + release.toUtf8() + "' ]");
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }

    Answer run(const QString &script, const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, path(u"bin"_s) + u":/usr/bin:/bin"_s);
        process.setProcessEnvironment(environment);
        process.start(u"/bin/sh"_s,
                      QStringList{QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/playbooks/") + script}
                          + arguments);
        process.waitForFinished();
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput())};
    }

private:
    QTemporaryDir m_folder;
};

/// A node on which everything is ready for the reboot.
void makeReady(const ScriptBench &bench)
{
    bench.addKernel(newKernel);
    bench.addModuleFor(newKernel);
    bench.write(u"boot/grub/grub.cfg"_s, grubConfig(newKernel));
}

} // namespace

class TestPlaybookScripts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRebootIsReadyOnlyWhenTheNewKernelBootsWithTheModule_data();
    void aRebootIsReadyOnlyWhenTheNewKernelBootsWithTheModule();
    void grubbyDecidesWhereItIsInstalled();
    void theModuleIsBuiltForTheKernelThatBoots_data();
    void theModuleIsBuiltForTheKernelThatBoots();
    void aPackageThatCameBackStopsTheMoveToAnotherKernel_data();
    void aPackageThatCameBackStopsTheMoveToAnotherKernel();
    void domainsWithoutSharedMemoryAreNamed();
    void whatKeepsAptFromTheModulesIsNamed_data();
    void whatKeepsAptFromTheModulesIsNamed();
    void aRepositoryIsSetUpAndTakenBack();
    void onlyAKeyFetchedOverHttpsBecomesAKeyring();
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

void TestPlaybookScripts::domainsWithoutSharedMemoryAreNamed()
{
    const ScriptBench bench;
    QDir(bench.path({})).mkpath(u"srv/data"_s);
    const auto domain = [&](const QByteArray &backing, const QString &folder) {
        return QByteArray("<domain type='kvm'>\n") + backing
               + "  <devices>\n    <filesystem type='mount' accessmode='passthrough'>\n"
                 "      <driver type='virtiofs' queue='1024'/>\n      <source dir='"
               + bench.path(folder).toUtf8()
               + "'/>\n      <target dir='data'/>\n    </filesystem>\n  </devices>\n</domain>\n";
    };
    // As virt-manager's XML and as the storage guide's template, which lacks what libvirt says is necessary.
    bench.write(u"good.xml"_s,
                domain("  <memoryBacking>\n    <source type='memfd'/>\n    <access mode='shared'/>\n"
                       "  </memoryBacking>\n",
                       u"srv/data"_s));
    bench.write(u"guide.xml"_s, domain({}, u"srv/gone"_s));
    bench.write(u"plain.xml"_s, "<domain type='kvm'>\n</domain>\n");
    bench.addSilentProgram(u"virsh"_s,
                           "case $3 in list) printf 'good\\nguide\\nplain\\n\\n' ;; dumpxml) cat '"
                               + bench.path({}).toUtf8() + "'/\"$5\".xml ;; esac");
    const Answer answer = bench.run(u"libvirt-domains.sh"_s, {});
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.output, u"domain good\ndomain guide\nunshared guide\nmissing guide:%1\n"_s.arg(
                                bench.path(u"srv/gone"_s)));
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

QTEST_GUILESS_MAIN(TestPlaybookScripts)
#include "tst_playbookscripts.moc"
