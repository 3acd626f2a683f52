// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The conversation with sudo on a channel without a terminal: which bytes mean what. Pure, no I/O.
///
/// The command line makes sudo print a random prompt mark when it wants a password, and the command, once it runs as root,
/// a random start mark. Both marks are new for every run and hex only ('%' is expanded in -p). The mark may come after other
/// lines ("unable to resolve host ..."). A password goes out once, and only between the prompt mark and the start mark: nothing that
/// a command prints can ask for it. -k makes the prompt certain and leaves no ticket. A second prompt means that the password was
/// wrong: the caller closes the channel, so that sudo counts one failed try and not three.
#pragma once

#include <QByteArray>
#include <QString>

namespace Vermagic {

class SudoProtocol
{
public:
    enum class Event {
        Nothing,
        PasswordWanted, ///< write the password and a newline, nothing else
        PasswordWrong,  ///< close the channel
        Started, ///< the command runs: its input may follow; what feed() was given after the mark is takeOutput()
    };

    /// Two different words of letters and digits that nobody can guess.
    SudoProtocol(const QByteArray &promptMark, const QByteArray &startMark);
    /// With fresh random marks.
    static SudoProtocol withRandomMarks();

    /// `command` is a POSIX-shell command line.
    QByteArray commandLine(const QByteArray &command) const;
    /// Takes bytes of standard error; call again with nothing until it returns Nothing.
    Event feed(QByteArrayView standardError = {});
    /// The command's own standard error that came with the start mark.
    QByteArray takeOutput();
    bool isStarted() const { return m_started; }
    /// What sudo itself said, without the marks; for a person after printable().
    QByteArray sudoText() const { return m_started ? m_sudoText : m_sudoText + m_pending; }

private:
    QByteArray m_promptMark;
    QByteArray m_startMark;
    QByteArray m_pending;
    QByteArray m_sudoText;
    int m_prompts = 0;
    bool m_started = false;
};

} // namespace Vermagic
