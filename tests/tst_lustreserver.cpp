// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The build of a Lustre server: the scripts of its runbooks in a shell, and the plan for ppc64le, of which the practice
// cluster has no node.

#include "tests/nodebuilder.h"
#include "tests/scriptbench.h"

#include "models/diagnosis/diagnose.h"
#include "models/remediation/planremediation.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString kernelScript = u"lustre-kernel.sh"_s;
const QString powerKernel = u"3.10.0-514.6.1.el7"_s;
const QByteArray deadline = "CONFIG_IOSCHED_DEADLINE=y\nCONFIG_DEFAULT_IOSCHED=\"deadline\"\n";

const QByteArray kernelSpec = "Name: kernel\n# empty final patch to facilitate testing of kernel patches\n"
                              "Patch999999: linux-kernel-test.patch\n%prep\n"
                              "ApplyOptionalPatch linux-kernel-test.patch\n%install\n"
                              "    find $RPM_BUILD_ROOT/lib/modules/$KernelVer/build/scripts -delete\n"
                              "    find $RPM_BUILD_ROOT/lib/modules/$KernelVer -name \"*.ko\" -type f\n";

/// What is built in the folder `build` of a bench: the source of CentOS 7's kernel on a POWER machine, unpacked, and
/// Lustre's, which has no configuration for it.
class BuildBench : public ScriptBench
{
public:
    BuildBench()
    {
        runs(u"3.10.0-514.el7.ppc64le"_s);
        for (const QString &folder :
             {u"build/kernel/SPECS"_s, u"build/kernel/SOURCES"_s, u"build/kernel/RPMS/ppc64le"_s, stock(),
              lustre() + u"/series"_s, lustre() + u"/patches"_s, lustre() + u"/kernel_configs"_s})
            QDir(path({})).mkpath(folder);
        write(u"build/kernel/SPECS/kernel.spec"_s, kernelSpec);
        write(u"build/kernel/SOURCES/kernel-3.10.0-ppc64le.config"_s, "CONFIG_OLD=y\n");
        write(stock() + u"/kernel-3.10.0-ppc64le.config"_s,
              "CONFIG_PPC64=y\n# IO Schedulers\nCONFIG_DEFAULT_IOSCHED=\"cfq\"\n");
        write(lustre() + u"/series/3.10-rhel7.series"_s, "one.patch\n\ntwo.patch\n");
        write(lustre() + u"/patches/one.patch"_s, "the first\n");
        write(lustre() + u"/patches/two.patch"_s, "the second\n");
    }

    void runs(const QString &release) const
    {
        addSilentProgram(u"uname"_s,
                         "case $1 in -m) echo ppc64le ;; *) echo " + release.toUtf8() + " ;; esac");
    }

    static QString lustre() { return u"build/lustre-release/lustre/kernel_patches"_s; }

    Answer kernel(const QString &verb, const QStringList &more = {}) const
    {
        return run(kernelScript, QStringList{verb, path(u"build"_s), powerKernel} + more);
    }

    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    static QString stock()
    {
        return u"build/kernel/BUILD/kernel-%1/linux-%1.ppc64le/configs"_s.arg(powerKernel);
    }
};

NodeBuilder powerServer(const QString &page)
{
    NodeBuilder node = NodeBuilder::lustre()
                           .answers(u"lustre.server.missing"_s, u"mgs mdt ofd osd_ldiskfs"_s)
                           .answers(u"lustre.server.page"_s, page)
                           .answers(u"selinux.mode"_s, u"Enforcing"_s);
    node.facts.os = Fact<OsFacts>::known(
        {u"centos"_s, u"7"_s, {}, u"CentOS Linux 7"_s, u"ppc64le"_s, u"dnf"_s});
    return node;
}

} // namespace

class TestLustreServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theKernelIsPreparedOnce();
    void lustresOwnConfigurationIsPreferred();
    void aSpecFileThatIsWrittenOtherwiseIsRefused();
    void onlyTheSeriesThatRunsIsBuilt_data();
    void onlyTheSeriesThatRunsIsBuilt();
    void theStockKernelStaysBesideThePatchedOne();
    void roomAndMemoryAreMeasured_data();
    void roomAndMemoryAreMeasured();
    void theSmokeTestMissesNoLine_data();
    void theSmokeTestMissesNoLine();
    void selinuxIsSetBack();
    void testsThatLargePagesFailAreLeftOut();
    void ppc64leHasStepsOfItsOwn_data();
    void ppc64leHasStepsOfItsOwn();
    void aTagThatIsTooOldIsNamedBeforehand_data();
    void aTagThatIsTooOldIsNamedBeforehand();
    void supersededWaysNameTheReason_data();
    void supersededWaysNameTheReason();

