// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Small building blocks that more than one panel uses. All of them paint from the palette and carry an
/// accessible name of their own text.
#pragma once

#include "views/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

class QScrollArea;

namespace Vermagic {

/// The one button of a panel that does what the panel is for.
class PrimaryButton : public QPushButton
{
    Q_OBJECT
public:
    using QPushButton::QPushButton;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A rounded box with a coloured edge on its left.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(Tone tone, QWidget *parent = nullptr);
    void setTone(Tone tone);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
};

/// A round mark: an icon or a number, with a line down to the next one.
class Mark : public QWidget
{
    Q_OBJECT
public:
    explicit Mark(QWidget *parent = nullptr);
    void setIcon(const QString &name, Tone tone);
    void setNumber(int number);
    void setLine(bool line);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    Tone m_tone = Tone::Muted;
    int m_number = 0;
    bool m_line = false;
};

/// A label in a tone; wraps, can be selected by mouse, and follows changes of the palette.
class ToneLabel : public QLabel
{
    Q_OBJECT
public:
    enum Style { Plain = 0, Bold = 1, Small = 2, Fixed = 4 };
    ToneLabel(const QString &text, Tone tone, int style = Plain, QWidget *parent = nullptr);
    void setTone(Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void recolour();

    Tone m_tone;
};

/// A value such as a fingerprint or a path: breaks anywhere rather than widen its panel.
class ValueLabel : public ToneLabel
{
    Q_OBJECT
public:
    ValueLabel(const QString &text, Tone tone, int style = Plain, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// One line that ends in an ellipsis where there is no room for all of it.
class ElidedLabel : public ToneLabel
{
    Q_OBJECT
public:
    ElidedLabel(const QString &text, Tone tone, int style = Plain, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A tool button that opens a menu and shows so.
class MenuButton : public QToolButton
{
    Q_OBJECT
public:
    MenuButton(const QString &iconName, QMenu *menu, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A small rounded text such as "Low risk" or "about 3 min".
class Badge : public QLabel
{
    Q_OBJECT
public:
    Badge(const QString &text, Tone tone, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
};

/// A flat button with nothing but an icon; its text is what it is called.
QToolButton *newIconButton(const QString &iconName, const QString &text, QWidget *parent);

/// Disables the widget and says why as its tool tip; nothing when there is no reason.
void disableFor(QWidget *widget, const QString &reason);

/// A link that can be reached by keyboard: plain text, shown underlined.
QPushButton *linkButton(const QString &text, QWidget *parent = nullptr);

/// Opens a box with these sentences; it goes when it is closed.
void openErrors(const QString &title, const QStringList &lines, QWidget *parent);

/// Shows the window before all others, with the keyboard in it, also when it was minimized.
void bringUp(QWidget *window);

/// A scroll area without a frame that fits its content's width.
QScrollArea *scrolled(QWidget *content, const QString &accessibleName, QWidget *parent = nullptr);

} // namespace Vermagic
