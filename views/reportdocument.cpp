// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/reportdocument.h"

#include "models/report/reportjson.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double pictureScale = 2; ///< of the pixels that it is drawn with to those that it takes
constexpr int resolution = 96;     ///< dots per inch in which the document is laid out
constexpr double margin = 15;      ///< millimetres
constexpr int footer = 24;         ///< dots below the text

QImage drawn(const QString &svg)
{
    QSvgRenderer renderer(QString(svg).replace("currentColor"_L1, "#1c2126"_L1).toUtf8());
    QImage image(renderer.defaultSize() * pictureScale, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return {};
    image.fill(Qt::white);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    image.setDevicePixelRatio(pictureScale);
    return image;
}

/// The writer puts the present time into its file, in local time; a report has a time of its own. No length changes: the
/// file has a table of places.
QByteArray withoutPresentTime(QByteArray pdf, const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    const QByteArray plain = local.toString(u"yyyyMMddHHmmss"_s).toLatin1();
    const QByteArray marked = local.toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1();
    for (const auto &[key, stamp] :
         {std::pair(QByteArray("/CreationDate (D:"), plain), std::pair(QByteArray("/ModDate (D:"), plain),
          std::pair(QByteArray("xmp:CreateDate=\""), marked),
          std::pair(QByteArray("xmp:ModifyDate=\""), marked),
          std::pair(QByteArray("xmp:MetadataDate=\""), marked)}) {
        const qsizetype at = pdf.indexOf(key);
        if (at >= 0 && at + key.size() + stamp.size() < pdf.size())
            pdf.replace(at + key.size(), stamp.size(), stamp);
    }
    return pdf;
}

void paintPages(ReportDocument &document, QPdfWriter &writer, const QString &title)
{
    QPainter painter(&writer);
    const QSizeF page(writer.width(), writer.height() - footer);
    document.documentLayout()->setPaintDevice(&writer);
    document.setPageSize(page);
    for (int i = 0; i < document.pageCount(); ++i) {
        if (i > 0)
            writer.newPage();
        painter.save();
        painter.translate(0, -i * page.height());
        document.drawContents(&painter, QRectF(0, i * page.height(), page.width(), page.height()));
        painter.restore();
        painter.drawText(QRectF(0, page.height(), page.width(), footer), Qt::AlignRight | Qt::AlignBottom,
                         u"%1 · %2/%3"_s.arg(title).arg(i + 1).arg(document.pageCount()));
    }
}

} // namespace

ReportDocument::ReportDocument(const HealthReport &report, QObject *parent)
    : QTextDocument(parent)
{
    const DocumentHtml html = renderDocument(report);
    m_pictures = html.pictures;
    setDocumentMargin(0);
    setHtml(html.html);
}

QVariant ReportDocument::loadResource(int type, const QUrl &name)
{
    if (type != QTextDocument::ImageResource || name.scheme() != "chart"_L1)
        return {};
    return drawn(m_pictures.value(name.path().toInt()));
}

QByteArray renderPdf(const HealthReport &report)
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(resolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter);
        writer.setTitle(u"%1: %2"_s.arg(report.cluster, verdictName(report.verdict)));
        writer.setCreator(u"vermagic "_s + report.version);
        const QByteArray digest = QCryptographicHash::hash(renderJson(report), QCryptographicHash::Sha256);
        writer.setDocumentId(QUuid::fromRfc4122(digest.first(16)));
        ReportDocument document(report);
        paintPages(document, writer, report.cluster);
    }
    return withoutPresentTime(pdf, report.generatedAt);
}

} // namespace Vermagic
