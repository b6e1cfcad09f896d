// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/revisionwatch.h"
#include "core/audio/soundfile.h"
#include "core/jobs/generation.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "widgets/panes/figureview.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <variant>

namespace gabor {

/// The one owner of what is open and how it is analysed and shown. Whoever shows something listens to it; whoever
/// changes something tells it a whole value.
class Session : public QObject
{
    Q_OBJECT

public:
    /// @param loadQueue  for opening and decoding, which may hang in the system; outlives the session
    explicit Session(JobQueue& loadQueue, QObject* parent = nullptr);
    ~Session() override;

    /// A sound is there from the beginning: the demo.
    const FigureContent& content() const { return m_content; }
    const SoundDescription& sound() const { return m_content.source->description(); }
    bool isDemo() const { return sound().path.empty(); }

    /// Opens @p path on a worker. Until it is there, and if it fails, the present sound stays.
    /// @param reading  which track, or what raw samples are; by default the content decides
    void open(const std::filesystem::path& path, const SoundReading& reading = {});
    /// Opens the file of the present sound again, as it is now.
    void reload();
    void openDemo();
    /// The file that is being opened; empty when none is.
    const std::filesystem::path& opening() const { return m_opening; }
    /// How it is to be read.
    const SoundReading& openingReading() const { return m_openingReading; }
    void cancelOpening();

    void setStft(const StftParameters& stft);
    /// Kept for the next sound, too, where it has such a channel.
    void setChannel(ChannelChoice channel);
    ChannelChoice preferredChannel() const { return m_preferredChannel; }
    void setReduction(Reduction reduction);
    void setDisplay(const DisplayParameters& display);

signals:
    /// Another sound is open. contentChanged follows.
    void soundChanged();
    void contentChanged();
    /// More of the present sound has been decoded, or something about it has become known.
    void soundGrew();
    void openingChanged();
    void openFailed(const gabor::OpenFault& fault);

private:
    struct Arrival
    {
        std::uint64_t generation = 0;
        std::variant<std::monostate, OpenedSound, OpenFault> content;
    };

    void takeArrivals();
    void adopt(OpenedSound sound);
    void lookAtSound();
    void adoptChannel();

    JobQueue& m_loadQueue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    Generation m_loading;
    std::filesystem::path m_opening;
    SoundReading m_openingReading;
    std::stop_source m_decoding;     ///< of the sound that is open
    std::stop_source m_nextDecoding; ///< of the one being opened
    FigureContent m_content;
    RevisionWatch m_revisions; ///< of the sound that is open
    bool m_completeTold = false;
    ChannelChoice m_preferredChannel;
    std::uint64_t m_lastSource = 0;
    QTimer m_growth;
};

} // namespace gabor
