// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of a chain's links: label, value, detail and the section of the probe that shows it. Pure; words are
/// translated where a translator is installed, what a node answered is made printable and never translated.
#pragma once

#include "models/diagnosis/finding.h"
#include "models/playbook/factpath.h"

namespace Vermagic {

QString chainLabel(ChainLink link, const FactMap &facts);
QString chainValue(ChainLink link, const FactMap &facts);
QString chainDetail(ChainLink link, const FactMap &facts);
QString notNeededText();
QString evidenceSectionFor(ChainLink link, const FactMap &facts);

/// Names under which chainsOf() hands over a summary of the node's services ("2/3", "a.service, b.service").
QString servicesCountName();
QString servicesDownName();

} // namespace Vermagic
