// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a kernel would take a module: what modprobe answers, who signed it and whom the kernel trusts.

#include "models/probe/gatherfacts.h"
#include "models/probe/kernelparsers.h"
#include "models/probe/moduletrust.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

ProbeSection section(const QByteArray &output, int exitCode = 0)
{
    return {.id = u"any"_s, .command = u"ask"_s, .exitCode = exitCode, .output = output, .complete = true};
}

const QByteArray procKeys =
    "05b3e9f4 I--Q---     2 perm 1f3f0000  1000 65534 keyring   _uid.1000: empty\n"
    "0a4ac64c I------     1 perm 1f0b0000     0     0 keyring   .builtin_trusted_keys: 2\n"
    "0d2f1c7b I------     1 perm 1f0f0000     0     0 keyring   .machine: empty\n"
    "1b6e4c1f I------     1 perm 1f030000     0     0 asymmetri Debian Secure Boot CA: "
    "6ccece7e4c6c0d1f6149f3dd27dfcc5cbb419ea1: X509.rsa bb419ea1 []\n"
    "2c1d30aa I------     1 perm 1f030000     0     0 asymmetri ThinkParQ: BeeGFS modules: "
    "14df34d1a87cf37625abec039ef2bf521249b969: X509.rsa 1249b969 []\n";

const QByteArray enrolledKeys =
    "[key 1]\n"
    "SHA1 Fingerprint: 53:61:0c:f8:1f:bd:7e:0c:eb:67:91:3c:9e:f3:e7:94:a9:63:3e:cb\n"
    "Certificate:\n"
    "    Data:\n"
    "        Issuer: CN=Debian Secure Boot CA\n"
    "        Subject: CN=Debian Secure Boot CA\n"
    "\n"
    "[key 2]\n"
    "Certificate:\n"
    "        Issuer: CN = DKMS module signing key\n"
    "        Subject: O = local, CN = DKMS module signing key\n";

Fact<ModuleFile> moduleFile(const QString &signer, const QString &path = u"/lib/modules/1/beegfs.ko"_s)
{
    return Fact<ModuleFile>::known({.path = path, .signer = signer});
}

} // namespace

class TestModuleTrust : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatModprobeWouldInsert_data();
    void whatModprobeWouldInsert();
    void theKernelsKeysAreReadByName();
    void aSignerIsTrustedOrNot_data();
    void aSignerIsTrustedOrNot();
    void aLockdownEnforcesSignaturesToo();
};

void TestModuleTrust::whatModprobeWouldInsert_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<Fact<QString>>("expected");
    const QByteArray folder = "insmod /lib/modules/6.8.0-1039-aws/updates/kernel/";
    const auto known = [](const QString &text) { return Fact<QString>::known(text); };
    QTest::newRow("dependencies first")
        << QByteArray(folder + "net/lustre/libcfs.ko.zst \n" + folder + "net/lustre/lnet.ko.zst \n" + folder
                      + "fs/lustre/lustre.ko.zst opt=1 \n")
        << 0 << known(u"libcfs lnet lustre"_s);
    QTest::newRow("part of the kernel") << QByteArray("builtin lustre\n") << 0 << known(u"builtin"_s);
    QTest::newRow("no such module") << QByteArray(
        "modprobe: FATAL: Module lustre not found in directory /lib/modules/6.8.0-1042-aws\n")
                                    << 1 << Fact<QString>::absent();
    QTest::newRow("a file is gone") << QByteArray(
        folder + "net/lustre/lnet.ko \n" + folder + "fs/lustre/lustre.ko \n\nmissing " + folder.sliced(7)
        + "net/lustre/lnet.ko") << 0 << Fact<QString>::absent();
    QTest::newRow("modprobe.d forbids it")
        << QByteArray("install /bin/false \n") << 0 << Fact<QString>::absent();
}

void TestModuleTrust::whatModprobeWouldInsert()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, exitCode);
    QFETCH(Fact<QString>, expected);
    QCOMPARE(parseDepends(section(answer, exitCode), u"lustre"_s), expected);
}

void TestModuleTrust::theKernelsKeysAreReadByName()
{
    QCOMPARE(parseKernelKeys(section(procKeys)).value(),
             (QStringList{u"Debian Secure Boot CA"_s, u"ThinkParQ: BeeGFS modules"_s}));
    // what somebody who is not root sees
    QVERIFY(parseKernelKeys(section("05b3e9f4 I--Q--- 2 perm 1f3f0000 1000 65534 keyring _uid.1000: empty"))
                .isUnknown());
    QVERIFY(parseKernelKeys(section("grep: /proc/keys: Permission denied", 2)).isUnknown());
    QCOMPARE(parseEnrolledKeys(section(enrolledKeys)).value(),
             (QStringList{u"Debian Secure Boot CA"_s, u"DKMS module signing key"_s}));
    QCOMPARE(parseEnrolledKeys(section("MokListRT is empty")).value(), QStringList());
    QVERIFY(parseEnrolledKeys(section("EFI variables are not supported on this system", 1)).isUnknown());
}

void TestModuleTrust::aSignerIsTrustedOrNot_data()
{
    QTest::addColumn<Fact<ModuleFile>>("file");
    QTest::addColumn<bool>("asRoot");
    QTest::addColumn<QString>("expected"); // empty: Unknown
    QTest::newRow("built in") << moduleFile({}, u"(builtin)"_s) << true << u"yes"_s;
    QTest::newRow("the distribution's") << moduleFile(u"Debian Secure Boot CA"_s) << true << u"yes"_s;
    QTest::newRow("by organisation and name") << moduleFile(u"BeeGFS modules"_s) << true << u"yes"_s;
    QTest::newRow("part of a name") << moduleFile(u"modules"_s) << true << u"no"_s;
    QTest::newRow("unsigned") << moduleFile({}) << true << u"no"_s;
    // enrolled, but not taken over into the kernel's keyrings
    QTest::newRow("DKMS, seen by root") << moduleFile(u"DKMS module signing key"_s) << true << u"no"_s;
    QTest::newRow("DKMS, seen by a user") << moduleFile(u"DKMS module signing key"_s) << false << u"yes"_s;
    QTest::newRow("unsigned, seen by a user") << moduleFile({}) << false << u"no"_s;
    QTest::newRow("a stranger, seen by a user") << moduleFile(u"Somebody"_s) << false << QString();
}

void TestModuleTrust::aSignerIsTrustedOrNot()
{
    QFETCH(Fact<ModuleFile>, file);
    QFETCH(bool, asRoot);
    QFETCH(QString, expected);
    const SigningKeys keys{asRoot ? parseKernelKeys(section(procKeys))
                                  : Fact<QStringList>::unknown(u"only root sees them"_s),
                           parseEnrolledKeys(section(enrolledKeys))};
    const Fact<QString> trust = moduleTrust(file, keys);
    QCOMPARE(trust.isKnown(), !expected.isEmpty());
    QCOMPARE(trust.value(), expected);
}

void TestModuleTrust::aLockdownEnforcesSignaturesToo()
{
    const auto enforced = [](const QByteArray &lines) {
        return parseSystem(section(lines)).signatureEnforced;
    };
    QCOMPARE(enforced("sigenforce=N\nlockdown=[none] integrity confidentiality"), Fact<bool>::known(false));
    QCOMPARE(enforced("sigenforce=N\nlockdown=none [integrity] confidentiality"), Fact<bool>::known(true));
    QCOMPARE(enforced("sigenforce=Y\nlockdown=[none] integrity confidentiality"), Fact<bool>::known(true));
}

QTEST_GUILESS_MAIN(TestModuleTrust)
#include "tst_moduletrust.moc"
