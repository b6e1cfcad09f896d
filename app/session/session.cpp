// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "app/session/openingoptions.h"
#include "core/audio/demosignal.h"

#include <QMetaObject>

namespace gabor {

namespace {

/// How often a sound that is being decoded is looked at: each look repaints what has come.
constexpr int growthIntervalMs = 120;
/// How often a compressed sound that is complete is looked at: damage may show where nobody had looked yet.
constexpr int revisionIntervalMs = 500;

} // namespace

Session::Session(JobQueue& loadQueue, QObject* parent)
    : QObject(parent), m_loadQueue(loadQueue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &Session::takeArrivals, Qt::QueuedConnection);
      })),
      m_revisions(loadQueue)
{
    connect(&m_growth, &QTimer::timeout, this, &Session::lookAtSound);
    m_content.source = demoSignal();
    m_content.spec.source = ++m_lastSource;
}

Session::~Session()
{
    m_inbox->close();
    m_decoding.request_stop();
    m_nextDecoding.request_stop();
}

void Session::open(const std::filesystem::path& path, const SoundReading& reading)
{
    cancelOpening();
    m_opening = path;
    m_openingReading = reading;
    m_nextDecoding = {};
    m_loadQueue.submit(
        JobQueue::Urgency::Visible, m_nextDecoding.get_token(),
        [inbox = m_inbox, path, reading, generation = m_loading.number(), stop = m_nextDecoding.get_token()] {
            std::function<void(std::stop_token)> finishDecoding;
            try {
                Result<OpenedSound, OpenFault> opened = openSound(path, stop, openingOptionsOfUser(reading));
                if (!opened) {
                    inbox->post({generation, opened.fault()});
                    return;
                }
                finishDecoding = opened.value().finishDecoding;
                inbox->post({generation, std::move(opened).value()});
            } catch (...) { // nothing but a lack of memory throws there
                inbox->post({generation, OpenFault{OpenFault::Kind::CannotRead, path.string(), ENOMEM, {}}});
                return;
            }
            if (finishDecoding)
                finishDecoding(stop);
        });
    emit openingChanged();
}

void Session::reload()
{
    if (!isDemo())
        open(sound().path, sound().reading);
}

void Session::cancelOpening()
{
    m_loading.advance();
    if (m_opening.empty())
        return;
    m_nextDecoding.request_stop();
    m_opening.clear();
    emit openingChanged();
}

void Session::openDemo()
{
    cancelOpening();
    m_decoding.request_stop();
    adopt({demoSignal(), {}});
}

void Session::takeArrivals()
{
    for (Arrival& arrival : m_inbox->takeAll()) {
        if (!m_loading.isCurrent(arrival.generation))
            continue;
        m_opening.clear();
        m_loading.advance();
        if (const auto* const fault = std::get_if<OpenFault>(&arrival.content)) {
            emit openFailed(*fault);
        } else if (auto* const sound = std::get_if<OpenedSound>(&arrival.content)) {
            m_decoding.request_stop();
            m_decoding = m_nextDecoding;
            adopt(std::move(*sound));
        }
        emit openingChanged();
    }
}

void Session::adopt(OpenedSound sound)
{
    m_revisions.follow(sound, m_decoding.get_token());
    m_content.source = std::move(sound.source);
    m_content.spec.source = ++m_lastSource;
    adoptChannel();
    // Asked before telling: what completes in between is told by the first look.
    m_completeTold = m_content.source->isComplete();
    emit soundChanged();
    emit contentChanged();
    if (m_revisions.hasMoreToCome())
        m_growth.start(m_completeTold ? revisionIntervalMs : growthIntervalMs);
    else
        m_growth.stop();
}

/// Whether there is more of the sound, or it has to be decoded in another way than was thought.
void Session::lookAtSound()
{
    // Asked before telling: what completes in between is told by the next look.
    const bool complete = m_content.source->isComplete();
    if (!m_revisions.look() && complete && m_completeTold)
        return;
    m_completeTold = complete;
    m_growth.setInterval(complete ? revisionIntervalMs : growthIntervalMs);
    emit soundGrew();
}

void Session::setStft(const StftParameters& stft)
{
    if (stft == m_content.spec.stft)
        return;
    m_content.spec.stft = stft;
    emit contentChanged();
}

void Session::setChannel(ChannelChoice channel)
{
    m_preferredChannel = channel;
    const ChannelChoice before = m_content.spec.channel;
    adoptChannel();
    if (m_content.spec.channel != before)
        emit contentChanged();
}

/// A channel that the sound does not have would show nothing.
void Session::adoptChannel()
{
    m_content.spec.channel = m_preferredChannel.index < sound().channelCount ? m_preferredChannel : ChannelChoice{};
}

void Session::setReduction(Reduction reduction)
{
    if (reduction == m_content.spec.reduction)
        return;
    m_content.spec.reduction = reduction;
    emit contentChanged();
}

void Session::setDisplay(const DisplayParameters& display)
{
    if (display == m_content.display)
        return;
    m_content.display = display;
    emit contentChanged();
}

} // namespace gabor
