// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibility/claimjson.h"
#include "models/compatibility/compatibilityreader.h"
#include "models/compatibility/proofs.h"
#include "models/compatibilitymodel.h"
#include "models/diagnosis/compatibilityfacts.h"
#include "models/diagnosis/diagnose.h"
#include "models/remediation/planremediation.h"
#include "tests/nodebuilder.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

using Fit = KernelScope::Fit;

constexpr auto cloud = "6.12.43+deb13-cloud-amd64"_L1;

Compatibility shipped()
{
    const Loaded<Compatibility> compatibility = loadCompatibility(shippedCompatibilityFiles());
    if (!compatibility)
        qFatal("%s", qPrintable(toString(compatibility.error().first())));
    return *compatibility;
}

CompatibilityQuery beegfs(const QString &version, const QString &kernel)
{
    return {.kind = FilesystemKind::BeeGfs, .version = version, .kernel = KernelName::release(kernel)};
}

CompatibilityQuery beegfsSeries(const QString &version, const QString &series)
{
    return {.kind = FilesystemKind::BeeGfs, .version = version, .kernel = KernelName::wholeSeries(series)};
}

Claim claim(const QString &version, const QString &kernel, Provenance provenance, Outcome outcome)
{
    Claim claim{.versions = VersionScope::parse(version).value(),
                .kernels = KernelScope::parse(kernel).value()};
    claim.provenance = provenance;
    claim.outcome = outcome;
    claim.source.byLanguage.insert(u"en"_s, provenanceWord(provenance));
    return claim;
}

Compatibility of(const QList<Claim> &claims)
{
    Compatibility compatibility;
    compatibility.add(claims);
    return compatibility;
}

/// The fields of one line of a table; a field in quotes may hold commas.
QStringList fieldsOf(const QString &line)
{
    QStringList fields{QString()};
    bool quoted = false;
    for (const QChar c : line) {
        if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            fields.append(QString());
        else
            fields.last() += c;
    }
    return fields;
}

/// All lines behind the header.
QList<QStringList> tableOf(const QString &name)
{
    QFile file(QStringLiteral(VERMAGIC_TEST_DATA "/compatibility/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    QList<QStringList> rows;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines.mid(1))
        rows.append(fieldsOf(line.trimmed()));
    return rows;
}

QString placesOf(const QByteArray &text)
{
    const Loaded<QList<Claim>> claims = loadClaims(text, u"matrix.yaml"_s);
    if (claims)
        return {};
    QStringList lines;
    for (const Error &error : claims.error())
        lines.append(toString(error));
    return lines.join(u'\n');
}

const QByteArray goodFile = R"(compatibility: beegfs
sources:
  notes: {title: Release notes}
claims:
  - source: notes
    provenance: vendor-claimed
    verdict: works
    version: 8.1.0
    kernel: '6.12'
)";

} // namespace

class TestCompatibility : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kernelsBelongToSeries_data();
    void kernelsBelongToSeries();
    void scopesFitKernels_data();
    void scopesFitKernels();
    void scopesHoldVersions_data();
    void scopesHoldVersions();
    void whatIsNoScopeIsRefused();
    void versionsAreReadFromWhateverCarriesThem_data();
    void versionsAreReadFromWhateverCarriesThem();
    void theSeedIsContradictedWhereItWasMeasured();
    void theStrongerSourceDecides_data();
    void theStrongerSourceDecides();
    void aMeasurementOfThisReleaseDecidesFirst();
    void whatNobodySaysIsUnknown();
    void patchLevelsAreDifferentVersions();
    void anotherArchitectureSaysNothing();
    void clientsAndServersAreApart();
    void theNewestKernelAndTheVersionsAreFound();
    void everyMeasuredBuildIsInTheMatrix();
    void everyRowOfTheChangeLogIsInTheMatrix();
    void shippedTextsAreKoreanToo();
    void mistakesAreNamedWithTheirPlace_data();
    void mistakesAreNamedWithTheirPlace();
    void aHealthyNodeProvesThreeThings();
    void whatIsMissingProvesNothing();
    void aBuiltInFilesystemHasNoVersionOfItsOwn();
    void aTrialBuildIsAProof();
    void proofsOutrankClaims();
    void proofsSurviveAsLines();
    void linesOfOthersAreNoProofs_data();
    void linesOfOthersAreNoProofs();
    void anObsoleteClientIsTheRootCauseAndIsUpgraded();
    void anObsoleteClientForTheNextKernelIsAWarning();
    void noPlanEverGoesToAnOlderKernel();
    void aWorkingNodeIsNotBlamed();
    void theTableShowsWhereOurNodesStand();
    void theModelsKeepTheirPromises();
};

void TestCompatibility::kernelsBelongToSeries_data()
{
    QTest::addColumn<QString>("release");
    QTest::addColumn<QString>("series");
    const auto row = [](const char *release, const char *series) {
        QTest::newRow(release) << QString::fromLatin1(release) << QString::fromLatin1(series);
    };
    row("6.12.43+deb13-cloud-amd64", "6.12");
    row("6.8.0-1039-aws", "6.8");
    row("6.6.119.3-1.azl3", "6.6");
    row("4.14.104-95.84.amzn2.x86_64", "4.14");
    row("4.18.0-553.22.1.el8_10.x86_64", "4.18.0-553");
    row("4.18.0-553.22.1.el8_lustre.x86_64", "4.18.0-553");
    row("3.10.0-514.el7", "3.10.0-514");
    row("6.12.0-124.20.1.el10_1.x86_64", "6.12.0-124");
    row("6.12.9-1.el9.elrepo.x86_64", "6.12");
    row("5.14.21-150500.55.65-default", "5.14.21-150500");
    row("5.10.0-153.19.0.95.oe2203sp2", "5.10.0-153");
    row("7.0.9-205.fc44", "7.0");
    row("", "");
    row("latest", "");
}

