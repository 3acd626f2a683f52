// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/widgets.h"

#include "views/icons.h"

#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QScrollArea>
#include <QStyleOptionButton>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QTextLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int markSize = 18;
constexpr int chevronSize = 9;

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
    // Drawn here: styles blend a button's colour with white, on which white text cannot be read.
    QStylePainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QStyleOptionButton option;
    initStyleOption(&option);
    const QColor accent = palette().color(QPalette::Highlight);
    const QColor fill = !isEnabled()
                            ? blend(palette().color(QPalette::Text), palette().color(QPalette::Window), 0.10)
                        : isDown()     ? accent.darker(118)
                        : underMouse() ? accent.lighter(108)
                                       : accent;
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::WindowText), 1.4) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 4, 4);
    if (isEnabled())
        option.palette.setColor(QPalette::ButtonText, palette().color(QPalette::HighlightedText));
    if (!option.icon.isNull() && isEnabled())
        option.icon = QIcon(option.icon.pixmap(option.iconSize, devicePixelRatio(), QIcon::Selected));
    painter.drawControl(QStyle::CE_PushButtonLabel, option);
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
        painter.drawLine(QPointF(disc.center().x() + 0.5, disc.bottom() + 3),
                         QPointF(disc.center().x() + 0.5, height()));
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
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        recolour();
}

void ToneLabel::recolour()
{
    const QColor ink = toneColors(QApplication::palette(), m_tone).text;
    if (palette().color(QPalette::WindowText) == ink)
        return;
    QPalette own;
    own.setColor(QPalette::WindowText, ink);
    own.setColor(QPalette::Text, ink); // on a Base background a label takes this one
    setPalette(own);
}

ValueLabel::ValueLabel(const QString &text, Tone tone, int style, QWidget *parent)
    : ToneLabel(text, tone, style, parent)
{
    setTextInteractionFlags(Qt::NoTextInteraction);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize ValueLabel::sizeHint() const
{
    const int width = fontMetrics().horizontalAdvance(text()) + 2;
    return {width, heightForWidth(width)};
}

QSize ValueLabel::minimumSizeHint() const
{
    return {60, fontMetrics().height()};
}

int ValueLabel::heightForWidth(int width) const
{
    QTextLayout layout(text(), font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        height += line.height();
    }
    layout.endLayout();
    return std::max(fontMetrics().height(), int(std::ceil(height)));
}

void ValueLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    painter.drawText(QRectF(rect()), text(), option);
}

ElidedLabel::ElidedLabel(const QString &text, Tone tone, int style, QWidget *parent)
    : ToneLabel(text, tone, style, parent)
{
    setWordWrap(false);
    setTextInteractionFlags(Qt::NoTextInteraction);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignVCenter, fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

MenuButton::MenuButton(const QString &iconName, QMenu *menu, QWidget *parent)
    : QToolButton(parent)
{
    setIcon(Vermagic::icon(iconName));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(menu);
    setFocusPolicy(Qt::TabFocus);
}

QSize MenuButton::sizeHint() const
{
    return QToolButton::sizeHint() + QSize(chevronSize + 6, 0);
}

void MenuButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.features &= ~QStyleOptionToolButton::HasMenu;
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
    const QRect place(width() - chevronSize - 8, (height() - chevronSize) / 2, chevronSize, chevronSize);
    paintIcon(painter, place, u"chevron-down"_s, palette(), Tone::Muted);
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

void openErrors(const QString &title, const QStringList &lines, QWidget *parent)
{
    auto *box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Close, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(lines.join(u'\n'));
    box->open();
}

QToolButton *newIconButton(const QString &iconName, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void disableFor(QWidget *widget, const QString &reason)
{
    if (reason.isEmpty())
        return;
    widget->setEnabled(false);
    widget->setToolTip(reason);
}

QPushButton *linkButton(const QString &text, QWidget *parent)
{
    auto *button = new LinkButton(text, parent);
    button->setFlat(true);
    button->setCursor(Qt::PointingHandCursor);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return button;
}

void bringUp(QWidget *window)
{
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->show();
    window->raise();
    window->activateWindow();
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
