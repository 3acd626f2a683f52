// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The chain's cells of one node that has facts: one function a column, each a pure reading of snapshot and
/// inventory. Lives for one row; what it reads must outlive it. Beside its text a cell may carry a brief one, for
/// a column that has no room; both mean the same together with the cell's status.
#pragma once

#include "models/matrixrow.h"

#include <QCoreApplication>

namespace Vermagic {

class MatrixCells
{
    Q_DECLARE_TR_FUNCTIONS(Matrix)
public:
    MatrixCells(const NodeSnapshot &node, const Inventory &inventory, const FleetKernels &kernels);

    MatrixCell runningKernel() const;
    MatrixCell nextBoot() const;
    MatrixCell headers() const;
    MatrixCell build() const;
    MatrixCell loadedModule() const;
    MatrixCell mounts() const;
    MatrixCell services() const;

private:
    QString reference() const;
    bool builtIn(const QString &module) const;
    /// Status, findings and evidence of the worst of the given links over all chains; the text is left open.
    MatrixCell linkCell(const QList<ChainLink> &links) const;
    /// The file system whose chain is worst at `links`; of equal ones the first that needs the link at all.
    const FilesystemSpec *worstFilesystem(const QList<ChainLink> &links) const;
    void dkmsText(MatrixCell &cell, const QString &module) const;
    void packageText(MatrixCell &cell, const QString &module) const;
    /// Links from `first` to `last` that hold now but not for the kernel that boots next.
    void noteNextBoot(MatrixCell &cell, ChainLink first, ChainLink last) const;

    const NodeSnapshot &m_node;
    const NodeFacts &m_facts;
    const FleetKernels &m_kernels;
    QList<FilesystemSpec> m_filesystems;
    QString m_kernel;
};

} // namespace Vermagic