void TestCompatibility::kernelsBelongToSeries()
{
    QFETCH(QString, release);
    QTEST(kernelSeries(release), "series");
}

void TestCompatibility::scopesFitKernels_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("release");
    QTest::addColumn<Fit>("fit");
    const auto row = [](const char *scope, const char *release, Fit fit) {
        QTest::addRow("%s on %s", scope, release)
            << QString::fromLatin1(scope) << QString::fromLatin1(release) << fit;
    };
    row("6.14.0-37-generic", "6.14.0-37-generic", Fit::Exact);
    row("6.14.0-37-generic", "6.14.0-38-generic", Fit::Series);
    row("6.14.0-37-generic", "6.15.0-37-generic", Fit::None);
    row("5.4.0-37", "5.4.0-37-generic", Fit::Exact);
    row("5.4.0-37", "5.4.0-370-generic", Fit::Series);
    row("4.18.0-553.16.1.el8", "4.18.0-553.16.1.el8_10.x86_64", Fit::Exact);
    row("4.18.0-553.16.1.el8", "4.18.0-553.5.1.el8_10.x86_64", Fit::Series);
    row("4.18.0-553.16.1.el8", "4.18.0-477.10.1.el8_8.x86_64", Fit::None);
    row("6.12.0-124.20.1.el10", "6.12.43+deb13-cloud-amd64", Fit::None);
    row("6.12", "6.12.43+deb13-cloud-amd64", Fit::Series);
    row("6.12", "6.1.43", Fit::None);
    row("6.8.0-*-azure", "6.8.0-1026-azure", Fit::Series);
    row("6.8.0-*-azure", "6.8.0-1026-aws", Fit::None);
    row("6.8.0-*-azure", "6x8.0-1026-azure", Fit::None);
    row(">= 6.14", "6.14.0-37-generic", Fit::Series);
    row(">= 6.14", "7.0.0-43-generic", Fit::Series);
    row(">= 6.14", "6.13.12", Fit::None);
    row(">= 6.14", "garbage", Fit::None);
    row("<= 6.11", "6.11.0-29-generic", Fit::Series);
    row("<= 6.11", "6.12.1", Fit::None);
    row("<= 5.3", "4.18.0-553.el8.x86_64", Fit::None);
    row("6.1 .. 6.8", "6.6.30", Fit::Series);
    row("6.1 .. 6.8", "6.9.1", Fit::None);
    row(">= 5.15.0-1015-aws", "5.15.0-1015-aws", Fit::Series);
    row(">= 5.15.0-1015-aws", "5.15.0-1014-aws", Fit::None);
    row(">= 5.15.0-1015-aws", "5.15.0-1015-generic", Fit::None);
    row(">= 5.15.0-1015-aws", "6.8.0-1039-aws", Fit::None);
    row("4.4.0-1092-aws .. 4.4.0-1128-aws", "4.4.0-1100-aws", Fit::Series);
    row("4.4.0-1092-aws .. 4.4.0-1128-aws", "4.4.0-1129-aws", Fit::None);
}

void TestCompatibility::scopesFitKernels()
{
    QFETCH(QString, scope);
    QFETCH(QString, release);
    const std::optional<KernelScope> parsed = KernelScope::parse(scope);
    QVERIFY(parsed);
    QTEST(parsed->fitOf(KernelName::release(release)), "fit");
}

void TestCompatibility::scopesHoldVersions_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("held");
    const auto row = [](const char *scope, const char *version, bool held) {
        QTest::addRow("%s: %s", scope, version)
            << QString::fromLatin1(scope) << QString::fromLatin1(version) << held;
    };
    row("8.1.0", "20:8.1.0", true);
    row("8.1.0", "8.1.1", false);
    row("7.4.4", "7.4.40", false);
    row("8.1.*", "8.1.7", true);
    row("8.1.*", "8.10.0", false);
    row(">= 8.3.0", "8.10.0", true);
    row(">= 8.3.0", "8.2.9", false);
    row("<= 7.4.6", "7.4.6", true);
    row("<= 7.4.6", "7.4.7", false);
    row("8.0.1 .. 8.2.2", "8.2.2", true);
    row("8.0.1 .. 8.2.2", "8.3.0", false);
    row("any", "1.2.3", true);
    row("any", "", true);
    row("8.1.0", "", false);
    row("<= 7.4.6", "", false);
    row("<= 7.4.6", "unknown", false);
}

void TestCompatibility::scopesHoldVersions()
{
    QFETCH(QString, scope);
    QFETCH(QString, version);
    const std::optional<VersionScope> parsed = VersionScope::parse(scope);
    QVERIFY(parsed);
    QTEST(parsed->contains(clientVersion(version)), "held");
}

void TestCompatibility::whatIsNoScopeIsRefused()
{
    for (const char *text :
         {"", "six", "6", ">= ", "<= six", ">=6.14", "6.1 .. ", " .. 6.8", "6.12.43;reboot", "*"})
        QVERIFY2(!KernelScope::parse(QString::fromLatin1(text)), text);
    for (const char *text :
         {"", "8", "eight", ">= ", "8.1.0 ..", "8.2.2 .. 8.0.1", "*", "8.1.0-1", "99999999999.1"})
        QVERIFY2(!VersionScope::parse(QString::fromLatin1(text)), text);
}

