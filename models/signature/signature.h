// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A log signature: how one known line of a log looks, what it means and what to do about it. Plain values, read
/// from resources/signatures/*.yaml by signaturereader.h, which is the place that documents the keys. Texts may
/// show what the line says: {{name}} stands for the group of that name in the pattern.
#pragma once

#include "models/core/localtext.h"
#include "models/core/severity.h"
#include "models/inventory/inventory.h"
#include "models/signature/linepattern.h"

namespace Vermagic {

/// Where a line can stand. A node's sweep knows where it read it; a file on standard input may be any of them.
enum class LogSource {
    Kernel,    ///< dmesg, journalctl -k
    Journal,   ///< of a mount, client or dkms unit: what systemd says, and what the unit's programs print
    MakeLog,   ///< a compiler at work: make.log of DKMS, rpmbuild, make debs
    Apt,       ///< apt and dpkg with the hooks that they run: /var/log/apt/term.log
    Dnf,       ///< dnf, yum and rpm: /var/log/dnf.log
    Mount,     ///< what mount(8), its helpers and modprobe print
    BeegfsLog, ///< /var/log/beegfs-client.log of 7.x, and what BeeGFS's tools print
    Console,   ///< the boot console, before any log is kept; test scripts
};

/// The words of the files: "kernel", "journal", …, in the order of LogSource.
QStringList logSourceWords();

struct Signature
{
    QString id;
    LinePattern pattern;
    QList<LogSource> sources;
    std::optional<FilesystemKind> filesystem; ///< empty: of none in particular
    Severity severity = Severity::Error;      ///< Info when benign
    bool benign = false;                      ///< known and harmless: shown, never a reason to act
    LocalText title;                          ///< a few words
    LocalText meaning;
    LocalText cause;  ///< may be empty
    LocalText hint;   ///< what to do; empty when benign
    QString playbook; ///< that helps; may be empty
    SourcePosition playbookPosition;
    QString subject; ///< a group of the pattern: what the line is about, such as a server; may be empty
    QStringList
        clears; ///< signatures whose earlier lines about the same subject no longer matter after this one
    QString provenance; ///< where the text comes from: program, version, function
    QString sample;     ///< a line as it was seen or as its format string makes it
    bool operator==(const Signature &) const = default;
};

/// What `line` is about; empty when the signature names no subject.
QString subjectOf(const Signature &signature, const QString &line);

/// Under which playbooks speak of the newest line that a signature fits: "log.ID".
QString logFactPath(const QString &id);

/// `text` with what `line` says in place of {{group}}; the line has been matched before, its values are printable.
QString filledFromLine(const QString &text, const Signature &signature, const QString &line);

} // namespace Vermagic