private:
    const Knowledge m_knowledge = loadKnowledge(shippedKnowledgeFiles()).value();
};

void TestLustreServer::theKernelIsPreparedOnce()
{
    const BuildBench bench;
    const Answer prepared = bench.kernel(u"prepare"_s, {u"3.10-rhel7"_s});
    QVERIFY2(prepared.exitCode == 0, qPrintable(prepared.output));
    QCOMPARE(bench.read(u"build/kernel/SOURCES/patch-3.10.0-lustre.patch"_s), "the first\nthe second\n");
    QCOMPARE(bench.read(u"build/kernel/SOURCES/kernel-3.10.0-ppc64le.config"_s),
             "# ppc64le\nCONFIG_PPC64=y\n# IO Schedulers\n" + deadline);
    const QByteArray spec = bench.read(u"build/kernel/SPECS/kernel.spec"_s);
    QVERIFY2(
        spec.contains("Patch99995: patch-%{version}-lustre.patch\n# empty final patch")
            && spec.contains("ApplyOptionalPatch patch-%{version}-lustre.patch\nApplyOptionalPatch linux-")
            && spec.contains(
                "*.ko\" -type f\n    cp -a fs/ext4/* $RPM_BUILD_ROOT/lib/modules/$KernelVer/build/"),
        spec.constData());
    // Whoever runs it again gets neither the patch nor the line twice.
    QCOMPARE(bench.kernel(u"prepare"_s, {u"3.10-rhel7"_s}).exitCode, 1);
    QCOMPARE(bench.read(u"build/kernel/SPECS/kernel.spec"_s), spec);
    // From the source package on it works again.
    bench.addProgram(
        u"rpm"_s, "mkdir -p SPECS SOURCES; cp SPECS.src SPECS/kernel.spec; : >SOURCES/kernel-ppc64le.config");
    bench.write(u"build/kernel/SPECS.src"_s, kernelSpec);
    QCOMPARE(bench.kernel(u"restore"_s).output,
             u"rpm -i --define _topdir %1/build/kernel kernel-%2.src.rpm\n"_s.arg(bench.path({}), powerKernel)
                 .replace(u"//"_s, u"/"_s));
    QCOMPARE(bench.kernel(u"prepare"_s, {u"3.10-rhel7"_s}).exitCode, 0);
    QCOMPARE(bench.read(u"build/kernel/SOURCES/patch-3.10.0-lustre.patch"_s), "the first\nthe second\n");
}

void TestLustreServer::lustresOwnConfigurationIsPreferred()
{
    const BuildBench bench;
    bench.write(BuildBench::lustre() + u"/kernel_configs/kernel-3.10.0-3.10-rhel7-ppc64le.config"_s,
                "CONFIG_OWN=y\n" + deadline);
    QCOMPARE(bench.kernel(u"prepare"_s, {u"3.10-rhel7"_s}).exitCode, 0);
    QCOMPARE(bench.read(u"build/kernel/SOURCES/kernel-3.10.0-ppc64le.config"_s),
             "# ppc64le\nCONFIG_OWN=y\n" + deadline);
}

void TestLustreServer::aSpecFileThatIsWrittenOtherwiseIsRefused()
{
    const BuildBench bench;
    bench.write(u"build/kernel/SPECS/kernel.spec"_s, "Name: kernel\n%prep\n%autosetup\n");
    QCOMPARE(bench.kernel(u"prepare"_s, {u"3.10-rhel7"_s}).exitCode, 1);
    QCOMPARE(BuildBench().kernel(u"prepare"_s, {u"4.18-rhel8.10"_s}).exitCode, 1); // no such series
}

void TestLustreServer::onlyTheSeriesThatRunsIsBuilt_data()
{
    QTest::addColumn<QString>("running");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("the release itself") << u"3.10.0-514.6.1.el7.ppc64le"_s << 0;
    QTest::newRow("another update of it") << u"3.10.0-514.el7.ppc64le"_s << 0;
    QTest::newRow("patched") << u"3.10.0-514.6.1.el7_lustre.ppc64le"_s << 0;
    QTest::newRow("the one before") << u"3.10.0-327.36.3.el7.ppc64le"_s << 1;
    QTest::newRow("another distribution") << u"4.18.0-553.el8_10.ppc64le"_s << 1;
}

