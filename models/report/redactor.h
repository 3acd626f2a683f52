// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Replaces names in texts by pseudonyms: those that it was told (a node, a user, a path), and what looks like an address,
/// an id or a key. The same name gets the same pseudonym; numbers are given in the order of first use, so the same texts in
/// the same order give the same result. Owned by redacted(). Pure.
#pragma once

#include <QHash>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <functional>

namespace Vermagic {

class Redactor
{
public:
    Redactor();
    Redactor(const Redactor &) = delete; // its shapes refer to it
    Redactor &operator=(const Redactor &) = delete;

    void addNode(const QString &name);
    /// A name, an address, "user@host:port"; what is an address already is none.
    void addHost(const QString &host);
    void addUser(const QString &user);
    void addCluster(const QString &name);
    void addPath(const QString &path);
    /// Users whose homes the text names.
    void learn(const QString &text);

    QString replaced(const QString &text);

private:
    struct Shape
    {
        QRegularExpression pattern;
        std::function<QString(const QRegularExpressionMatch &match)> replacement; ///< null: it stays
    };

    void addWord(const QString &kind, const QString &word);
    QString pseudonym(const QString &kind, const QString &original);
    QString replaceAll(const QString &text, const Shape &shape) const;
    QString withoutNodeSets(const QString &text);
    QString withoutWords(const QString &text) const;
    QString replacedToken(QStringView token) const;
    QString home(const QRegularExpressionMatch &match);
    void addShape(const QString &pattern, const QString &kind,
                  const std::function<bool(const QString &)> &holds = {});

    QList<Shape> m_shapes;           ///< in this order
    QHash<QString, QString> m_words; ///< pseudonyms by word in lower case
    qsizetype m_longestWord = 0;
    QHash<QString, QString> m_pseudonyms; ///< by kind and original
    QHash<QString, int> m_counts;         ///< by kind
    QStringList m_paths;
    Shape m_knownPaths;             ///< m_paths and what is below them
    QHash<QString, QString> m_done; ///< texts that many nodes share
};

} // namespace Vermagic
