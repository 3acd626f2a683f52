// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportjson.h"

#include "models/report/consistency.h"
#include "models/report/jsonsections.h"
#include "models/report/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString statusName(LinkStatus status)
{
    static const QStringList names{u"ok"_s,          u"warning"_s, u"broken"_s,
                                   u"consequence"_s, u"unknown"_s, u"not-needed"_s};
    return names.value(static_cast<int>(status));
}

void writeFact(JsonWriter &json, const QString &key, const Fact<QString> &fact)
{
    json.beginObject(key);
    json.text(u"state"_s, fact.isKnown() ? u"known"_s : fact.isAbsent() ? u"absent"_s : u"unknown"_s);
    json.text(u"value"_s, fact.value());
    json.text(u"reason"_s, fact.reason());
    json.endObject();
}

void writeEvidence(JsonWriter &json, const ProbeEvidence &evidence)
{
    json.beginObject(u"evidence"_s);
    json.text(u"command"_s, evidence.command);
    json.text(u"output"_s, evidence.output);
    json.endObject();
}

void writeFinding(JsonWriter &json, const Finding &finding)
{
    json.beginObject();
    json.text(u"id"_s, finding.id);
    json.text(u"check"_s, finding.check);
    json.text(u"severity"_s, severityName(finding.severity));
    json.text(u"title"_s, finding.title);
    json.text(u"explanation"_s, finding.explanation);
    json.text(u"expected"_s, finding.expected);
    json.text(u"actual"_s, finding.actual);
    json.boolean(u"rootCause"_s, finding.rootCause);
    json.texts(u"causedBy"_s, finding.causedBy);
    json.text(u"link"_s, linkName(finding.link));
    json.text(u"filesystem"_s, finding.filesystem);
    json.boolean(u"nextBoot"_s, finding.nextBoot);
    writeEvidence(json, finding.evidence);
    json.text(u"playbook"_s, finding.playbook);
    json.endObject();
}

void writeChain(JsonWriter &json, const Chain &chain)
{
    json.beginObject();
    json.text(u"filesystem"_s, chain.filesystem);
    json.beginList(u"steps"_s);
    for (const ChainStep &step : chain.steps) {
        json.beginObject();
        json.text(u"link"_s, linkName(step.link));
        json.text(u"status"_s, statusName(step.status));
        json.text(u"value"_s, step.value);
        json.text(u"detail"_s, step.detail);
        json.texts(u"findings"_s, step.findings);
        json.endObject();
    }
    json.endList();
    json.endObject();
}

void writeLogLine(JsonWriter &json, const KnownLine &line)
{
    json.beginObject();
    json.text(u"signature"_s, line.signature);
    json.text(u"severity"_s, severityName(line.severity));
    json.boolean(u"harmless"_s, line.benign);
    json.text(u"title"_s, line.title);
    json.text(u"meaning"_s, line.meaning);
    json.text(u"cause"_s, line.cause);
    json.text(u"hint"_s, line.hint);
    json.text(u"playbook"_s, line.playbook);
    json.text(u"log"_s, line.channel);
    json.text(u"time"_s, line.time);
    json.text(u"line"_s, line.line);
    json.number(u"count"_s, line.count);
    json.endObject();
}

void writeTrouble(JsonWriter &json, const ReportNode &node)
{
    if (node.error) {
        json.beginObject(u"error"_s);
        json.text(u"code"_s, errorCodeName(node.error->code));
        json.text(u"message"_s, node.error->message);
        json.text(u"hint"_s, node.error->hint);
        json.endObject();
    }
    if (node.hostKeyChange) {
        json.beginObject(u"hostKeyChange"_s);
        json.text(u"host"_s, node.hostKeyChange->host);
        json.text(u"keyType"_s, node.hostKeyChange->keyType);
        json.text(u"oldFingerprint"_s, node.hostKeyChange->oldFingerprint);
        json.text(u"newFingerprint"_s, node.hostKeyChange->newFingerprint);
        json.text(u"knownHostsFile"_s, node.hostKeyChange->knownHostsFile);
        json.endObject();
    }
}

