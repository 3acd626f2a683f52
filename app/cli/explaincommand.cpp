// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/explaincommand.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/knowledgeloader.h"
#include "models/signature/logline.h"

#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Where a signature stands in the log: every place counts, the first is shown.
struct Occurrence
{
    const Signature *signature = nullptr;
    LogLine line;
    qsizetype number = 0; ///< from 1
    qsizetype times = 0;
    qsizetype over = 0; ///< the line that says that it no longer matters; 0: none does
};

Result<QByteArray> readLog(const QString &path)
{
    if (path != u"-"_s)
        return readInputFile(path);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return std::unexpected(Error{ErrorCode::Io, input.errorString(), u"standard input"_s, {}});
    QByteArray text = input.read(largestInput + 1);
    if (text.size() > largestInput)
        return std::unexpected(
            Error{ErrorCode::InvalidInput, u"the log is larger than 16 MiB"_s, u"standard input"_s, {}});
    return text;
}

bool isAboutTheSame(const Occurrence &earlier, const Signature &signature, const LogLine &line)
{
    const QString before = subjectOf(*earlier.signature, earlier.line.text),
                  now = subjectOf(signature, line.text);
    return before.isEmpty() || now.isEmpty() || before == now;
}

/// In the order of their first lines; `lines` becomes how many there are.
QList<Occurrence> occurrencesIn(QByteArrayView text, const SignatureBook &book, qsizetype &lines)
{
    QList<Occurrence> found;
    QHash<const Signature *, qsizetype> places;
    for (lines = 0; !text.isEmpty(); ++lines) {
        const qsizetype newline = text.indexOf('\n');
        const LogLine line = logLine(newline < 0 ? text : text.first(newline));
        text = newline < 0 ? QByteArrayView() : text.sliced(newline + 1);
        const QList<const Signature *> matching = book.match(line.text, std::nullopt);
        if (matching.isEmpty())
            continue;
        const Signature *signature = matching.constFirst();
        for (Occurrence &earlier : found) {
            if (signature->clears.contains(earlier.signature->id) && earlier.over == 0
                && isAboutTheSame(earlier, *signature, line))
                earlier.over = lines + 1;
        }
        if (!places.contains(signature)) {
            places.insert(signature, found.size());
            found.append({signature, line, lines + 1});
        }
        Occurrence &occurrence = found[places.value(signature)];
        ++occurrence.times;
        occurrence.over = 0;
    }
    return found;
}

QString severityWord(const Signature &signature)
{
    if (signature.benign)
        return u"known, harmless"_s;
    return signature.severity == Severity::Error ? u"error"_s : u"warning"_s;
}

QString explanationOf(const Occurrence &occurrence, const QString &language)
{
    const Signature &signature = *occurrence.signature;
    const auto filled = [&](const LocalText &text) {
        return filledFromLine(text.in(language), signature, occurrence.line.text);
    };
    QString text = u"%1: %2: %3 [%4]\n"_s.arg(
        occurrence.times > 1 ? u"line %1 and %2 more"_s.arg(occurrence.number).arg(occurrence.times - 1)
                             : u"line %1"_s.arg(occurrence.number),
        severityWord(signature), filled(signature.title), signature.id);
    text += u"    | %1\n    %2\n"_s.arg(occurrence.line.text.left(300), filled(signature.meaning));
    if (!signature.cause.byLanguage.isEmpty())
        text += u"    Cause: %1\n"_s.arg(filled(signature.cause));
    if (!signature.hint.byLanguage.isEmpty())
        text += u"    What to do: %1\n"_s.arg(filled(signature.hint));
    if (!signature.playbook.isEmpty())
        text += u"    Playbook: %1\n"_s.arg(signature.playbook);
    if (occurrence.over > 0)
        text += u"    Over: line %1 says so.\n"_s.arg(occurrence.over);
    return text + u'\n';
}

} // namespace

void ExplainCommand::start(const QStringList &arguments)
{
    CommandLine line(u"explain"_s, u"Prints what the known lines of a log mean and what to do about them."_s);
    line.addOption({u"playbooks"_s}, u"A folder of own playbooks and signatures beside the shipped ones."_s,
                   u"DIR"_s);
    line.addArguments(u"[FILE|-]"_s, u"A log; standard input when it is - or not given."_s);
    const Result<bool> parsed = line.parse(arguments);
    if (parsed && !*parsed) {
        Q_EMIT finished(ExitHealthy);
        return;
    }
    const bool understood = parsed && line.arguments().size() <= 1;
    const Loaded<Knowledge> knowledge = readKnowledge(line.value(u"playbooks"_s), u"en"_s);
    const Result<QByteArray> log = understood ? readLog(line.arguments().value(0, u"-"_s)) : QByteArray();
    if (!understood || !knowledge || !log) {
        printErrors(!parsed ? QList{parsed.error()}
                    : !understood
                        ? QList{Error{ErrorCode::InvalidInput, u"One log at a time."_s, u"explain"_s, {}}}
                    : !knowledge ? knowledge.error()
                                 : QList{log.error()});
        Q_EMIT finished(ExitUsage);
        return;
    }
    qsizetype lines = 0, bad = 0;
    const QList<Occurrence> found = occurrencesIn(*log, knowledge->signatures, lines);
    for (const Occurrence &occurrence : found) {
        printOut(explanationOf(occurrence, knowledge->language));
        bad += occurrence.signature->benign || occurrence.over > 0 ? 0 : 1;
    }
    printOut(u"%1 lines read: %2 known to be bad, %3 known and harmless or over\n"_s.arg(lines).arg(bad).arg(
        found.size() - bad));
    Q_EMIT finished(bad > 0 ? ExitFindings : ExitHealthy);
}

} // namespace Vermagic
