// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A question that a playbook puts to a node within the sweep (its key `probes:`), and the rules by which facts
/// are read from the answer. Plain values, rendered into the script by renderProbeScript(); an answer is a section
/// like any other: cut at 64 KiB, raw bytes of a node that nobody vouches for.
#pragma once

#include "models/core/fact.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>

namespace Vermagic {

struct ProbeSection;

struct AnswerRule
{
    enum class How {
        First,  ///< what the first match captures; Absent without a match
        All,    ///< what every match captures, each once, joined by blanks; Absent without a match
        Count,  ///< the number of lines that match
        Status, ///< a word for the exit code; Unknown for one without a word
        Text,   ///< the first line that is not empty; Absent without one
    };
    QString path; ///< of the fact, without brackets: "upgrades.blacklist", "lnet./fsx.port"
    How how = How::Text;
    QString pattern;          ///< First, All, Count: for one line, with at most one capture
    QMap<int, QString> words; ///< Status
    bool operator==(const AnswerRule &) const = default;
};

struct ProbeQuestion
{
    QString id; ///< of the section: "ask:PROBE" or "ask:PROBE:SUBJECT"
    QStringList argv;
    QString shown;     ///< as a person would type it
    QString tool;      ///< a program without which nothing is asked and every fact is Absent; may be empty
    bool root = false; ///< asked as root, where sudo asks nothing; elsewhere every fact is Unknown
    QList<int> accepted{0}; ///< exit codes whose output counts; all others make the facts Unknown
    std::chrono::seconds timeout{4};
    std::chrono::seconds keep{0}; ///< how long an answer may be used again before the node is asked anew
    QList<AnswerRule> rules;
    bool operator==(const ProbeQuestion &) const = default;
};

/// The fact that `rule` reads from a complete section. Values are one line of printable text, at most 4096 characters.
Fact<QString> readAnswer(const ProbeSection &section, const ProbeQuestion &question, const AnswerRule &rule);

/// What the script answers in place of a command that it did not run.
inline constexpr QByteArrayView answerWithoutTool{"vermagic: not installed"};
inline constexpr QByteArrayView answerWithoutRoot{"vermagic: only root may ask"};

} // namespace Vermagic
