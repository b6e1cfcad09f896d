// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundfile.h"
#include "core/jobs/generation.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <QWidget>

#include <filesystem>
#include <memory>

namespace gabor {

class FigureView;

/// Waveform and spectrogram of the beginning of a file whose bytes are taken for samples. Opened and computed on workers;
/// what was asked for last counts.
class RawPreview : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::int64_t mostSamples = std::int64_t{1} << 18; ///< of each channel
    static constexpr std::int64_t mostBytes = std::int64_t{1} << 24;

    /// @param tileQueue  for pictures
    /// @param loadQueue  for files, which may take long or hang; both outlive the preview
    RawPreview(JobQueue& tileQueue, JobQueue& loadQueue, const std::filesystem::path& path, QWidget* parent = nullptr);
    ~RawPreview() override;

    /// The last picture stays until this one is there.
    void showRaw(const RawSound& raw);
    /// Samples of each channel that there is a picture of; 0 before the first.
    std::int64_t shownSamples() const { return m_shownSamples; }
    FigureView& figure() { return *m_figure; }

signals:
    /// The file is there, and of this size.
    void sizeKnown(qint64 bytes);
    void shown();
    /// Also where @p fault is about what was said of the samples.
    void failed(const gabor::OpenFault& fault);

private:
    struct Arrival
    {
        std::uint64_t generation = 0;
        Result<OpenedSound, OpenFault> opened;
    };

    void takeArrivals();
    void adopt(const std::shared_ptr<const SampleSource>& whole);

    JobQueue& m_loadQueue;
    std::filesystem::path m_path;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    Generation m_opening;
    FigureView* m_figure = nullptr;
    std::int64_t m_shownSamples = 0;
    std::uint64_t m_lastSource = 0;
};

} // namespace gabor