void TestCompatibility::versionsAreReadFromWhateverCarriesThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("version");
    const auto row = [](const char *text, const char *version) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(version);
    };
    row("8.1.0", "8.1.0");
    row("20:8.3.1", "8.3.1");
    row("2.15.6-1fsx10", "2.15.6");
    row("2.9.52_60_g1d2fbad_dirty", "2.9.52");
    row("v2.17.0", "2.17.0");
    row("", "");
    row("unknown", "");
    row("8.1.0.", "");
    row("9999999999.1", "");
    row("8.1.0.1.2.3.4.5.6.7.8.9", "");
    row("٨.١.٠", "");
}

void TestCompatibility::versionsAreReadFromWhateverCarriesThem()
{
    QFETCH(QString, text);
    QTEST(clientVersion(text).toString(), "version");
}

void TestCompatibility::theSeedIsContradictedWhereItWasMeasured()
{
    const CompatibilityCell cell = shipped().cellFor(beegfs(u"8.1.0"_s, u"6.14.0-37-generic"_s));
    QCOMPARE(cell.verdict, CellVerdict::Contradicted);
    QVERIFY(cell.deciding());
    QCOMPARE(cell.deciding()->provenance, Provenance::LabBuilt);
    QCOMPARE(cell.deciding()->outcome, Outcome::Fails);
    const QList<Claim> opposing = cell.opposing();
    QVERIFY(!opposing.isEmpty());
    QCOMPARE(opposing.first().provenance, Provenance::SeedDocument);
    const QString source = opposing.first().source.in(u"ko"_s);
    QVERIFY2(source.contains(u"TASK-028.1"_s), qPrintable(source));
    // Where both agree nothing is contradicted.
    QCOMPARE(shipped().cellFor(beegfsSeries(u"8.1.0"_s, u"6.12"_s)).verdict, CellVerdict::Works);
    QCOMPARE(shipped().cellFor(beegfsSeries(u"7.4.4"_s, u"6.12"_s)).verdict, CellVerdict::Fails);
}

void TestCompatibility::theStrongerSourceDecides_data()
{
    QTest::addColumn<Provenance>("works");
    QTest::addColumn<Provenance>("fails");
    QTest::addColumn<CellVerdict>("verdict");
    using enum Provenance;
    QTest::newRow("a build against a document") << LabBuilt << SeedDocument << CellVerdict::Works;
    QTest::newRow("a document against a build") << SeedDocument << LabBuilt << CellVerdict::Contradicted;
    QTest::newRow("a vendor against the sources")
        << VendorClaimed << SourceInferred << CellVerdict::Contradicted;
    QTest::newRow("a vendor's test against the sources")
        << VendorTested << SourceInferred << CellVerdict::Works;
    QTest::newRow("two documents") << SeedDocument << SeedDocument << CellVerdict::Contradicted;
    QTest::newRow("two builds") << LabBuilt << LabBuilt << CellVerdict::Contradicted;
}

void TestCompatibility::theStrongerSourceDecides()
{
    QFETCH(Provenance, works);
    QFETCH(Provenance, fails);
    const Claim good = claim(u"8.1.0"_s, u"6.12"_s, works, Outcome::Works);
    const Claim bad = claim(u"8.1.0"_s, u"6.12"_s, fails, Outcome::Fails);
    const CompatibilityQuery query = beegfs(u"8.1.0"_s, cloud);
    QTEST(of({good, bad}).cellFor(query).verdict, "verdict");
    QCOMPARE(of({bad, good}).cellFor(query), of({good, bad}).cellFor(query));
}

void TestCompatibility::aMeasurementOfThisReleaseDecidesFirst()
{
    const Claim other = claim(u"8.1.0"_s, u"6.12.38+deb13-cloud-amd64"_s, Provenance::MountedHere,
                              Outcome::Works);
    const Claim here = claim(u"8.1.0"_s, cloud, Provenance::LabBuilt, Outcome::Fails);
    const CompatibilityCell cell = of({other, here}).cellFor(beegfs(u"8.1.0"_s, cloud));
    QCOMPARE(cell.verdict, CellVerdict::Contradicted);
    QCOMPARE(cell.deciding()->provenance, Provenance::LabBuilt);
    // Of the series as a whole the stronger provenance speaks.
    QCOMPARE(of({other, here}).cellFor(beegfsSeries(u"8.1.0"_s, u"6.12"_s)).verdict, CellVerdict::Works);
}

void TestCompatibility::whatNobodySaysIsUnknown()
{
    const Compatibility compatibility = shipped();
    for (const CompatibilityQuery &query :
         {beegfs(u"8.3.1"_s, u"9.9.0-1-generic"_s), beegfs(u"9.0.0"_s, cloud), beegfs({}, cloud),
          beegfs(u"8.1.0"_s, {}), beegfs(u"$(reboot)"_s, u"; reboot"_s)}) {
        const CompatibilityCell cell = compatibility.cellFor(query);
        QCOMPARE(cell.verdict, CellVerdict::Unknown);
        QVERIFY(!cell.deciding());
    }
    // Said to be untried is unknown as well, but the cell can tell who said so.
    const CompatibilityCell untried = compatibility.cellFor(beegfsSeries(u"8.3.1"_s, u"6.16"_s));
    QCOMPARE(untried.verdict, CellVerdict::Unknown);
    QCOMPARE(untried.claims.size(), 1);
}

