// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/toolreader.h"

#include "models/benchmark/linereader.h"
#include "models/benchmark/mpireaders.h"
#include "models/core/command.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype longestLine = 64 * 1024;
constexpr qsizetype largestDocument = 4 * 1024 * 1024;

/// Finds the end of a JSON object that comes in pieces.
class JsonScanner
{
public:
    /// How many of `bytes` belong to the object; it has ended when isOpen() is false afterwards.
    qsizetype take(QByteArrayView bytes)
    {
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            step(bytes[i]);
            if (m_depth == 0)
                return i + 1;
        }
        return bytes.size();
    }
    bool isOpen() const { return m_depth > 0; }

private:
    void step(char c)
    {
        if (m_inString) {
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"')
                m_inString = false;
        } else if (c == '"') {
            m_inString = true;
        } else if (c == '{') {
            ++m_depth;
        } else if (c == '}') {
            --m_depth;
        }
    }

    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
};

class FioReader : public ToolReader
{
public:
    QList<ToolTotals> feed(QByteArrayView bytes) override
    {
        QList<ToolTotals> totals;
        while (!bytes.isEmpty()) {
            if (!m_document) {
                const qsizetype begin = bytes.indexOf('{');
                readText(begin < 0 ? bytes : bytes.first(begin));
                if (begin < 0)
                    break;
                bytes = bytes.sliced(begin);
                m_document.emplace();
                m_scanner = {};
            }
            const qsizetype taken = m_scanner.take(bytes);
            if (m_document->size() + taken <= largestDocument)
                m_document->append(bytes.first(taken));
            bytes = bytes.sliced(taken);
            if (!m_scanner.isOpen()) {
                readDocument(totals);
                m_document.reset();
            }
        }
        return totals;
    }
    QString complaint() const override { return m_complaint; }

private:
    void readText(QByteArrayView text)
    {
        m_text.append(text);
        for (qsizetype end = m_text.indexOf('\n'); end >= 0; end = m_text.indexOf('\n')) {
            const QString line = printable(QByteArrayView(m_text).first(end)).trimmed();
            if (line.startsWith("fio:"_L1))
                m_complaint = line.mid(4).trimmed();
            m_text.remove(0, end + 1);
        }
        if (m_text.size() > longestLine)
            m_text.clear();
    }

    void readDocument(QList<ToolTotals> &totals)
    {
        const QJsonArray jobs = QJsonDocument::fromJson(*m_document).object().value(u"jobs"_s).toArray();
        ToolTotals sum;
        for (const auto job : jobs) {
            if (const int error = job[u"error"_s].toInt(); error != 0 && m_complaint.isEmpty())
                m_complaint = u"error %1"_s.arg(error);
            const QJsonObject read = job[u"read"_s].toObject();
            const QJsonObject write = job[u"write"_s].toObject();
            sum.readBytes += read.value(u"io_bytes"_s).toDouble();
            sum.writtenBytes += write.value(u"io_bytes"_s).toDouble();
            sum.reads += read.value(u"total_ios"_s).toDouble();
            sum.writes += write.value(u"total_ios"_s).toDouble();
            const double milliseconds = std::max(read.value(u"runtime"_s).toDouble(),
                                                 write.value(u"runtime"_s).toDouble());
            sum.seconds = std::max(sum.seconds, milliseconds / 1000);
        }
        if (sum.seconds > 0)
            totals.append(sum);
    }

    JsonScanner m_scanner;
    std::optional<QByteArray> m_document; ///< begun
    QByteArray m_text;                    ///< between documents, a line that was begun
    QString m_complaint;
};

