// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/timerunits.h"
#include "tests/vermagicprocess.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

/// With systemd's own reader of units and calendars, and a systemctl that only writes down what it is given.
class TestInstallTimer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void awkwardNamesAreWhatSystemdRuns();
    void whatAUnitCannotHoldIsRefused();
    void theCronLineRunsTheSame_data();
    void theCronLineRunsTheSame();
    void itIsInstalledTwiceAndTakenAway();
    void aDryRunChangesNothing();
    void aUnitOfSomebodyElseStays();
    void whatSystemctlSaysIsTold();
    void aWrongTimeIsRefused_data();
    void aWrongTimeIsRefused();
    void theLastReportsAreKept();

private:
    ProcessResult run(const QStringList &arguments) const;
    ProcessResult tool(const QStringList &argv) const;
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &text) const;
    QByteArray read(const QString &name) const;
    QString unit(const QString &suffix) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<VermagicProcess> m_vermagic;
    QString m_lab;
};

QString TestInstallTimer::write(const QString &name, const QByteArray &text) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    if (text.startsWith("#!"))
        file.setPermissions(file.permissions() | QFileDevice::ExeOwner);
    return file.fileName();
}

QByteArray TestInstallTimer::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString TestInstallTimer::unit(const QString &suffix) const
{
    return u"config/systemd/user/vermagic-check-lab-1."_s + suffix;
}

void TestInstallTimer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_vermagic = std::make_unique<VermagicProcess>();
    m_lab = write(u"100% of $HOME/my lab.yaml"_s,
                  "cluster: lab 1\ngroups:\n  a: {nodes: n1, address: 127.0.0.1, port: 1}\n");
    write(u"bin/systemctl"_s, "#!/bin/sh\nprintf '%s\\n' \"$*\" >>\"$0.log\"\n[ ! -e \"$0.fails\" ] || "
                              "{ echo 'Failed to connect to bus' >&2; exit 1; }\n");
    QDir().mkpath(path(u"runtime"_s));
}

ProcessResult TestInstallTimer::run(const QStringList &arguments) const
{
    const std::unique_ptr<QProcess> process = m_vermagic->start(
        arguments, {},
        {{u"PATH"_s, path(u"bin"_s) + u':' + qEnvironmentVariable("PATH")},
         {u"XDG_CONFIG_HOME"_s, path(u"config"_s)},
         {u"LC_ALL"_s, u"C.UTF-8"_s}});
    return VermagicProcess::wait(*process);
}

ProcessResult TestInstallTimer::tool(const QStringList &argv) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_RUNTIME_DIR"_s, path(u"runtime"_s));
    process.setProcessEnvironment(environment);
    process.start(argv.first(), argv.mid(1));
    return VermagicProcess::wait(process);
}

void TestInstallTimer::awkwardNamesAreWhatSystemdRuns()
{
    const QString program = write(u"a b%n $HOME 한국/vermagic"_s, "#!/bin/sh\n");
    const Schedule schedule{
        .name = u"x"_s,
        .description = u"50% of $HOME"_s,
        .calendar = u"Mon *-*-* 02:00:00"_s,
        .argv = {program, u"check"_s, u"a $HOME b"_s, u"%h"_s, u"\"quoted\" \\"_s, u";"_s, QString()},
        .environment = {{u"XDG_STATE_HOME"_s, u"/tmp/50% of it"_s}}};
    const QByteArray service = renderService(schedule)->toUtf8();
    write(u"units/x.service"_s, service);
    write(u"units/x.timer"_s, renderTimer(schedule)->toUtf8());
    const ProcessResult verified = tool({u"systemd-analyze"_s, u"--user"_s, u"verify"_s,
                                         path(u"units/x.timer"_s), path(u"units/x.service"_s)});
    QCOMPARE(verified.standardError, QByteArray());
    QCOMPARE(verified.exitCode, 0);
    QVERIFY2(service.contains("\"check\" \"a $$HOME b\" \"%%h\" \"\\\"quoted\\\" \\\\\" \";\" \"\"\n"),
             service.constData());
    // The same without the escapes is refused: systemd does look at the path.
    write(u"units/x.service"_s, QByteArray(service).replace("%%n", "%n"));
    QVERIFY(tool({u"systemd-analyze"_s, u"--user"_s, u"verify"_s, path(u"units/x.service"_s)}).exitCode != 0);
}

