// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/counters.h"

#include "models/core/command.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <limits>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// What a person reads.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Sampling)
};

constexpr quint64 mebibyte = 1024 * 1024;
constexpr quint64 sector = 512; ///< of /proc/diskstats, whatever the device's own is
constexpr quint64 infinibandWord = 4;

std::optional<quint64> number(QByteArrayView word)
{
    bool valid = false;
    const quint64 value = word.toULongLong(&valid);
    return valid ? std::optional(value) : std::nullopt;
}

std::unexpected<Error> refused(const QString &message)
{
    return std::unexpected(Error{ErrorCode::InvalidInput, message, {}, {}});
}

/// With the first line of what the tool said instead.
std::unexpected<Error> refusedBy(const QString &tool, const QByteArray &answer)
{
    const QString said = printable(answer.trimmed().split('\n').constFirst().left(200));
    return refused(said.isEmpty() ? Words::tr("%1 says nothing").arg(tool)
                                  : Words::tr("%1 says: %2").arg(tool, said));
}

QList<QByteArray> wordsOf(const QByteArray &line)
{
    return line.simplified().split(' ');
}

/// A product that does not fit has no meaning.
std::optional<quint64> times(std::optional<quint64> value, quint64 factor)
{
    if (!value || *value > std::numeric_limits<quint64>::max() / factor)
        return {};
    return *value * factor;
}

/// What a program asks of the file system. The sum of read_bytes counts reads for versions that have no line "read".
bool isLustreOperation(const QByteArray &name)
{
    static const QSet<QByteArray> names{"open",    "close",   "mknod",    "create", "link",     "unlink",
                                        "symlink", "mkdir",   "rmdir",    "rename", "getattr",  "setattr",
                                        "statfs",  "readdir", "truncate", "fsync",  "setxattr", "getxattr"};
    return names.contains(name);
}

} // namespace

Result<LustreStats> readLustreStats(const QByteArray &text)
{
    LustreStats stats;
    quint64 operations = 0;
    bool timed = false;
    for (const QByteArray &line : text.split('\n')) {
        const QList<QByteArray> words = wordsOf(line);
        if (words.size() == 3 && words[0] == "snapshot_time") {
            stats.snapshot = words[1].toDouble(&timed);
        } else if (words.size() == 3 && words[0] == "start_time") {
            stats.beginning = words[1];
        } else if (words.size() >= 4 && words[2] == "samples") {
            if (!words[3].endsWith(']'))
                return refused(Words::tr("the statistics are cut off, as they are for whoever is not root"));
            const std::optional<quint64> samples = number(words[1]);
            const bool isRead = words[0] == "read_bytes";
            if (!samples)
                continue;
            if (isRead || words[0] == "write_bytes") {
                const std::optional<quint64> sum = words.size() >= 7 ? number(words[6]) : std::nullopt;
                if (!sum)
                    return refused(Words::tr("the line of %1 has no sum").arg(QString::fromLatin1(words[0])));
                (isRead ? stats.counters.read : stats.counters.written) = *sum;
                operations += *samples;
            } else if (isLustreOperation(words[0])) {
                operations += *samples;
            }
        }
    }
    if (!timed)
        return refused(Words::tr("the statistics have no snapshot_time"));
    stats.counters.operations = operations;
    return stats;
}

Result<CounterParts> readBeegfsCtlClients(const QByteArray &text)
{
    CounterParts clients;
    bool summed = false;
    for (const QByteArray &line : text.split('\n')) {
        const QList<QByteArray> words = wordsOf(line);
        if (words.size() < 3 || words.size() % 2 == 0 || words[2] != "[sum]")
            continue;
        QMap<QByteArray, quint64> values;
        for (qsizetype i = 1; i + 1 < words.size(); i += 2) {
            if (const std::optional<quint64> value = number(words[i]))
                values.insert(words[i + 1], *value);
        }
        summed = true;
        const std::optional<quint64> read = times(values.value("[MiB-rd]"), mebibyte);
        const std::optional<quint64> written = times(values.value("[MiB-wr]"), mebibyte);
        if (words[0] != "Sum:" && read && written)
            clients.insert(QString::fromLatin1(words[0]), {*read, *written, values.value("[sum]")});
    }
    if (!summed)
        return refusedBy(u"beegfs-ctl"_s, text);
    return clients;
}