void TestLustreServer::onlyTheSeriesThatRunsIsBuilt()
{
    QFETCH(QString, running);
    const BuildBench bench;
    bench.runs(running);
    QTEST(bench.kernel(u"series"_s).exitCode, "exitCode");
}

void TestLustreServer::theStockKernelStaysBesideThePatchedOne()
{
    const BuildBench bench;
    bench.addProgram(u"rpm"_s, "case $1 in -q) test -e " + bench.path(u"build/kernel/installed-in"_s).toUtf8()
                                   + " ;; esac");
    bench.addProgram(u"grubby"_s, {});
    QCOMPARE(bench.kernel(u"install"_s).exitCode, 1); // nothing is built
    const QString patched = u"3.10.0-514.6.1.el7_lustre.ppc64le"_s;
    bench.write(u"build/kernel/SOURCES/patch-3.10.0-lustre.patch"_s, "patch\n");
    QTest::qWait(20);
    for (const QString &name : {u"kernel-"_s, u"kernel-devel-"_s, u"kernel-debuginfo-"_s})
        bench.write(u"build/kernel/RPMS/ppc64le/%1%2.rpm"_s.arg(name, patched), {});
    QCOMPARE(bench.kernel(u"built"_s).exitCode, 0);
    const Answer installed = bench.kernel(u"install"_s);
    const QString folder = bench.path(u"build/kernel/RPMS/ppc64le"_s);
    QVERIFY2(installed.output.contains(
                 u"rpm -ivh --replacepkgs %1/kernel-%2.rpm %1/kernel-devel-%2.rpm\n"_s.arg(folder, patched)),
             qPrintable(installed.output));
    QVERIFY2(!installed.output.contains(u"force"_s)
                 && installed.output.endsWith(u"grubby --set-default /boot/vmlinuz-%1\n"_s.arg(patched)),
             qPrintable(installed.output));
    QVERIFY(!bench.kernel(u"install"_s).output.contains(u"rpm -i"_s)); // it is there
    bench.runs(patched);
    QCOMPARE(bench.kernel(u"running"_s).exitCode, 1); // an older build of that name, until the reboot
    bench.write(u"build/kernel/installed-in"_s, "the boot before\n");
    QCOMPARE(bench.kernel(u"running"_s).exitCode, 0);
    QCOMPARE(bench.kernel(u"remove"_s).exitCode, 1);
    bench.runs(u"3.10.0-514.el7.ppc64le"_s);
    QVERIFY(bench.kernel(u"remove"_s).output.endsWith(u"rpm -e kernel-%1 kernel-devel-%1\n"_s.arg(patched)));
    // A patch that is newer than the packages is not in them.
    QTest::qWait(20);
    bench.write(u"build/kernel/SOURCES/patch-3.10.0-lustre.patch"_s, "another patch\n");
    QCOMPARE(bench.kernel(u"built"_s).exitCode, 1);
}

void TestLustreServer::roomAndMemoryAreMeasured_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("room") << QStringList{u"disk"_s, u"36864"_s, u"$/new/folder"_s} << 0
                          << u"40000 MB of room"_s;
    QTest::newRow("what is built counts")
        << QStringList{u"disk"_s, u"45000"_s, u"$/boot"_s} << 0 << u"46000 MB of room"_s;
    QTest::newRow("no room") << QStringList{u"disk"_s, u"40001"_s, u"$/new"_s} << 1 << u"40000 MB of room"_s;
    // A machine that was given 3072 MB, as the kernel counts them.
    QTest::newRow("memory") << QStringList{u"memory"_s, u"3072"_s, u"$/meminfo"_s} << 0
                            << u"2832 MB of memory"_s;
    QTest::newRow("no memory") << QStringList{u"memory"_s, u"4096"_s, u"$/meminfo"_s} << 1
                               << u"2832 MB of memory, 4096 MB needed"_s;
}

void TestLustreServer::roomAndMemoryAreMeasured()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const ScriptBench bench;
    bench.write(u"meminfo"_s, "MemTotal:        2900412 kB\nMemFree:          100 kB\n");
    bench.addSilentProgram(u"df"_s, "echo Filesystem Blocks Used Available Capacity Mounted\n"
                                    "echo /dev/vda1 70000 30000 40000 43% /");
    bench.addSilentProgram(u"du"_s, "printf '6000\\t%s\\n' \"$3\"");
    arguments.replaceInStrings(u"$"_s, bench.path(u"x"_s).chopped(2));
    const Answer answer = bench.run(u"build-room.sh"_s, arguments);
    QTEST(answer.exitCode, "exitCode");
    QVERIFY2(answer.output.startsWith(says), qPrintable(answer.output));
}