void TestInstallTimer::whatAUnitCannotHoldIsRefused()
{
    const Schedule schedule{.name = u"x"_s,
                            .description = u"x"_s,
                            .calendar = u"daily"_s,
                            .argv = {u"/usr/bin/vermagic"_s, u"a\nExecStart=/bin/evil"_s}};
    QVERIFY(!renderService(schedule));
    for (const QString &program : {u"/a \"b\"/vermagic"_s, u"/a\\b/vermagic"_s, u"/it's/vermagic"_s})
        QVERIFY(!renderService(
            {.name = u"x"_s, .description = u"x"_s, .calendar = u"daily"_s, .argv = {program}}));
    QVERIFY(
        !renderTimer({.name = u"x"_s, .description = u"x"_s, .calendar = u"daily\nx"_s, .argv = {u"/x"_s}}));
}

void TestInstallTimer::theCronLineRunsTheSame_data()
{
    QTest::addColumn<QString>("calendar");
    QTest::addColumn<QString>("line");
    QTest::newRow("at two") << u"*-*-* 02:00:00"_s
                            << u"0 2 * * * A='b c' '/my bin/vermagic' check '100\\% of it' >> /log 2>&1"_s;
    QTest::newRow("later") << u"*-*-* 23:59:00"_s
                           << u"59 23 * * * A='b c' '/my bin/vermagic' check '100\\% of it' >> /log 2>&1"_s;
    QTest::newRow("Mondays") << u"Mon *-*-* 02:00:00"_s << QString();
}

void TestInstallTimer::theCronLineRunsTheSame()
{
    QFETCH(const QString, calendar);
    QFETCH(const QString, line);
    const Schedule schedule{.name = u"x"_s,
                            .description = u"x"_s,
                            .calendar = calendar,
                            .argv = {u"/my bin/vermagic"_s, u"check"_s, u"100% of it"_s},
                            .environment = {{u"A"_s, u"b c"_s}}};
    QCOMPARE(cronLine(schedule, u"/log"_s).value_or(QString()), line);
}

void TestInstallTimer::itIsInstalledTwiceAndTakenAway()
{
    const ProcessResult first = run(
        {u"install-timer"_s, u"-i"_s, m_lab, u"--at"_s, u"Mon *-*-* 02:00:00"_s, u"--keep"_s, u"3"_s});
    QCOMPARE(first.standardError, QByteArray());
    QCOMPARE(first.exitCode, 0);
    for (const char *words : {"loginctl enable-linger", "Next time: Mon ", "vermagic-check-lab-1.timer"})
        QVERIFY2(first.standardOutput.contains(words), first.standardOutput.constData());
    QVERIFY(read(unit(u"service"_s))
                .contains("100%% of $$HOME/my lab.yaml\" \"--format\" \"html\" \"--keep\" \"3\""));
    QVERIFY(read(unit(u"timer"_s)).contains("OnCalendar=Mon *-*-* 02:00:00\n"));
    QCOMPARE(read(u"bin/systemctl.log"_s),
             QByteArray("--user daemon-reload\n--user enable --now vermagic-check-lab-1.timer\n"));
    const ProcessResult verified = tool(
        {u"systemd-analyze"_s, u"--user"_s, u"verify"_s, path(unit(u"timer"_s)), path(unit(u"service"_s))});
    QCOMPARE(verified.standardError, QByteArray());
    QCOMPARE(verified.exitCode, 0);

    const ProcessResult second = run({u"install-timer"_s, u"-i"_s, m_lab});
    QCOMPARE(second.exitCode, 0);
    QVERIFY(second.standardOutput.contains("\n    0 2 * * * "));
    QVERIFY(read(unit(u"timer"_s)).contains("OnCalendar=*-*-* 02:00:00\n"));
    QCOMPARE(QDir(path(u"config/systemd/user"_s)).entryList(QDir::Files).size(), 2);

    write(u"config/vermagic/notify.yaml"_s, "notify: [{page: me}]\n");
    QCOMPARE(run({u"install-timer"_s, u"-i"_s, m_lab}).exitCode, 3);
    QCOMPARE(run({u"install-timer"_s, u"-i"_s, m_lab, u"--uninstall"_s}).exitCode, 0);
    QCOMPARE(QDir(path(u"config/systemd/user"_s)).entryList(QDir::Files), QStringList());
    QVERIFY(read(u"bin/systemctl.log"_s).contains("--user disable --now vermagic-check-lab-1.timer\n"));
    const ProcessResult again = run(
        {u"install-timer"_s, u"--name"_s, u"vermagic-check-lab-1"_s, u"--uninstall"_s});
    QCOMPARE(again.exitCode, 0);
    QVERIFY(again.standardError.contains("no timer"));
}

