// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Nodes as values, for tests of diagnosis and plans: a healthy BeeGFS node, a healthy Lustre node and every way to
/// break them that the practice cluster knows. What the probe would see follows from what is taken away.
#pragma once

#include "models/playbook/knowledge.h"
#include "models/snapshot.h"

namespace Vermagic {

inline const QString beegfsKernel = QStringLiteral("6.12.43+deb13-cloud-amd64");
inline const QString beegfsNextKernel = QStringLiteral("6.12.48+deb13-cloud-amd64");
inline const QString lustreKernel = QStringLiteral("6.8.0-1039-aws");
inline const QString lustreNextKernel = QStringLiteral("6.8.0-1042-aws");

class NodeBuilder
{
public:
    static Inventory inventory();
    static NodeBuilder beegfs();
    static NodeBuilder lustre();
    static NodeBuilder virtiofs();

    NodeBuilder &headersMissing(Fact<QString> candidate = Fact<QString>::known(QStringLiteral("6.12.43-1")));
    NodeBuilder &notBuilt();
    NodeBuilder &notLoaded();
    NodeBuilder &notMounted();
    NodeBuilder &mountIs(MountHealth health);
    NodeBuilder &serviceDown(const QString &unit, const QString &state = QStringLiteral("failed"));
    NodeBuilder &halfConfigured(const QString &package);
    /// The node was rebooted into a kernel for which nothing is installed.
    NodeBuilder &upgradedKernel();
    /// The next boot brings that kernel.
    NodeBuilder &nextKernel(bool headers, bool module);
    NodeBuilder &kernelAnswer(const Fact<QString> &kernel);
    NodeBuilder &failing(ErrorCode code, const QString &message);
    NodeBuilder &hostKeyChanged();
    /// What the node answered to a playbook's own question.
    NodeBuilder &answers(const QString &path, const Fact<QString> &value);
    NodeBuilder &answers(const QString &path, const QString &value);
    /// The build environment has the headers of `kernel`.
    /// `rust`: its version, or "missing"; empty: not told.
    NodeBuilder &builtFor(const QString &kernel, const QString &rust = {});

    NodeSnapshot snapshot() const;
    NodeFacts facts;
    NodeSpec spec;
    std::optional<Error> error;
    std::optional<HostKeyChange> change;
    std::shared_ptr<const BuildEnvironmentFacts> reference;
    bool withFacts = true;

private:
    void runKernel(const QString &kernel);
    QString m_module;
    QString m_mountpoint;
    QString m_moduleVersion;
};

/// What is shipped, in `language`; aborts when it does not load.
Knowledge shippedKnowledge(const QString &language = QStringLiteral("en"));

} // namespace Vermagic
