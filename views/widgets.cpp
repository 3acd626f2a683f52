// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/widgets.h"

#include "views/icons.h"

#include <QEvent>
#include <QPainter>
#include <QScrollArea>
#include <QStyleOptionButton>
#include <QStylePainter>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int markSize = 18;

/// A flat button that looks like the link it is.
class LinkButton : public QPushButton
{
public:
    using QPushButton::QPushButton;

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(font());
        return {metrics.horizontalAdvance(text()) + 6, metrics.height() + 4};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QFont underlined = font();
        underlined.setUnderline(true);
        painter.setFont(underlined);
        painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::Link));
        painter.drawText(rect().adjusted(3, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
        if (hasFocus()) {
            painter.setPen(palette().color(QPalette::Highlight));
            painter.drawRoundedRect(rect().adjusted(0, 0, -1, -1), 3, 3);
        }
    }
};

} // namespace

void PrimaryButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    if (isEnabled()) {
        option.palette.setColor(QPalette::Button, palette().color(QPalette::Highlight));
        option.palette.setColor(QPalette::ButtonText, palette().color(QPalette::HighlightedText));
    }
    if (!option.icon.isNull() && isEnabled())
        option.icon = QIcon(option.icon.pixmap(option.iconSize, devicePixelRatio(), QIcon::Selected));
    painter.drawControl(QStyle::CE_PushButton, option);
}

Card::Card(Tone tone, QWidget *parent)
    : QFrame(parent)
    , m_tone(tone)
{
    setContentsMargins(14, 10, 12, 10);
}

void Card::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ToneColors colors = toneColors(palette(), m_tone);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(colors.border);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(box, 5, 5);
    painter.setClipRect(QRectF(0, 0, 4, height()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.fill);
    painter.drawRoundedRect(QRectF(rect()), 5, 5);
}

Mark::Mark(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void Mark::setIcon(const QString &name, Tone tone)
{
    m_icon = name;
    m_tone = tone;
    update();
}

void Mark::setNumber(int number)
{
    m_icon.clear();
    m_number = number;
    update();
}

void Mark::setLine(bool line)
{
    m_line = line;
    update();
}

QSize Mark::sizeHint() const
{
    return {markSize + 2, markSize + 2};
}

void Mark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect disc((width() - markSize) / 2, 1, markSize, markSize);
    if (m_line) {
        painter.setPen(QPen(lineColor(palette()), 2));
        painter.drawLine(QPointF(disc.center().x() + 0.5, disc.bottom() + 3), QPointF(disc.center().x() + 0.5, height()));
    }
    if (!m_icon.isEmpty()) {
        paintIcon(painter, disc, m_icon, palette(), m_tone);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColors(palette(), Tone::Muted).fill);
    painter.drawEllipse(disc);
    painter.setPen(palette().color(QPalette::Base));
    QFont digits = boldFont(font());
    digits.setPixelSize(11);
    painter.setFont(digits);
    painter.drawText(disc, Qt::AlignCenter, QString::number(m_number));
}

ToneLabel::ToneLabel(const QString &text, Tone tone, int style, QWidget *parent)
    : QLabel(text, parent)
    , m_tone(tone)
{
    QFont own = style & Fixed ? fixedFont(font()) : font();
    if (style & Bold)
        own = boldFont(own);
    if (style & Small)
        own = smallFont(own);
    setFont(own);
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
    recolour();
}

void ToneLabel::setTone(Tone tone)
{
    m_tone = tone;
    recolour();
}

void ToneLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ParentChange)
        recolour();
}

void ToneLabel::recolour()
{
    QPalette own;
    own.setColor(QPalette::WindowText, toneColors(own, m_tone).text);
    own.setColor(QPalette::Text, own.color(QPalette::WindowText));
    setPalette(own);
}

Badge::Badge(const QString &text, Tone tone, QWidget *parent)
    : QLabel(text, parent)
    , m_tone(tone)
{
    setFont(smallFont(font()));
    setContentsMargins(8, 2, 8, 2);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ToneColors colors = toneColors(palette(), m_tone);
    painter.setPen(colors.border);
    painter.setBrush(colors.tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), height() / 2.0, height() / 2.0);
    painter.setPen(colors.text);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

QPushButton *linkButton(const QString &text, QWidget *parent)
{
    auto *button = new LinkButton(text, parent);
    button->setFlat(true);
    button->setCursor(Qt::PointingHandCursor);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return button;
}

QScrollArea *scrolled(QWidget *content, const QString &accessibleName, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->setAccessibleName(accessibleName);
    return area;
}

} // namespace Vermagic
