// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/practicecluster.h"

#include "app/practice/folderlock.h"
#include "app/practice/practicefiles.h"
#include "app/practice/practicenodes.h"
#include "app/practice/practiceprocess.h"
#include "app/practice/practiceproject.h"
#include "app/ssh/keypair.h"
#include "app/statefolder.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// A folder with this file in it is ours to empty.
constexpr auto marker = ".vermagic-practice"_L1;

/// What is wrong when the cluster starts, as in the tour.
struct Trouble
{
    QString node;
    QString breakId;
};

const QList<Trouble> &story()
{
    static const QList<Trouble> troubles{
        {u"compute02"_s, u"headers-missing"_s},  {u"compute03"_s, u"breaks-at-reboot"_s},
        {u"compute05"_s, u"host-key-changed"_s}, {u"compute07"_s, u"unreachable"_s},
        {u"compute08"_s, u"service-down"_s},     {u"headnode"_s, u"kernel-upgraded"_s},
        {u"login02"_s, u"breaks-at-reboot"_s},
    };
    return troubles;
}

std::unexpected<Error> refused(const QString &message, const QString &context, const QString &hint = {})
{
    return std::unexpected(Error{ErrorCode::InvalidInput, message, context, hint});
}

/// Each node has been up for a different time.
qint64 uptimeOf(qsizetype index)
{
    return 12 * 86400 + static_cast<qint64>(index) * 2221;
}

Result<void> makeTemplates(const QString &state, const QStringList &kinds)
{
    QList<PracticeJob> jobs;
    for (const QString &kind : kinds) {
        // Made under nodes/, where the sandbox looks, and moved away when done.
        if (const Result<void> made = makeSkeleton(state + u"/nodes/template-"_s + kind, kind); !made)
            return made;
        jobs.append({u"template-"_s + kind, {u"/usr/lib/practice/provision"_s, kind}});
    }
    if (const Result<void> provisioned = runInNodes(state, jobs); !provisioned)
        return provisioned;
    for (const QString &kind : kinds) {
        if (!QDir().rename(state + u"/nodes/template-"_s + kind, state + u"/templates/"_s + kind))
            return std::unexpected(Error{ErrorCode::Io, u"the template could not be moved"_s, kind, {}});
    }
    return {};
}

} // namespace

PracticeCluster::PracticeCluster(const QString &stateFolder)
    : m_state(
          QDir::cleanPath(QDir(stateFolder.isEmpty() ? defaultStateFolder() : stateFolder).absolutePath()))
{
}

QString PracticeCluster::defaultStateFolder()
{
    return stateFolderPath() + u"/practice"_s;
}

QString PracticeCluster::inventoryFile() const
{
    return m_state + u"/inventory.yaml"_s;
}

QString PracticeCluster::nodeFolder(const QString &node) const
{
    return m_state + u"/nodes/"_s + node;
}

Result<QString> PracticeCluster::start(const PracticeOptions &options)
{
    if (options.nodes < fewestNodes || options.nodes > mostNodes)
        return refused(u"a practice cluster has %1 to %2 nodes"_s.arg(fewestNodes).arg(mostNodes),
                       QString::number(options.nodes));
    if (const Result<void> checked = checkPracticeTools(); !checked)
        return std::unexpected(checked.error());
    const Result<FolderLock> lock = FolderLock::take(m_state);
    if (!lock)
        return std::unexpected(lock.error());
    if (runningPracticeServer(m_state))
        return inventoryFile();
    const Result<void> made = claimFolder().and_then([&] { return makeNodes(options); }).and_then([&] {
        return options.story ? tellStory() : Result<void>();
    });
    if (!made)
        return std::unexpected(made.error());
    const Result<PracticeServer> server = startPracticeServer(m_state);
    if (!server)
        return std::unexpected(server.error());
    const QList<PracticeNodeSpec> nodes = readPracticeNodeList(m_state);
    return writeFile(m_state + u"/known_hosts"_s, practiceKnownHosts(nodes, m_state, server->port))
        .and_then([&] { return writeFile(inventoryFile(), practiceInventory(nodes, m_state, server->port)); })
        .transform([this] { return inventoryFile(); });
}

