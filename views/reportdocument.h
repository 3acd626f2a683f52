// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A report as a document to be read in the window or printed: renderDocument() with its pictures drawn. Loads nothing
/// from anywhere. renderPdf() needs a QGuiApplication for its fonts, but no display; the same report gives the same bytes.
#pragma once

#include "models/report/reporthtml.h"

#include <QTextDocument>

namespace Vermagic {

class ReportDocument : public QTextDocument
{
    Q_OBJECT
public:
    explicit ReportDocument(const HealthReport &report, QObject *parent = nullptr);

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    QStringList m_pictures; ///< as SVG
};

/// A4, with page numbers.
QByteArray renderPdf(const HealthReport &report);

} // namespace Vermagic