void TestLustreServer::theSmokeTestMissesNoLine_data()
{
    QTest::addColumn<QByteArray>("mounts");
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    const QByteArray root = "/dev/vda1 / xfs rw 0 0\n";
    const QByteArray good = "echo 'Started lustre-MDT0000'; echo 'Started lustre-OST0000'";
    QTest::newRow("all lines") << root << good << 0 << u"Started lustre-OST0000"_s;
    QTest::newRow("a line is missing") << root << QByteArray("echo 'Started lustre-MDT0000'") << 1
                                       << u"llmount.sh did not say: Started lustre-OST0000"_s;
    QTest::newRow("it failed") << root << good + "; exit 13" << 13 << u"Started lustre-OST0000"_s;
    QTest::newRow("a target is mounted") << root + "/dev/vdb /mnt/mdt lustre rw,svname=fs-MDT0000 0 0\n"
                                         << good << 1 << QString();
}

void TestLustreServer::theSmokeTestMissesNoLine()
{
    QFETCH(QByteArray, mounts);
    QFETCH(QByteArray, script);
    QFETCH(QString, says);
    const ScriptBench bench;
    bench.write(u"mounts"_s, mounts);
    bench.addSilentProgram(u"llmount.sh"_s, script);
    const Answer answer = bench.run(u"lustre-smoke-test.sh"_s,
                                    {u"run"_s, bench.path(u"mounts"_s), bench.path(u"bin"_s),
                                     u"Started lustre-MDT0000"_s, u"Started lustre-OST0000"_s});
    QTEST(answer.exitCode, "exitCode");
    QVERIFY2(answer.output.trimmed().endsWith(says) && answer.output.isEmpty() == says.isEmpty(),
             qPrintable(answer.output));
}

void TestLustreServer::selinuxIsSetBack()
{
    const BuildBench bench;
    const QString config = bench.path(u"config"_s), script = u"selinux-permissive.sh"_s;
    bench.write(u"config"_s, "# SELinux\nSELINUX=enforcing\nSELINUXTYPE=targeted\n");
    bench.write(u"mode"_s, "Enforcing\n");
    const QByteArray mode = bench.path(u"mode"_s).toUtf8();
    bench.addSilentProgram(u"getenforce"_s, "cat " + mode);
    bench.addSilentProgram(u"setenforce"_s,
                           "case $1 in 0) echo Permissive ;; *) echo Enforcing ;; esac >" + mode);
    QCOMPARE(bench.run(script, {u"set"_s, config}).output, u"Permissive\n"_s);
    QCOMPARE(bench.read(u"config"_s), "# SELinux\nSELINUX=permissive\nSELINUXTYPE=targeted\n");
    QCOMPARE(bench.run(script, {u"set"_s, config}).exitCode, 0); // again
    QCOMPARE(bench.run(script, {u"restore"_s, config}).output, u"Enforcing\n"_s);
    QCOMPARE(bench.read(u"config"_s), "# SELinux\nSELINUX=enforcing\nSELINUXTYPE=targeted\n");
}

void TestLustreServer::testsThatLargePagesFailAreLeftOut()
{
    const BuildBench bench;
    QDir(bench.path({})).mkpath(u"e2fsprogs"_s);
    bench.write(u"e2fsprogs/spec"_s, "%build\nmake all\n%check\nmake -j4 check\n");
    bench.addSilentProgram(u"rpm"_s, "mkdir -p ${3#_topdir }/SPECS && cp ${3#_topdir }/spec "
                                     "${3#_topdir }/SPECS/e2fsprogs-RHEL-7.spec");
    bench.addProgram(u"rpmbuild"_s, {});
    const Answer built = bench.run(u"lustre-e2fsprogs.sh"_s,
                                   {u"packages"_s, bench.path(u"e2fsprogs"_s), u"/x.src.rpm"_s,
                                    u"f_pgsize_gt_blksize"_s, u"f_eofblocks"_s});
    QVERIFY2(built.exitCode == 0 && built.output.contains(u"rpmbuild -ba"_s), qPrintable(built.output));
    QCOMPARE(bench.read(u"e2fsprogs/SPECS/e2fsprogs-RHEL-7.spec"_s),
             "%build\nmake all\n%check\nrm -rf tests/f_pgsize_gt_blksize\nrm -rf tests/f_eofblocks\n"
             "make -j4 check\n");
}

