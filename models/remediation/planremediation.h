// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Finding to plan: renders a playbook's remedy for one node. Pure; reads the node's diagnosis to know what is
/// wrong and its facts to know with which values to mend it. Plans one node; canaries and batches are the runner's.
#pragma once

#include "models/inventory/inventory.h"
#include "models/playbook/knowledge.h"
#include "models/playbook/parameter.h"
#include "models/remediation/plan.h"
#include "models/snapshot.h"

namespace Vermagic {

/// Which way of which playbook, with which values. Empty names: what the findings call for.
struct RemedyRequest
{
    QString playbook;
    QString remedy;
    ParameterValues parameters;

    bool operator==(const RemedyRequest &) const = default;
};

/// Plans `playbook` (one of `knowledge`) for `node`, in its language, choosing the remedy that fits the node's facts. The first finding that the playbook
/// remedies decides, root causes before consequences; further root causes of the same check (a second service that
/// is down) are planned along with it. `planId` (hex) becomes Plan::id and the prefix of the run ids of detached
/// steps. Refused with InvalidInput when a fact that fills a placeholder is not of its type (a hostile kernel
/// release), with NotFound when no finding of the node calls for it or no remedy of it fits the node.
/// A step whose condition cannot be decided is left out.
/// A remedy that is asked for by name and may be (`on_demand`) needs no finding, and its plan has no targets; its
/// parameters are filled from `request` and their defaults, and InvalidInput names the one that is wrong. An obsolete
/// remedy is never chosen, and refused by name with the reason and what to do instead.
Result<Plan> planRemediation(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                             const Playbook &playbook, const QString &planId,
                             const RemedyRequest &request = {});

/// Plans the playbook of the node's first root cause that has one, or the playbook of `request`, in the language of
/// `knowledge`. NotFound also for an unknown playbook and for a node without such a finding.
Result<Plan> planFor(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                     const QString &planId, const RemedyRequest &request = {});

/// The remedy that is asked for by name and needs no finding; null when the findings choose.
const Remedy *onDemandRemedy(const Knowledge &knowledge, const RemedyRequest &request);
/// Whether the request is for a remedy of the whole cluster, which is planned with planForConsole().
bool isForConsole(const Knowledge &knowledge, const RemedyRequest &request);
/// What is wrong with the request whatever the node: an unknown name, an obsolete way, a value that is not of its type.
Result<void> checkRequest(const Knowledge &knowledge, const RemedyRequest &request);
/// Plans a remedy all of whose steps run on the console: Plan::node is the build environment's name, or “console”.
/// No node is asked or needed.
Result<Plan> planForConsole(const Inventory &inventory, const Knowledge &knowledge, const QString &planId,
                            const RemedyRequest &request);

} // namespace Vermagic
