// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later
#define STANDIN_NAME "beegfs"
#define STANDIN_VERSION "8.1.0"
#define STANDIN_MAGIC 0x19830326
#include "standin.h"
