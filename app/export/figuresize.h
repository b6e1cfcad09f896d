// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/figurerequest.h"

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

    QSize pixels{1600, 900};
    double textScale = 1; ///< pixels a logical pixel; counts where the unit is the pixel, as does what stands above

    QSizeF millimeters{183, 110};
    double dotsPerInch = 300; ///< counts where the unit is the millimetre, as does what stands above

    friend bool operator==(const FigureSize&, const FigureSize&) = default;
};

inline constexpr double lowestDotsPerInch = 72;
inline constexpr double highestDotsPerInch = 1200;

/// @p request in that size. In millimetres text has its nominal size on paper.
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
