// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/practicefiles.h"

#include "app/practice/modulefile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace Vermagic {

namespace {

constexpr size_t removersAtOnce = 16;

std::unexpected<Error> failed(const QString &path, const QString &why)
{
    return std::unexpected(Error{ErrorCode::Io, why, path, {}});
}

Result<void> outcome(const QString &path, const std::error_code &error)
{
    if (error)
        return failed(path, QString::fromStdString(error.message()));
    return {};
}

fs::path native(const QString &path)
{
    return fs::path(QFile::encodeName(path).toStdString());
}

void link(const QString &target, const QString &path)
{
    QFile::remove(path);
    QFile::link(target, path);
}

/// The host's program, links resolved (awk leads through /etc/alternatives, which nodes do not have).
QString hostProgram(const QString &name)
{
    for (const QString &folder : {u"/usr/bin/"_s, u"/usr/sbin/"_s}) {
        const QString path = QFileInfo(folder + name).canonicalFilePath();
        if (path.startsWith(u"/usr/"))
            return path;
    }
    return {};
}

Result<void> unpack(const QString &resource, const QString &folder, bool executable)
{
    if (const Result<void> made = makeFolder(folder); !made)
        return made;
    QDirIterator files(resource, QDir::Files);
    while (files.hasNext()) {
        QFile source(files.next());
        const QString path = folder + u'/' + files.fileName();
        QFile::remove(path); // never through a link into the host's /usr
        if (!source.open(QIODevice::ReadOnly))
            return failed(source.fileName(), source.errorString());
        if (const Result<void> written = writeFile(path, source.readAll()); !written)
            return written;
        if (executable)
            QFile::setPermissions(path, QFile::Permissions(0x7555));
    }
    return {};
}

/// On an RPM node /usr/lib64 and /usr/sbin have what the node itself installs there: kept below /.node.
void linkInstalled(const QString &usr)
{
    QDirIterator entries(u"/usr/lib64"_s, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System);
    QFile::remove(usr + u"/lib64"_s);
    QDir().mkpath(usr + u"/lib64"_s);
    while (entries.hasNext()) {
        entries.next();
        link(u"/.host/usr/lib64/"_s + entries.fileName(), usr + u"/lib64/"_s + entries.fileName());
    }
    link(u"/.node/lustre"_s, usr + u"/lib64/lustre"_s);
    for (const QString &name : {u"mke2fs"_s, u"e2fsck"_s, u"tune2fs"_s, u"debugfs"_s, u"lctl"_s})
        link(u"/.node/sbin/"_s + name, usr + u"/sbin/"_s + name);
}

/// What the host has in /usr/FOLDER, but for what every node has of its own.
void linkEntries(const QString &usr, const QString &folder, const QStringList &own)
{
    QDirIterator entries(u"/usr/"_s + folder,
                         QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System | QDir::Hidden);
    while (entries.hasNext()) {
        entries.next();
        const QString path = folder + u'/' + entries.fileName();
        if (!own.contains(entries.fileName()))
            link(u"/.host/usr/"_s + path, usr + u'/' + path);
    }
}

void linkLibraries(const QString &usr)
{
    linkEntries(usr, u"lib"_s, {u"modules"_s, u"os-release"_s, u"practice"_s});
    linkEntries(usr, u"share"_s, {u"keyrings"_s});
    for (const QString &name : {u"lib64"_s, u"lib32"_s, u"libexec"_s}) {
        if (QFileInfo::exists(u"/usr/"_s + name))
            link(u"/.host/usr/"_s + name, usr + u'/' + name);
    }
}

void linkTools(const QString &usr, const QString &family)
{
    QFile list(u":/practice/tools.list"_s);
    if (!list.open(QIODevice::ReadOnly))
        return;
    const QStringList lines = QString::fromUtf8(list.readAll()).split(u'\n');
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(u':');
        if (colon < 0 || line.startsWith(u'#'))
            continue;
        QString folder = line.left(colon);
        if (folder.contains(u'/') && !folder.startsWith(family))
            continue;
        folder = folder.section(u'/', -1);
        const QStringList names = line.mid(colon + 1).split(u' ', Qt::SkipEmptyParts);
        for (const QString &name : names) {
            const QString program = hostProgram(name);
            if (program.isEmpty())
                continue;
            link(u"/.host"_s + program, usr + u'/' + folder + u'/' + name);
            link(u"/.host"_s + program, usr + u"/lib/practice/real/"_s + name);
        }
    }
}

