// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/parameterform.h"

#include "models/playbook/placeholder.h"
#include "views/widgets.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

ParameterForm::ParameterForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void ParameterForm::setParameters(const QList<Parameter> &parameters, const QString &language)
{
    m_fields.clear();
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    for (const Parameter &parameter : parameters)
        addField(parameter, language);
    showMistakes();
    setVisible(!parameters.isEmpty());
}

void ParameterForm::addField(const Parameter &parameter, const QString &language)
{
    Field field{parameter, nullptr, new ToneLabel({}, Tone::Muted, ToneLabel::Small),
                parameter.note.in(language)};
    const bool fromFacts = !placeholdersIn(parameter.byDefault).isEmpty();
    const QString title = parameter.title.in(language);
    if (parameter.choices.isEmpty()) {
        auto *line = new QLineEdit(fromFacts ? QString() : parameter.byDefault);
        line->setPlaceholderText(fromFacts ? tr("as the node says") : QString());
        connect(line, &QLineEdit::textChanged, this, &ParameterForm::showMistakes);
        field.input = line;
    } else {
        auto *box = new QComboBox;
        box->addItems(parameter.choices);
        box->setCurrentText(parameter.byDefault);
        connect(box, &QComboBox::currentTextChanged, this, &ParameterForm::showMistakes);
        field.input = box;
    }
    field.input->setAccessibleName(title);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(field.input);
    column->addWidget(field.note);
    m_form->addRow(title, column);
    m_fields.append(field);
}

QString ParameterForm::textOf(const Field &field)
{
    if (const auto *box = qobject_cast<const QComboBox *>(field.input))
        return box->currentText();
    return qobject_cast<const QLineEdit *>(field.input)->text().trimmed();
}

QString ParameterForm::mistakeIn(const Field &field)
{
    const QString text = textOf(field);
    if (text.isEmpty())
        return field.parameter.byDefault.isEmpty() ? tr("A value is needed.") : QString();
    if (isOfType(text, field.parameter.type))
        return {};
    switch (field.parameter.type) {
    case ValueType::KernelRelease:
        return tr("This is not a kernel release.");
    case ValueType::Version:
        return tr("This is not a version.");
    case ValueType::Path:
        return tr("This is not an absolute path.");
    case ValueType::Number:
        return tr("This is not a number.");
    default:
        return tr("Only letters, digits and . _ + - are allowed.");
    }
}

ParameterValues ParameterForm::values() const
{
    ParameterValues values;
    for (const Field &field : m_fields) {
        if (const QString text = textOf(field); !text.isEmpty())
            values.insert(field.parameter.id, text);
    }
    return values;
}

bool ParameterForm::isValid() const
{
    return std::ranges::all_of(m_fields, [](const Field &field) { return mistakeIn(field).isEmpty(); });
}

void ParameterForm::showMistakes()
{
    for (const Field &field : std::as_const(m_fields)) {
        const QString mistake = mistakeIn(field);
        field.note->setText(mistake.isEmpty() ? field.hint : mistake);
        field.note->setTone(mistake.isEmpty() ? Tone::Muted : Tone::Error);
        field.note->setVisible(!field.note->text().isEmpty());
        field.input->setAccessibleDescription(field.note->text());
    }
    Q_EMIT changed();
}

} // namespace Vermagic