void writeNode(JsonWriter &json, const ReportNode &node)
{
    json.beginObject();
    json.text(u"name"_s, node.spec.name);
    json.text(u"address"_s, node.spec.address);
    json.text(u"group"_s, node.spec.group);
    json.texts(u"roles"_s, node.spec.roles);
    json.texts(u"mounts"_s, node.spec.mounts);
    json.text(u"state"_s, nodeStateName(node.state));
    json.text(u"headline"_s, node.headline);
    json.text(u"gatheredAt"_s, rfc3339(node.gatheredAt));
    writeTrouble(json, node);
    json.beginObject(u"facts"_s);
    for (auto it = node.facts.cbegin(); it != node.facts.cend(); ++it)
        writeFact(json, it.key(), *it);
    json.endObject();
    json.beginObject(u"nextBoot"_s);
    json.text(u"kernel"_s, node.nextBoot.kernel.value());
    json.text(u"verdict"_s, nextBootName(node.nextBoot.verdict));
    json.text(u"reason"_s,
              node.nextBoot.reason.isEmpty() ? node.nextBoot.kernel.reason() : node.nextBoot.reason);
    json.endObject();
    if (node.forecast)
        writeForecast(json, *node.forecast);
    json.beginList(u"findings"_s);
    for (const Finding &finding : node.findings)
        writeFinding(json, finding);
    json.endList();
    json.beginList(u"chains"_s);
    for (const Chain &chain : node.chains)
        writeChain(json, chain);
    json.endList();
    json.beginList(u"logLines"_s);
    for (const KnownLine &line : node.logLines)
        writeLogLine(json, line);
    json.endList();
    json.endObject();
}

void writeBuildEnvironment(JsonWriter &json, const BuildEnvironmentFacts &environment)
{
    json.beginObject(u"buildEnvironment"_s);
    json.text(u"name"_s, environment.name);
    writeFact(json, u"kernel"_s, environment.kernel);
    writeFact(json, u"headersPackage"_s, environment.headersPackage);
    writeFact(json, u"moduleVersion"_s, environment.moduleVersion);
    writeEvidence(json, environment.evidence);
    json.endObject();
}

void writeConsistency(JsonWriter &json, const Consistency &consistency)
{
    const auto lines = [&json](const QString &key, const QList<StatusLine> &list) {
        json.beginList(key);
        for (const StatusLine &line : list) {
            json.beginObject();
            json.text(u"status"_s, lineStatusName(line.status));
            json.text(u"text"_s, line.text);
            json.endObject();
        }
        json.endList();
    };
    json.beginObject(u"consistency"_s);
    json.beginList(u"kernels"_s);
    for (const KernelLine &line : consistency.kernels) {
        json.beginObject();
        json.text(u"node"_s, line.node);
        json.text(u"kernel"_s, line.kernel);
        json.text(u"reference"_s, line.reference);
        json.text(u"against"_s, line.ofGroup ? u"group"_s : u"build_environment"_s);
        json.text(u"match"_s, kernelMatchName(line.match));
        json.endObject();
    }
    json.endList();
    lines(u"builds"_s, consistency.builds);
    lines(u"modules"_s, consistency.modules);
    lines(u"mounts"_s, consistency.mounts);
    json.endObject();
}

} // namespace

QByteArray renderJson(const HealthReport &report)
{
    JsonWriter json;
    json.beginObject();
    json.text(u"schema"_s, u"vermagic.report/1"_s);
    json.text(u"cluster"_s, report.cluster);
    json.text(u"generatedAt"_s, rfc3339(report.generatedAt));
    json.text(u"generator"_s, u"vermagic "_s + report.version);
    json.text(u"inventory"_s, report.inventoryFile);
    json.text(u"sweepStartedAt"_s, rfc3339(report.sweepStartedAt));
    json.text(u"sweepFinishedAt"_s, rfc3339(report.sweepFinishedAt));
    json.boolean(u"complete"_s, report.complete);
    json.boolean(u"redacted"_s, report.redacted);
    json.text(u"verdict"_s, verdictName(report.verdict));
    json.beginObject(u"summary"_s);
    json.number(u"healthy"_s, report.healthy);
    json.number(u"attention"_s, report.attention);
    json.number(u"broken"_s, report.broken);
    json.number(u"unreachable"_s, report.unreachable);
    json.endObject();
    if (report.buildEnvironment)
        writeBuildEnvironment(json, *report.buildEnvironment);
    json.beginList(u"nodes"_s);
    for (const ReportNode &node : report.nodes)
        writeNode(json, node);
    json.endList();
    writeConsistency(json, report.consistency);
    writeSections(json, report);
    json.endObject();
    return json.result();
}

} // namespace Vermagic
