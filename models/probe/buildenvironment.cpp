// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/buildenvironment.h"

#include "models/probe/kernelparsers.h"
#include "models/probe/sectiontext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype evidenceLimit = 4096;
constexpr qsizetype outputLimit = 1'048'576;

struct Finds
{
    QString kernel;
    QString package;
    QString moduleVersion;
    QString rust;
};

/// Package name and version of a line of dpkg -l, dpkg-query -W or rpm -q.
void readLine(const QByteArray &line, Finds &finds)
{
    static const QRegularExpression headers(u"\\A(linux-headers-|kernel-devel-)([0-9]\\S*)\\z"_s);
    static const QRegularExpression client(
        u"\\A(?:beegfs-client|beegfs-client-dkms|lustre-client-modules-dkms|lustre-client-dkms)\\z"_s);
    static const QRegularExpression plainVersion(u"(?:\\A|[^0-9.])BeeGFS[^0-9]{1,20}([0-9]+(?:\\.[0-9]+)+)"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression rust(u"\\Arustc ([0-9][0-9.]{0,19})(?: |\\z)"_s);
    const QString text = QString::fromUtf8(line.simplified());
    if (const QRegularExpressionMatch match = rust.match(text); match.hasMatch())
        finds.rust = match.captured(1);
    else if (text.contains("rustc: "_L1) && text.endsWith("not found"_L1))
        finds.rust = u"missing"_s;
    const QStringList words = text.split(u' ');
    const bool dpkgState = words.size() > 1 && words[0].size() <= 3 && words[0].contains(u'i');
    const qsizetype at = dpkgState ? 1 : 0;
    if (dpkgState && words[0].size() >= 2 && words[0][1] != u'i')
        return;
    const QString name = words.value(at).section(u':', 0, 0);
    if (const QRegularExpressionMatch match = headers.match(name); match.hasMatch()) {
        const QString release = match.captured(2);
        if (isKernelRelease(release) && !release.endsWith("-common"_L1) && !release.contains("-common-"_L1)
            && (finds.kernel.isEmpty() || versionLess(finds.kernel, release))) {
            finds.kernel = release;
            finds.package = name;
        }
    } else if (client.match(name).hasMatch()) {
        const QString version = words.value(at + 1).section(u':', -1); // without the epoch
        finds.moduleVersion = version.section(u'-', 0, 0);
    } else if (const QRegularExpressionMatch shown = plainVersion.match(text);
               shown.hasMatch() && finds.moduleVersion.isEmpty()) {
        finds.moduleVersion = shown.captured(1);
    }
}

} // namespace

BuildEnvironmentFacts parseBuildEnvironment(const QString &name, const QStringList &command,
                                            const CommandResult &result)
{
    BuildEnvironmentFacts facts{.name = name};
    const QByteArray output = result.standardOutput.left(outputLimit);
    const QByteArray shown = result.succeeded() ? output : output + result.standardError;
    facts.evidence = {shellQuoted(command),
                      printable(QByteArrayView(shown).first(std::min(shown.size(), evidenceLimit)))};
    Finds finds;
    for (const QByteArray &line : linesOf(output))
        readLine(line.left(4096), finds);
    using Text = Fact<QString>;
    if (!finds.rust.isEmpty())
        facts.rust = Text::known(finds.rust);
    if (!finds.kernel.isEmpty()) {
        facts.kernel = Text::known(finds.kernel);
        facts.headersPackage = Text::known(finds.package);
        facts.moduleVersion = finds.moduleVersion.isEmpty()
                                  ? Text::unknown(u"the command shows no client version"_s)
                                  : Text::known(finds.moduleVersion);
        return facts;
    }
    QString reason = u"the command shows no linux-headers or kernel-devel package"_s;
    if (result.error)
        reason = toString(*result.error);
    else if (result.exitCode != 0)
        reason = u"the command ended with status %1: %2"_s.arg(result.exitCode.value_or(-1))
                     .arg(cleanText(result.standardError, 200));
    facts.kernel = facts.headersPackage = Text::unknown(reason);
    facts.moduleVersion = finds.moduleVersion.isEmpty() ? Text::unknown(reason)
                                                        : Text::known(finds.moduleVersion);
    return facts;
}

} // namespace Vermagic
