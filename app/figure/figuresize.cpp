// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/figuresize.h"

#include <QCoreApplication>

#include <cmath>

namespace gabor {

namespace {

constexpr double millimetersPerInch = 25.4;

QString tr(const char* text)
{
    return QCoreApplication::translate("FigureSize", text);
}

FigureSize ofPixels(int width, int height, double textScale)
{
    return {.pixels = {width, height}, .textScale = textScale};
}

FigureSize ofMillimeters(double width, double height, double dotsPerInch)
{
    return {.unit = FigureSize::Unit::Millimeters,
            .textScale = paperTextScale,
            .millimeters = {width, height},
            .dotsPerInch = dotsPerInch};
}

int pixelsOf(double millimeters, double dotsPerInch)
{
    return static_cast<int>(std::lround(millimeters / millimetersPerInch * dotsPerInch));
}

} // namespace

FigureRequest inSize(FigureRequest request, const FigureSize& size)
{
    if (size.unit == FigureSize::Unit::Pixels) {
        request.pixels = size.pixels;
        request.scale = size.textScale;
        request.dotsPerInch = FigureRequest::logicalDpi * size.textScale;
    } else {
        request.pixels = {pixelsOf(size.millimeters.width(), size.dotsPerInch),
                          pixelsOf(size.millimeters.height(), size.dotsPerInch)};
        request.scale = size.dotsPerInch / FigureRequest::logicalDpi * size.textScale;
        request.dotsPerInch = size.dotsPerInch;
    }
    return request;
}

QList<FigureSizePreset> figureSizePresets(const FigureSize& asOnScreen)
{
    return {{tr("As on screen"), asOnScreen},
            {tr("1600 × 900 pixels"), ofPixels(1600, 900, 1)},
            {tr("1920 × 1080 pixels"), ofPixels(1920, 1080, 1)},
            {tr("3840 × 2160 pixels"), ofPixels(3840, 2160, 2)},
            {tr("Journal, one column (89 mm, 300 dpi)"), ofMillimeters(89, 75, 300)},
            {tr("Journal, one column (89 mm, 600 dpi)"), ofMillimeters(89, 75, 600)},
            {tr("Journal, one and a half columns (120 mm, 300 dpi)"), ofMillimeters(120, 85, 300)},
            {tr("Journal, one and a half columns (120 mm, 600 dpi)"), ofMillimeters(120, 85, 600)},
            {tr("Journal, two columns (183 mm, 300 dpi)"), ofMillimeters(183, 110, 300)},
            {tr("Journal, two columns (183 mm, 600 dpi)"), ofMillimeters(183, 110, 600)}};
}

} // namespace gabor
