// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/window.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace gabor {

namespace {

/// Longer than any window that a transform can hold.
constexpr double widest = 1e7;

// initialWindow() replaces the initial widths (sigma, tau) by ones that follow the length.
constexpr std::array hammingParameters{
    WindowParameterInfo{.name = "alpha", .symbol = "α", .initial = 0.54, .minimum = 0, .maximum = 1}};
constexpr std::array tukeyParameters{
    WindowParameterInfo{.name = "alpha", .symbol = "α", .initial = 0.25, .minimum = 0, .maximum = 1}};
constexpr std::array gaussianParameters{WindowParameterInfo{
    .name = "sigma", .symbol = "σ", .initial = 256, .minimum = 0, .maximum = widest, .minimumExcluded = true}};
constexpr std::array generalGaussianParameters{
    WindowParameterInfo{
        .name = "power", .symbol = "p", .initial = 1.5, .minimum = 0, .maximum = 100, .minimumExcluded = true},
    WindowParameterInfo{
        .name = "sigma", .symbol = "σ", .initial = 340, .minimum = 0, .maximum = widest, .minimumExcluded = true}};
constexpr std::array exponentialParameters{WindowParameterInfo{
    .name = "tau", .symbol = "τ", .initial = 512, .minimum = 0, .maximum = widest, .minimumExcluded = true}};
// I0(β) leaves the range of double precision at 714.
constexpr std::array kaiserParameters{
    WindowParameterInfo{.name = "beta", .symbol = "β", .initial = 8.6, .minimum = 0, .maximum = 700}};
// 4π is what AAC takes.
constexpr std::array kaiserBesselDerivedParameters{
    WindowParameterInfo{.name = "beta", .symbol = "β", .initial = 12.566, .minimum = 0, .maximum = 700}};
constexpr std::array chebwinParameters{
    WindowParameterInfo{.name = "attenuation", .symbol = "dB", .initial = 100, .minimum = 20, .maximum = 300}};
constexpr std::array dpssParameters{
    WindowParameterInfo{.name = "half bandwidth", .symbol = "NW", .initial = 3, .minimum = 0.01, .maximum = 1000}};
constexpr std::array taylorParameters{
    WindowParameterInfo{
        .name = "near sidelobes", .symbol = "n̄", .initial = 4, .minimum = 1, .maximum = 100, .whole = true},
    WindowParameterInfo{.name = "sidelobe level", .symbol = "dB", .initial = 30, .minimum = 1, .maximum = 200}};
// Nuttall's four terms with a continuous first derivative, which have no name of their own in SciPy.
constexpr std::array cosineSumParameters{
    WindowParameterInfo{.name = "a0", .symbol = "a₀", .initial = 0.355768, .minimum = -10, .maximum = 10},
    WindowParameterInfo{.name = "a1", .symbol = "a₁", .initial = 0.487396, .minimum = -10, .maximum = 10},
    WindowParameterInfo{.name = "a2", .symbol = "a₂", .initial = 0.144232, .minimum = -10, .maximum = 10},
    WindowParameterInfo{.name = "a3", .symbol = "a₃", .initial = 0.012604, .minimum = -10, .maximum = 10}};

constexpr std::array catalog{
    WindowInfo{WindowKind::Hann, "hann", "Hann", {}},
    WindowInfo{WindowKind::Hamming, "hamming", "Hamming", {}},
    WindowInfo{WindowKind::Blackman, "blackman", "Blackman", {}},
    WindowInfo{WindowKind::BlackmanHarris, "blackmanharris", "Blackman–Harris", {}},
    WindowInfo{WindowKind::Gaussian, "gaussian", "Gaussian", gaussianParameters},
    WindowInfo{WindowKind::Kaiser, "kaiser", "Kaiser", kaiserParameters},
    WindowInfo{WindowKind::Flattop, "flattop", "Flat top", {}},
    WindowInfo{WindowKind::Tukey, "tukey", "Tukey", tukeyParameters},
    WindowInfo{WindowKind::Boxcar, "boxcar", "Rectangular", {}},
    WindowInfo{WindowKind::Nuttall, "nuttall", "Nuttall", {}},
    WindowInfo{WindowKind::Dpss, "dpss", "DPSS (Slepian)", dpssParameters},
    WindowInfo{WindowKind::Chebwin, "chebwin", "Dolph–Chebyshev", chebwinParameters},
    WindowInfo{WindowKind::Taylor, "taylor", "Taylor", taylorParameters},
    WindowInfo{WindowKind::Bartlett, "bartlett", "Bartlett", {}},
    WindowInfo{WindowKind::Triang, "triang", "Triangular", {}},
    WindowInfo{WindowKind::Parzen, "parzen", "Parzen", {}},
    WindowInfo{WindowKind::Bohman, "bohman", "Bohman", {}},
    WindowInfo{WindowKind::Cosine, "cosine", "Cosine", {}},
    WindowInfo{WindowKind::Barthann, "barthann", "Bartlett–Hann", {}},
    WindowInfo{WindowKind::Lanczos, "lanczos", "Lanczos", {}},
    WindowInfo{WindowKind::Exponential, "exponential", "Exponential", exponentialParameters},
    WindowInfo{WindowKind::KaiserBesselDerived, "kaiser_bessel_derived", "Kaiser–Bessel-derived",
               kaiserBesselDerivedParameters},
    WindowInfo{WindowKind::GeneralHamming, "general_hamming", "General Hamming", hammingParameters},
    WindowInfo{WindowKind::GeneralGaussian, "general_gaussian", "General Gaussian", generalGaussianParameters},
    WindowInfo{WindowKind::GeneralCosine, "general_cosine", "General cosine", cosineSumParameters},
};

} // namespace

std::span<const WindowInfo> windowCatalog()
{
    return catalog;
}

const WindowInfo& windowInfo(WindowKind kind)
{
    const auto info = std::find_if(catalog.begin(), catalog.end(),
                                   [kind](const WindowInfo& candidate) { return candidate.kind == kind; });
    assert(info != catalog.end());
    return *info;
}

WindowSpec initialWindow(WindowKind kind, int length)
{
    assert(length > 0);
    WindowSpec window{.kind = kind, .parameters = {}, .symmetric = kind == WindowKind::KaiserBesselDerived};
    for (const WindowParameterInfo& parameter : windowInfo(kind).parameters)
        window.parameters.push_back(parameter.initial);
    switch (kind) {
    case WindowKind::Gaussian:
        window.parameters = {length / 8.0};
        break;
    case WindowKind::GeneralGaussian:
        window.parameters[1] = length / 6.0;
        break;
    case WindowKind::Exponential:
        window.parameters = {length / 4.0};
        break;
    case WindowKind::Dpss: // must stay below length / 2
        window.parameters[0] = std::min(window.parameters[0], length / 4.0);
        break;
    default:
        break;
    }
    return window;
}

} // namespace gabor
