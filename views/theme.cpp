// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QStyle>
#include <QStyleHints>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Shades
{
    QRgb window, windowText, base, alternateBase, button, light, midlight, mid, dark, highlight, link,
        placeholder;
};

constexpr Shades lightShades{0xfff4f6f8, 0xff1d2733, 0xffffffff, 0xfff6f8fa, 0xfffbfcfd, 0xffffffff,
                             0xffe9edf1, 0xffc3cbd4, 0xff8b97a5, 0xff2a7cc7, 0xff1a66ad, 0xff7d8896};
constexpr Shades darkShades{0xff20262d, 0xffe6ebf0, 0xff181d23, 0xff1d232a, 0xff2c343d, 0xff46515d,
                            0xff37414b, 0xff11151a, 0xff0b0e12, 0xff3d8fd9, 0xff78b7f0, 0xff8a95a1};

QPalette paletteOf(const Shades &s)
{
    QPalette palette;
    palette.setColor(QPalette::Window, s.window);
    palette.setColor(QPalette::WindowText, s.windowText);
    palette.setColor(QPalette::Base, s.base);
    palette.setColor(QPalette::AlternateBase, s.alternateBase);
    palette.setColor(QPalette::Text, s.windowText);
    palette.setColor(QPalette::Button, s.button);
    palette.setColor(QPalette::ButtonText, s.windowText);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Light, s.light);
    palette.setColor(QPalette::Midlight, s.midlight);
    palette.setColor(QPalette::Mid, s.mid);
    palette.setColor(QPalette::Dark, s.dark);
    palette.setColor(QPalette::Shadow, Qt::black);
    palette.setColor(QPalette::Highlight, s.highlight);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Accent, s.highlight);
    palette.setColor(QPalette::Link, s.link);
    palette.setColor(QPalette::LinkVisited, s.link);
    palette.setColor(QPalette::ToolTipBase, s.base);
    palette.setColor(QPalette::ToolTipText, s.windowText);
    palette.setColor(QPalette::PlaceholderText, s.placeholder);
    const QColor disabled = blend(s.windowText, s.window, 0.42);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, blend(s.windowText, s.window, 0.25));
    return palette;
}

struct Hue
{
    QRgb lightText, lightFill, darkText, darkFill;
};

constexpr Hue okHue{0xff176b39, 0xff2a9d5c, 0xff6fd49a, 0xff3aa76c};
constexpr Hue warningHue{0xff855300, 0xffc9860a, 0xfff2c063, 0xffd2931f};
constexpr Hue errorHue{0xffae1c2b, 0xffcf2f3c, 0xffff8d8d, 0xffdf4f57};

ToneColors fromHue(const QPalette &palette, const Hue &hue)
{
    const bool dark = isDark(palette);
    const QColor fill = QColor::fromRgb(dark ? hue.darkFill : hue.lightFill);
    const QColor base = palette.color(QPalette::Base);
    return {.text = QColor::fromRgb(dark ? hue.darkText : hue.lightText),
            .fill = fill,
            .tint = blend(fill, base, dark ? 0.20 : 0.11),
            .border = blend(fill, base, dark ? 0.45 : 0.40)};
}

} // namespace

void applyTheme(QApplication &application, Theme theme)
{
    QStyleHints *hints = QGuiApplication::styleHints();
    if (theme == Theme::System) {
        hints->unsetColorScheme();
        // Where no platform theme says anything, Fusion's own grey is nobody's choice.
        application.setPalette(hints->colorScheme() == Qt::ColorScheme::Unknown ? paletteOf(lightShades)
                                                                                : QPalette());
        return;
    }
    if (application.style()->name() != u"fusion"_s)
        application.setStyle(u"Fusion"_s);
    hints->setColorScheme(theme == Theme::Dark ? Qt::ColorScheme::Dark : Qt::ColorScheme::Light);
    application.setPalette(paletteOf(theme == Theme::Dark ? darkShades : lightShades));
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5f;
}

