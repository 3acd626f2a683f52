// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once
#include <QString>
#include <QAbstractItemModel>
// dynamic_cast<, sender() and QEventLoop may be spoken of
