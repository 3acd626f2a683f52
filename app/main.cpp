// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/checkcommand.h"
#include "app/cli/clicommands.h"
#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/console.h"
#include "app/consolereplay.h"
#include "app/knowledgeloader.h"
#include "app/recordingfile.h"
#include "app/screenshots.h"
#include "app/signalpipe.h"
#include "views/mainwindow.h"
#include "views/reportdocument.h"
#include "views/screenshots.h"
#include "views/translation.h"

#include <QApplication>
#include <QLocale>
#include <QTimer>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

void setUpApplication()
{
    QCoreApplication::setApplicationName(u"vermagic"_s);
    QCoreApplication::setApplicationVersion(u"" VERMAGIC_VERSION ""_s);
    QCoreApplication::setOrganizationName(u"vermagic"_s);
    raiseOpenFileLimit();
    // A reader that goes away (`| head`) must not kill the program between two nodes' changes.
    std::signal(SIGPIPE, SIG_IGN);
}

int runCommand(QCoreApplication &application, const CliCommandEntry &entry, const QStringList &arguments)
{
    const std::unique_ptr<CliCommand> command = entry.make();
    if (auto *check = qobject_cast<CheckCommand *>(command.get()))
        check->setPdfRenderer(renderPdf);
    SignalPipe signalPipe;
    QObject::connect(&signalPipe, &SignalPipe::interrupted, command.get(), &CliCommand::interrupt);
    QObject::connect(command.get(), &CliCommand::finished, &application, &QCoreApplication::exit,
                     Qt::QueuedConnection);
    QMetaObject::invokeMethod(command.get(), [&] { command->start(arguments); }, Qt::QueuedConnection);
    return application.exec();
}

/// A PDF is drawn, which needs fonts but no display; nothing else of the command line does.
std::unique_ptr<QCoreApplication> applicationFor(const QStringList &arguments, int &argc, char *argv[])
{
    const bool draws = arguments.value(0) == u"check"_s
                       && std::ranges::any_of(
                           arguments, [](const QString &argument) { return argument.endsWith(u"pdf"_s); });
    if (!draws)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

/// Qt ends the process with a core dump when there is no display; a sentence is kinder.
bool displayIsThere()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY")
           || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

/// The knowledge speaks the first language of the user that it has.
QString knowledgeLanguage()
{
    return QLocale().language() == QLocale::Korean ? u"ko"_s : u"en"_s;
}

/// Time for the window to lay itself out and for its delayed updates to have been painted.
constexpr std::chrono::milliseconds settling{800};

int showRecording(QApplication &application, const CommandLine &line, Knowledge knowledge)
{
    Loaded<Recording> recording = readRecordingFile(line.value(u"replay"_s));
    if (!recording) {
        printErrors(recording.error());
        return ExitUsage;
    }
    QSettings settings;
    ConsoleReplay console(std::move(knowledge), std::move(*recording), &settings);
    console.window().show();
    SignalPipe signalPipe;
    QObject::connect(&signalPipe, &SignalPipe::interrupted, &application, &QCoreApplication::quit);
    if (line.isSet(u"screenshots"_s)) {
        QTimer::singleShot(settling, &console, [&console, folder = line.value(u"screenshots"_s)] {
            const Result<QStringList> saved = saveScreenshots(console.window(), folder, u"replay"_s);
            if (!saved)
                printError(saved.error());
            QCoreApplication::exit(saved ? ExitHealthy : ExitUsage);
        });
    }
    return application.exec();
}

int showWindow(QApplication &application, const CommandLine &line)
{
    Loaded<Knowledge> knowledge = readKnowledge(line.value(u"playbooks"_s), knowledgeLanguage());
    if (!knowledge) {
        printErrors(knowledge.error());
        return ExitUsage;
    }
    if (line.isSet(u"replay"_s))
        return showRecording(application, line, std::move(*knowledge));
    QSettings settings;
    Console console(std::move(*knowledge), &settings);
    console.window().show();
    if (line.isSet(u"practice"_s))
        console.openPractice();
    else if (line.isSet(u"inventory"_s))
        console.openInventory(line.value(u"inventory"_s));
    std::unique_ptr<Screenshots> screenshots;
    if (line.isSet(u"screenshots"_s)) {
        screenshots = std::make_unique<Screenshots>(console, line.value(u"screenshots"_s));
        QObject::connect(screenshots.get(), &Screenshots::finished, &application, &QCoreApplication::exit,
                         Qt::QueuedConnection);
    }
    SignalPipe signalPipe;
    QObject::connect(&signalPipe, &SignalPipe::interrupted, &application, &QCoreApplication::quit);
    return application.exec();
}

int runWindow(int argc, char *argv[], const QStringList &arguments)
{
    CommandLine line(u"A desktop console for clusters whose file systems need kernel modules."_s);
    line.addOption({u"i"_s, u"inventory"_s}, u"Open this inventory."_s, u"FILE"_s);
    line.addOption({u"practice"_s}, u"Start the practice cluster and open it."_s);
    line.addOption({u"replay"_s}, u"Look at this recorded session; no connection is made."_s, u"FILE"_s);
    line.addOption({u"playbooks"_s}, u"A folder of own playbooks beside the shipped ones."_s, u"DIR"_s);
    line.addOption({u"screenshots"_s}, u"Save pictures of the window there, then end."_s, u"DIR"_s);
    const Result<bool> parsed = line.parse(arguments);
    if (!parsed || !*parsed) {
        if (!parsed)
            printError(parsed.error());
        return parsed ? ExitHealthy : ExitUsage;
    }
    if (!displayIsThere()) {
        printError({ErrorCode::Unsupported,
                    u"there is no display for a window"_s,
                    {},
                    u"see vermagic check --help"_s});
        return ExitUsage;
    }
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(u"vermagic"_s);
    installTranslation(application, QLocale());
    return showWindow(application, line);
}

} // namespace

int main(int argc, char *argv[])
{
    setUpApplication();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const QString word = arguments.value(0);
    if (word == u"--version"_s) {
        printOut(u"vermagic " VERMAGIC_VERSION "\n"_s);
        return ExitHealthy;
    }
    if (word == u"--help"_s || word == u"-h"_s || word == u"help"_s) {
        printOut(cliHelp());
        return ExitHealthy;
    }
    if (word.isEmpty() || word.startsWith(u'-'))
        return runWindow(argc, argv, arguments);
    if (const CliCommandEntry *entry = cliCommand(word)) {
        const std::unique_ptr<QCoreApplication> application = applicationFor(arguments, argc, argv);
        return runCommand(*application, *entry, arguments.mid(1));
    }
    printError({ErrorCode::InvalidInput, u"There is no such command."_s, word, u"see vermagic --help"_s});
    return ExitUsage;
}
