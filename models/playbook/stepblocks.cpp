// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/stepblocks.h"

#include "models/core/nearestword.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

void StepBlocks::add(const QByteArray &text, const QString &file)
{
    auto document = std::make_unique<YamlDocument>(text, file);
    if (!document->errors().isEmpty() || !document->root().isMap())
        return;
    const YamlValue blocks = document->root().child(u"blocks"_s);
    const QString playbook = document->root().child(u"id"_s).stringOr({});
    if (!blocks.isMap())
        return;
    for (const QString &name : blocks.keys())
        m_blocks.insert(playbook + u'/' + name, blocks.child(name));
    m_documents.push_back(std::move(document));
}

YamlValue StepBlocks::find(const YamlValue &name) const
{
    const QString wanted = name.string();
    if (!m_blocks.contains(wanted))
        name.fail(u"there is no block '%1'"_s.arg(wanted), wordHint(wanted, m_blocks.keys()));
    return m_blocks.value(wanted);
}

QList<Error> StepBlocks::errors() const
{
    QList<Error> errors;
    for (const std::unique_ptr<YamlDocument> &document : m_documents) {
        for (const Error &error : document->errors()) {
            if (!errors.contains(error)) // as often as the block is included
                errors.append(error);
        }
    }
    return errors;
}

} // namespace Vermagic
