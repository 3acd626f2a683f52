// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What has been told of an inventory's nodes, kept between runs of the program in the state folder, so that a check
/// every night tells of a change once. One file for each inventory, replaced as a whole. A file that cannot be
/// understood is as none: everything is news again.
#pragma once

#include "models/notify/nodechange.h"

namespace Vermagic {

class NotifyMemory
{
public:
    explicit NotifyMemory(const Inventory &inventory);

    NodeNews &news() { return m_news; }
    Result<void> save() const;

private:
    QString m_file;
    NodeNews m_news;
};

} // namespace Vermagic
