// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/practiceprocess.h"

#include "app/practice/childprocess.h"
#include "app/practice/practicefiles.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QThread>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

constexpr int readyDescriptor = 3;
constexpr int infoDescriptor = 4;
constexpr int goDescriptor = 5;
constexpr auto startDeadline = 15s;
constexpr auto jobDeadline = 60s;
constexpr int jobsAtOnce = 4;

std::unexpected<Error> failed(const QString &message, const QString &context, const QString &hint = {})
{
    return std::unexpected(Error{ErrorCode::Io, message, context, hint});
}

/// Field 22 of /proc/PID/stat; 0 when there is no such process or it is only waiting to be reaped.
qulonglong startTimeOf(pid_t pid)
{
    const QByteArray stat = readFile(u"/proc/%1/stat"_s.arg(pid)).value_or(QByteArray());
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return fields.size() < 20 || fields[0] == "Z" ? 0 : fields[19].toULongLong();
}

/// bubblewrap gives the server its process namespace; it must not die with the console, hence the new session.
QStringList serverCommand(const QString &state, const QString &helper)
{
    QStringList command{u"bwrap"_s};
    // Root needs no user namespace, and in one it may not mount a procfs where the host's is partly covered.
    if (geteuid() != 0)
        command.append(u"--unshare-user"_s);
    return command
           + QStringList{u"--unshare-pid"_s,
                         u"--cap-add"_s,
                         u"CAP_SYS_ADMIN"_s,
                         u"--dev-bind"_s,
                         u"/"_s,
                         u"/"_s,
                         u"--proc"_s,
                         u"/proc"_s,
                         u"--info-fd"_s,
                         QString::number(infoDescriptor),
                         u"--"_s,
                         helper,
                         u"serve"_s,
                         state,
                         QString::number(readyDescriptor),
                         QString::number(goDescriptor)};
}

QString lastLine(const QByteArray &text)
{
    return QString::fromUtf8(text.trimmed().split('\n').last());
}

} // namespace

Result<QString> practiceHelper()
{
    const QString here = QCoreApplication::applicationDirPath();
    for (const QString &folder : {u"/"_s, u"/practice/"_s, u"/../libexec/vermagic/"_s, u"/../app/practice/"_s,
                                  u"/../../app/practice/"_s}) {
        const QFileInfo file(here + folder + u"vermagic-practice"_s);
        if (file.isExecutable())
            return file.canonicalFilePath();
    }
    return failed(u"the helper program is missing"_s, u"vermagic-practice"_s,
                  u"build or install the whole of Vermagic"_s);
}

Result<void> checkPracticeTools()
{
    const auto need = [](const QString &name, const QString &package) -> Result<void> {
        const QStringList folders{u"/usr/sbin"_s, u"/usr/bin"_s};
        if (!QStandardPaths::findExecutable(name, folders).isEmpty())
            return {};
        return failed(u"the practice cluster needs this program"_s, name,
                      u"install the package %1"_s.arg(package));
    };
    return need(u"bwrap"_s, u"bubblewrap"_s)
        .and_then([&] { return need(u"sshd"_s, u"openssh-server"_s); })
        .and_then([&] { return need(u"kmod"_s, u"kmod"_s); })
        .and_then([&] { return need(u"dpkg-query"_s, u"dpkg"_s); })
        .and_then([&] { return need(u"make"_s, u"make"_s); });
}