void TestCompatibility::patchLevelsAreDifferentVersions()
{
    const Compatibility compatibility = shipped();
    QCOMPARE(compatibility.cellFor(beegfsSeries(u"7.4.4"_s, u"6.12"_s)).verdict, CellVerdict::Fails);
    QCOMPARE(compatibility.cellFor(beegfsSeries(u"7.4.7"_s, u"6.12"_s)).verdict, CellVerdict::Works);
    QCOMPARE(compatibility.cellFor(beegfsSeries(u"7.4.8"_s, u"6.12"_s)).verdict, CellVerdict::Unknown);
}

void TestCompatibility::anotherArchitectureSaysNothing()
{
    CompatibilityQuery query{.kind = FilesystemKind::Lustre,
                             .version = u"2.9.52"_s,
                             .kernel = KernelName::release(u"3.10.0-514.6.1.el7.ppc64le"_s),
                             .architecture = u"ppc64le"_s,
                             .role = FilesystemRole::Server};
    QCOMPARE(shipped().cellFor(query).verdict, CellVerdict::Works);
    query.architecture = u"x86_64"_s;
    QCOMPARE(shipped().cellFor(query).verdict, CellVerdict::Unknown);
    query.architecture.clear();
    QCOMPARE(shipped().cellFor(query).verdict, CellVerdict::Works);
}

void TestCompatibility::clientsAndServersAreApart()
{
    // Ubuntu 24.04's 6.8.0-38 is in the ChangeLog of 2.16.1 for servers only.
    CompatibilityQuery query{.kind = FilesystemKind::Lustre,
                             .version = u"2.16.1"_s,
                             .kernel = KernelName::release(u"6.8.0-38-generic"_s),
                             .role = FilesystemRole::Server};
    QCOMPARE(shipped().cellFor(query).verdict, CellVerdict::Works);
    query.role = FilesystemRole::Client;
    QCOMPARE(shipped().cellFor(query).verdict, CellVerdict::Unknown);
}

void TestCompatibility::theNewestKernelAndTheVersionsAreFound()
{
    const Compatibility compatibility = shipped();
    const auto newest = [&](const QString &version) {
        return compatibility.newestKernelFor({.version = version, .kernel = {}});
    };
    QCOMPARE(newest(u"7.4.6"_s), u"6.11"_s);
    QCOMPARE(newest(u"7.4.7"_s), u"6.12"_s);
    QCOMPARE(newest(u"8.0.1"_s), u"6.11"_s);
    QCOMPARE(newest(u"8.2.2"_s), u"6.12"_s);
    QCOMPARE(newest(u"8.3.1"_s), u"6.14"_s);
    QCOMPARE(newest(u"1.0.0"_s), QString());
    const QStringList onDebian = compatibility.versionsFor(beegfs({}, cloud));
    QCOMPARE(onDebian, (QStringList{u"7.4.7"_s, u"8.1.0"_s, u"8.2.1"_s, u"8.2.2"_s, u"8.3.0"_s, u"8.3.1"_s}));
    QCOMPARE(compatibility.versionsFor(beegfs({}, u"7.0.0-43-generic"_s)), QStringList());
}

void TestCompatibility::everyMeasuredBuildIsInTheMatrix()
{
    const Compatibility compatibility = shipped();
    const QList<QStringList> rows = tableOf(u"beegfs-kernel-matrix.csv"_s);
    QCOMPARE(rows.size(), 42);
    for (const QStringList &row : rows) {
        CompatibilityQuery query = beegfs(row.at(0), row.at(1));
        query.architecture = u"x86_64"_s;
        const CompatibilityCell cell = compatibility.cellFor(query);
        QVERIFY2(cell.deciding(), qPrintable(row.join(u' ')));
        QCOMPARE(cell.deciding()->provenance, Provenance::LabBuilt);
        QCOMPARE(cell.deciding()->outcome, row.at(3) == u"ok"_s ? Outcome::Works : Outcome::Fails);
        QCOMPARE(cell.deciding()->kernels.text(), row.at(1));
        QCOMPARE(cell.deciding()->distribution, row.at(2));
        QCOMPARE(cell.deciding()->note.in(u"en"_s), row.at(4));
    }
    const auto measured = std::ranges::count_if(compatibility.claims(), [](const Claim &claim) {
        return claim.kind == FilesystemKind::BeeGfs && claim.provenance == Provenance::LabBuilt;
    });
    QCOMPARE(measured, rows.size());
}

void TestCompatibility::everyRowOfTheChangeLogIsInTheMatrix()
{
    const auto keyOf = [](const QStringList &parts) { return parts.join(u'|'); };
    QSet<QString> expected;
    for (const QStringList &row : tableOf(u"lustre-kernel-compat.csv"_s))
        expected.insert(keyOf({row.at(0), row.at(2), row.at(3), row.at(4), row.at(5).trimmed()}));
    QVERIFY(expected.size() > 1200);
    QSet<QString> actual;
    const Compatibility compatibility = shipped();
    for (const Claim &claim : compatibility.claims()) {
        if (!claim.source.in(u"en"_s).startsWith(u"lustre/ChangeLog"_s))
            continue;
        QCOMPARE(claim.outcome, Outcome::Works);
        const QString tier = claim.provenance == Provenance::VendorTested ? u"primary"_s : u"known"_s;
        actual.insert(keyOf({claim.versions.text(), filesystemRoleWord(claim.role), tier,
                             claim.kernels.text(), claim.distribution}));
    }
    QCOMPARE((expected - actual).values(), QStringList());
    QCOMPARE((actual - expected).values(), QStringList());
}

