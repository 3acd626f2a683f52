// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A secret in memory: shared, immutable, wiped when its last holder lets go.
///
/// take() also wipes the bytes it was made from when nobody shares them. Never printed, compared or logged;
/// view() is for the one call that hands the secret to a peer. Does not lock memory against swapping.
#pragma once

#include <QByteArray>

#include <algorithm>
#include <memory>
#include <string.h>
#include <vector>

namespace Vermagic {

class Secret
{
public:
    Secret() = default;

    static Secret take(QByteArray &&bytes)
    {
        Secret secret;
        auto *copy = new std::vector<char>(static_cast<size_t>(bytes.size()) + 1,
                                           '\0'); // its final size: growing would leave a copy behind
        std::copy(bytes.begin(), bytes.end(), copy->begin());
        secret.m_bytes = std::shared_ptr<std::vector<char>>(copy, [](std::vector<char> *held) {
            explicit_bzero(held->data(), held->size());
            delete held;
        });
        if (bytes.isDetached())
            explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
        bytes.clear();
        return secret;
    }

    bool isNull() const { return !m_bytes; }
    QByteArrayView view() const
    {
        return m_bytes ? QByteArrayView(m_bytes->data(), static_cast<qsizetype>(m_bytes->size()) - 1)
                       : QByteArrayView();
    }
    /// NUL-terminated, for C interfaces.
    const char *c_str() const { return m_bytes ? m_bytes->data() : ""; }

private:
    std::shared_ptr<std::vector<char>> m_bytes;
};

} // namespace Vermagic
