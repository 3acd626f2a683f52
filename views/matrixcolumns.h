// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The widths of the matrix's columns. While nobody has dragged a column they follow the viewport: every column
/// gets what its brief texts need, then those that gain most from it what their full texts need, and the last
/// one the rest. Owned by MatrixView. Measures only when told to, so that a live sweep does not move columns;
/// spreading what was measured is cheap enough for every resize.
#pragma once

#include <QObject>

#include <array>

class QHeaderView;
class QTreeView;

namespace Vermagic {

class MatrixDelegate;

class MatrixColumns : public QObject
{
    Q_OBJECT
public:
    MatrixColumns(QTreeView *view, const MatrixDelegate *delegate);

    /// False once a person has given a column a width.
    bool isAutomatic() const { return m_automatic; }
    void setAutomatic(bool automatic);
    /// Looks at the contents, then spreads the columns.
    void measure();
    void spread();
    void setShown(int column, bool shown);

private:
    struct Width
    {
        int brief = 0;
        int full = 0;
    };
    static constexpr int columnCount = 10;

    void resize(int column, int width);

    QTreeView *m_view;
    const MatrixDelegate *m_delegate;
    std::array<Width, columnCount> m_widths{};
    bool m_measured = false;
    bool m_automatic = true;
    bool m_spreading = false;
};

} // namespace Vermagic
