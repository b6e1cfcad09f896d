// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure/figuresize.h"
#include "app/figure/imageformat.h"

namespace gabor {

/// What someone chooses of an image to be exported; the rest is the figure's own.
struct ExportChoice
{
    ImageFormat format = ImageFormat::Png;
    FigureSize size;
    bool dark = false;
    FigureParts parts;

    friend bool operator==(const ExportChoice&, const ExportChoice&) = default;
};

} // namespace gabor
