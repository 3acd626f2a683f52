// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QPixmap rendered(const QString &name, const QColor &ink, const QColor &paper, const QSize &size, qreal ratio)
{
    const QString key = u"vermagic:%1:%2:%3:%4x%5@%6"_s.arg(name, ink.name(), paper.name())
                            .arg(size.width())
                            .arg(size.height())
                            .arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(u":/vermagic/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("no icon named %s", qPrintable(name));
        return {};
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", ink.name().toLatin1());
    svg.replace("paperColor", paper.name().toLatin1());
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(), size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QColor inkOf(const QPalette &palette, Tone tone, bool enabled)
{
    if (!enabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    return tone == Tone::Neutral ? palette.color(QPalette::ButtonText) : toneColors(palette, tone).fill;
}

class PaletteIconEngine : public QIconEngine
{
public:
    PaletteIconEngine(const QString &name, Tone tone)
        : m_name(name)
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QPalette palette = QApplication::palette();
        const QColor ink = mode == QIcon::Selected ? palette.color(QPalette::HighlightedText)
                                                   : inkOf(palette, m_tone, mode != QIcon::Disabled);
        return rendered(m_name, ink, palette.color(QPalette::Base), size / scale, scale);
    }

    QIconEngine *clone() const override { return new PaletteIconEngine(*this); }
    QString key() const override { return u"vermagic"_s; }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    QString m_name;
    Tone m_tone;
};

} // namespace

QIcon icon(const QString &name, Tone tone)
{
    return QIcon(new PaletteIconEngine(name, tone));
}

void paintIcon(QPainter &painter, const QRect &rect, const QString &name, const QPalette &palette, Tone tone)
{
    const QColor ink = tone == Tone::Neutral ? palette.color(QPalette::Text) : toneColors(palette, tone).fill;
    const qreal ratio = painter.device()->devicePixelRatio();
    painter.drawPixmap(rect, rendered(name, ink, palette.color(QPalette::Base), rect.size(), ratio));
}

QString markName(CellStatus status)
{
    switch (status) {
    case CellStatus::Ok:
        return u"ok"_s;
    case CellStatus::Warning:
        return u"warning"_s;
    case CellStatus::Broken:
        return u"broken"_s;
    case CellStatus::Consequence:
        return u"consequence"_s;
    case CellStatus::Unknown:
        return u"unknown"_s;
    case CellStatus::Busy:
        return u"busy"_s;
    case CellStatus::None:
    case CellStatus::Muted:
        break;
    }
    return {};
}

QString markName(NodeState state)
{
    switch (state) {
    case NodeState::Healthy:
        return u"ok"_s;
    case NodeState::Attention:
        return u"warning"_s;
    case NodeState::Broken:
        return u"broken"_s;
    case NodeState::Unreachable:
        return u"blocked"_s;
    case NodeState::Pending:
        break;
    }
    return u"dash"_s;
}

QString markName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"broken"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        break;
    }
    return u"dash"_s;
}

QString discName(LinkStatus status)
{
    switch (status) {
    case LinkStatus::Ok:
        return u"disc-ok"_s;
    case LinkStatus::Warning:
        return u"disc-warning"_s;
    case LinkStatus::Broken:
        return u"disc-broken"_s;
    case LinkStatus::Consequence:
        return u"disc-consequence"_s;
    case LinkStatus::Unknown:
        return u"disc-unknown"_s;
    case LinkStatus::NotNeeded:
        break;
    }
    return u"disc-dash"_s;
}

QString discName(RunOutcome outcome)
{
    switch (toneOf(outcome)) {
    case Tone::Accent:
        return u"disc-running"_s;
    case Tone::Ok:
        return u"disc-ok"_s;
    case Tone::Error:
        return u"disc-broken"_s;
    default:
        return u"disc-stopped"_s;
    }
}

} // namespace Vermagic
