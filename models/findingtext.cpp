// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/findingtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// English as in the diagnosis' own words; what the reader sees when the language has a translation of it.
struct CheckText
{
    QLatin1StringView check;
    const char *title;
    const char *headline;
};

constexpr std::array checkTexts{
    CheckText{"unreachable"_L1, QT_TRANSLATE_NOOP("Check", "The node does not answer"),
              QT_TRANSLATE_NOOP("Check", "Unreachable")},
    CheckText{"host-key-changed"_L1, QT_TRANSLATE_NOOP("Check", "The host key is not the one on record"),
              QT_TRANSLATE_NOOP("Check", "Host key changed")},
    CheckText{"host-key-unknown"_L1, QT_TRANSLATE_NOOP("Check", "The host key has not been accepted yet"),
              QT_TRANSLATE_NOOP("Check", "Host key unknown")},
    CheckText{"authentication-failed"_L1, QT_TRANSLATE_NOOP("Check", "The node refuses the login"),
              QT_TRANSLATE_NOOP("Check", "Login refused")},
    CheckText{"package-half-configured"_L1, QT_TRANSLATE_NOOP("Check", "A package is only half installed"),
              QT_TRANSLATE_NOOP("Check", "Package half installed")},
    CheckText{"headers-missing"_L1, QT_TRANSLATE_NOOP("Check", "Headers for the running kernel are missing"),
              QT_TRANSLATE_NOOP("Check", "Headers missing")},
    CheckText{"dkms-not-built"_L1, QT_TRANSLATE_NOOP("Check", "The module is not built for the running kernel"),
              QT_TRANSLATE_NOOP("Check", "DKMS build failed")},
    CheckText{"module-package-missing"_L1,
              QT_TRANSLATE_NOOP("Check", "There is no module package for the running kernel"),
              QT_TRANSLATE_NOOP("Check", "No module for kernel")},
    CheckText{"module-missing"_L1, QT_TRANSLATE_NOOP("Check", "The module is not on disk for the running kernel"),
              QT_TRANSLATE_NOOP("Check", "Module missing")},
    CheckText{"module-not-loaded"_L1, QT_TRANSLATE_NOOP("Check", "The module is not loaded"),
              QT_TRANSLATE_NOOP("Check", "Module not loaded")},
    CheckText{"module-vermagic-mismatch"_L1, QT_TRANSLATE_NOOP("Check", "The module was built for another kernel"),
              QT_TRANSLATE_NOOP("Check", "Module does not match")},
    CheckText{"mount-missing"_L1, QT_TRANSLATE_NOOP("Check", "The file system is not mounted"),
              QT_TRANSLATE_NOOP("Check", "Not mounted")},
    CheckText{"mount-hung"_L1, QT_TRANSLATE_NOOP("Check", "The mount does not answer"),
              QT_TRANSLATE_NOOP("Check", "Mount hangs")},
    CheckText{"mount-stale"_L1, QT_TRANSLATE_NOOP("Check", "The mount is stale"),
              QT_TRANSLATE_NOOP("Check", "Mount stale")},
    CheckText{"mount-read-only"_L1, QT_TRANSLATE_NOOP("Check", "The file system is mounted read-only"),
              QT_TRANSLATE_NOOP("Check", "Read-only mount")},
    CheckText{"service-down"_L1, QT_TRANSLATE_NOOP("Check", "A service is not running"),
              QT_TRANSLATE_NOOP("Check", "Service down")},
    CheckText{"headers-missing-next-boot"_L1,
              QT_TRANSLATE_NOOP("Check", "Headers for the kernel of the next boot are missing"),
              QT_TRANSLATE_NOOP("Check", "Breaks at next reboot")},
    CheckText{"module-missing-next-boot"_L1,
              QT_TRANSLATE_NOOP("Check", "There is no module for the kernel of the next boot"),
              QT_TRANSLATE_NOOP("Check", "Breaks at next reboot")},
    CheckText{"kernel-will-change"_L1, QT_TRANSLATE_NOOP("Check", "The next reboot starts another kernel"),
              QT_TRANSLATE_NOOP("Check", "Kernel will change")},
};

const CheckText *textsOf(const QString &check)
{
    const auto it = std::ranges::find_if(checkTexts, [&](const CheckText &t) { return check == t.check; });
    return it == checkTexts.end() ? nullptr : &*it;
}

/// The translation of `key`, or nothing when the reader's language is that of the data.
QString translated(const char *key)
{
    const QString text = QCoreApplication::translate("Check", key);
    return text == QString::fromUtf8(key) ? QString() : text;
}

} // namespace

QString titleText(const Finding &finding)
{
    const CheckText *texts = textsOf(finding.check);
    const QString text = texts ? translated(texts->title) : QString();
    return text.isEmpty() ? finding.title : text;
}

QString explanationText(const Finding &finding)
{
    return finding.explanation;
}

QString playbookText(const Playbook &playbook)
{
    return playbook.title;
}

QString headlineText(const Diagnosis &diagnosis)
{
    if (diagnosis.findings.isEmpty() || diagnosis.state == NodeState::Healthy)
        return diagnosis.state == NodeState::Healthy ? QCoreApplication::translate("Check", "Healthy") : diagnosis.headline;
    const CheckText *texts = textsOf(diagnosis.findings.first().check);
    const QString text = texts ? translated(texts->headline) : QString();
    return text.isEmpty() ? diagnosis.headline : text;
}

QString linkTitle(ChainLink link)
{
    switch (link) {
    case ChainLink::Connection:
        return QCoreApplication::translate("ChainLink", "Connection");
    case ChainLink::Kernel:
        return QCoreApplication::translate("ChainLink", "Kernel");
    case ChainLink::Packages:
        return QCoreApplication::translate("ChainLink", "Packages");
    case ChainLink::Headers:
        return QCoreApplication::translate("ChainLink", "Headers");
    case ChainLink::Build:
        return QCoreApplication::translate("ChainLink", "Build");
    case ChainLink::ModuleFile:
        return QCoreApplication::translate("ChainLink", "Module on disk");
    case ChainLink::LoadedModule:
        return QCoreApplication::translate("ChainLink", "Loaded module");
    case ChainLink::Mount:
        return QCoreApplication::translate("ChainLink", "Mount");
    case ChainLink::Services:
        return QCoreApplication::translate("ChainLink", "Services");
    }
    return {};
}

} // namespace Vermagic
