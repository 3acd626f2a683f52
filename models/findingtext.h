// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Findings in the reader's language. A diagnosis carries English texts as data (they go into reports and
/// logs); a person sees the translation made from the check's id, or the English text where there is none.
#pragma once

#include "models/diagnosis/finding.h"
#include "models/playbook/playbook.h"

namespace Vermagic {

QString titleText(const Finding &finding);
QString explanationText(const Finding &finding);
QString playbookText(const Playbook &playbook);
/// The shortest description of a node's state, that of its first root cause.
QString headlineText(const Diagnosis &diagnosis);
/// "Headers", "Loaded module", …
QString linkTitle(ChainLink link);

} // namespace Vermagic
