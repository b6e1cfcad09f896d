// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/figurerequest.h"

#include <QCoreApplication>

#include <cmath>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FigureRequest", text);
}

} // namespace

QSize FigureRequest::logicalSize() const
{
    return {static_cast<int>(std::ceil(pixels.width() / scale)), static_cast<int>(std::ceil(pixels.height() / scale))};
}

QString faultIn(const FigureRequest& request)
{
    if (!(request.scale >= FigureRequest::smallestScale && request.scale <= FigureRequest::largestScale))
        return tr("Text of an image has from %1 to %2 times its usual pixels, which resolution and text size decide "
                  "together.")
            .arg(FigureRequest::smallestScale)
            .arg(FigureRequest::largestScale);
    if (!(request.dotsPerInch >= FigureRequest::lowestDotsPerInch
          && request.dotsPerInch <= FigureRequest::highestDotsPerInch))
        return tr("The resolution of an image lies between %1 and %2 dpi.")
            .arg(FigureRequest::lowestDotsPerInch)
            .arg(FigureRequest::highestDotsPerInch);
    if (request.pixels.width() > FigureRequest::mostPixels || request.pixels.height() > FigureRequest::mostPixels)
        return tr("An image has at most %1 × %1 pixels.").arg(FigureRequest::mostPixels);
    if (qint64{request.pixels.width()} * request.pixels.height() > FigureRequest::mostArea)
        return tr("An image has at most %1 million pixels.").arg(FigureRequest::mostArea / 1'000'000);
    const QSize logical = request.logicalSize();
    if (logical.width() < FigureRequest::fewestLogicalPixels || logical.height() < FigureRequest::fewestLogicalRows)
        return tr("With text of this size an image needs at least %1 × %2 pixels, or the axes leave no room for the "
                  "picture.")
            .arg(std::ceil(FigureRequest::fewestLogicalPixels * request.scale))
            .arg(std::ceil(FigureRequest::fewestLogicalRows * request.scale));
    return {};
}

} // namespace gabor
