// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/stftparameters.h"

#include <cstdint>
#include <optional>

namespace gabor {

/// What the fields of the analysis panel say, possible or not, with the intentions that rounding would wear away: who
/// tries a window of 3 samples and goes back should come out with the overlap and the padding that were there before.
struct AnalysisDraft
{
    StftParameters parameters;
    double overlapFraction = 0.75;      ///< of the window length; parameters.hop is the nearest whole hop
    std::optional<int> padding = 2;     ///< nfft / windowLength while that is whole; nothing: nfft stays as it is
    bool symmetricWanted = false;       ///< the user's choice, which a window with only one variant may overrule
    bool parametersFollowLength = true; ///< the window has its initial parameters, so they change with its length
};

AnalysisDraft draftOf(const StftParameters& parameters);

/// Keeps the overlap fraction (the hop is at least one sample), a whole padding factor, and a window that is as it was
/// first offered for its length. A @p length below 1 is only written down.
void setWindowLength(AnalysisDraft& draft, std::int64_t length);
void setNfft(AnalysisDraft& draft, std::int64_t nfft);

/// The nearest whole number of samples; a fraction of 1 or more leaves no hop, which faultIn will say.
void setOverlapFraction(AnalysisDraft& draft, double fraction);
void setNoverlap(AnalysisDraft& draft, std::int64_t noverlap);

/// The window with the parameters first offered, symmetric if that is wanted or the only way.
void setWindowKind(AnalysisDraft& draft, WindowKind kind);
void setWindowParameters(AnalysisDraft& draft, std::vector<double> parameters);
void setSymmetric(AnalysisDraft& draft, bool symmetric);

} // namespace gabor