void TestInstallTimer::aDryRunChangesNothing()
{
    const ProcessResult result = run({u"install-timer"_s, u"-i"_s, m_lab, u"--dry-run"_s});
    QCOMPARE(result.exitCode, 0);
    for (const char *words : {"ExecStart=\"", "OnCalendar=*-*-* 02:00:00", "0 2 * * * "})
        QVERIFY2(result.standardOutput.contains(words), result.standardOutput.constData());
    QVERIFY(!QFile::exists(path(u"config"_s)));
    QVERIFY(!QFile::exists(path(u"bin/systemctl.log"_s)));
}

void TestInstallTimer::aUnitOfSomebodyElseStays()
{
    const QByteArray own = "[Timer]\nOnCalendar=daily\n";
    write(unit(u"timer"_s), own);
    for (const QStringList &what : {QStringList(), QStringList{u"--uninstall"_s}}) {
        const ProcessResult refused = run(QStringList{u"install-timer"_s, u"-i"_s, m_lab} + what);
        QCOMPARE(refused.exitCode, 3);
        QVERIFY2(refused.standardError.contains("not written by vermagic"),
                 refused.standardError.constData());
        QCOMPARE(read(unit(u"timer"_s)), own);
        QVERIFY(!QFile::exists(path(unit(u"service"_s))));
    }
    // Nor is one that is masked.
    QFile::remove(path(unit(u"timer"_s)));
    QVERIFY(QFile::link(u"/dev/null"_s, path(unit(u"timer"_s))));
    QCOMPARE(run({u"install-timer"_s, u"-i"_s, m_lab}).exitCode, 3);
}

void TestInstallTimer::whatSystemctlSaysIsTold()
{
    write(u"bin/systemctl.fails"_s, {});
    const ProcessResult result = run({u"install-timer"_s, u"-i"_s, m_lab});
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.standardError.contains("systemctl --user daemon-reload: Failed to connect to bus"),
             result.standardError.constData());
    QVERIFY(QFile::exists(path(unit(u"timer"_s))));
}

void TestInstallTimer::aWrongTimeIsRefused_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("nonsense") << QStringList{u"--at"_s, u"whenever"_s} << QByteArray("whenever");
    QTest::newRow("an option") << QStringList{u"--at=--help"_s} << QByteArray("--at");
    QTest::newRow("no such hour") << QStringList{u"--daily"_s, u"24:00"_s} << QByteArray("24:00");
    QTest::newRow("both") << QStringList{u"--daily"_s, u"02:00"_s, u"--at"_s, u"daily"_s}
                          << QByteArray("--daily");
    QTest::newRow("nothing kept") << QStringList{u"--keep"_s, u"0"_s} << QByteArray("--keep");
    QTest::newRow("no such format") << QStringList{u"-f"_s, u"word"_s} << QByteArray("word");
    QTest::newRow("no such node") << QStringList{u"--nodes"_s, u"n9"_s} << QByteArray("n9");
    QTest::newRow("a path as name") << QStringList{u"--name"_s, u"../x"_s} << QByteArray("--name");
}

void TestInstallTimer::aWrongTimeIsRefused()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, complaint);
    const ProcessResult result = run(QStringList{u"install-timer"_s, u"-i"_s, m_lab} + options);
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.standardError.contains(complaint), result.standardError.constData());
    QVERIFY(!QFile::exists(path(u"config"_s)));
    QVERIFY(!QFile::exists(path(u"bin/systemctl.log"_s)));
}

/// What the service runs.
void TestInstallTimer::theLastReportsAreKept()
{
    const QDir reports(m_vermagic->stateFolder() + u"/vermagic/reports"_s);
    const QStringList check{u"check"_s, u"-i"_s, m_lab, u"-f"_s, u"json"_s, u"--keep"_s, u"2"_s};
    QCOMPARE(run(check).exitCode, 2);
    QVERIFY(QFile::rename(reports.filePath(reports.entryList(QDir::Files).first()),
                          reports.filePath(u"lab-1-20200101T000000Z.json"_s)));
    for (const QString &other :
         {u"lab-1-20190101T000000Z.html"_s, u"notes.json"_s, u"lab-10-20190101T000000Z.json"_s})
        QVERIFY(QFile::copy(m_lab, reports.filePath(other)));
    const ProcessResult second = run(check);
    QCOMPARE(second.exitCode, 2);
    QVERIFY(QFile::exists(QString::fromUtf8(second.standardOutput.trimmed())));
    QTest::qSleep(1100);
    QCOMPARE(run(check).exitCode, 2);
    QVERIFY(!reports.exists(u"lab-1-20200101T000000Z.json"_s));
    QCOMPARE(reports.entryList({u"lab-1-*.json"_s}, QDir::Files).size(), 2);
    QCOMPARE(reports.entryList(QDir::Files).size(), 5); // what is no report of this kind stays
}

QTEST_GUILESS_MAIN(TestInstallTimer)
#include "tst_installtimer.moc"