void TestCompatibility::shippedTextsAreKoreanToo()
{
    const Compatibility compatibility = shipped();
    for (const Claim &claim : compatibility.claims()) {
        // What a compiler said is quoted as it said it.
        const QString note = claim.note.in(u"en"_s);
        if (!note.isEmpty() && !note.contains(u"error"_s))
            QVERIFY2(claim.note.byLanguage.contains(u"ko"_s), qPrintable(note));
    }
}

void TestCompatibility::mistakesAreNamedWithTheirPlace_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *before, const char *after, const char *place,
                        const char *word) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromLatin1(place)
                            << QString::fromLatin1(word);
    };
    row("another file system", "beegfs", "zfs", "matrix.yaml:1:16", "zfs");
    row("an unknown key", "    verdict:", "    verdit:", "matrix.yaml:7:5", "verdit");
    row("an unknown source", "source: notes", "source: nodes", "matrix.yaml:5:13", "did you mean 'notes'?");
    row("an unknown verdict", "verdict: works", "verdict: maybe", "matrix.yaml:7:14", "maybe");
    row("a proof that nobody gave", "vendor-claimed", "mounted-here", "matrix.yaml:6:17", "lab-built");
    row("no version", "version: 8.1.0", "version: eight", "matrix.yaml:8:14", "eight");
    row("no kernel", "kernel: '6.12'", "kernel: 6-12", "matrix.yaml:9:13", "6-12");
    row("two ways at once", "    kernel: '6.12'", "    kernel: '6.12'\n    kernels: ['6.14']",
        "matrix.yaml:5:5", "either");
    row("a kernel in a map", "    kernel: '6.12'", "    kernels: {6-12: Debian}", "matrix.yaml:9:15", "6-12");
    row("no claims", "claims:", "claims: []\nsome:", "matrix.yaml:5:1", "some");
    row("no YAML", "compatibility: beegfs", "compatibility: [", "matrix.yaml:", "");
}

void TestCompatibility::mistakesAreNamedWithTheirPlace()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, place);
    QFETCH(QString, word);
    QCOMPARE(placesOf(goodFile), QString());
    QByteArray text = goodFile;
    text.replace(before, after);
    QVERIFY(text != goodFile);
    const QString messages = placesOf(text);
    QVERIFY2(messages.contains(place) && messages.contains(word), qPrintable(messages));
}

void TestCompatibility::aHealthyNodeProvesThreeThings()
{
    const QDateTime at = QDateTime::fromString(u"2026-11-20T06:12:00Z"_s, Qt::ISODate);
    const NodeBuilder node = NodeBuilder::beegfs();
    const QList<Claim> proofs = proofsOf(node.facts, node.spec, NodeBuilder::inventory(), at);
    QList<Provenance> provenances;
    for (const Claim &proof : proofs) {
        provenances.append(proof.provenance);
        QCOMPARE(proof.kind, FilesystemKind::BeeGfs);
        QCOMPARE(proof.versions.text(), u"8.1.0"_s);
        QCOMPARE(proof.kernels.text(), beegfsKernel);
        QCOMPARE(proof.node, u"compute01"_s);
        QCOMPARE(proof.architecture, u"x86_64"_s);
        QCOMPARE(proof.at, at);
        QCOMPARE(proof.outcome, Outcome::Works);
    }
    using enum Provenance;
    QCOMPARE(provenances, (QList{BuiltHere, LoadedHere, MountedHere}));
}

void TestCompatibility::whatIsMissingProvesNothing()
{
    const QDateTime at = QDateTime::fromString(u"2026-11-20T06:12:00Z"_s, Qt::ISODate);
    const auto provenOf = [&](const NodeBuilder &node) {
        QStringList proven;
        const QList<Claim> proofs = proofsOf(node.facts, node.spec, NodeBuilder::inventory(), at);
        for (const Claim &proof : proofs)
            proven.append(provenanceWord(proof.provenance) + u' ' + outcomeWord(proof.outcome));
        return proven;
    };
    NodeBuilder hung = NodeBuilder::beegfs();
    QCOMPARE(provenOf(hung.mountIs(MountHealth::Hung)),
             (QStringList{u"built-here works"_s, u"loaded-here works"_s}));
    NodeBuilder broken = NodeBuilder::beegfs();
    QCOMPARE(provenOf(broken.notBuilt()), QStringList());
    NodeBuilder mute = NodeBuilder::beegfs();
    mute.facts = {};
    QCOMPARE(provenOf(mute), QStringList());
}

void TestCompatibility::aBuiltInFilesystemHasNoVersionOfItsOwn()
{
    const NodeBuilder node = NodeBuilder::virtiofs();
    const QList<Claim> proofs = proofsOf(node.facts, node.spec, NodeBuilder::inventory(), {});
    QCOMPARE(proofs.size(), 2);
    QCOMPARE(proofs.last().provenance, Provenance::MountedHere);
    QCOMPARE(proofs.last().versions.text(), u"any"_s);
}

