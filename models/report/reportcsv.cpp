// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportcsv.h"

#include "models/core/command.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString field(const QString &text)
{
    QString value = printable(text.toUtf8());
    if (!value.isEmpty() && u"=+-@\t\r"_s.contains(value.front()))
        value.prepend(u'\'');
    if (!value.contains(u',') && !value.contains(u'"') && !value.contains(u'\n') && !value.contains(u'\r'))
        return value;
    return u'"' + value.replace(u'"', u"\"\""_s) + u'"';
}

QString value(const ReportNode &node, const QString &path)
{
    return node.facts.value(path).value();
}

QString cell(const ReportNode &node, ReportColumn column)
{
    return node.cells.value(static_cast<int>(column)).text;
}

QStringList row(const ReportNode &node)
{
    QStringList rootCauses;
    for (const Finding &finding : node.findings) {
        if (finding.rootCause && finding.severity != Severity::Info)
            rootCauses.append(finding.check);
    }
    return {node.spec.name,
            node.spec.group,
            node.spec.roles.join(u' '),
            node.spec.address,
            nodeStateName(node.state),
            node.headline,
            value(node, u"kernel.release"_s),
            value(node, u"kernel.next"_s),
            nextBootName(node.nextBoot.verdict),
            cell(node, ReportColumn::Headers),
            cell(node, ReportColumn::Build),
            cell(node, ReportColumn::Module),
            cell(node, ReportColumn::Mounts),
            cell(node, ReportColumn::Services),
            rootCauses.join(u' '),
            node.notice};
}

} // namespace

QByteArray renderCsv(const HealthReport &report)
{
    QList<QStringList> rows{{u"node"_s, u"group"_s, u"roles"_s, u"address"_s, u"state"_s, u"headline"_s,
                             u"kernel"_s, u"next_kernel"_s, u"next_boot"_s, u"headers"_s, u"build"_s,
                             u"module"_s, u"mounts"_s, u"services"_s, u"root_causes"_s, u"notice"_s}};
    for (const ReportNode &node : report.nodes)
        rows.append(row(node));
    QString csv;
    for (QStringList &fields : rows) {
        for (QString &text : fields)
            text = field(text);
        csv += fields.join(u',') + u"\r\n"_s;
    }
    return csv.toUtf8();
}

} // namespace Vermagic
