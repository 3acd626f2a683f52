// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Input for a remedy's parameters: a field each, filled with the default where that is known beforehand, and below it
/// what is wrong with the value. An empty field leaves the default to the plan. Owned by its dialog.
#pragma once

#include "models/playbook/parameter.h"

#include <QWidget>

class QFormLayout;

namespace Vermagic {

class ToneLabel;

class ParameterForm : public QWidget
{
    Q_OBJECT
public:
    explicit ParameterForm(QWidget *parent = nullptr);

    void setParameters(const QList<Parameter> &parameters, const QString &language);
    /// What was filled in.
    ParameterValues values() const;
    bool isValid() const;

Q_SIGNALS:
    void changed();

private:
    struct Field
    {
        Parameter parameter;
        QWidget *input = nullptr;
        ToneLabel *note = nullptr;
        QString hint;
    };

    void addField(const Parameter &parameter, const QString &language);
    static QString textOf(const Field &field);
    static QString mistakeIn(const Field &field);
    void showMistakes();

    QFormLayout *m_form;
    QList<Field> m_fields;
};

} // namespace Vermagic
