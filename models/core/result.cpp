// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/result.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

QString toString(const Error &error)
{
    QString text;
    if (!error.context.isEmpty())
        text = error.context + u": "_s;
    text += error.message;
    if (!error.hint.isEmpty())
        text += u" ("_s + error.hint + u')';
    return text;
}

QString errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return u"invalid-input"_s;
    case ErrorCode::NotFound:
        return u"not-found"_s;
    case ErrorCode::Io:
        return u"io"_s;
    case ErrorCode::HostUnreachable:
        return u"host-unreachable"_s;
    case ErrorCode::ConnectionRefused:
        return u"connection-refused"_s;
    case ErrorCode::HostKeyUnknown:
        return u"host-key-unknown"_s;
    case ErrorCode::HostKeyChanged:
        return u"host-key-changed"_s;
    case ErrorCode::HostKeyRevoked:
        return u"host-key-revoked"_s;
    case ErrorCode::AuthenticationFailed:
        return u"authentication-failed"_s;
    case ErrorCode::ConnectionLost:
        return u"connection-lost"_s;
    case ErrorCode::Timeout:
        return u"timeout"_s;
    case ErrorCode::Cancelled:
        return u"cancelled"_s;
    case ErrorCode::OutputLimit:
        return u"output-limit"_s;
    case ErrorCode::SudoFailed:
        return u"sudo-failed"_s;
    case ErrorCode::Unsupported:
        return u"unsupported"_s;
    case ErrorCode::Protocol:
        return u"protocol"_s;
    case ErrorCode::Internal:
        return u"internal"_s;
    }
    return u"internal"_s;
}

} // namespace Vermagic
