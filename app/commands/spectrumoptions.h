// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"
#include "core/exact/spectrogramparameters.h"

#include <QJsonObject>

#include <cstdint>
#include <optional>

namespace gabor {

/// Parameters as they were given; what was not given may depend on the length of the sound.
struct SpectrumRequest
{
    ExactParameters parameters; ///< noverlap and nfft are not looked at
    std::optional<int> noverlap;
    std::optional<int> nfft;
    int overlapNumerator = 1; ///< noverlap, when not given: nperseg * overlapNumerator / overlapDenominator
    int overlapDenominator = 8;
};

/// Who fills in what is not given.
enum class SpectrumDefaults {
    Spectrogram, ///< scipy.signal.spectrogram; with --convention mlab: matplotlib.mlab.specgram
    Mel          ///< librosa.feature: hann, 2048, a hop of a quarter
};

/// --window, --nperseg, --noverlap, --nfft, --symmetric, --boundary, --padded; for a spectrogram also --detrend,
/// --scaling, --mode, --two-sided and --convention.
void addSpectrumOptions(CommandOptions& options, SpectrumDefaults defaults);
SpectrumRequest spectrumRequest(CommandOptions& options, SpectrumDefaults defaults);

/// @p request for a sound of @p sampleCount samples; as in SciPy a short sound cuts nperseg down before the initial
/// noverlap and nfft are derived from it. May have faults.
ExactParameters completed(const SpectrumRequest& request, std::int64_t sampleCount);

/// What is wrong, with the name of the option and what would be allowed.
CommandFault spectrumFault(const ExactFault& fault, const ExactParameters& parameters);

/// By SciPy's names.
QJsonObject toJson(const ExactParameters& parameters);

} // namespace gabor
