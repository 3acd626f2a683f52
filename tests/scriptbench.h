// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A folder in which the scripts of the playbooks are run by a shell: a /boot with one kernel, and programs that are
/// found before the machine's own. Owned by a test; everything is gone with it. A file that cannot be written ends the
/// test program.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace Vermagic {

using namespace Qt::StringLiterals;

/// The kernel that is there from the beginning.
const QString oldKernel = u"6.12.38+deb13-amd64"_s;

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

} // namespace Vermagic
