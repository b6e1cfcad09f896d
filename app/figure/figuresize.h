// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure/figurerequest.h"

#include <QList>
#include <QSize>
#include <QSizeF>
#include <QString>

namespace gabor {

/// The size of a figure as people say it: in pixels, or in millimetres with a fineness.
struct FigureSize
{
    enum class Unit { Pixels, Millimeters };
    Unit unit = Unit::Pixels;

    QSize pixels{1600, 900}; ///< count where the unit is the pixel
    double textScale = 1;    ///< of text and lines: in pixels, 1 is as on a plain screen; on paper, 1 is 9 points
    QSizeF millimeters{183, 110};
    double dotsPerInch = 300; ///< counts where the unit is the millimetre, as does what stands above

    friend bool operator==(const FigureSize&, const FigureSize&) = default;
};

inline constexpr double lowestDotsPerInch = 72;
inline constexpr double highestDotsPerInch = 1200;
/// Of figures on paper, unless somebody wishes otherwise: 9 points of text become 7, as journals ask for.
inline constexpr double paperTextScale = 0.75;

/// @p request in that size. Where it is said in pixels, they are as fine on paper as makes text 9 points large there.
FigureRequest inSize(FigureRequest request, const FigureSize& size);

struct FigureSizePreset
{
    QString name;
    FigureSize size;
};

/// What is offered, screens first, then columns of journals.
/// @param asOnScreen  the size of the window's figure
QList<FigureSizePreset> figureSizePresets(const FigureSize& asOnScreen);

} // namespace gabor
