// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/nodefacts.h"

#include <algorithm>

namespace Vermagic {

bool isKernelRelease(const QString &text)
{
    if (text.isEmpty() || text.size() > 128 || text.startsWith(u'-') || text.startsWith(u'.'))
        return false;
    return std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.'
               || c == u'_' || c == u'+' || c == u'~' || c == u'-';
    });
}

} // namespace Vermagic