/// What all nodes have, and then what those of the family have.
Result<void> unpackStandIns(const QString &usr, const QString &family)
{
    const QString practice = usr + u"/lib/practice"_s;
    for (const auto &[resource, folder] : {std::pair{u"bin"_s, usr + u"/bin"_s},
                                           {u"sbin"_s, usr + u"/sbin"_s},
                                           {u"lib"_s, practice},
                                           {family + u"/bin"_s, usr + u"/bin"_s},
                                           {family + u"/sbin"_s, usr + u"/sbin"_s},
                                           {family + u"/lib"_s, practice}}) {
        if (const Result<void> unpacked = unpack(u":/practice/"_s + resource, folder, true); !unpacked)
            return unpacked;
    }
    for (const QString &folder : {u"breaks"_s, u"archive"_s, u"logs"_s}) {
        if (const Result<void> unpacked = unpack(u":/practice/"_s + folder, practice + u'/' + folder, false);
            !unpacked)
            return unpacked;
    }
    if (const Result<void> unpacked = unpack(u":/practice/slurm"_s, practice + u"/slurm"_s, true); !unpacked)
        return unpacked;
    for (const QString &tool : {u"scontrol"_s, u"squeue"_s}) // only where the node has them
        link(u"/.node/slurm/"_s + tool, usr + u"/bin/"_s + tool);
    return unpackTree(u":/practice/"_s + family + u"/sources"_s, practice + u"/sources"_s);
}

/// /proc: what a node shows of its own, and what is the host's.
void makeProc(const QString &proc)
{
    const auto own = [&proc](const QString &name, const QString &file) {
        link(u"/.node/proc/"_s + file, proc + u'/' + name);
    };
    const auto host = [&proc](const QString &name) { link(u"/.proc/"_s + name, proc + u'/' + name); };
    for (const QString &name : {u"modules"_s, u"version"_s, u"cmdline"_s, u"uptime"_s, u"keys"_s})
        own(name, name);
    link(u"self/mounts"_s, proc + u"/mounts"_s);
    own(u"self/mounts"_s, u"mounts"_s);
    own(u"self/mountinfo"_s, u"mountinfo"_s);
    own(u"filesystems"_s, u"filesystems"_s);
    own(u"4711"_s, u"4711"_s); // the process of a job that a node may run
    own(u"sys/kernel/osrelease"_s, u"osrelease"_s);
    own(u"sys/kernel/version"_s, u"build"_s);
    own(u"sys/kernel/hostname"_s, u"hostname"_s);
    own(u"sys/kernel/tainted"_s, u"tainted"_s);
    own(u"sys/kernel/random/boot_id"_s, u"boot_id"_s);
    for (const char *name :
         {"fd",   "exe",  "maps", "status", "stat",    "cmdline", "environ",       "limits",
          "root", "cwd",  "comm", "cgroup", "uid_map", "gid_map", "oom_score_adj", "task",
          "ns",   "attr", "io",   "fdinfo", "loginuid"})
        host(u"self/"_s + QLatin1StringView(name));
    for (const char *name : {"cpuinfo",
                             "meminfo",
                             "loadavg",
                             "stat",
                             "partitions",
                             "diskstats",
                             "swaps",
                             "net",
                             "thread-self",
                             "vmstat",
                             "pressure",
                             "locks",
                             "devices",
                             "interrupts",
                             "sys/user",
                             "sys/vm",
                             "sys/net",
                             "sys/fs",
                             "sys/kernel/overflowuid",
                             "sys/kernel/overflowgid",
                             "sys/kernel/ngroups_max",
                             "sys/kernel/pid_max",
                             "sys/kernel/random/uuid",
                             "sys/kernel/cap_last_cap",
                             "sys/kernel/threads-max"})
        host(QLatin1StringView(name));
}

} // namespace

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size()
        || !file.flush())
        return failed(path, file.errorString());
    return {};
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(path, file.errorString());
    return file.readAll();
}

Result<void> makeFolder(const QString &path)
{
    if (!QDir().mkpath(path))
        return failed(path, u"the folder could not be made"_s);
    return {};
}