void TestCompatibility::aTrialBuildIsAProof()
{
    const QString error =
        u"source/toolkit/FhgfsPage.h:74:21: error: 'struct page' has no member named 'index'"_s;
    const std::optional<Claim> proof = proofOf({.version = u"20:8.3.1"_s,
                                                .kernel = u"6.17.0-42-generic"_s,
                                                .firstError = error,
                                                .node = u"compute01"_s,
                                                .at = {}});
    QVERIFY(proof);
    QCOMPARE(proof->provenance, Provenance::BuiltHere);
    QCOMPARE(proof->outcome, Outcome::Fails);
    QCOMPARE(proof->note.in(u"en"_s), error);
    QCOMPARE(proof->versions.text(), u"8.3.1"_s);
    QVERIFY(!proofOf({.version = u"latest"_s, .kernel = cloud}));
    QVERIFY(!proofOf({.version = u"8.3.1"_s, .kernel = u"6.12; reboot"_s}));
}

void TestCompatibility::proofsOutrankClaims()
{
    Compatibility compatibility = shipped();
    const CompatibilityQuery query = beegfs(u"8.1.0"_s, u"6.14.0-37-generic"_s);
    Claim proof = claim(u"8.1.0"_s, query.kernel.text, Provenance::MountedHere, Outcome::Works);
    proof.node = u"compute01"_s;
    compatibility.setProofs({proof});
    CompatibilityCell cell = compatibility.cellFor(query);
    QCOMPARE(cell.verdict, CellVerdict::Works);
    QCOMPARE(cell.deciding()->node, u"compute01"_s);
    QVERIFY(!cell.opposing().isEmpty());
    compatibility.setProofs({});
    QCOMPARE(compatibility.cellFor(query).verdict, CellVerdict::Contradicted);
    // A newer proof takes the place of an older one that says otherwise.
    Claim failed = claim(u"8.1.0"_s, query.kernel.text, Provenance::BuiltHere, Outcome::Fails);
    failed.at = QDateTime::fromString(u"2026-11-20T06:12:00Z"_s, Qt::ISODate);
    Claim built = failed;
    built.outcome = Outcome::Works;
    built.at = failed.at.addDays(1);
    compatibility.setProofs({failed, built});
    QCOMPARE(compatibility.cellFor(query).verdict, CellVerdict::Works);
}

void TestCompatibility::proofsSurviveAsLines()
{
    const QDateTime at = QDateTime::fromString(u"2026-11-20T06:12:00.250Z"_s, Qt::ISODate);
    const NodeBuilder node = NodeBuilder::beegfs();
    QList<Claim> proofs = proofsOf(node.facts, node.spec, NodeBuilder::inventory(), at);
    proofs.append(
        proofOf(
            {.version = u"8.3.1"_s, .kernel = cloud, .firstError = u"\"\n\\"_s, .node = u"노드"_s, .at = at})
            .value());
    for (const Claim &proof : std::as_const(proofs)) {
        const QByteArray line = proofLine(proof);
        QVERIFY(!line.contains('\n'));
        const Result<Claim> read = readProofLine(line, u"file:1"_s);
        QVERIFY(read);
        QCOMPARE(*read, proof);
    }
    Claim elsewhere = proofs.first();
    elsewhere.node = u"compute02"_s;
    QCOMPARE(proofKey(elsewhere), proofKey(proofs.first()));
    QVERIFY(proofKey(proofs.at(1)) != proofKey(proofs.first()));
}

void TestCompatibility::linesOfOthersAreNoProofs_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("cut off") << QByteArray("\"8.1.0\"}") << QByteArray("\"8.1");
    QTest::newRow("another file system") << QByteArray("beegfs") << QByteArray("zfs");
    QTest::newRow("a claim") << QByteArray("mounted-here") << QByteArray("vendor-claimed");
    QTest::newRow("no kernel") << QByteArray("6.12.43") << QByteArray("$(reboot)");
    QTest::newRow("no version") << QByteArray("8.1.0") << QByteArray("latest");
    QTest::newRow("no time") << QByteArray("2026-11-20") << QByteArray("yesterday");
    QTest::newRow("no node") << QByteArray("compute01") << QByteArray();
}

void TestCompatibility::linesOfOthersAreNoProofs()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QDateTime at = QDateTime::fromString(u"2026-11-20T06:12:00Z"_s, Qt::ISODate);
    const NodeBuilder node = NodeBuilder::beegfs();
    QByteArray line = proofLine(proofsOf(node.facts, node.spec, NodeBuilder::inventory(), at).last());
    QVERIFY2(line.contains(before), line.constData());
    line.replace(before, after);
    const Result<Claim> read = readProofLine(line, u"compatibility.jsonl:7"_s);
    QVERIFY(!read);
    QCOMPARE(read.error().context, u"compatibility.jsonl:7"_s);
}

namespace {

/// compute01 with a client that does not compile against its kernel, and an older kernel installed beside it.
NodeBuilder obsoleteNode()
{
    NodeBuilder node = NodeBuilder::beegfs();
    node.notBuilt();
    node.facts.dkms = Fact<QList<DkmsEntry>>::known({{u"beegfs"_s, u"7.4.4"_s, {}, {}, u"added"_s, {}}});
    node.facts.modulePackages[u"beegfs"_s][beegfsKernel] = Fact<QString>::known(u"20:7.4.4"_s);
    node.facts.installedKernels = Fact<QStringList>::known(
        {u"6.1.0-40-cloud-amd64"_s, u"6.6.30"_s, beegfsKernel});
    return node;
}

const Finding *findingOf(const Diagnosis &diagnosis, const QString &check)
{
    const auto it = std::ranges::find(diagnosis.findings, check, &Finding::check);
    return it == diagnosis.findings.cend() ? nullptr : &*it;
}

QString commandsOf(const Plan &plan)
{
    QStringList lines;
    for (const PlanStep &step : plan.steps)
        lines.append(step.command.argv.join(u' '));
    return lines.join(u'\n');
}

} // namespace

