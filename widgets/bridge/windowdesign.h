// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/frameanalyzer.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <stop_token>

namespace gabor {

/// The window of the present analysis: at once where it is quickly designed, from a worker where a long one of a dear kind
/// would take up to a second.
class WindowDesign : public QObject
{
    Q_OBJECT

public:
    /// @param queue  outlives the design
    explicit WindowDesign(JobQueue& queue, QObject* parent = nullptr);
    ~WindowDesign() override;

    /// @p parameters have no fault; only their window and its length matter here.
    void choose(const StftParameters& parameters);
    /// Nothing while it is being designed.
    const std::shared_ptr<const AnalysisWindow>& window() const { return m_window; }

signals:
    /// A worker has designed the window that was chosen.
    void designed();
    /// There was no memory for it.
    void outOfMemory();

private:
    struct Arrival
    {
        std::uint64_t number = 0;
        std::shared_ptr<const AnalysisWindow> window; ///< nothing: no memory
    };

    void takeArrivals();

    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    std::stop_source m_stop;
    std::uint64_t m_number = 0; ///< of the last choice
    WindowSpec m_spec;
    int m_length = 0; ///< 0: nothing has been chosen
    std::shared_ptr<const AnalysisWindow> m_window;
};

} // namespace gabor
