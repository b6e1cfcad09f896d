// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/levelscale.h"
#include "core/exact/cursorreading.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "core/tiles/spectrumspec.h"

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace gabor {

/// What stands under the cursor, and the scale on which it is shown.
struct Readout
{
    CursorReading reading;
    LevelScale scale = LevelScale::FullScale;
    LevelReference reference; ///< of that scale
};

/// Reads the place under the cursor on a worker; the latest place wins.
class ReadoutFeed : public QObject
{
    Q_OBJECT

public:
    /// @param queue  outlives the feed
    explicit ReadoutFeed(JobQueue& queue, QObject* parent = nullptr);
    ~ReadoutFeed() override;

    /// What is read in. Forgets the reading of anything else.
    void setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec);
    /// On what scale it is shown. Costs no reading.
    /// @param reference  of @p scale and the spectrum
    void setScale(LevelScale scale, const LevelReference& reference);
    /// @param reachHz  how far from @p hz the peak may lie
    void read(double sample, double hz, double reachHz);
    /// The cursor is gone.
    void clear();

    /// The last that was read, of a place a moment ago while the next is on its way.
    std::optional<Readout> reading() const;

signals:
    void changed();

private:
    using Coefficients = std::shared_ptr<const std::vector<double>>;
    struct Arrival
    {
        std::uint64_t number = 0;
        std::optional<CursorReading> reading;
        Coefficients window;
    };

    void takeArrivals();

    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    std::shared_ptr<const SampleSource> m_source;
    SpectrumSpec m_spec;
    Coefficients m_window; ///< of the spec's window, once a job has computed it
    std::stop_source m_stop;
    std::uint64_t m_number = 0;
    std::uint64_t m_spectrumNumber = 0; ///< the first request of the present spectrum
    std::optional<CursorReading> m_reading;
    LevelScale m_scale = LevelScale::FullScale;
    LevelReference m_reference;
};

} // namespace gabor