void TestCompatibility::anObsoleteClientIsTheRootCauseAndIsUpgraded()
{
    const NodeSnapshot node = obsoleteNode().snapshot();
    QCOMPARE(node.compatibility.value(u"compat.beegfs"_s).value(), u"fails"_s);
    QCOMPARE(node.compatibility.value(u"compat.beegfs.version"_s).value(), u"7.4.4"_s);
    // What the inventory asks for, when that works; else the oldest that does, of the same major version.
    QCOMPARE(node.compatibility.value(u"compat.beegfs.suggested"_s).value(), u"8.1.0"_s);
    Inventory open = NodeBuilder::inventory();
    open.filesystems.first().version.clear();
    const FactMap facts = compatibilityFacts(*node.facts, node.spec, open, shipped(), u"en"_s);
    QCOMPARE(facts.value(u"compat.beegfs.suggested"_s).value(), u"7.4.7"_s);
    // The newest installed kernel on which this version works is named, never installed.
    QCOMPARE(node.compatibility.value(u"compat.beegfs.kernel"_s).value(), u"6.6.30"_s);
    const Inventory inventory = NodeBuilder::inventory();
    const Knowledge knowledge = shippedKnowledge();
    NodeSnapshot diagnosed = node;
    diagnosed.diagnosis = diagnose(node, inventory, knowledge);
    const Finding *finding = findingOf(diagnosed.diagnosis, u"version-unsupported"_s);
    QVERIFY(finding);
    QVERIFY(finding->rootCause);
    QCOMPARE(finding->severity, Severity::Error);
    QVERIFY2(finding->explanation.contains(u"SetPageError"_s)
                 || finding->explanation.contains(u"laboratory"_s),
             qPrintable(finding->explanation));
    const Finding *built = findingOf(diagnosed.diagnosis, u"dkms-not-built"_s);
    QVERIFY(built && !built->rootCause);
    const Result<Plan> plan = planFor(diagnosed, inventory, knowledge, u"run-1"_s, {});
    QVERIFY2(plan, plan ? "" : qPrintable(toString(plan.error())));
    QCOMPARE(plan->playbook, u"kernel-compatibility"_s);
    const QString commands = commandsOf(*plan);
    QVERIFY2(commands.contains(u"beegfs-client-dkms=20:8.1.0*"_s), qPrintable(commands));
    QVERIFY2(!commands.contains(u"linux-image"_s), qPrintable(commands));
    QVERIFY2(!commands.contains(u"6.6"_s), qPrintable(commands));
}

void TestCompatibility::anObsoleteClientForTheNextKernelIsAWarning()
{
    NodeBuilder node = NodeBuilder::beegfs();
    node.facts.nextBootKernel = Fact<QString>::known(u"6.14.0-37-generic"_s);
    node.facts.headers[u"6.14.0-37-generic"_s] = Fact<HeaderFacts>::known(
        {u"/usr/src/h"_s, u"linux-headers-x"_s});
    node.facts.moduleFiles[u"beegfs"_s][u"6.14.0-37-generic"_s] = Fact<ModuleFile>::absent();
    const NodeSnapshot snapshot = node.snapshot();
    QCOMPARE(snapshot.compatibility.value(u"compat.beegfs"_s).value(), u"works"_s);
    QCOMPARE(snapshot.compatibility.value(u"compat.beegfs.next"_s).value(), u"contradicted"_s);
    // 8.3.0 is known to work on 6.14, and on the running kernel.
    QCOMPARE(snapshot.compatibility.value(u"compat.beegfs.next.suggested"_s).value(), u"8.3.0"_s);
    const Diagnosis diagnosis = diagnose(snapshot, NodeBuilder::inventory(), shippedKnowledge(u"ko"_s));
    const Finding *finding = findingOf(diagnosis, u"version-unsupported-next-boot"_s);
    QVERIFY(finding);
    QVERIFY(finding->rootCause && finding->nextBoot);
    QCOMPARE(finding->severity, Severity::Warning);
    QVERIFY2(finding->title.contains(u"커널"_s), qPrintable(finding->title));
    QCOMPARE(diagnosis.state, NodeState::Attention);
}

/// The kernel-6.6 way of the guide's first edition is superseded: nothing that is shipped offers it.
void TestCompatibility::noPlanEverGoesToAnOlderKernel()
{
    const Knowledge knowledge = shippedKnowledge();
    for (const Playbook &playbook : knowledge.playbooks) {
        for (const Remedy &remedy : playbook.remedies) {
            for (const QList<Step> *steps : {&remedy.preflight, &remedy.steps, &remedy.verify}) {
                for (const Step &step : *steps) {
                    const QString command = (step.run + step.arguments).join(u' ');
                    QVERIFY2(!command.contains(u"6.6"_s) && !step.scriptText.contains(u"6.6"_s),
                             qPrintable(playbook.id + u'/' + remedy.id + u'/' + step.id));
                    QVERIFY2(!command.contains(u"--allow-downgrades"_s), qPrintable(command));
                }
            }
        }
    }
}

