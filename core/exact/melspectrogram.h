// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/computeframes.h"
#include "core/exact/exactspectrogram.h"
#include "core/exact/mel.h"

#include <optional>
#include <variant>

namespace gabor {

/// What of a spectrum the mel weights add up.
enum class MelInput {
    Power,    ///< |X|², librosa's power = 2
    Magnitude ///< |X|
};

/// The frames of a mel spectrogram: bandCount() rows, the weighted sums of the bare (unscaled, one-sided) transform.
class MelSpectrogram final : public FrameSource
{
public:
    /// @param stft  without fault for interval.size() samples; scaling, mode and sides are not looked at.
    ///              librosa and tf.signal do not detrend. librosa's center=True is Boundary::Zeros with hop-wise padding
    ///              of the end left out (Boundary::Zeros, padded = false).
    /// @param mel   without fault at the source's sample rate
    MelSpectrogram(std::shared_ptr<const SampleSource> source, ChannelChoice channel, SampleInterval interval,
                   const ExactParameters& stft, const MelParameters& mel, MelInput input);

    const MelMatrix& matrix() const { return m_matrix; }
    TimeAxis times() const { return m_spectrogram.times(); }

    std::int64_t frameCount() const override { return m_spectrogram.frameCount(); }
    std::size_t valuesPerFrame() const override { return static_cast<std::size_t>(m_matrix.bandCount()); }
    std::unique_ptr<Scratch> makeScratch() const override;
    std::size_t scratchBytes() const override;
    ReadOutcome compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const override;

private:
    ExactSpectrogram m_spectrogram;
    MelMatrix m_matrix;
    MelInput m_input;
};

/// The largest value of all frames, 0 when there are none; NaN ones are passed over. What librosa measures its floor
/// from. Goes through the whole sound.
struct Strongest
{
    double value = 0;
    ComputeOutcome outcome;
};
Strongest strongestOf(const FrameSource& source, const std::stop_token& stop = {}, const FrameProgress& progress = {});

/// 10 log10(max(amin, S)), not below @p floorDb: librosa.power_to_db with ref = 1.
struct MelDecibels
{
    double amin = 1e-10;
    double floorDb = -1e300; ///< librosa: the level of the strongest value - 80 (topDb); it needs strongestOf first

    /// The floor that librosa's top_db gives.
    static MelDecibels below(double strongest, double topDb = 80, double amin = 1e-10);
};

/// ln(S + offset), as in the tutorial of tf.signal.
struct MelLogarithm
{
    double offset = 1e-6;
};

using MelCompression = std::variant<MelDecibels, MelLogarithm>;

/// The log-mel spectrogram: as many rows as bands.
class LogMelSpectrogram final : public FrameSource
{
public:
    LogMelSpectrogram(std::shared_ptr<const MelSpectrogram> mel, MelCompression compression);

    std::int64_t frameCount() const override { return m_mel->frameCount(); }
    std::size_t valuesPerFrame() const override { return m_mel->valuesPerFrame(); }
    std::unique_ptr<Scratch> makeScratch() const override { return m_mel->makeScratch(); }
    std::size_t scratchBytes() const override { return m_mel->scratchBytes(); }
    ReadOutcome compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const override;

private:
    std::shared_ptr<const MelSpectrogram> m_mel;
    MelCompression m_compression;
};

/// The cosine transform (DCT-II) that makes cepstral coefficients of a log-mel spectrum.
enum class CepstralNorm {
    Orthonormal, ///< librosa
    TensorFlow   ///< tf.signal.mfccs_from_log_mel_spectrograms: coefficient 0 is sqrt(2) larger
};

/// Mel-frequency cepstral coefficients: the first @p coefficients of the cosine transform, one a row.
/// librosa.feature.mfcc (center=False): MelInput::Power, MelDecibels::below(strongestOf(mel).value), Orthonormal.
/// tf.signal: MelStyle::TensorFlow, MelInput::Magnitude, MelLogarithm, TensorFlow.
class Mfcc final : public FrameSource
{
public:
    /// @param coefficients  1 .. number of bands
    Mfcc(std::shared_ptr<const LogMelSpectrogram> logMel, int coefficients, CepstralNorm norm);

    std::int64_t frameCount() const override { return m_logMel->frameCount(); }
    std::size_t valuesPerFrame() const override { return m_coefficients; }
    std::unique_ptr<Scratch> makeScratch() const override;
    std::size_t scratchBytes() const override;
    ReadOutcome compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const override;

private:
    std::shared_ptr<const LogMelSpectrogram> m_logMel;
    std::size_t m_coefficients;
    std::vector<double> m_cosines; ///< coefficients x bands
};

} // namespace gabor
