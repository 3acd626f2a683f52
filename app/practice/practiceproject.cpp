// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/practiceproject.h"

#include "app/practice/childprocess.h"
#include "app/practice/practicefiles.h"

#include <QDeadlineTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

constexpr auto scriptDeadline = 60s;

QString projectFolder(const QString &state)
{
    return state + u"/project"_s;
}

Result<void> runScript(const QString &state, const QStringList &command)
{
    Pipe output;
    const pid_t child = startChild(QStringList{projectFolder(state) + u'/' + command[0]} + command.mid(1), {},
                                   {{output.writer(), STDOUT_FILENO}, {output.writer(), STDERR_FILENO}});
    output.closeWriter();
    const QByteArray said = output.readAll(QDeadlineTimer(scriptDeadline));
    if (endChild(child) == 0)
        return {};
    const QString lastLine = QString::fromUtf8(said.trimmed().split('\n').last());
    return std::unexpected(
        Error{ErrorCode::Io, lastLine, practiceBuildEnvironment() + u": "_s + command.join(u' '), {}});
}

} // namespace

QString practiceBuildEnvironment()
{
    return u"docker"_s;
}

QStringList practiceBuildCommand()
{
    return {u"make"_s, u"--no-print-directory"_s, u"run-docker"_s,
            u"COMMAND=dpkg -l | grep linux-headers; rustc --version 2>&1 || :"_s};
}

Result<void> makeProject(const QString &state)
{
    return removeTree(projectFolder(state))
        .and_then([&] { return unpackTree(u":/practice/project"_s, projectFolder(state)); })
        .and_then([&] { return runScript(state, {u"scripts/provision"_s}); });
}

Result<void> breakProject(const QString &state, const QString &breakId)
{
    return runScript(state, {u"scripts/break"_s, breakId});
}

} // namespace Vermagic
