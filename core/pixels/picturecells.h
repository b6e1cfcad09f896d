// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/gridaxis.h"
#include "core/pixels/levelgrid.h"

namespace gabor {

/// How the columns of a spectrogram and its bins lie in a picture, and the vertices that show them. Whatever is put into
/// the same picture of the same columns, by whichever way, has the same axes.
class PictureAxes
{
public:
    /// @param cover       the columns that the picture shows
    /// @param frameCount  whole frames of the sound
    PictureAxes(const TileCover& cover, const StftParameters& stft, double sampleRate, std::int64_t frameCount,
                const PictureFrame& frame);

    /// Its cells are columns of the cover's lod.
    const GridAxis& times() const { return m_times; }
    /// Its cells are bins.
    const GridAxis& frequencies() const { return m_frequencies; }
    /// Nothing in it is known.
    LevelGrid emptyGrid() const;

private:
    CellPlacement m_columns;
    CellPlacement m_bins;
    GridAxis m_times;
    GridAxis m_frequencies;
};

/// Vertices along the frequency axis alone.
GridAxis frequencyAxis(const StftParameters& stft, double sampleRate, const PictureFrame& frame);

} // namespace gabor