/// Takes an empty folder, or empties one that a practice cluster has left.
Result<void> PracticeCluster::claimFolder()
{
    const QDir folder(m_state);
    const bool isOurs = folder.exists(marker);
    if (!isOurs && !folder.isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System))
        return refused(u"the folder holds something else than a practice cluster"_s, m_state,
                       u"name an empty or a new folder"_s);
    // The marker stays: what is left of an interrupted removal is still ours. So does the folder, which is locked.
    for (const QString &name :
         folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System)) {
        if (const Result<void> removed = name == marker ? Result<void>() : removeTree(folder.filePath(name));
            !removed)
            return removed;
    }
    if (const Result<void> made = makeFolder(m_state + u"/nodes"_s); !made)
        return made;
    QFile::setPermissions(m_state, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return writeFile(m_state + u'/' + marker,
                     "Everything in this folder belongs to a practice cluster of Vermagic.\n");
}

Result<void> PracticeCluster::makeNodes(const PracticeOptions &options)
{
    const Result<QString> helper = practiceHelper();
    if (!helper)
        return std::unexpected(helper.error());
    const QList<PracticeNodeSpec> nodes = practiceNodes(options.nodes);
    const QStringList kinds = practiceKinds(nodes);
    const bool hasRpm = std::ranges::any_of(kinds, isRpmKind);
    const Result<void> prepared = makeFarm(m_state, *helper, PracticeFamily::Debian)
                                      .and_then([&] {
                                          return hasRpm ? makeFarm(m_state, *helper, PracticeFamily::Rpm)
                                                        : Result<void>();
                                      })
                                      .and_then([&] { return makeFolder(m_state + u"/templates"_s); })
                                      .and_then([&] { return makeFolder(m_state + u"/keys"_s); })
                                      .and_then([&] { return makeTemplates(m_state, kinds); })
                                      .and_then([&] {
                                          return writeFile(m_state + u"/speed"_s,
                                                           QByteArray::number(options.speed) + '\n');
                                      })
                                      .and_then([&] { return makeProject(m_state); });
    if (!prepared)
        return prepared;
    if (const Result<QString> identity = makeKeyPair(m_state + u"/identity"_s, u"practice"_s); !identity)
        return std::unexpected(identity.error());
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        const PracticeNodeSpec &node = nodes[i];
        if (const Result<QString> key = makeKeyPair(m_state + u"/keys/"_s + node.name, node.name); !key)
            return std::unexpected(key.error());
        const Result<void> made =
            copyTree(m_state + u"/templates/"_s + node.kind, nodeFolder(node.name)).and_then([&] {
                return personalise(nodeFolder(node.name), node, m_state, options.speed, uptimeOf(i));
            });
        if (!made)
            return made;
    }
    return writeFile(m_state + u"/nodes.list"_s, practiceNodeList(nodes));
}

Result<void> PracticeCluster::tellStory()
{
    const QList<PracticeNodeSpec> nodes = readPracticeNodeList(m_state);
    QList<PracticeJob> jobs;
    for (const Trouble &trouble : story()) {
        if (std::ranges::contains(nodes, trouble.node, &PracticeNodeSpec::name))
            jobs.append({trouble.node, {u"/usr/lib/practice/break"_s, trouble.breakId, u"now"_s}});
    }
    return runInNodes(m_state, jobs);
}

Result<void> PracticeCluster::stop(bool keepFiles)
{
    if (!QFileInfo(m_state).isDir())
        return {};
    const Result<FolderLock> lock = FolderLock::take(m_state);
    if (!lock)
        return std::unexpected(lock.error());
    if (const Result<void> stopped = stopPracticeServer(m_state); !stopped)
        return stopped;
    if (keepFiles || !QFile::exists(m_state + u'/' + marker))
        return {};
    return removeTree(m_state);
}

