// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gabor {

/// The windows of scipy.signal.get_window.
enum class WindowKind {
    Boxcar,
    Triang,
    Bartlett,
    Hann,
    Hamming,
    GeneralHamming,
    GeneralCosine,
    Blackman,
    BlackmanHarris,
    Nuttall,
    Flattop,
    Bohman,
    Parzen,
    Cosine,
    Barthann,
    Lanczos,
    Tukey,
    Gaussian,
    GeneralGaussian,
    Exponential,
    Kaiser,
    KaiserBesselDerived,
    Chebwin,
    Dpss,
    Taylor
};

/// A window without its length.
struct WindowSpec
{
    WindowKind kind = WindowKind::Hann;
    std::vector<double> parameters{}; ///< as many as WindowInfo::parameters lists (GeneralCosine: one or more)
    bool symmetric = false;           ///< false: periodic (SciPy's fftbins=True)

    friend bool operator==(const WindowSpec&, const WindowSpec&) = default;
};

struct WindowParameterInfo
{
    std::string_view name;   ///< "beta"
    std::string_view symbol; ///< "β"
    double initial;
    double minimum;
    double maximum;
    bool minimumExcluded = false;
    bool whole = false; ///< only whole numbers (taylor's nbar)
};

struct WindowInfo
{
    WindowKind kind;
    std::string_view scipyName;   ///< "blackmanharris"
    std::string_view displayName; ///< "Blackman–Harris"
    std::span<const WindowParameterInfo> parameters;
};

/// Every window, in the order of a menu (the usual ones first).
std::span<const WindowInfo> windowCatalog();
const WindowInfo& windowInfo(WindowKind kind);

/// The window with its initial parameters (some, as Gaussian's sigma, follow the length).
WindowSpec initialWindow(WindowKind kind, int length);

struct WindowFault
{
    enum class Rule {
        LengthNotPositive,
        ParameterCount,
        ParameterOutOfRange,   ///< parameter, minimum and maximum say which and what is allowed
        HalfBandwidthTooLarge, ///< DPSS: NW must be below half the length; maximum = length / 2
        OddLength,             ///< Kaiser-Bessel-derived: only even lengths
        PeriodicUnknown,       ///< Kaiser-Bessel-derived: only symmetric
        SumIsZero              ///< the coefficients add up to nothing, no level could be scaled by them
    };
    Rule rule;
    int parameter = -1;
    double minimum = 0;
    double maximum = 0;
};

/// The first rule that @p window of @p length breaks, or nothing when it may be used.
std::optional<WindowFault> faultIn(const WindowSpec& window, int length);

/// @p length coefficients of a window without fault. Formulas: scipy.signal.windows, version 1.10.
std::vector<double> windowCoefficients(const WindowSpec& window, int length);

} // namespace gabor
