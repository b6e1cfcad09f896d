// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/base/interval.h"
#include "core/exact/spectrogramparameters.h"

#include <cstdint>
#include <memory>
#include <span>

namespace gabor {

/// A run of a sound as frames see it: made longer at both ends, then filled up with zeros. Any thread.
class ExtendedSignal
{
public:
    /// @param parameters  in force for interval.size() samples, without fault
    ExtendedSignal(std::shared_ptr<const SampleSource> source, ChannelChoice channel, SampleInterval interval,
                   const ExactParameters& parameters);

    /// Samples, extensions and padding included.
    std::int64_t size() const { return m_size; }
    /// Samples before the run's first.
    std::int64_t extension() const { return m_extension; }

    /// Samples [first, first + out.size()) of [0, size()); beyond it zeros. NaN stands for a sample that is not finite.
    ReadOutcome read(std::int64_t first, std::span<double> out) const;

private:
    void readSource(std::int64_t first, std::span<double> out, ReadOutcome& outcome) const;
    void markNonFinite(std::int64_t first, std::span<double> out) const;
    void readBody(std::int64_t first, std::span<double> out, ReadOutcome& outcome) const;
    void readExtension(std::int64_t end, std::int64_t first, std::span<double> out, ReadOutcome& outcome) const;

    std::shared_ptr<const SampleSource> m_source;
    ChannelChoice m_channel;
    SampleInterval m_interval;
    Boundary m_boundary;
    std::int64_t m_bodySize;  ///< the run, under mlab's convention filled up to nperseg
    std::int64_t m_extension; ///< at each end of the body
    std::int64_t m_size;
};

} // namespace gabor
