// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A root cause as a card: what, why, what follows, and what can be done. For one node, or for several that
/// share the cause. Shows a value and emits intents; keeps no reference to the store.
#pragma once

#include "views/widgets.h"

#include <QStringList>

namespace Vermagic {

class FindingCard : public Card
{
    Q_OBJECT
public:
    struct Content
    {
        Finding finding;
        int consequences = 0;
        QStringList nodes;
        bool shared = false; ///< one cause of several selected nodes: the card names those that have it
        QString playbookTitle;
        QList<KnownLine> logLines; ///< of the same file system: what the logs say about it
        bool keyChanged = false;   ///< the way out is the review of both keys
        QString readOnly;          ///< why nothing can be done about it here; empty: it can
    };

    explicit FindingCard(const Content &content, QWidget *parent = nullptr);

Q_SIGNALS:
    void fixRequested(const QStringList &nodes, const QString &playbook);
    void evidenceRequested();
    void reviewKeyRequested(const QString &node);
};

} // namespace Vermagic
