// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/dsp/frameanalyzer.h"
#include "core/pixels/picturecells.h"
#include "core/tiles/spectrumspec.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace gabor {

/// All that a glimpse is computed from.
struct GlimpseRequest
{
    std::shared_ptr<const SampleSource> source;
    std::shared_ptr<const AnalysisWindow> window; ///< of spec.stft
    SpectrumSpec spec;
    std::int64_t frameCount = 0; ///< whole frames of the sound
    TileCover cover;             ///< the columns that the picture shows
    PictureFrame frame;
    GridValues values;
    PlanChoice plans = PlanChoice::Reproducible;
};

/// The quickest way to a picture: one frame for each of its vertices in time, reduced to its rows while it is still in the
/// processor's caches. It stands in where no tile is known yet, has the axes of the grid that tiles give, and is good for
/// one picture alone. Where transforms are so long that even this would keep the eye waiting, several neighbours share a
/// frame.
class Glimpse
{
public:
    /// Throws std::bad_alloc.
    explicit Glimpse(GlimpseRequest request);

    /// Parts that threads may compute side by side, each a millisecond or two of work.
    int pieceCount() const { return m_pieceCount; }
    enum class Outcome {
        Unfinished, ///< other pieces are missing, or it was stopped
        Whole,      ///< this piece was the last one
        TooSlow     ///< the sound comes from so far away that tiles, which read it in long runs, are there sooner
    };
    /// Any thread, once for each piece. Throws std::bad_alloc.
    Outcome compute(int piece, const std::stop_token& stop);

    /// For whom compute() has told that it is Whole.
    const LevelGrid& grid() const { return m_grid; }
    /// topLevel() of it.
    std::optional<float> top() const { return m_top; }
    const GlimpseRequest& request() const { return m_request; }

private:
    class Piece;

    std::int64_t frameOf(int group) const;

    GlimpseRequest m_request;
    PictureAxes m_axes;
    std::once_flag m_laidOut;
    LevelGrid m_grid;
    std::optional<float> m_top;
    int m_groupSize; ///< vertices that share a frame
    int m_groupCount;
    int m_groupsPerPiece;
    int m_pieceCount;
    std::atomic<int> m_piecesLeft;
    std::atomic<bool> m_tooSlow = false;
};

/// Whatever is unknown in @p grid becomes that of @p glimpse, which has the same axes.
void fillUnknown(LevelGrid& grid, const LevelGrid& glimpse);

} // namespace gabor