Result<CounterParts> readBeegfsClients(const QByteArray &text)
{
    CounterParts clients;
    bool summed = false;
    for (const QByteArray &line : text.split('\n')) {
        const QJsonObject row = line.startsWith('{') ? QJsonDocument::fromJson(line).object() : QJsonObject();
        const auto value = [&row](QLatin1StringView key) -> std::optional<quint64> {
            const QJsonValue json = row.value(key);
            if (json.isString() && json.toString().isEmpty())
                return 0; // a zero that is not printed
            return number(json.toVariant().toByteArray());
        };
        const std::optional<quint64> read = value("rd"_L1);
        const std::optional<quint64> written = value("wr"_L1);
        const QString client = row.value("client"_L1).toString();
        if (client.isEmpty() || !read || !written)
            continue;
        summed = true;
        if (client != u"Summary")
            clients.insert(client, {*read, *written, value("sum"_L1)});
    }
    if (!summed)
        return refusedBy(u"beegfs"_s, text);
    return clients;
}

CounterParts readNetworkDevices(const QByteArray &text)
{
    CounterParts interfaces;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype colon = line.lastIndexOf(':'); // of an alias such as eth0:1 the last one
        const QList<QByteArray> words = wordsOf(line.mid(colon + 1));
        if (colon < 0 || words.size() < 16)
            continue;
        const std::optional<quint64> received = number(words[0]);
        const std::optional<quint64> sent = number(words[8]);
        if (received && sent)
            interfaces.insert(QString::fromLatin1(line.left(colon).trimmed()), {*received, *sent, {}});
    }
    return interfaces;
}

CounterParts readDisks(const QByteArray &text)
{
    CounterParts disks;
    for (const QByteArray &line : text.split('\n')) {
        const QList<QByteArray> words = wordsOf(line);
        if (words.size() < 14)
            continue;
        const std::optional<quint64> reads = number(words[3]);
        const std::optional<quint64> writes = number(words[7]);
        const std::optional<quint64> read = times(number(words[5]), sector);
        const std::optional<quint64> written = times(number(words[9]), sector);
        if (reads && writes && read && written)
            disks.insert(QString::fromLatin1(words[2]), {*read, *written, *reads + *writes});
    }
    return disks;
}

CounterParts readNfsMounts(const QByteArray &text)
{
    CounterParts mounts;
    auto mount = mounts.end();
    for (const QByteArray &line : text.split('\n')) {
        const QList<QByteArray> words = wordsOf(line);
        if (words[0] == "device") {
            mount = mounts.end();
            const qsizetype type = words.indexOf("fstype");
            if (words.size() > 4 && type > 0 && type + 1 < words.size() && words[type + 1].startsWith("nfs"))
                mount = mounts.insert(QString::fromUtf8(words[4]), {});
        } else if (mount == mounts.end()) {
            continue;
        } else if (words[0] == "bytes:" && words.size() >= 7) {
            const std::optional<quint64> read = number(words[5]);
            const std::optional<quint64> written = number(words[6]);
            if (!read || !written) {
                mounts.erase(mount);
                mount = mounts.end();
                continue;
            }
            mount->read = *read;
            mount->written = *written;
        } else if (words.size() >= 9 && words[0] != "xprt:" && words[0] == words[0].toUpper()) {
            mount->operations = mount->operations.value_or(0) + number(words[1]).value_or(0);
        }
    }
    return mounts;
}

std::optional<Counters> readProcessIo(const QByteArray &text)
{
    QMap<QByteArray, quint64> values;
    for (const QByteArray &line : text.split('\n')) {
        const QList<QByteArray> words = wordsOf(line);
        if (words.size() == 2)
            values.insert(words[0], number(words[1]).value_or(0));
    }
    if (!values.contains("rchar:") || !values.contains("wchar:"))
        return {};
    return Counters{values["rchar:"], values["wchar:"], values.value("syscr:") + values.value("syscw:")};
}

std::optional<quint64> readInfinibandData(const QByteArray &text)
{
    const std::optional<quint64> words = number(text.trimmed());
    if (words == std::numeric_limits<quint32>::max())
        return {};
    return times(words, infinibandWord);
}

} // namespace Vermagic