/// The kind of a node of the running cluster; the build environment is of a kind of its own.
Result<QString> PracticeCluster::kindOf(const QString &node) const
{
    if (!runningPracticeServer(m_state))
        return std::unexpected(Error{ErrorCode::NotFound, u"no practice cluster runs here"_s, m_state,
                                     u"start one with vermagic practice start"_s});
    if (node == practiceBuildEnvironment())
        return node;
    const QList<PracticeNodeSpec> nodes = readPracticeNodeList(m_state);
    const auto spec = std::ranges::find(nodes, node, &PracticeNodeSpec::name);
    if (spec == nodes.end())
        return refused(u"the practice cluster has no such node"_s, node,
                       u"vermagic practice status names them"_s);
    return spec->kind;
}

Result<void> PracticeCluster::breakNode(const QString &breakId, const QString &node)
{
    const PracticeBreak *known = practiceBreak(breakId);
    if (!known)
        return refused(u"there is no such break"_s, breakId, u"vermagic practice list names them"_s);
    const Result<QString> kind = kindOf(node);
    if (!kind)
        return std::unexpected(kind.error());
    if (!known->fits.contains(*kind))
        return refused(u"the break '%1' does not fit a %2 node"_s.arg(breakId, *kind), node,
                       u"it fits: %1"_s.arg(known->fits.join(u", ")));
    if (node == practiceBuildEnvironment())
        return breakProject(m_state, breakId);
    return runInNodes(m_state, {{node, {u"/usr/lib/practice/break"_s, breakId}}}).and_then([&] {
        return awaitReboot(node);
    });
}

Result<void> PracticeCluster::repairNode(const QString &node)
{
    if (const Result<QString> kind = kindOf(node); !kind)
        return std::unexpected(kind.error());
    if (node == practiceBuildEnvironment())
        return makeProject(m_state);
    const QList<PracticeNodeSpec> nodes = readPracticeNodeList(m_state);
    const auto spec = std::ranges::find(nodes, node, &PracticeNodeSpec::name);
    const QString fresh = m_state + u"/fresh-"_s + node;
    const int speed = readFile(m_state + u"/speed"_s).value_or("100").trimmed().toInt();
    const Result<void> repaired = removeTree(fresh)
                                      .and_then([&] {
                                          return copyTree(m_state + u"/templates/"_s + spec->kind, fresh);
                                      })
                                      .and_then([&] { return personalise(fresh, *spec, m_state, speed, 0); })
                                      .and_then([&] { return syncTree(fresh, nodeFolder(node)); })
                                      .and_then([&] { return removeTree(fresh); });
    if (!repaired)
        return repaired;
    return writeFile(nodeFolder(node) + u"/.node/control/reboot"_s, {}).and_then([&] {
        return awaitReboot(node);
    });
}

/// The server removes the request just before the node listens again; a node without one is not rebooting.
Result<void> PracticeCluster::awaitReboot(const QString &node) const
{
    const QString request = nodeFolder(node) + u"/.node/control/reboot"_s;
    const QDeadlineTimer deadline(std::chrono::seconds(30));
    do {
        QThread::msleep(30);
        if (deadline.hasExpired())
            return std::unexpected(Error{ErrorCode::Timeout, u"the node does not come back"_s, node, {}});
    } while (QFile::exists(request));
    QThread::msleep(30);
    return {};
}

Result<void> PracticeCluster::overrideUname(const QString &node, const QByteArray &answer)
{
    if (const Result<QString> kind = kindOf(node); !kind)
        return std::unexpected(kind.error());
    const QString file = nodeFolder(node) + u"/.node/uname-override"_s;
    return answer.isEmpty() ? removeTree(file) : writeFile(file, answer);
}

PracticeStatus PracticeCluster::status() const
{
    PracticeStatus status;
    const std::optional<PracticeServer> server = runningPracticeServer(m_state);
    status.running = server.has_value();
    if (!server)
        return status;
    status.port = server->port;
    status.inventoryFile = inventoryFile();
    const QList<PracticeNodeSpec> nodes = readPracticeNodeList(m_state);
    for (const PracticeNodeSpec &node : nodes)
        status.nodes.append(u"%1 %2 %3"_s.arg(node.name, node.address, node.kind));
    return status;
}

} // namespace Vermagic