void TestCompatibility::aWorkingNodeIsNotBlamed()
{
    // On 6.14 a build of 8.1.0 fails in the laboratory; a node on which it is mounted knows better.
    NodeBuilder node = NodeBuilder::beegfs();
    const QString kernel = u"6.14.0-37-generic"_s;
    node.facts.runningKernel = node.facts.nextBootKernel = Fact<QString>::known(kernel);
    node.facts.dkms = Fact<QList<DkmsEntry>>::known(
        {{u"beegfs"_s, u"8.1.0"_s, kernel, u"x86_64"_s, u"installed"_s, {}}});
    const NodeSnapshot snapshot = node.snapshot();
    QCOMPARE(snapshot.compatibility.value(u"compat.beegfs"_s).value(), u"works"_s);
    QCOMPARE(snapshot.compatibility.value(u"compat.beegfs.source"_s).value(), u"compute01"_s);
    QVERIFY(snapshot.compatibility.value(u"compat.beegfs.suggested"_s).isAbsent());
}

void TestCompatibility::theTableShowsWhereOurNodesStand()
{
    const QList<NodeStanding> standings{{.node = u"compute01"_s,
                                         .kind = FilesystemKind::BeeGfs,
                                         .version = u"8.1.0"_s,
                                         .kernel = beegfsKernel,
                                         .nextKernel = u"6.14.0-37-generic"_s},
                                        {.node = u"compute02"_s,
                                         .kind = FilesystemKind::BeeGfs,
                                         .version = u"9.9.9"_s,
                                         .kernel = u"6.99.1"_s,
                                         .nextKernel = u"6.99.1"_s}};
    const CompatibilityTable table = tableOf(shipped(), {.kind = FilesystemKind::BeeGfs}, standings);
    const auto cell = [&](const QString &version, const QString &kernel) {
        return table.cells.at(table.versions.indexOf(version)).at(table.kernels.indexOf(kernel));
    };
    QCOMPARE(cell(u"8.1.0"_s, u"6.12"_s).nodes, QStringList{u"compute01"_s});
    QCOMPARE(cell(u"8.1.0"_s, u"6.14"_s).nextNodes, QStringList{u"compute01"_s});
    QCOMPARE(cell(u"8.1.0"_s, u"6.14"_s).cell.verdict, CellVerdict::Contradicted);
    QCOMPARE(cell(u"9.9.9"_s, u"6.99"_s).nodes, QStringList{u"compute02"_s});
    QCOMPARE(cell(u"9.9.9"_s, u"6.99"_s).nextNodes, QStringList());
    QCOMPARE(table.kernels.indexOf(u"6.8"_s) < table.kernels.indexOf(u"6.12"_s), true);
    const CompatibilityTable one = tableOf(
        shipped(),
        {.kind = FilesystemKind::BeeGfs, .version = u"20:8.1.0"_s, .kernel = u"6.14.0-37-generic"_s},
        standings);
    QCOMPARE(one.versions, QStringList{u"8.1.0"_s});
    QCOMPARE(one.cells.first().first().cell.deciding()->kernels.text(), u"6.14.0-37-generic"_s);
}

void TestCompatibility::theModelsKeepTheirPromises()
{
    using Mode = QAbstractItemModelTester::FailureReportingMode;
    CompatibilityModel model;
    ClaimsModel claims;
    const QAbstractItemModelTester modelTester(&model, Mode::QtTest), claimsTester(&claims, Mode::QtTest);
    QVERIFY(!model.ownCell().isValid());
    const NodeStanding standing{
        .node = u"compute01"_s, .version = u"8.1.0"_s, .kernel = beegfsKernel, .nextKernel = u"6.14.1"_s};
    for (const FilesystemKind kind :
         {FilesystemKind::BeeGfs, FilesystemKind::Lustre, FilesystemKind::VirtioFs})
        model.setTable(tableOf(shipped(), {.kind = kind}, {standing}));
    QCOMPARE(model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(), u"with the kernel"_s);
    model.setTable(tableOf(shipped(), {.kind = FilesystemKind::BeeGfs}, {standing}));
    // The worst of the cells in which our nodes stand is the one to look at.
    const QModelIndex own = model.ownCell();
    QCOMPARE(model.headerData(own.column(), Qt::Horizontal, Qt::DisplayRole).toString(), u"6.14"_s);
    QCOMPARE(own.data(Qt::DisplayRole).toString(), u"contradicted"_s);
    QCOMPARE(own.data(CompatibilityModel::NextNodesRole).toStringList(), QStringList{u"compute01"_s});
    // Another node of the same cluster changes a cell, not the table.
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTable(tableOf(shipped(), {.kind = FilesystemKind::BeeGfs}, {standing, standing}));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    claims.setClaims(model.cellAt(own)->cell.claims, u"ko"_s);
    QVERIFY(claims.rowCount() >= 2);
    QCOMPARE(claims.index(0, ClaimsModel::OutcomeColumn).data().toString(), u"fails"_s);
    QVERIFY(claims.index(0, ClaimsModel::SourceColumn).data().toString().contains(u"실험실"_s)
            || claims.index(0, ClaimsModel::SourceColumn).data().toString().contains(u"이슈"_s));
    QCOMPARE(model.cellAt(model.index(0, 0))->cell.claims.isEmpty(),
             model.index(0, 0).data(Qt::DisplayRole).toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestCompatibility)
#include "tst_compatibility.moc"
