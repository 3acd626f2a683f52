// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/signature/signaturereader.h"

#include "models/core/nearestword.h"
#include "models/signature/logline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

std::optional<FilesystemKind> readKind(const YamlValue &value, std::optional<FilesystemKind> fallback)
{
    if (!value.isPresent())
        return fallback;
    const int word = value.word({u"beegfs"_s, u"lustre"_s, u"virtiofs"_s});
    return word < 0 ? fallback : std::optional(FilesystemKind(word));
}

LinePattern readPattern(const YamlValue &value, ReadCare care)
{
    const QString expression = value.string();
    if (expression.isEmpty())
        return {};
    const Result<LinePattern> pattern = LinePattern::compile(expression);
    if (!pattern)
        value.fail(pattern.error().message, pattern.error().hint);
    else if (care == ReadCare::Thorough && pattern->isCostly())
        value.fail(u"the pattern tries too many ways to fit a long line"_s,
                   u"\\S+ or [^']{1,80} in place of .+"_s);
    return pattern.value_or(LinePattern());
}

QList<LogSource> readSources(const YamlValue &value)
{
    QList<LogSource> sources;
    for (const YamlValue &item : value.items()) {
        const int word = item.word(logSourceWords());
        if (word >= 0)
            sources.append(LogSource(word));
    }
    if (!value.isPresent())
        value.fail(u"'sources' is missing"_s, u"where the line stands: "_s + logSourceWords().join(u", "_s));
    return sources;
}

/// A text whose {{names}} are groups of the pattern.
LocalText readLineText(const YamlValue &value, bool required, const LinePattern &pattern)
{
    static const QRegularExpression use(u"\\{\\{([^}]*)\\}\\}"_s);
    LocalText text = readLocalText(value, required);
    const QStringList groups = pattern.groupNames();
    for (const QString &language : std::as_const(text.byLanguage)) {
        for (const QRegularExpressionMatch &match : use.globalMatch(language)) {
            if (!groups.contains(match.captured(1)) && pattern != LinePattern())
                value.fail(u"the pattern has no group '%1'"_s.arg(match.captured(1)),
                           wordHint(match.captured(1), groups));
        }
    }
    return text;
}

/// What belongs to one that asks for action, and what must not stand beside `benign`.
void readAction(Signature &signature, const YamlValue &value)
{
    if (signature.benign) {
        signature.severity = Severity::Info;
        for (const QString &key : {u"severity"_s, u"hint"_s, u"playbook"_s}) {
            if (value.child(key).isPresent())
                value.failAtKey(key, u"a benign line asks for nothing, so it has no '%1'"_s.arg(key));
        }
        return;
    }
    if (const YamlValue severity = value.child(u"severity"_s); severity.isPresent())
        signature.severity = severity.word({u"warning"_s, u"error"_s}) == 0 ? Severity::Warning
                                                                            : Severity::Error;
    signature.hint = readLineText(value.child(u"hint"_s), true, signature.pattern);
    signature.playbook = value.child(u"playbook"_s).stringOr({});
    signature.playbookPosition = value.child(u"playbook"_s).position();
}

Signature readSignature(const YamlValue &value, std::optional<FilesystemKind> kind, ReadCare care,
                        QStringList &ids)
{
    value.allowKeys({u"id"_s, u"pattern"_s, u"sources"_s, u"filesystem"_s, u"severity"_s, u"benign"_s,
                     u"title"_s, u"meaning"_s, u"cause"_s, u"hint"_s, u"playbook"_s, u"subject"_s,
                     u"clears"_s, u"provenance"_s, u"sample"_s});
    Signature signature;
    signature.id = readId(value.child(u"id"_s), ids);
    signature.pattern = readPattern(value.child(u"pattern"_s), care);
    signature.sources = readSources(value.child(u"sources"_s));
    signature.filesystem = readKind(value.child(u"filesystem"_s), kind);
    signature.benign = value.child(u"benign"_s).booleanOr(false);
    signature.title = readLineText(value.child(u"title"_s), true, signature.pattern);
    signature.meaning = readLineText(value.child(u"meaning"_s), true, signature.pattern);
    signature.cause = readLineText(value.child(u"cause"_s), false, signature.pattern);
    readAction(signature, value);
    signature.subject = value.child(u"subject"_s).stringOr({});
    if (const QStringList groups = signature.pattern.groupNames(); !signature.subject.isEmpty()
                                                                   && signature.pattern != LinePattern()
                                                                   && !groups.contains(signature.subject))
        value.child(u"subject"_s)
            .fail(u"the pattern has no group '%1'"_s.arg(signature.subject),
                  wordHint(signature.subject, groups));
    signature.clears = value.child(u"clears"_s).stringsOr({});
    signature.provenance = value.child(u"provenance"_s).string();
    signature.sample = value.child(u"sample"_s).string();
    if (signature.pattern != LinePattern() && !signature.sample.isEmpty()
        && !signature.pattern.matches(logLine(signature.sample.toUtf8()).text))
        value.child(u"sample"_s).fail(u"the pattern does not match its own sample"_s);
    return signature;
}

} // namespace

Loaded<QList<Signature>> loadSignatures(const QByteArray &text, const QString &file, ReadCare care)
{
    const YamlDocument document(text, file);
    const YamlValue root = document.root();
    QList<Signature> signatures;
    if (document.errors().isEmpty() && !root.isMap())
        root.fail(u"a signature file is a map with a list of signatures"_s);
    if (document.errors().isEmpty()) {
        root.allowKeys({u"filesystem"_s, u"signatures"_s});
        const std::optional<FilesystemKind> kind = readKind(root.child(u"filesystem"_s), std::nullopt);
        QStringList ids;
        for (const YamlValue &item : root.child(u"signatures"_s).items())
            signatures.append(readSignature(item, kind, care, ids));
        if (signatures.isEmpty())
            root.fail(u"the file has no signatures"_s);
    }
    if (!document.errors().isEmpty())
        return std::unexpected(document.errors());
    return signatures;
}

} // namespace Vermagic
