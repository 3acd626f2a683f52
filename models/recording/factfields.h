// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The names under which a recording keeps facts. They are part of its format: names are added, never changed. A member
/// that is added to one of the structures is refused by the compiler until it is named here.
#pragma once

#include "models/recording/fields.h"
#include "models/recording/seennode.h"

namespace Vermagic {

using namespace Qt::StringLiterals;

template<>
struct EnumNames<MountHealth>
{
    static constexpr std::array list{"mounted"_L1, "missing"_L1, "read-only"_L1,
                                     "stale"_L1,   "hung"_L1,    "unknown"_L1};
};

template<>
struct EnumNames<ConnectionPhase>
{
    static constexpr std::array list{"idle"_L1,           "resolving"_L1, "connecting"_L1,  "key-exchange"_L1,
                                     "authenticating"_L1, "ready"_L1,     "backing-off"_L1, "failed"_L1};
};

template<>
struct EnumNames<EvidenceWeight>
{
    static constexpr std::array list{"explains"_L1, "supports"_L1, "silent"_L1, "contradicts"_L1};
};

template<>
struct EnumNames<EvidenceSource>
{
    static constexpr std::array list{"rebuild-window"_L1, "published-key"_L1, "other-node"_L1};
};

template<>
struct EnumNames<ErrorCode>
{
    static constexpr std::array list{"invalid-input"_L1,
                                     "not-found"_L1,
                                     "io"_L1,
                                     "host-unreachable"_L1,
                                     "connection-refused"_L1,
                                     "host-key-unknown"_L1,
                                     "host-key-changed"_L1,
                                     "host-key-revoked"_L1,
                                     "authentication-failed"_L1,
                                     "connection-lost"_L1,
                                     "timeout"_L1,
                                     "cancelled"_L1,
                                     "output-limit"_L1,
                                     "sudo-failed"_L1,
                                     "unsupported"_L1,
                                     "protocol"_L1,
                                     "internal"_L1};
};

template<>
struct Fields<OsFacts>
{
    static constexpr std::tuple list{
        field("id"_L1, &OsFacts::id),
        field("versionId"_L1, &OsFacts::versionId),
        field("codename"_L1, &OsFacts::codename),
        field("prettyName"_L1, &OsFacts::prettyName),
        field("architecture"_L1, &OsFacts::architecture),
        field("packageManager"_L1, &OsFacts::packageManager),
    };
};

template<>
struct Fields<HeaderFacts>
{
    static constexpr std::tuple list{
        field("buildLink"_L1, &HeaderFacts::buildLink),
        field("package"_L1, &HeaderFacts::package),
    };
};

template<>
struct Fields<DkmsEntry>
{
    static constexpr std::tuple list{
        field("module"_L1, &DkmsEntry::module), field("version"_L1, &DkmsEntry::version),
        field("kernel"_L1, &DkmsEntry::kernel), field("architecture"_L1, &DkmsEntry::architecture),
        field("state"_L1, &DkmsEntry::state),   field("notes"_L1, &DkmsEntry::notes),
    };
};

template<>
struct Fields<ModuleFile>
{
    static constexpr std::tuple list{
        field("path"_L1, &ModuleFile::path),         field("version"_L1, &ModuleFile::version),
        field("vermagic"_L1, &ModuleFile::vermagic), field("srcversion"_L1, &ModuleFile::srcversion),
        field("signer"_L1, &ModuleFile::signer),
    };
};

template<>
struct Fields<SigningKeys>
{
    static constexpr std::tuple list{
        field("trusted"_L1, &SigningKeys::trusted),
        field("enrolled"_L1, &SigningKeys::enrolled),
    };
};

template<>
struct Fields<LoadedModule>
{
    static constexpr std::tuple list{
        field("name"_L1, &LoadedModule::name),
        field("version"_L1, &LoadedModule::version),
        field("srcversion"_L1, &LoadedModule::srcversion),
        field("builtIn"_L1, &LoadedModule::builtIn),
    };
};

template<>
struct Fields<MountFacts>
{
    static constexpr std::tuple list{
        field("mountpoint"_L1, &MountFacts::mountpoint),
        field("health"_L1, &MountFacts::health),
        field("filesystemType"_L1, &MountFacts::filesystemType),
        field("source"_L1, &MountFacts::source),
        field("options"_L1, &MountFacts::options),
        field("inFstab"_L1, &MountFacts::inFstab),
        field("fstabKnown"_L1, &MountFacts::fstabKnown),
        field("unit"_L1, &MountFacts::unit),
        field("unitState"_L1, &MountFacts::unitState),
        field("unitKnown"_L1, &MountFacts::unitKnown),
        field("detail"_L1, &MountFacts::detail),
    };
};

template<>
struct Fields<ServiceFacts>
{
    static constexpr std::tuple list{
        field("unit"_L1, &ServiceFacts::unit),
        field("activeState"_L1, &ServiceFacts::activeState),
        field("subState"_L1, &ServiceFacts::subState),
        field("result"_L1, &ServiceFacts::result),
        field("unitFileState"_L1, &ServiceFacts::unitFileState),
    };
};

template<>
struct Fields<BrokenPackage>
{
    static constexpr std::tuple list{
        field("name"_L1, &BrokenPackage::name),
        field("state"_L1, &BrokenPackage::state),
    };
};

template<>
struct Fields<ProbeEvidence>
{
    static constexpr std::tuple list{
        field("command"_L1, &ProbeEvidence::command),
        field("output"_L1, &ProbeEvidence::output),
    };
};

template<>
struct Fields<AskedFact>
{
    static constexpr std::tuple list{
        field("value"_L1, &AskedFact::value),
        field("section"_L1, &AskedFact::section),
    };
};

template<>
struct Fields<LogMatch>
{
    static constexpr std::tuple list{
        field("signature"_L1, &LogMatch::signature), field("subject"_L1, &LogMatch::subject),
        field("channel"_L1, &LogMatch::channel),     field("time"_L1, &LogMatch::time),
        field("line"_L1, &LogMatch::line),           field("count"_L1, &LogMatch::count),
    };
};

template<>
struct Fields<NodeLogs>
{
    static constexpr std::tuple list{
        field("bootId"_L1, &NodeLogs::bootId),   field("positions"_L1, &NodeLogs::positions),
        field("unread"_L1, &NodeLogs::unread),   field("restarted"_L1, &NodeLogs::restarted),
        field("matches"_L1, &NodeLogs::matches),
    };
};

template<>
struct Fields<NodeFacts>
{
    static constexpr std::tuple list{
        field("os"_L1, &NodeFacts::os),
        field("hostname"_L1, &NodeFacts::hostname),
        field("runningKernel"_L1, &NodeFacts::runningKernel),
        field("installedKernels"_L1, &NodeFacts::installedKernels),
        field("nextBootKernel"_L1, &NodeFacts::nextBootKernel),
        field("nextBootSource"_L1, &NodeFacts::nextBootSource),
        field("headers"_L1, &NodeFacts::headers),
        field("headersCandidate"_L1, &NodeFacts::headersCandidate),
        field("dkms"_L1, &NodeFacts::dkms),
        field("moduleFiles"_L1, &NodeFacts::moduleFiles),
        field("moduleDepends"_L1, &NodeFacts::moduleDepends),
        field("loadedModules"_L1, &NodeFacts::loadedModules),
        field("modulePackages"_L1, &NodeFacts::modulePackages),
        field("modulePackageCandidates"_L1, &NodeFacts::modulePackageCandidates),
        field("secureBoot"_L1, &NodeFacts::secureBoot),
        field("signatureEnforced"_L1, &NodeFacts::signatureEnforced),
        field("signingKeys"_L1, &NodeFacts::signingKeys),
        field("mounts"_L1, &NodeFacts::mounts),
        field("services"_L1, &NodeFacts::services),
        field("brokenPackages"_L1, &NodeFacts::brokenPackages),
        field("holds"_L1, &NodeFacts::holds),
        field("uptimeSeconds"_L1, &NodeFacts::uptimeSeconds),
        field("bootId"_L1, &NodeFacts::bootId),
        field("machineId"_L1, &NodeFacts::machineId),
        field("sudo"_L1, &NodeFacts::sudo),
        field("logs"_L1, &NodeFacts::logs),
        field("asked"_L1, &NodeFacts::asked),
        field("evidence"_L1, &NodeFacts::evidence),
    };
};

template<>
struct Fields<BuildEnvironmentFacts>
{
    static constexpr std::tuple list{
        field("name"_L1, &BuildEnvironmentFacts::name),
        field("kernel"_L1, &BuildEnvironmentFacts::kernel),
        field("headersPackage"_L1, &BuildEnvironmentFacts::headersPackage),
        field("moduleVersion"_L1, &BuildEnvironmentFacts::moduleVersion),
        field("rust"_L1, &BuildEnvironmentFacts::rust),
        field("evidence"_L1, &BuildEnvironmentFacts::evidence),
    };
};

template<>
struct Fields<Error>
{
    static constexpr std::tuple list{
        field("code"_L1, &Error::code),
        field("message"_L1, &Error::message),
        field("context"_L1, &Error::context),
        field("hint"_L1, &Error::hint),
    };
};

template<>
struct Fields<KeyEvidence>
{
    static constexpr std::tuple list{
        field("source"_L1, &KeyEvidence::source),
        field("weight"_L1, &KeyEvidence::weight),
        field("text"_L1, &KeyEvidence::text),
    };
};

template<>
struct Fields<HostKeyChange>
{
    static constexpr std::tuple list{
        field("host"_L1, &HostKeyChange::host),
        field("keyType"_L1, &HostKeyChange::keyType),
        field("oldFingerprint"_L1, &HostKeyChange::oldFingerprint),
        field("newFingerprint"_L1, &HostKeyChange::newFingerprint),
        field("knownHostsFile"_L1, &HostKeyChange::knownHostsFile),
        field("knownHostsLines"_L1, &HostKeyChange::knownHostsLines),
        field("newKey"_L1, &HostKeyChange::newKey),
        field("oldKeys"_L1, &HostKeyChange::oldKeys),
        field("evidence"_L1, &HostKeyChange::evidence),
    };
};

template<>
struct Fields<SeenNode>
{
    static constexpr std::tuple list{
        field("phase"_L1, &SeenNode::phase),
        field("error"_L1, &SeenNode::error),
        field("hostKeyChange"_L1, &SeenNode::hostKeyChange),
        field("facts"_L1, &SeenNode::facts),
        field("gatheredAt"_L1, &SeenNode::gatheredAt),
    };
};

static_assert(complete<OsFacts>() && complete<HeaderFacts>() && complete<DkmsEntry>()
              && complete<ModuleFile>() && complete<SigningKeys>() && complete<LoadedModule>()
              && complete<MountFacts>() && complete<ServiceFacts>() && complete<BrokenPackage>()
              && complete<ProbeEvidence>() && complete<AskedFact>() && complete<LogMatch>()
              && complete<NodeLogs>() && complete<NodeFacts>() && complete<BuildEnvironmentFacts>()
              && complete<Error>() && complete<KeyEvidence>() && complete<HostKeyChange>()
              && complete<SeenNode>());

} // namespace Vermagic
