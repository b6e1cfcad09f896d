// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/vectorencoders.h"

#include "app/export/pngencoder.h"
#include "widgets/plot/plotpainter.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>

namespace gabor {

namespace {

constexpr double pointsPerInch = 72;
constexpr double millimetersPerInch = 25.4;
/// Of the devices, whatever the page: the size of fonts follows it.
constexpr int unitsPerInch = 96;

const QByteArray dataPrefix = "data:image/png;base64,";
/// No placeholder is longer, in base64.
constexpr qsizetype longestPlaceholder = 400;

QByteArray encoded(const QImage& image)
{
    return pngFile(image, {}).value_or(QByteArray()).toBase64();
}

/// The image that the placeholder in @p base64 stands for; null where it is none.
QImage meantBy(const QByteArray& base64, const QList<QImage>& images)
{
    if (base64.size() > longestPlaceholder)
        return {};
    const QImage image = QImage::fromData(QByteArray::fromBase64(base64), "PNG");
    if (image.size() != QSize(1, 1))
        return {};
    for (qsizetype i = 0; i < images.size(); ++i) {
        if (image.pixel(0, 0) == PlotPainter::placeholder(i).pixel(0, 0))
            return images[i];
    }
    return {};
}

} // namespace

QByteArray pdfDocument(const VectorPage& page, const VectorPainting& paint)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(page.remarks.title);
    writer.setCreator(imageSoftware());
    writer.setDocumentXmpMetadata(xmpPacketOf(page.remarks));
    writer.setPageSize(QPageSize(page.logicalSize * (pointsPerInch / page.logicalDotsPerInch), QPageSize::Point,
                                 QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setResolution(unitsPerInch);
    paint(writer, unitsPerInch / page.logicalDotsPerInch);
    // The same figure gives the same bytes, whenever it is drawn. Blanks keep every offset as it is.
    const qsizetype date = bytes.indexOf("/CreationDate (");
    const qsizetype dateEnd = bytes.indexOf(')', date);
    if (date >= 0 && dateEnd > date)
        std::fill(bytes.begin() + date, bytes.begin() + dateEnd + 1, ' ');
    return bytes;
}

QByteArray svgDocument(const VectorPage& page, const VectorPainting& paint)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(page.remarks.title);
    generator.setDescription(page.remarks.description);
    generator.setSize(page.logicalSize.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), page.logicalSize));
    generator.setResolution(unitsPerInch);
    paint(generator, 1);
    // Qt's generator knows neither fractions of a millimetre nor metadata.
    const QSizeF millimeters = page.logicalSize * (millimetersPerInch / page.logicalDotsPerInch);
    const qsizetype root = bytes.indexOf("<svg");
    const qsizetype viewBox = bytes.indexOf("viewBox", root);
    const qsizetype inside = bytes.indexOf('>', viewBox) + 1;
    if (root < 0 || viewBox < 0 || inside <= 0)
        return {};
    bytes.insert(inside, "\n<metadata>" + rdfOf(page.remarks) + "</metadata>");
    bytes.replace(root, viewBox - root,
                  "<svg width=\"" + QByteArray::number(millimeters.width()) + "mm\" height=\""
                      + QByteArray::number(millimeters.height()) + "mm\"\n ");
    return bytes;
}

QByteArray withImages(const QByteArray& svg, const QList<QImage>& images)
{
    if (images.isEmpty())
        return svg;
    QByteArray whole;
    qsizetype done = 0;
    for (qsizetype at = svg.indexOf(dataPrefix); at >= 0; at = svg.indexOf(dataPrefix, done)) {
        const qsizetype begin = at + dataPrefix.size();
        const qsizetype end = svg.indexOf('"', begin);
        if (end < 0)
            break;
        const QByteArray base64 = svg.sliced(begin, end - begin);
        const QImage image = meantBy(base64, images);
        whole += svg.sliced(done, begin - done) + (image.isNull() ? base64 : encoded(image));
        done = end;
    }
    return whole + svg.sliced(done);
}

} // namespace gabor
