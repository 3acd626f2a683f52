// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Strict, typed reading of YAML, the only user of yaml-cpp. Every value knows its file:line:column, every
/// mistake is collected with it, unknown and repeated keys are refused. yaml-cpp's exceptions end here.
///
///     YamlDocument document(bytes, "lab.yaml");
///     YamlValue root = document.root();
///     root.allowKeys({u"cluster"_s, u"groups"_s});
///     inventory.cluster = root.child(u"cluster"_s).string();   // records an error when absent or not a string
///     if (!document.errors().isEmpty()) return std::unexpected(document.errors());
///
/// A YamlValue is a cheap handle that must not outlive its document. Reading a wrong type records an error
/// and returns the default, so that one pass reports all mistakes of a file.
#pragma once

#include "models/core/result.h"

#include <QStringList>

#include <memory>

namespace Vermagic {

struct YamlTree;
struct YamlHandle;

struct SourcePosition
{
    QString file;
    int line = 0;   ///< from 1; 0 = the whole file
    int column = 0; ///< from 1
    /// "file:line:column"
    QString toString() const;
    bool operator==(const SourcePosition &) const = default;
};

class YamlValue
{
public:
    /// Present and not null.
    bool isPresent() const;
    /// "groups.compute.nodes": the keys that lead here, for messages.
    QString path() const;
    bool isMap() const;
    bool isList() const;
    bool isScalar() const;
    SourcePosition position() const;

    /// Map access. A missing key yields a value that is not present and whose position is the map's.
    YamlValue child(const QString &key) const;
    /// Keys in file order.
    QStringList keys() const;
    SourcePosition keyPosition(const QString &key) const;
    /// Refuses every other key, naming the nearest allowed one as a hint.
    void allowKeys(const QStringList &allowed) const;
    /// List elements; empty for a value that is not present. Records an error for any other type.
    QList<YamlValue> items() const;

    /// Required reads: absence is an error. Text is verbatim: a plain 8.10 is "8.10".
    QString string() const;
    int integer(int minimum, int maximum) const;
    bool boolean() const;
    QStringList strings() const;
    /// One of `words`, else an error that lists them; returns its index, or -1.
    int word(const QStringList &words) const;

    /// Optional reads: absence yields the fallback, a wrong type is still an error.
    QString stringOr(const QString &fallback) const;
    int integerOr(int fallback, int minimum, int maximum) const;
    bool booleanOr(bool fallback) const;
    QStringList stringsOr(const QStringList &fallback) const;

    /// Records an InvalidInput error at this value's position, or at that of one of its keys.
    void fail(const QString &message, const QString &hint = {}) const;
    void failAtKey(const QString &key, const QString &message, const QString &hint = {}) const;

    /// Made by YamlDocument; a default-made one stands for a value that is not present.
    YamlValue();
    explicit YamlValue(std::shared_ptr<const YamlHandle> handle);

private:
    std::shared_ptr<const YamlHandle> m_handle;
};

class YamlDocument
{
public:
    /// Parses one document; a syntax error is in errors() and root() is then not present. An empty file has no
    /// root and no errors. Bounded in size, nesting and what aliases may expand to. Merge keys (<<) are honoured.
    YamlDocument(const QByteArray &text, const QString &file);
    ~YamlDocument();
    YamlDocument(const YamlDocument &) = delete;
    YamlDocument &operator=(const YamlDocument &) = delete;

    YamlValue root() const;
    /// In the order of their places in the file.
    const QList<Error> &errors() const;

private:
    std::unique_ptr<YamlTree> m_tree;
};

} // namespace Vermagic
