// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later
#define STANDIN_NAME "lustre"
#define STANDIN_VERSION "2.16.1"
#define STANDIN_MAGIC 0x0BD00BD0
#include "standin.h"