class DdReader : public LineReader
{
public:
    explicit DdReader(bool writes)
        : m_writes(writes)
    {
    }
    QString complaint() const override { return m_complaint; }

protected:
    /// "7962624 bytes (8.0 MB, 7.6 MiB) copied, 1 s, 7.9 MB/s"
    void readLine(const QByteArray &line, QList<ToolTotals> &totals) override
    {
        if (line.startsWith("dd: "))
            m_complaint = printable(QByteArrayView(line).sliced(4));
        const qsizetype begin = line.indexOf(" copied, ");
        const qsizetype bytesEnd = line.indexOf(" bytes ");
        if (begin < 0 || bytesEnd < 0)
            return;
        const QByteArray time = line.mid(begin + 9);
        bool hasBytes = false, hasSeconds = false;
        const double bytes = line.first(bytesEnd).trimmed().toDouble(&hasBytes);
        const double seconds = time.first(std::max<qsizetype>(time.indexOf(" s"), 0)).toDouble(&hasSeconds);
        if (!hasBytes || !hasSeconds || !(seconds > 0) || !(bytes >= 0) || !std::isfinite(bytes + seconds))
            return;
        totals.append(
            {.seconds = seconds, .readBytes = m_writes ? 0 : bytes, .writtenBytes = m_writes ? bytes : 0});
    }

private:
    bool m_writes;
    QString m_complaint;
};

/// Of a line "COUNT MILLISECONDS": the count, and seconds.
std::optional<std::pair<double, double>> readCount(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    bool hasCount = false, hasTime = false;
    const qint64 count = words.value(0).toLongLong(&hasCount);
    const qint64 milliseconds = words.value(1).toLongLong(&hasTime);
    if (words.size() != 2 || !hasCount || !hasTime || count < 0 || milliseconds <= 0)
        return {};
    return std::pair(double(count), double(milliseconds) / 1000);
}

class CountReader : public LineReader
{
protected:
    void readLine(const QByteArray &line, QList<ToolTotals> &totals) override
    {
        if (const auto count = readCount(line))
            totals.append({.seconds = count->second, .reads = count->first});
    }
};

class SentReader : public LineReader
{
public:
    QString complaint() const override { return m_complaint; }

protected:
    void readLine(const QByteArray &line, QList<ToolTotals> &totals) override
    {
        if (const auto bytes = readCount(line))
            totals.append({.seconds = bytes->second, .writtenBytes = bytes->first});
        else if (line.startsWith("cannot "))
            m_complaint = printable(line);
    }

private:
    QString m_complaint;
};

class ElbenchoReader : public LineReader
{
protected:
    void readLine(const QByteArray &line, QList<ToolTotals> &totals) override
    {
        const QList<QByteArray> cells = line.split(',');
        if (cells.contains("RuntimeMS")) {
            m_columns = cells;
            return;
        }
        const auto cell = [&](const char *name) { return cells.value(m_columns.indexOf(name)); };
        if (m_columns.isEmpty() || cell("Rank") != "Total")
            return;
        const QByteArray direction = cell("MixType").isEmpty() ? cell("Phase").toUpper()
                                                               : cell("MixType").toUpper();
        const double seconds = cell("RuntimeMS").toDouble() / 1000;
        if (!(seconds > 0))
            return;
        const bool writes = direction == "WRITE";
        const double bytes = cell("DoneBytes").toDouble(), entries = cell("Entries").toDouble();
        totals.append({.seconds = seconds,
                       .readBytes = writes ? 0 : bytes,
                       .writtenBytes = writes ? bytes : 0,
                       .reads = writes ? 0 : entries,
                       .writes = writes ? entries : 0});
    }

private:
    QList<QByteArray> m_columns;
};

} // namespace

const QStringList &toolFormats()
{
    static const QStringList formats{u"fio"_s,  u"dd"_s,  u"count"_s, u"elbencho"_s,
                                     u"sent"_s, u"ior"_s, u"mdtest"_s};
    return formats;
}

std::unique_ptr<ToolReader> makeToolReader(const QString &format, bool writes)
{
    switch (toolFormats().indexOf(format)) {
    case 0:
        return std::make_unique<FioReader>();
    case 1:
        return std::make_unique<DdReader>(writes);
    case 2:
        return std::make_unique<CountReader>();
    case 3:
        return std::make_unique<ElbenchoReader>();
    case 4:
        return std::make_unique<SentReader>();
    case 5:
        return std::make_unique<IorReader>();
    case 6:
        return std::make_unique<MdtestReader>();
    default:
        return {};
    }
}

} // namespace Vermagic
