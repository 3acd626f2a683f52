// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/question.h"

#include "models/probe/sectiontext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype longestLine = 4096;
constexpr qsizetype longestValue = 4096;
constexpr int timedOut = 124;

using Text = Fact<QString>;

Text given(const QString &value)
{
    return value.isEmpty() ? Text::absent() : Text::known(value.left(longestValue));
}

QStringList matchesIn(const QByteArray &output, const QString &pattern, bool onlyFirst)
{
    const QRegularExpression expression(pattern);
    QStringList found;
    for (const QByteArray &line : linesOf(output)) {
        const QRegularExpressionMatch match = expression.match(cleanText(line, longestLine));
        if (!match.hasMatch())
            continue;
        const QString value = match.captured(expression.captureCount() > 0 ? 1 : 0).trimmed();
        found.append(value);
        if (onlyFirst)
            break;
    }
    return found;
}

QString firstLine(const QByteArray &output)
{
    for (const QByteArray &line : linesOf(output)) {
        if (const QString text = cleanText(line, longestLine); !text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

Fact<QString> readAnswer(const ProbeSection &section, const ProbeQuestion &question, const AnswerRule &rule)
{
    if (section.output == answerWithoutTool && !question.tool.isEmpty())
        return Text::absent();
    if (section.output == answerWithoutRoot && question.root)
        return Text::unknown(u"only root can ask, and sudo asks for a password"_s);
    if (section.exitCode == timedOut)
        return Text::unknown(u"no answer within %1 s"_s.arg(question.timeout.count()));
    if (rule.how == AnswerRule::How::Status) {
        const auto word = rule.words.constFind(section.exitCode);
        return word == rule.words.cend() ? Text::unknown(complaintOf(section)) : Text::known(*word);
    }
    if (!question.accepted.contains(section.exitCode))
        return Text::unknown(complaintOf(section));
    switch (rule.how) {
    case AnswerRule::How::First:
        return given(matchesIn(section.output, rule.pattern, true).value(0));
    case AnswerRule::How::All: {
        QStringList values = matchesIn(section.output, rule.pattern, false);
        values.removeDuplicates();
        return given(values.join(u' ').trimmed());
    }
    case AnswerRule::How::Count:
        return Text::known(QString::number(matchesIn(section.output, rule.pattern, false).size()));
    default:
        return given(firstLine(section.output));
    }
}

} // namespace Vermagic