Result<void> makeFarm(const QString &state, const QString &server, PracticeFamily family)
{
    const bool isRpm = family == PracticeFamily::Rpm;
    const QString name = isRpm ? u"rpm"_s : u"deb"_s;
    const QString usr = state + (isRpm ? u"/usr-rpm"_s : u"/usr"_s);
    const QString proc = state + u"/proc"_s;
    for (const QString &folder :
         {usr + u"/bin"_s, usr + u"/sbin"_s, usr + u"/lib/modules"_s, usr + u"/src"_s, usr + u"/local/bin"_s,
          usr + u"/local/sbin"_s, usr + u"/share/keyrings"_s, usr + u"/lib/practice/real"_s,
          proc + u"/self"_s, proc + u"/sys/kernel/random"_s}) {
        if (const Result<void> made = makeFolder(folder); !made)
            return made;
    }
    linkLibraries(usr);
    if (isRpm)
        linkInstalled(usr);
    linkTools(usr, name);
    makeProc(proc);
    const QString practice = usr + u"/lib/practice"_s;
    if (const Result<void> unpacked = unpackStandIns(usr, name); !unpacked)
        return unpacked;
    const QString helper = practice + u"/vermagic-practice"_s;
    QFile::remove(helper);
    if (!QFile::copy(server, helper))
        return failed(server, u"the helper program could not be copied"_s);
    if (const Result<void> written = writeFile(practice + u"/module.head"_s, moduleFileHead()); !written)
        return written;
    return writeFile(practice + u"/module.tail"_s, moduleFileTail());
}

Result<void> unpackTree(const QString &resource, const QString &folder)
{
    QDirIterator files(resource, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = folder + files.next().mid(resource.size());
        const Result<void> written = makeFolder(path.section(u'/', 0, -2))
                                         .and_then([&] { return readFile(files.filePath()); })
                                         .and_then([&](const QByteArray &text) {
                                             return writeFile(path, text).transform([&] {
                                                 if (text.startsWith("#!"))
                                                     QFile::setPermissions(path, QFile::Permissions(0x7555));
                                             });
                                         });
        if (!written)
            return written;
    }
    return {};
}

Result<void> copyTree(const QString &from, const QString &to)
{
    std::error_code error;
    fs::copy(native(from), native(to), fs::copy_options::recursive | fs::copy_options::copy_symlinks, error);
    return outcome(to, error);
}

Result<void> syncTree(const QString &from, const QString &to)
{
    std::error_code error;
    for (const fs::directory_entry &entry : fs::directory_iterator(native(to), error)) {
        const fs::path source = native(from) / entry.path().filename();
        const bool bothFolders = fs::is_directory(fs::symlink_status(source, error))
                                 && fs::is_directory(entry.symlink_status(error));
        if (!bothFolders)
            fs::remove_all(entry.path(), error);
    }
    for (const fs::directory_entry &entry : fs::directory_iterator(native(from), error)) {
        const fs::path target = native(to) / entry.path().filename();
        error.clear();
        if (fs::is_directory(fs::symlink_status(target, error))) {
            if (const Result<void> synced = syncTree(QString::fromStdString(entry.path()),
                                                     QString::fromStdString(target));
                !synced)
                return synced;
            continue;
        }
        error.clear();
        fs::copy(entry.path(), target, fs::copy_options::recursive | fs::copy_options::copy_symlinks, error);
        if (error)
            return outcome(QString::fromStdString(target), error);
    }
    return {};
}

Result<void> removeTree(const QString &path)
{
    // Side by side: where the disk discards freed blocks at once, removal is mostly waiting.
    std::vector<fs::path> folders;
    std::error_code error;
    for (const fs::directory_entry &outer : fs::directory_iterator(native(path), error)) {
        if (!fs::is_directory(outer.symlink_status(error)))
            continue;
        for (const fs::directory_entry &inner : fs::directory_iterator(outer.path(), error))
            folders.push_back(inner.path());
    }
    std::atomic<size_t> next = 0;
    {
        std::vector<std::jthread> workers;
        for (size_t i = 0; i < std::min<size_t>(removersAtOnce, folders.size()); ++i) {
            workers.emplace_back([&folders, &next] {
                std::error_code ignored; // what stays is reported below
                for (size_t at = next++; at < folders.size(); at = next++)
                    fs::remove_all(folders[at], ignored);
            });
        }
    }
    error.clear();
    fs::remove_all(native(path), error);
    return outcome(path, error);
}

} // namespace Vermagic
