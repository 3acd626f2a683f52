// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/sparkline.h"

#include "views/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace Vermagic {

void paintSparkline(QPainter &painter, const QRect &rect, int pitch, const QList<double> &shares,
                    const QPalette &palette)
{
    const QColor color = blend(toneColors(palette, Tone::Accent).fill, palette.color(QPalette::Base), 0.75);
    for (qsizetype i = 0; i < shares.size(); ++i) {
        if (std::isnan(shares[i]))
            continue;
        const int height = std::max(1, int(std::lround(std::clamp(shares[i], 0.0, 1.0) * rect.height())));
        painter.fillRect(rect.left() + int(i) * pitch, rect.bottom() + 1 - height, std::max(1, pitch - 1),
                         height, color);
    }
}

} // namespace Vermagic
