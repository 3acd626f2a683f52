// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Readers of IOR and mdtest, whose results are tables of rates; see toolreader.h for their formats. What was done is
/// counted from the rate and its time. A line that begins with "ERROR: " or is mpiexec's is the complaint.
#pragma once

#include "models/benchmark/linereader.h"

namespace Vermagic {

class MpiReader : public LineReader
{
public:
    QString complaint() const override { return m_complaint; }

protected:
    void readLine(const QByteArray &line, QList<ToolTotals> &totals) final;
    virtual void readCells(const QStringList &cells, QList<ToolTotals> &totals) = 0;

private:
    QString m_complaint;
};

class IorReader : public MpiReader
{
protected:
    void readCells(const QStringList &cells, QList<ToolTotals> &totals) override;

private:
    ToolTotals m_totals;
};

class MdtestReader : public MpiReader
{
protected:
    void readCells(const QStringList &cells, QList<ToolTotals> &totals) override;

private:
    double m_files = 0;
};

} // namespace Vermagic
