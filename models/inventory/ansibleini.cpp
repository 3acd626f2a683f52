// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/ansiblemodel.h"

#include "models/core/nearestword.h"
#include "models/inventory/nodeset.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

enum class Section { Hosts, Variables, Children };

/// A value as Ansible reads it: a Python literal, so quotes and a comment behind them do not belong to it.
QString unquoted(const QString &text)
{
    static const QRegularExpression quoted(u"\\A(['\"])(.*)\\1\\s*(?:#.*)?\\z"_s);
    static const QRegularExpression commented(u"\\s#.*\\z"_s);
    const QString value = text.trimmed();
    const auto match = quoted.match(value);
    return match.hasMatch() ? match.captured(2) : QString(value).remove(commented).trimmed();
}

class IniReader
{
public:
    explicit IniReader(const QString &file)
        : m_file(file)
    {
    }
    AnsibleModel read(const QByteArray &text)
    {
        const QStringList lines = splitLines(text);
        for (const QString &line : lines) {
            ++m_line;
            const QString content = line.trimmed();
            if (content.isEmpty() || content.startsWith(u'#') || content.startsWith(u';'))
                continue;
            m_column = int(line.indexOf(content)) + 1;
            readLine(content);
        }
        return std::move(m_model);
    }

private:
    SourcePosition here() const { return {m_file, m_line, m_column}; }

    void readLine(const QString &line)
    {
        static const QRegularExpression header(u"\\A\\[([^:\\]\\s]+)(?::(\\w+))?\\]\\s*(?:[#;].*)?\\z"_s);
        const auto match = header.match(line);
        if (match.hasMatch())
            beginSection(match.captured(1), match.captured(2));
        else if (line.startsWith(u'[') && !line.contains(u']'))
            m_model.fail(here(), u"this section lacks a ']'"_s);
        else if (m_section == Section::Variables)
            readVariable(line);
        else if (m_section == Section::Children)
            readChild(line);
        else
            readHost(line);
    }
    void beginSection(const QString &group, const QString &kind)
    {
        static const QStringList kinds{u"vars"_s, u"children"_s, u"hosts"_s};
        if (!kind.isEmpty() && !kinds.contains(kind))
            m_model.fail(here(), u"unknown kind of section ':%1'"_s.arg(kind), wordHint(kind, kinds));
        m_section = kind == "vars"_L1       ? Section::Variables
                    : kind == "children"_L1 ? Section::Children
                                            : Section::Hosts;
        m_group = group;
        m_model.group(group, here());
    }
    void readVariable(const QString &line)
    {
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 1) {
            m_model.fail(here(), u"expected name=value"_s);
            return;
        }
        m_model.group(m_group, here())
            .variables.insert(line.left(equals).trimmed(), {unquoted(line.mid(equals + 1)), here()});
    }
    void readChild(const QString &line)
    {
        const QStringList words = splitWords(line);
        if (words.size() != 1) {
            m_model.fail(here(), u"expected the name of one group"_s);
            return;
        }
        m_model.group(words.first(), here());
        m_model.group(m_group, here()).children.append(words.first());
    }
    void readHost(const QString &line)
    {
        QStringList words = splitWords(line);
        if (words.isEmpty())
            return;
        static const QRegularExpression withPort(u"\\A((?:[^:\\[\\]]|\\[[^\\]]*\\])+):([0-9]{1,5})\\z"_s);
        QString pattern = words.takeFirst();
        AnsibleVariables variables;
        const auto match = withPort.match(pattern);
        if (match.hasMatch()) {
            pattern = match.captured(1);
            variables.insert(u"ansible_port"_s, {match.captured(2), here()});
        }
        for (const QString &word : std::as_const(words)) {
            const qsizetype equals = word.indexOf(u'=');
            if (equals < 1)
                m_model.fail(here(), u"expected name=value instead of '%1'"_s.arg(word.left(80)));
            else
                variables.insert(word.left(equals), {word.mid(equals + 1), here()});
        }
        addHosts(pattern, variables);
    }
    void addHosts(const QString &pattern, const AnsibleVariables &variables)
    {
        const auto names = expandAnsiblePattern(pattern);
        if (!names || m_model.hosts.size() + names->size() > mostNodes) {
            m_model.fail(here(),
                         names ? u"the inventory has more than %1 nodes"_s.arg(mostNodes)
                               : names.error().message,
                         names ? QString() : names.error().hint);
            return;
        }
        AnsibleGroup &group = m_model.group(m_group, here());
        for (const QString &name : *names) {
            m_model.host(name, here()).variables.insert(variables);
            group.hosts.append(name);
        }
    }

    QString m_file;
    AnsibleModel m_model;
    Section m_section = Section::Hosts;
    QString m_group = u"ungrouped"_s;
    int m_line = 0;
    int m_column = 1;
};

} // namespace

Loaded<ImportedInventory> importAnsibleIni(const QByteArray &text, const QString &file,
                                           const InventoryEnvironment &environment)
{
    return resolveAnsible(IniReader(file).read(text), InventoryFormat::AnsibleIni, file, environment);
}

} // namespace Vermagic
