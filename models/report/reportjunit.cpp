// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportjunit.h"

#include "models/benchmark/ratetext.h"
#include "models/benchmark/runtext.h"
#include "models/core/command.h"
#include "models/inventory/threshold.h"

#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

enum class TestResult { Passed, Failed, Error, Skipped };

struct TestCase
{
    QString node;
    QString name;
    TestResult result = TestResult::Passed;
    QString type;    ///< the check's id
    QString message; ///< one line
    QString text;
};

TestCase reached(const ReportNode &node)
{
    TestCase test{.node = node.spec.name, .name = u"answers"_s, .type = u"connection"_s};
    if (node.state == NodeState::Unreachable) {
        test.result = TestResult::Error;
        test.message = node.notice.isEmpty() ? node.headline : node.notice;
    }
    return test;
}

TestCase found(const Finding &finding)
{
    TestCase test{
        .node = finding.node, .name = finding.title, .type = finding.check, .message = finding.actual};
    test.result = finding.rootCause ? TestResult::Failed : TestResult::Skipped;
    if (!finding.rootCause)
        test.message = u"follows from "_s + finding.causedBy.join(u", "_s);
    QStringList lines{u"expected: "_s + finding.expected, u"actual: "_s + finding.actual,
                      finding.explanation};
    if (!finding.playbook.isEmpty())
        lines.append(u"playbook: "_s + finding.playbook);
    if (!finding.evidence.command.isEmpty())
        lines.append(u"$ "_s + finding.evidence.command);
    lines.append(finding.evidence.output);
    test.text = lines.join(u'\n').trimmed();
    return test;
}

QList<TestCase> testsOf(const ReportNode &node)
{
    QList<TestCase> tests{reached(node)};
    for (const Finding &finding : node.findings) {
        const bool told = node.state == NodeState::Unreachable && finding.link == ChainLink::Connection;
        if (!told && finding.severity != Severity::Info)
            tests.append(found(finding));
    }
    return tests;
}

/// A threshold is a test, and a run by the same name as the one before is the same test.
QList<TestCase> testsOf(const ReportBenchmark &benchmark)
{
    const BenchmarkConfiguration &configuration = benchmark.run.configuration;
    QList<TestCase> tests;
    for (const ThresholdVerdict &verdict : benchmark.run.verdicts) {
        const QString expected = thresholdText(verdict.threshold);
        TestCase test{.node = verdict.node,
                      .name = u"%1 of %2: %3 of at least %4"_s.arg(
                          configuration.profile, configuration.filesystem, verdict.metric, expected),
                      .type = u"threshold"_s};
        if (verdict.outcome != ThresholdOutcome::Pass) {
            const QString measured = verdict.measured ? rateText(verdict.metric, *verdict.measured)
                                                      : outcomeText(verdict.outcome);
            test.result = verdict.outcome == ThresholdOutcome::Fail ? TestResult::Failed
                                                                    : TestResult::Skipped;
            test.message = measured;
            test.text = u"expected: at least %1\nmeasured: %2\nrun: %3"_s.arg(expected, measured,
                                                                              benchmark.run.id);
        }
        tests.append(test);
    }
    return tests;
}

class JunitWriter
{
public:
    explicit JunitWriter(const HealthReport &report)
        : m_report(report)
        , m_xml(&m_bytes)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(2);
    }
    QByteArray write();

private:
    void attribute(const QString &name, const QString &value)
    {
        m_xml.writeAttribute(name, printable(value.toUtf8()));
    }
    void counts(const QList<TestCase> &tests);
    void suite(const QString &group, const QList<TestCase> &tests);
    void test(const QString &group, const TestCase &test);

    const HealthReport &m_report;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

void JunitWriter::counts(const QList<TestCase> &tests)
{
    const auto count = [&](TestResult result) {
        return QString::number(std::ranges::count(tests, result, &TestCase::result));
    };
    attribute(u"tests"_s, QString::number(tests.size()));
    attribute(u"failures"_s, count(TestResult::Failed));
    attribute(u"errors"_s, count(TestResult::Error));
    attribute(u"skipped"_s, count(TestResult::Skipped));
    attribute(u"time"_s, u"0"_s);
}

void JunitWriter::test(const QString &group, const TestCase &test)
{
    m_xml.writeStartElement(u"testcase"_s);
    attribute(u"classname"_s, group + u'.' + test.node);
    attribute(u"name"_s, test.name);
    attribute(u"time"_s, u"0"_s);
    if (test.result != TestResult::Passed) {
        m_xml.writeStartElement(test.result == TestResult::Failed  ? u"failure"_s
                                : test.result == TestResult::Error ? u"error"_s
                                                                   : u"skipped"_s);
        attribute(u"message"_s, test.message);
        if (test.result != TestResult::Skipped) {
            attribute(u"type"_s, test.type);
            m_xml.writeCharacters(printable(test.text.toUtf8()));
        }
        m_xml.writeEndElement();
    }
    m_xml.writeEndElement();
}

void JunitWriter::suite(const QString &group, const QList<TestCase> &tests)
{
    m_xml.writeStartElement(u"testsuite"_s);
    attribute(u"name"_s, group);
    counts(tests);
    attribute(u"timestamp"_s, m_report.generatedAt.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s));
    for (const TestCase &one : tests)
        test(group, one);
    m_xml.writeEndElement();
}

QByteArray JunitWriter::write()
{
    QList<std::pair<QString, QList<TestCase>>> suites;
    QList<TestCase> all;
    for (const ReportNode &node : m_report.nodes) {
        const QString group = node.spec.group.isEmpty() ? u"nodes"_s : node.spec.group;
        if (suites.isEmpty() || suites.last().first != group)
            suites.append({group, {}});
        const QList<TestCase> tests = testsOf(node);
        suites.last().second += tests;
        all += tests;
    }
    for (const ReportBenchmark &benchmark : m_report.benchmarks) {
        if (const QList<TestCase> tests = testsOf(benchmark); !tests.isEmpty()) {
            suites.append({u"benchmarks"_s, tests});
            all += tests;
        }
    }
    m_xml.writeStartDocument();
    m_xml.writeStartElement(u"testsuites"_s);
    attribute(u"name"_s, m_report.cluster);
    counts(all);
    for (const auto &[group, tests] : suites)
        suite(group, tests);
    m_xml.writeEndElement();
    m_xml.writeEndDocument();
    return m_bytes;
}

} // namespace

QByteArray renderJunit(const HealthReport &report)
{
    return JunitWriter(report).write();
}

} // namespace Vermagic
