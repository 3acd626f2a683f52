// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Errors are values. A function that can fail returns Result<T>; one that reads a whole file and can
/// report several mistakes at once returns Loaded<T>. No exception crosses a function of this project.
/// `context` says where: "file:line:column", a node's name or a command-line argument.
#pragma once

#include <QList>
#include <QString>

#include <expected>

namespace Vermagic {

enum class ErrorCode {
    InvalidInput, ///< a file, argument or answer that does not parse; context names the place
    NotFound,
    Io,
    HostUnreachable, ///< name not resolved, no route, nothing answers
    ConnectionRefused,
    HostKeyUnknown,
    HostKeyChanged,
    HostKeyRevoked,
    AuthenticationFailed,
    ConnectionLost,
    Timeout,
    Cancelled,
    OutputLimit,
    SudoFailed,
    Unsupported,
    Protocol, ///< the peer's answer does not follow the protocol
    Internal,
};

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message; ///< one sentence for a person, without the context
    QString context;
    QString hint; ///< what to do about it; may be empty

    bool operator==(const Error &) const = default;
};

/// "context: message (hint)", the one form in which an error is printed.
QString toString(const Error &error);

/// The stable word of an error code in JSON and audit lines, such as "host-key-changed".
QString errorCodeName(ErrorCode code);

template<typename T>
using Result = std::expected<T, Error>;

template<typename T>
using Loaded = std::expected<T, QList<Error>>;

} // namespace Vermagic