QColor blend(const QColor &over, const QColor &under, double share)
{
    const auto mix = [share](float a, float b) { return float(a * share + b * (1 - share)); };
    return QColor::fromRgbF(mix(over.redF(), under.redF()), mix(over.greenF(), under.greenF()),
                            mix(over.blueF(), under.blueF()));
}

QColor lineColor(const QPalette &palette)
{
    return blend(palette.color(QPalette::WindowText), palette.color(QPalette::Window),
                 isDark(palette) ? 0.16 : 0.13);
}

QColor mutedText(const QPalette &palette)
{
    return blend(palette.color(QPalette::Text), palette.color(QPalette::Base), isDark(palette) ? 0.66 : 0.68);
}

ToneColors toneColors(const QPalette &palette, Tone tone)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const QColor accent = palette.color(QPalette::Highlight);
    switch (tone) {
    case Tone::Ok:
        return fromHue(palette, okHue);
    case Tone::Warning:
        return fromHue(palette, warningHue);
    case Tone::Error:
        return fromHue(palette, errorHue);
    case Tone::Accent:
        return {palette.color(QPalette::Link), accent, blend(accent, base, 0.14), blend(accent, base, 0.45)};
    case Tone::Muted:
        return {mutedText(palette), blend(text, base, isDark(palette) ? 0.48 : 0.45), blend(text, base, 0.07),
                blend(text, base, 0.22)};
    case Tone::Neutral:
        break;
    }
    return {text, text, base, blend(text, base, 0.22)};
}

Tone toneOf(CellStatus status)
{
    switch (status) {
    case CellStatus::Ok:
        return Tone::Ok;
    case CellStatus::Warning:
        return Tone::Warning;
    case CellStatus::Broken:
    case CellStatus::Consequence:
        return Tone::Error;
    case CellStatus::Unknown:
    case CellStatus::Muted:
        return Tone::Muted;
    case CellStatus::Busy:
        return Tone::Accent;
    case CellStatus::None:
        break;
    }
    return Tone::Neutral;
}

Tone toneOf(LinkStatus status)
{
    switch (status) {
    case LinkStatus::Ok:
        return Tone::Ok;
    case LinkStatus::Warning:
        return Tone::Warning;
    case LinkStatus::Broken:
    case LinkStatus::Consequence:
        return Tone::Error;
    case LinkStatus::Unknown:
    case LinkStatus::NotNeeded:
        break;
    }
    return Tone::Muted;
}

Tone toneOf(NodeState state)
{
    switch (state) {
    case NodeState::Healthy:
        return Tone::Ok;
    case NodeState::Attention:
        return Tone::Warning;
    case NodeState::Broken:
        return Tone::Error;
    case NodeState::Pending:
    case NodeState::Unreachable:
        break;
    }
    return Tone::Muted;
}

Tone toneOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Tone::Error;
    case Severity::Warning:
        return Tone::Warning;
    case Severity::Info:
        break;
    }
    return Tone::Muted;
}

Tone toneOf(RunOutcome outcome)
{
    switch (outcome) {
    case RunOutcome::Running:
        return Tone::Accent;
    case RunOutcome::Fixed:
    case RunOutcome::Undone:
    case RunOutcome::Done:
        return Tone::Ok;
    case RunOutcome::NotFixed:
    case RunOutcome::PreflightFailed:
    case RunOutcome::StepFailed:
        return Tone::Error;
    case RunOutcome::Stopped:
    case RunOutcome::Cancelled:
        break;
    }
    return Tone::Muted;
}

QFont fixedFont(const QFont &like)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (like.pixelSize() > 0)
        font.setPixelSize(like.pixelSize());
    else
        font.setPointSizeF(like.pointSizeF());
    return font;
}

QFont smallFont(const QFont &like)
{
    QFont font = like;
    if (like.pixelSize() > 0)
        font.setPixelSize(qRound(like.pixelSize() * 0.92));
    else
        font.setPointSizeF(like.pointSizeF() * 0.92);
    return font;
}

QFont boldFont(const QFont &like)
{
    QFont font = like;
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace Vermagic
