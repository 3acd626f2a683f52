// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/commandbox.h"

#include "views/highlighting.h"
#include "views/theme.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QTextOption>

#include <cmath>

namespace Vermagic {

namespace {

constexpr int sideMargin = 8;
constexpr int topMargin = 4;

} // namespace

CommandBox::CommandBox(const Highlighting *highlighting, QWidget *parent)
    : QWidget(parent)
    , m_highlighting(highlighting)
{
    setFont(smallFont(fixedFont(font())));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_document.setDefaultTextOption(option);
    m_document.setDocumentMargin(0);
    m_document.setUndoRedoEnabled(false);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copy = new QAction(tr("Copy command"), this);
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_command); });
    addAction(copy);
}

void CommandBox::setCommand(const QString &command)
{
    m_command = command;
    render();
    updateGeometry();
}

void CommandBox::render()
{
    m_document.setDefaultFont(font());
    m_document.setHtml(m_highlighting->commandHtml(m_command, palette()));
    update();
}

QSize CommandBox::sizeHint() const
{
    const std::unique_ptr<QTextDocument> copy(m_document.clone());
    copy->setDocumentMargin(0);
    copy->setTextWidth(-1);
    return {int(std::ceil(copy->idealWidth())) + 2 * sideMargin + 2,
            int(std::ceil(copy->size().height())) + 2 * topMargin};
}

int CommandBox::heightForWidth(int width) const
{
    const std::unique_ptr<QTextDocument> copy(m_document.clone());
    copy->setDocumentMargin(0);
    copy->setTextWidth(width - 2 * sideMargin);
    return int(std::ceil(copy->size().height())) + 2 * topMargin;
}

void CommandBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(lineColor(palette()));
    painter.setBrush(palette().color(QPalette::AlternateBase));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.translate(sideMargin, topMargin);
    m_document.setTextWidth(width() - 2 * sideMargin);
    m_document.drawContents(&painter);
}

void CommandBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        render();
}

} // namespace Vermagic
