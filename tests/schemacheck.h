// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Checks JSON against a JSON Schema (2020-12), as far as our own schemas go: type, properties, required,
/// additionalProperties, items, enum, const, pattern and $ref to $defs. For tests; not a general validator.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

namespace Vermagic {

using namespace Qt::StringLiterals;

/// Stricter than JSON Schema in one point: keys that the schema lacks are mistakes.
class SchemaCheck
{
public:
    explicit SchemaCheck(const QJsonObject &schema)
        : m_root(schema)
    {
    }
    QStringList mistakes(const QJsonValue &value)
    {
        check(value, m_root, u"report"_s);
        return m_mistakes;
    }

private:
    void expect(bool holds, const QString &path, const QString &what)
    {
        if (!holds)
            m_mistakes.append(path + u": "_s + what);
    }
    void check(const QJsonValue &value, const QJsonObject &schema, const QString &path)
    {
        if (const QString ref = schema.value("$ref"_L1).toString(); !ref.isEmpty()) {
            const QJsonObject target =
                m_root.value("$defs"_L1).toObject().value(ref.section(u'/', -1)).toObject();
            expect(!target.isEmpty(), path, u"no such definition "_s + ref);
            check(value, target, path);
            return;
        }
        if (schema.contains("const"_L1))
            expect(value == schema.value("const"_L1), path, u"not the constant"_s);
        if (schema.contains("enum"_L1))
            expect(schema.value("enum"_L1).toArray().contains(value), path, u"not one of the words"_s);
        const QJsonArray types = schema.value("type"_L1)
                                     .toArray(); // one of them may be null, for what is not known
        if (types.contains("null"_L1) && value.isNull())
            return;
        const QString type = types.isEmpty() ? schema.value("type"_L1).toString() : types.first().toString();
        if (type == "string"_L1)
            checkString(value, schema, path);
        else if (type == "integer"_L1)
            expect(value.isDouble() && value.toDouble() == value.toInt(-1) && value.toInt() >= 0, path,
                   u"no number"_s);
        else if (type == "number"_L1)
            expect(value.isDouble(), path, u"no number"_s);
        else if (type == "boolean"_L1)
            expect(value.isBool(), path, u"not true or false"_s);
        else if (type == "array"_L1)
            checkArray(value, schema, path);
        else if (type == "object"_L1)
            checkObject(value, schema, path);
        else
            expect(schema.contains("const"_L1), path, u"the schema gives no type"_s);
    }
    void checkString(const QJsonValue &value, const QJsonObject &schema, const QString &path)
    {
        const QRegularExpression pattern(schema.value("pattern"_L1).toString());
        expect(value.isString() && pattern.match(value.toString()).hasMatch(), path, u"no such text"_s);
    }
    void checkArray(const QJsonValue &value, const QJsonObject &schema, const QString &path)
    {
        expect(value.isArray(), path, u"no list"_s);
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i)
            check(items[i], schema.value("items"_L1).toObject(), path + u'[' + QString::number(i) + u']');
    }
    void checkObject(const QJsonValue &value, const QJsonObject &schema, const QString &path)
    {
        expect(value.isObject(), path, u"no object"_s);
        const QJsonObject object = value.toObject();
        const QJsonObject properties = schema.value("properties"_L1).toObject();
        const QJsonArray required = schema.value("required"_L1).toArray();
        for (const auto key : required)
            expect(object.contains(key.toString()), path, u"lacks "_s + key.toString());
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QJsonValue rest = schema.value("additionalProperties"_L1);
            expect(properties.contains(it.key()) || rest.isObject(), path,
                   u"has the unknown key "_s + it.key());
            check(it.value(),
                  properties.contains(it.key()) ? properties.value(it.key()).toObject() : rest.toObject(),
                  path + u'.' + it.key());
        }
    }

    QJsonObject m_root;
    QStringList m_mistakes;
};

} // namespace Vermagic
