// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Keeps every other process, and every other handle in this one, from making or removing a practice cluster in a
/// folder as long as it lives. The lock is an flock(2) on the folder itself, so it ends with its process, however that
/// ends, and leaves no file behind. Removing what is in the folder, or the folder, is the holder's right. Does not wait.
#pragma once

#include "models/core/result.h"

namespace Vermagic {

class FolderLock
{
public:
    /// Makes the folder when it is not there. The error of a folder that somebody else works on names it.
    static Result<FolderLock> take(const QString &folder);

    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&other) noexcept;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor);

    int m_descriptor = -1;
};

} // namespace Vermagic
