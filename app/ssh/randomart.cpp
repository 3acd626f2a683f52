// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/randomart.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int Width = 17;
constexpr int Height = 9;

QString edge(const QString &label)
{
    const QString framed = label.isEmpty() ? QString() : u'[' + label + u']';
    QString line = framed.left(Width);
    const int left = (Width - static_cast<int>(line.size())) / 2;
    return u'+' + QString(left, u'-') + line + QString(Width - left - line.size(), u'-') + u'+';
}

} // namespace

QString randomArt(QByteArrayView digest, const QString &title, const QString &hashName)
{
    const QString symbols = u" .o+=*BOX@%&#/^SE"_s;
    const int last = static_cast<int>(symbols.size()) - 1; // 'E'; the one before it is the start, 'S'
    std::array<std::array<int, Width>, Height> visits{};
    int x = Width / 2;
    int y = Height / 2;
    for (const char c : digest) {
        auto bits = static_cast<unsigned char>(c);
        for (int step = 0; step < 4; ++step, bits >>= 2) {
            x = std::clamp(x + ((bits & 1) ? 1 : -1), 0, Width - 1);
            y = std::clamp(y + ((bits & 2) ? 1 : -1), 0, Height - 1);
            visits[static_cast<size_t>(y)][static_cast<size_t>(x)] = std::min(
                visits[static_cast<size_t>(y)][static_cast<size_t>(x)] + 1, last - 2);
        }
    }
    visits[Height / 2][Width / 2] = last - 1;
    visits[static_cast<size_t>(y)][static_cast<size_t>(x)] = last;

    QString picture = edge(title);
    for (const auto &row : visits) {
        picture += u"\n|"_s;
        for (const int count : row)
            picture += symbols.at(std::min(count, last));
        picture += u'|';
    }
    return picture + u'\n' + edge(hashName);
}

} // namespace Vermagic
