// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/ansiblevariables.h"

#include "models/inventory/inventoryfields.h"

#include <QRegularExpression>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Newer spellings come first: they win.
using Names = std::span<const QLatin1StringView>;
constexpr QLatin1StringView hostNames[]{"ansible_host"_L1, "ansible_ssh_host"_L1};
constexpr QLatin1StringView portNames[]{"ansible_port"_L1, "ansible_ssh_port"_L1};
constexpr QLatin1StringView userNames[]{"ansible_user"_L1, "ansible_ssh_user"_L1};
constexpr QLatin1StringView keyNames[]{"ansible_ssh_private_key_file"_L1, "ansible_private_key_file"_L1};
constexpr QLatin1StringView becomeNames[]{"ansible_become"_L1, "ansible_sudo"_L1};
constexpr QLatin1StringView methodNames[]{"ansible_become_method"_L1};
constexpr QLatin1StringView argumentNames[]{"ansible_ssh_common_args"_L1, "ansible_ssh_extra_args"_L1};
constexpr QLatin1StringView harmlessNames[]{"ansible_connection"_L1, "ansible_python_interpreter"_L1,
                                            "ansible_become_user"_L1};

bool isSecret(const QString &name)
{
    static const QRegularExpression words(u"pass|secret|token|vault"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return words.match(name).hasMatch();
}

/// One node's variables, taken one after the other.
class Taker
{
public:
    Taker(const AnsibleVariables &variables, const QString &folder, ImportNotes &notes)
        : m_left(variables)
        , m_folder(folder)
        , m_notes(notes)
    {
    }
    /// The first of `names` that is set; checked, and noted when it is unusable.
    QString take(Names names, bool (*valid)(const QString &))
    {
        QString taken;
        for (const QLatin1StringView name : names) {
            if (!m_left.contains(QString(name)))
                continue;
            const AnsibleVariable variable = m_left.take(QString(name));
            if (taken.isEmpty() && !variable.value.isEmpty())
                taken = usable(QString(name), variable, valid);
        }
        return taken;
    }
    SourcePosition place(Names names) const
    {
        for (const QLatin1StringView name : names) {
            if (m_left.contains(QString(name)))
                return m_left.value(QString(name)).at;
        }
        return {};
    }
    void noteRest() const
    {
        for (auto it = m_left.cbegin(); it != m_left.cend(); ++it) {
            if (std::ranges::find(harmlessNames, it.key()) != std::end(harmlessNames))
                continue;
            m_notes.add(
                isSecret(it.key())
                    ? u"'%1' was not read: passwords are asked for when they are needed"_s.arg(it.key())
                    : u"the variable '%1' has no meaning here"_s.arg(it.key()),
                it->at);
        }
    }

private:
    QString usable(const QString &name, const AnsibleVariable &variable, bool (*valid)(const QString &))
    {
        static const QRegularExpression inventoryFolder(u"\\{\\{\\s*inventory_dir\\s*\\}\\}"_s);
        QString value = variable.value;
        value.replace(inventoryFolder, m_folder);
        if (value.contains("{{"_L1)) {
            m_notes.add(u"'%1' is a template and was left out"_s.arg(name), variable.at);
            return {};
        }
        if (!valid(value)) {
            m_notes.add(u"'%1' has a value that is not usable here and was left out"_s.arg(name),
                        variable.at);
            return {};
        }
        return value;
    }

    AnsibleVariables m_left;
    QString m_folder;
    ImportNotes &m_notes;
};

bool isPort(const QString &text)
{
    bool ok = false;
    const int port = text.toInt(&ok);
    return ok && port >= 1 && port <= 65535;
}

bool isBoolean(const QString &text)
{
    static const QStringList words{u"true"_s,  u"yes"_s, u"on"_s,  u"1"_s, u"y"_s, u"t"_s,
                                   u"false"_s, u"no"_s,  u"off"_s, u"0"_s, u"n"_s, u"f"_s};
    return words.contains(text.toLower());
}

bool isText(const QString &text)
{
    return std::ranges::none_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

void applyArguments(const QString &arguments, const SourcePosition &at, NodeSpec &node, ImportNotes &notes)
{
    const QString jump = proxyJumpIn(splitWords(arguments));
    if (isProxyJump(jump))
        node.proxyJump = jump;
    if (arguments.contains("StrictHostKeyChecking"_L1, Qt::CaseInsensitive))
        notes.add(u"host keys are always checked; StrictHostKeyChecking was left out"_s, at);
    if (jump.isEmpty() && arguments.contains("Proxy"_L1))
        notes.add(u"the proxy in the ssh arguments is no jump host and was left out"_s, at);
}

} // namespace

void applyAnsibleVariables(const AnsibleVariables &variables, const QString &folder, const QString &home,
                           NodeSpec &node, ImportNotes &notes)
{
    Taker taker(variables, folder, notes);
    if (const QString address = taker.take(hostNames, isAddress); !address.isEmpty())
        node.address = address;
    node.port = taker.take(portNames, isPort).toInt();
    node.user = taker.take(userNames, isUserName);
    if (const QString key = taker.take(keyNames, isText); !key.isEmpty())
        node.identity = resolvedPath(key, folder, home);
    const QString become = taker.take(becomeNames, isBoolean).toLower();
    if (!become.isEmpty() && u"fn0"_s.contains(become[0]))
        node.become = Become::None;
    if (become == "off"_L1)
        node.become = Become::None;
    const SourcePosition methodAt = taker.place(methodNames);
    const QString method = taker.take(methodNames, isText);
    if (!method.isEmpty() && method != "sudo"_L1)
        notes.add(u"only sudo is known as a way to become root, not '%1'"_s.arg(method), methodAt);
    for (const QLatin1StringView name : argumentNames) {
        const SourcePosition at = taker.place(Names(&name, 1));
        const QString arguments = taker.take(Names(&name, 1), isText);
        if (!arguments.isEmpty())
            applyArguments(arguments, at, node, notes);
    }
    taker.noteRest();
}

} // namespace Vermagic