void TestLustreServer::ppc64leHasStepsOfItsOwn_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("withoutTests");
    QTest::newRow("pages of 64 KiB") << u"65536"_s << true;
    QTest::newRow("pages of 4 KiB") << u"4096"_s << false;
}

void TestLustreServer::ppc64leHasStepsOfItsOwn()
{
    QFETCH(QString, page);
    QFETCH(bool, withoutTests);
    NodeSnapshot node = powerServer(page).snapshot();
    const Inventory inventory = NodeBuilder::inventory();
    node.diagnosis = diagnose(node, inventory, m_knowledge);
    const auto named = [](const Finding &finding) { return finding.check == u"lustre-server-missing"_s; };
    const auto finding = std::ranges::find_if(node.diagnosis.findings, named);
    QVERIFY(finding != node.diagnosis.findings.end());
    QCOMPARE(finding->playbook, u"lustre-server-build-ppc64le"_s);

    const Result<Plan> plan = planFor(node, inventory, m_knowledge, u"ab12"_s, {finding->playbook, {}, {}});
    QVERIFY2(plan, plan ? "" : qPrintable(toString(plan.error())));
    QString commands, titles = plan->title;
    for (const PlanStep &step : plan->preflight + plan->steps) {
        commands += step.displayed + u'\n';
        titles += step.title + u'\n';
    }
    QVERIFY2(!commands.contains(u"{{"_s) && !titles.contains(u"{{"_s), qPrintable(titles + commands));
    QVERIFY(plan->source.startsWith(u"High Power Lustre"_s));
    for (const QString &part :
         {u"sudo yum install -y yum-utils"_s, u"net-tools"_s, u"sg3_utils attr lsof"_s,
          u"prepare /var/tmp/lustre-server 3.10.0-514.6.1.el7 3.10-rhel7\n"_s, u"selinux-permissive.sh set"_s,
          u"sudo systemctl reboot"_s, u"lustre-smoke-test.sh run"_s})
        QVERIFY2(commands.contains(part), qPrintable(part + u'\n' + commands));
    QVERIFY(!commands.contains(u"dnf"_s) && !commands.contains(u"4.18"_s));
    QCOMPARE(commands.contains(u"f_pgsize_gt_blksize f_eofblocks"_s), withoutTests);
    QCOMPARE(commands.count(u"lustre-e2fsprogs.sh packages"_s), 1);
}

void TestLustreServer::aTagThatIsTooOldIsNamedBeforehand_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<bool>("warned");
    QTest::newRow("the default") << u"2.16.1"_s << false;
    QTest::newRow("newer") << u"2.17.0"_s << false;
    QTest::newRow("older") << u"2.15.5"_s << true;
    QTest::newRow("the guide's") << u"v2_16_0_RC1"_s << true;
}

void TestLustreServer::aTagThatIsTooOldIsNamedBeforehand()
{
    QFETCH(QString, tag);
    NodeBuilder builder = powerServer(u"4096"_s);
    builder.facts.os = Fact<OsFacts>::known(
        {u"rocky"_s, u"8.10"_s, {}, u"Rocky Linux 8.10"_s, u"x86_64"_s, u"dnf"_s});
    const Result<Plan> plan = planFor(builder.snapshot(), NodeBuilder::inventory(), m_knowledge, u"ab12"_s,
                                      {u"lustre-server-build"_s, u"build-server"_s, {{u"tag"_s, tag}}});
    QVERIFY2(plan, plan ? "" : qPrintable(toString(plan.error())));
    QTEST(plan->warnings.join(u'\n').contains(u"LU-18423"_s), "warned");
}

void TestLustreServer::supersededWaysNameTheReason_data()
{
    QTest::addColumn<QString>("remedy");
    QTest::addColumn<QString>("reason");
    QTest::newRow("hand edit") << u"hand-edit-patch"_s << u"LU-18423"_s;
    QTest::newRow("force") << u"force-install"_s << u"removes the stock kernel"_s;
}

void TestLustreServer::supersededWaysNameTheReason()
{
    QFETCH(QString, remedy);
    QFETCH(QString, reason);
    const Result<void> asked = checkRequest(m_knowledge, {u"lustre-server-build"_s, remedy, {}});
    QVERIFY(!asked);
    QVERIFY2(asked.error().message.contains(reason), qPrintable(asked.error().message));
    QCOMPARE(asked.error().hint, u"instead: lustre-server-build/build-server"_s);
}

QTEST_GUILESS_MAIN(TestLustreServer)
#include "tst_lustreserver.moc"
