// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/xmppacket.h"

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QSizeF>

#include <functional>

class QPaintDevice;

namespace gabor {

/// Paints onto a device with vectors.
/// @param unitsPerPixel  units of the device that a logical pixel has; not always 1, as text of so many points is to have
///                       the same logical pixels on every page
using VectorPainting = std::function<void(QPaintDevice& device, double unitsPerPixel)>;

/// The page of a vector format.
struct VectorPage
{
    QSizeF logicalSize;             ///< logical pixels
    double logicalDotsPerInch = 96; ///< logical pixels an inch, on paper
    ImageRemarks remarks;
};

/// A whole PDF file of one page, with its fonts, and remarks as XMP. Empty when it failed.
QByteArray pdfDocument(const VectorPage& page, const VectorPainting& paint);

/// A whole SVG file, with remarks as RDF in its metadata. Empty when it failed.
QByteArray svgDocument(const VectorPage& page, const VectorPainting& paint);

/// @p svg with @p images in place of PlotPainter's placeholders. Any thread.
QByteArray withImages(const QByteArray& svg, const QList<QImage>& images);

} // namespace gabor
