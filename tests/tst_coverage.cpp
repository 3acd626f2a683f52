// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// resources/coverage.md says what serves each row of the documents that the product is made from: no row is left
// out, and everything that it names exists.

#include "models/inventory/threshold.h"
#include "models/playbook/knowledge.h"
#include "tests/vermagicprocess.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

QString textOf(const QString &path)
{
    QFile file(QStringLiteral(VERMAGIC_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

struct Reference
{
    QString kind;
    QString name;
};

struct Row
{
    QString id;
    QString asked;
    QList<Reference> servedBy;
};

QList<Row> coverage()
{
    static const QRegularExpression reference(u"\\b([a-z]+) `([^`]+)`"_s);
    QList<Row> rows;
    for (const QString &line : textOf(u"resources/coverage.md"_s).split(u'\n')) {
        const QStringList cells = line.split(u'|');
        if (cells.size() != 5 || !cells[1].trimmed().startsWith(u'S'))
            continue;
        Row row{cells[1].trimmed(), cells[2].trimmed(), {}};
        for (const QRegularExpressionMatch &match : reference.globalMatch(cells[3]))
            row.servedBy.append({match.captured(1), match.captured(2)});
        rows.append(row);
    }
    return rows;
}

} // namespace

class TestCoverage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyRowIsServed();
    void whatServesItExists_data();
    void whatServesItExists();

private:
    bool exists(const Reference &reference) const;

    Knowledge m_knowledge;
    QString m_help;
};

void TestCoverage::initTestCase()
{
    m_knowledge = loadKnowledge(shippedKnowledgeFiles()).value();
    m_help = QString::fromUtf8(VermagicProcess().run({u"--help"_s}).standardOutput);
    QVERIFY(!m_help.isEmpty());
}

void TestCoverage::everyRowIsServed()
{
    const QStringList asked = textOf(u"tests/data/seed-rows.txt"_s).split(u'\n', Qt::SkipEmptyParts);
    QVERIFY(asked.size() > 90);
    QStringList served;
    for (const Row &row : coverage()) {
        QVERIFY2(!row.servedBy.isEmpty() && !row.asked.isEmpty(), qPrintable(row.id));
        served.append(row.id);
    }
    QCOMPARE(served, asked);
}

void TestCoverage::whatServesItExists_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    for (const Row &row : coverage()) {
        for (const Reference &reference : row.servedBy)
            QTest::newRow(qPrintable(row.id + u": "_s + reference.kind + u' ' + reference.name))
                << reference.kind << reference.name;
    }
}

bool TestCoverage::exists(const Reference &reference) const
{
    const auto &[kind, name] = reference;
    const Playbook *playbook = m_knowledge.playbook(name.section(u'/', 0, 0));
    if (kind == u"playbook")
        return playbook && !playbook->source.isEmpty();
    if (kind == u"remedy")
        return playbook && playbook->remedy(name.section(u'/', 1));
    if (kind == u"check")
        return std::ranges::any_of(m_knowledge.playbooks, [&](const Playbook &p) { return p.check(name); });
    if (kind == u"fact")
        return m_knowledge.vocabulary.find(name).has_value();
    if (kind == u"command")
        return m_help.contains(u"  "_s + name.section(u' ', 1, 1) + u' ');
    if (kind == u"benchmark")
        return QFile::exists(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/benchmarks/") + name
                             + u".yaml"_s);
    if (kind == u"threshold")
        return thresholdMetrics().contains(name);
    if (kind == u"signature")
        return std::ranges::contains(m_knowledge.signatures.signatures(), name, &Signature::id);
    if (kind == u"claims")
        return QFile::exists(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/compatibility/") + name
                             + u".yaml"_s);
    return false;
}

void TestCoverage::whatServesItExists()
{
    QFETCH(QString, kind);
    QFETCH(QString, name);
    QVERIFY2(exists({kind, name}), qPrintable(kind + u' ' + name));
}

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