Result<PracticeServer> startPracticeServer(const QString &state)
{
    const Result<QString> helper = practiceHelper();
    if (!helper)
        return std::unexpected(helper.error());
    Pipe ready;
    Pipe go;
    // A file, not a pipe: bubblewrap gives up when nobody reads what it says, and forgets the process it has made.
    QFile info(state + u"/server.info"_s);
    if (!info.open(QIODevice::ReadWrite | QIODevice::Truncate))
        return failed(info.errorString(), info.fileName());
    const QString log = state + u"/server.log"_s;
    const pid_t child = startChild(
        serverCommand(state, *helper), log,
        {{ready.writer(), readyDescriptor}, {info.handle(), infoDescriptor}, {go.reader(), goDescriptor}});
    if (child < 0)
        return failed(u"the practice server could not be started"_s, u"bwrap"_s);
    ready.closeWriter();
    const QDeadlineTimer deadline(startDeadline);
    PracticeServer server;
    server.port = ready.readUntil('\n', deadline).trimmed().toInt();
    static const QRegularExpression number(u"\"child-pid\": *(\\d+)"_s);
    server.pid =
        number.match(QString::fromUtf8(readFile(info.fileName()).value_or(QByteArray()))).captured(1).toInt();
    server.startTime = server.pid > 0 ? startTimeOf(server.pid) : 0;
    server.monitor = child;
    if (server.port == 0 || server.startTime == 0) {
        kill(child, SIGKILL);
        endChild(child);
        return failed(lastLine(readFile(log).value_or(QByteArray())), u"practice server"_s,
                      u"see %1"_s.arg(log));
    }
    const QByteArray record = QByteArray::number(server.pid) + ' ' + QByteArray::number(server.startTime)
                              + ' ' + QByteArray::number(server.port) + ' '
                              + QByteArray::number(server.monitor) + '\n';
    // A server that nobody knows of must not be: it ends by itself unless it hears that its record is written.
    return writeFile(state + u"/server"_s, record).transform([&] {
        go.write("go\n");
        return server;
    });
}

std::optional<PracticeServer> runningPracticeServer(const QString &state)
{
    const QList<QByteArray> words =
        readFile(state + u"/server"_s).value_or(QByteArray()).trimmed().split(' ');
    if (words.size() != 4)
        return std::nullopt;
    const PracticeServer server{words[0].toInt(), words[1].toULongLong(), words[2].toInt(), words[3].toInt()};
    if (server.pid <= 1 || server.startTime == 0 || startTimeOf(server.pid) != server.startTime)
        return std::nullopt;
    return server;
}

Result<void> stopPracticeServer(const QString &state)
{
    const std::optional<PracticeServer> server = runningPracticeServer(state);
    if (!server)
        return {};
    // The first process of the namespace: the kernel ends all others with it.
    if (kill(server->pid, SIGKILL) != 0)
        return failed(QString::fromLocal8Bit(std::strerror(errno)),
                      u"practice server, process %1"_s.arg(server->pid));
    const QDeadlineTimer deadline(10s);
    while (startTimeOf(server->pid) == server->startTime && !deadline.hasExpired())
        QThread::sleep(10ms);
    // Our own child when this process started the cluster; it ends with the namespace.
    endChild(server->monitor);
    return {};
}

Result<void> runInNodes(const QString &state, const QList<PracticeJob> &jobs)
{
    const Result<QString> helper = practiceHelper();
    if (!helper)
        return std::unexpected(helper.error());
    struct Child
    {
        pid_t pid = -1;
        Pipe output;
    };
    Result<void> result;
    for (qsizetype first = 0; first < jobs.size(); first += jobsAtOnce) {
        const qsizetype count = std::min<qsizetype>(jobsAtOnce, jobs.size() - first);
        std::array<Child, jobsAtOnce> children;
        for (qsizetype i = 0; i < count; ++i) {
            const PracticeJob &job = jobs[first + i];
            Pipe &output = children[i].output;
            children[i].pid = startChild(
                QStringList{*helper, u"enter"_s, state, job.node, u"--root"_s} + job.command, {},
                {{output.writer(), STDOUT_FILENO}, {output.writer(), STDERR_FILENO}});
            output.closeWriter();
        }
        for (qsizetype i = 0; i < count; ++i) {
            const QByteArray said = children[i].output.readAll(QDeadlineTimer(jobDeadline));
            const PracticeJob &job = jobs[first + i];
            if (endChild(children[i].pid) != 0)
                result = failed(lastLine(said), u"%1: %2"_s.arg(job.node, job.command.join(u' ')));
        }
    }
    return result;
}

} // namespace Vermagic
