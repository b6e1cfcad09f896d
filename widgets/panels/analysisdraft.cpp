// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/analysisdraft.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gabor {
namespace {

/// What does not fit into an int is far beyond every limit, so its nearest int breaks the same rule.
int saturated(std::int64_t value)
{
    return static_cast<int>(
        std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

std::int64_t noverlapFor(double fraction, int windowLength)
{
    // Far outside of what is possible any number will do; llround of a huge one is undefined.
    return std::llround(std::clamp(fraction, -1e6, 1e6) * windowLength);
}

} // namespace

AnalysisDraft draftOf(const StftParameters& parameters)
{
    const WindowSpec& window = parameters.window;
    AnalysisDraft draft{.parameters = parameters};
    draft.overlapFraction = static_cast<double>(parameters.noverlap()) / parameters.windowLength;
    draft.padding.reset();
    if (parameters.nfft % parameters.windowLength == 0)
        draft.padding = parameters.nfft / parameters.windowLength;
    draft.symmetricWanted = window.symmetric;
    draft.parametersFollowLength = window.parameters == initialWindow(window.kind, parameters.windowLength).parameters;
    return draft;
}

void setWindowLength(AnalysisDraft& draft, std::int64_t length)
{
    StftParameters& p = draft.parameters;
    p.windowLength = saturated(length);
    if (length < 1)
        return;
    const std::int64_t hop = p.windowLength - noverlapFor(draft.overlapFraction, p.windowLength);
    p.hop = saturated(draft.overlapFraction < 1 ? std::max<std::int64_t>(hop, 1) : hop);
    if (draft.padding)
        p.nfft = saturated(std::int64_t{p.windowLength} * *draft.padding);
    if (draft.parametersFollowLength)
        p.window.parameters = initialWindow(p.window.kind, p.windowLength).parameters;
}

void setNfft(AnalysisDraft& draft, std::int64_t nfft)
{
    StftParameters& p = draft.parameters;
    p.nfft = saturated(nfft);
    draft.padding.reset();
    if (p.windowLength > 0 && p.nfft > 0 && p.nfft % p.windowLength == 0)
        draft.padding = p.nfft / p.windowLength;
}

void setOverlapFraction(AnalysisDraft& draft, double fraction)
{
    StftParameters& p = draft.parameters;
    draft.overlapFraction = fraction;
    p.hop = saturated(p.windowLength - noverlapFor(fraction, p.windowLength));
}

void setNoverlap(AnalysisDraft& draft, std::int64_t noverlap)
{
    StftParameters& p = draft.parameters;
    p.hop = saturated(p.windowLength - noverlap);
    if (p.windowLength > 0)
        draft.overlapFraction = static_cast<double>(noverlap) / p.windowLength;
}

void setWindowKind(AnalysisDraft& draft, WindowKind kind)
{
    StftParameters& p = draft.parameters;
    p.window = initialWindow(kind, std::max(p.windowLength, 1));
    p.window.symmetric = p.window.symmetric || draft.symmetricWanted;
    draft.parametersFollowLength = true;
}

void setWindowParameters(AnalysisDraft& draft, std::vector<double> parameters)
{
    draft.parameters.window.parameters = std::move(parameters);
    draft.parametersFollowLength = false;
}

void setSymmetric(AnalysisDraft& draft, bool symmetric)
{
    draft.parameters.window.symmetric = symmetric;
    draft.symmetricWanted = symmetric;
}

} // namespace gabor
