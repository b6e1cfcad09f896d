// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/levelgrid.h"
#include "widgets/panes/figureview.h"

#include <QList>
#include <QSize>
#include <QString>

#include <optional>

namespace gabor {

/// A figure to be drawn for elsewhere than the screen.
struct FigureRequest
{
    static constexpr int mostPixels = 16383;            ///< a side: as many as WebP takes
    static constexpr qint64 mostArea = qint64{1} << 26; ///< all pixels together: 8192 × 8192
    static constexpr int fewestLogicalPixels = 320; ///< logical pixels, below which axes leave no room for a picture
    static constexpr int fewestLogicalRows = 200;   ///< the same for the height
    static constexpr double smallestScale = 0.75;   ///< below it text has too few pixels to be read
    static constexpr double largestScale = 16;
    static constexpr double logicalDpi = 96; ///< logical pixels an inch where text and lines have their nominal size
    static constexpr double lowestDotsPerInch = 1;
    static constexpr double highestDotsPerInch = 10'000;

    FigureContent content;
    QString title;                   ///< stands above the figure where parts has one: the name of the sound
    std::optional<PictureSpan> span; ///< nothing: all of the sound
    QList<int> paneHeights;          ///< in proportion; empty: as usual
    FigureParts parts;
    bool dark = false; ///< whatever theme the program has
    QSize pixels{1600, 900};
    double scale = 1; ///< device pixels a logical pixel: the size of text and lines, and the pixels of the heatmap
    double dotsPerInch = logicalDpi; ///< pixels an inch on paper; the size of nothing else depends on it

    /// Rounded up; what exceeds the pixels is cut off.
    QSize logicalSize() const;
    /// Logical pixels an inch on paper, more than usual where text is smaller than its nominal size.
    double logicalPixelsPerInch() const { return dotsPerInch / scale; }
};

/// The sentence that says why @p request cannot be drawn, or nothing.
QString faultIn(const FigureRequest& request);

} // namespace gabor
