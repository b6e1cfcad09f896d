// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gabor {

enum class MelScale {
    Slaney,    ///< linear below 1000 Hz, logarithmic above: 3 f / 200; 15 + 27 ln(f / 1000) / ln 6.4
    Htk,       ///< 2595 log10(1 + f / 700)
    TensorFlow ///< 1127 ln(1 + f / 700)
};

double melFromHz(double hz, MelScale scale);
double hzFromMel(double mel, MelScale scale);

/// How high the triangle of a band is.
enum class MelNorm {
    None,  ///< 1
    Slaney ///< 2 / its width in Hz, so that every triangle has the area 1
};

enum class MelStyle {
    Librosa,   ///< librosa.filters.mel: triangles linear in Hz
    TensorFlow ///< tf.signal.linear_to_mel_weight_matrix: linear in mel; its own scale, no norm, first bin 0
};

struct MelParameters
{
    int bands = 128;
    double lowHz = 0;                  ///< lower edge of the first band
    double highHz = 8000;              ///< upper edge of the last
    MelScale scale = MelScale::Slaney; ///< not looked at in TensorFlow's style
    MelNorm norm = MelNorm::Slaney;    ///< not looked at in TensorFlow's style
    MelStyle style = MelStyle::Librosa;

    friend bool operator==(const MelParameters&, const MelParameters&) = default;
};

struct MelFault
{
    enum class Rule {
        BandsNotPositive,
        TooManyBands,        ///< more than maximumMelBands
        LowNegative,         ///< or no number
        HighNotAboveLow,     ///< or no number
        HighAboveHalfTheRate ///< more than half the sample rate
    };
    Rule rule;
};

inline constexpr int maximumMelBands = 1 << 14;

std::optional<MelFault> faultIn(const MelParameters& parameters, double sampleRate);

/// Weights that take the bins of a one-sided spectrum to mel bands. Most are 0; each row keeps the others only.
class MelMatrix
{
public:
    /// @param parameters  without fault at @p sampleRate
    /// @param nfft        > 0, of the spectra that it will meet
    /// Sources: librosa.filters.mel; tf.signal.linear_to_mel_weight_matrix, transposed.
    MelMatrix(const MelParameters& parameters, double sampleRate, int nfft);

    int bandCount() const { return static_cast<int>(m_bands.size()); }
    int binCount() const { return m_binCount; }

    /// bandCount() x binCount() weights, band after band. A band narrower than a bin may be 0 throughout.
    std::vector<double> dense() const;
    /// Hz of the peak of each band.
    const std::vector<double>& centersHz() const { return m_centersHz; }

    /// @param spectrum  binCount() values
    /// @param bands     out, bandCount() values
    void apply(std::span<const double> spectrum, std::span<double> bands) const;

private:
    struct Band
    {
        std::size_t firstBin = 0;
        std::vector<double> weights;
    };
    std::vector<Band> m_bands;
    std::vector<double> m_centersHz;
    int m_binCount;
};

/// "slaney", "htk", "tf"; "none", "slaney"; "librosa", "tf".
std::string_view nameOf(MelScale scale);
std::string_view nameOf(MelNorm norm);
std::string_view nameOf(MelStyle style);

} // namespace gabor
