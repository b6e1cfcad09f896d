// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/spectrogramparameters.h"

#include <algorithm>
#include <array>
#include <span>

namespace gabor {

namespace {

// In the order of each enumeration.
constexpr std::array<std::string_view, 3> scalingNames{"density", "spectrum", "unscaled"};
constexpr std::array<std::string_view, 5> modeNames{"psd", "complex", "magnitude", "angle", "phase"};
constexpr std::array<std::string_view, 5> boundaryNames{"none", "zeros", "even", "odd", "constant"};
constexpr std::array<std::string_view, 2> conventionNames{"scipy", "mlab"};
constexpr std::array<std::string_view, 3> detrendNames{"none", "constant", "linear"};

constexpr std::span<const std::string_view> names(SpectrumScaling)
{
    return scalingNames;
}
constexpr std::span<const std::string_view> names(SpectrumMode)
{
    return modeNames;
}
constexpr std::span<const std::string_view> names(Boundary)
{
    return boundaryNames;
}
constexpr std::span<const std::string_view> names(SpectrumConvention)
{
    return conventionNames;
}
constexpr std::span<const std::string_view> names(Detrend)
{
    return detrendNames;
}

template <class Word>
std::string_view nameIn(Word word)
{
    return names(word)[static_cast<std::size_t>(word)];
}

} // namespace

ExactParameters inForce(const ExactParameters& parameters, std::int64_t sampleCount)
{
    ExactParameters result = parameters;
    if (parameters.convention == SpectrumConvention::Scipy && sampleCount > 0)
        result.nperseg = static_cast<int>(std::min<std::int64_t>(parameters.nperseg, sampleCount));
    return result;
}

std::optional<ExactFault> faultIn(const ExactParameters& parameters, std::int64_t sampleCount)
{
    using Rule = ExactFault::Rule;
    if (parameters.nperseg < 1)
        return ExactFault{.rule = Rule::NpersegNotPositive, .nperseg = parameters.nperseg};
    const int nperseg = inForce(parameters, sampleCount).nperseg;
    if (parameters.nfft < nperseg)
        return ExactFault{.rule = Rule::NfftBelowNperseg, .nperseg = nperseg};
    if (parameters.noverlap < 0) // SciPy would read beyond the end of the sound
        return ExactFault{.rule = Rule::NoverlapNegative, .nperseg = nperseg};
    if (parameters.noverlap >= nperseg)
        return ExactFault{.rule = Rule::NoverlapNotBelowNperseg, .nperseg = nperseg};
    if (parameters.nfft > maximumExactNfft)
        return ExactFault{.rule = Rule::NfftTooLarge, .nperseg = nperseg};
    // Last, as it may compute the window: by now its length is known to be bearable.
    if (const std::optional<WindowFault> window = faultIn(parameters.window, nperseg))
        return ExactFault{.rule = Rule::Window, .nperseg = nperseg, .window = *window};
    return std::nullopt;
}

ExactParameters exactParametersOf(const StftParameters& parameters)
{
    return {.window = parameters.window,
            .nperseg = parameters.windowLength,
            .noverlap = parameters.noverlap(),
            .nfft = parameters.nfft,
            .detrend = parameters.detrend,
            .scaling = SpectrumScaling::Spectrum};
}

std::string_view nameOf(SpectrumScaling scaling)
{
    return nameIn(scaling);
}

std::string_view nameOf(SpectrumMode mode)
{
    return nameIn(mode);
}

std::string_view nameOf(Boundary boundary)
{
    return nameIn(boundary);
}

std::string_view nameOf(SpectrumConvention convention)
{
    return nameIn(convention);
}

std::string_view nameOf(Detrend detrend)
{
    return nameIn(detrend);
}

template <class Word>
std::optional<Word> named(std::string_view name)
{
    const std::span<const std::string_view> all = names(Word{});
    const auto found = std::find(all.begin(), all.end(), name);
    if (found == all.end())
        return std::nullopt;
    return static_cast<Word>(found - all.begin());
}

template std::optional<SpectrumScaling> named(std::string_view name);
template std::optional<SpectrumMode> named(std::string_view name);
template std::optional<Boundary> named(std::string_view name);
template std::optional<SpectrumConvention> named(std::string_view name);
template std::optional<Detrend> named(std::string_view name);

} // namespace gabor
