// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A cluster as values for tests of models and views: three groups, one node for each kind of trouble, the
/// diagnoses written out by hand so that a test of a view does not depend on what diagnose() makes of facts.
/// All times are fixed. Not for tests of probing or diagnosis: those use captured outputs.
#pragma once

#include "models/snapshot.h"

namespace Vermagic::Sample {

QDateTime now();
/// controller, compute01…09, headnode, login02: compute02 has no headers, compute03 breaks at the next reboot,
/// compute05 has another host key, compute06 is silent, headnode has no module for its kernel, login02 will not.
ClusterSnapshot cluster();
/// `count` compute nodes in groups of 50, each eighth in trouble.
ClusterSnapshot largeCluster(int count);
/// Headers, build, load, mount, verify for compute02.
Plan plan(const QString &node, const QString &planId);
/// The events of running plan() up to the middle of the build.
QList<RunEvent> halfRun(const Plan &plan);
/// The rest: everything succeeds and the findings are gone.
QList<RunEvent> restOfRun(const Plan &plan);
/// compute02 as the next sweep sees it after the fix.
NodeSnapshot healthy(NodeSnapshot node);

} // namespace Vermagic::Sample
