// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/recovery.h"

#include "app/session/bytenames.h"
#include "app/session/session.h"
#include "app/window/awaitedspan.h"

#include <QMetaObject>

namespace gabor {

namespace {
/// A view that is moved about is not noted step by step.
constexpr int intervalMs = 2000;
} // namespace

Recovery::Recovery(const Surroundings& surroundings, std::filesystem::path folder, QObject* parent)
    : QObject(parent), m_with(surroundings), m_folder(std::move(folder)),
      m_note(std::make_shared<RecoveryNote>(m_folder)), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &Recovery::takeArrivals, Qt::QueuedConnection);
      })),
      m_span(new AwaitedSpan(surroundings.session, surroundings.figure.view(), this))
{
    if (m_folder.empty())
        return;
    m_soon.setSingleShot(true);
    m_soon.setInterval(intervalMs);
    connect(&m_soon, &QTimer::timeout, this, &Recovery::keep);
    connect(&m_with.session, &Session::contentChanged, this, &Recovery::keepSoon);
    connect(&m_with.figure.view(), &ViewModel::spanChanged, this, &Recovery::keepSoon);
    connect(&m_with.session, &Session::openingChanged, this, &Recovery::keep);
    connect(m_span, &AwaitedSpan::openingEnded, this, &Recovery::takeRestored);
    connect(&m_with.messages, &MessageBar::closed, this, [this](MessageBar::Ticket ticket) {
        if (m_left && ticket == m_offered)
            forget();
    });
    m_with.queue.submit(JobQueue::Urgency::Background, {}, [inbox = m_inbox, where = m_folder] {
        if (std::optional<LeftNote> left = takeLeftNote(where))
            inbox->post(std::make_shared<const LeftNote>(*std::move(left)));
    });
}

Recovery::~Recovery()
{
    m_inbox->close();
    // Whoever lets go of a note last waits for its file system.
    m_with.queue.submit(JobQueue::Urgency::Background, {}, [note = std::move(m_note), left = std::move(m_left)] {});
}

void Recovery::keepSoon()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void Recovery::keep()
{
    if (std::exchange(m_isKeeping, true)) {
        keepSoon();
        return;
    }
    m_with.queue.submit(JobQueue::Urgency::Background, {},
                        [inbox = m_inbox, note = m_note, hasSound = hasSound(), state = state()] {
                            try {
                                if (hasSound)
                                    note->keep(state);
                                else
                                    note->remove();
                            } catch (...) { // no memory: the next change tries again
                            }
                            inbox->post(Kept{});
                        });
}

bool Recovery::hasSound() const
{
    return !m_with.session.isDemo() || !m_with.session.opening().empty();
}

bool Recovery::notesWhatIsOpen() const
{
    return !m_folder.empty() && (hasSound() || m_left);
}

SessionState Recovery::state() const
{
    const Session& session = m_with.session;
    const FigureContent& content = session.content();
    const bool isOpening = !session.opening().empty();
    return {.sound = isOpening ? session.opening() : std::filesystem::path(session.sound().path),
            .reading = isOpening ? session.openingReading() : session.sound().reading,
            .isOpening = isOpening,
            .channel = content.spec.channel,
            .stft = content.spec.stft,
            .display = content.display,
            .reduction = content.spec.reduction,
            .span = m_with.figure.view().span()};
}

void Recovery::takeArrivals()
{
    for (const Arrival& arrival : m_inbox->takeAll()) {
        if (const auto* const left = std::get_if<std::shared_ptr<const LeftNote>>(&arrival)) {
            m_left = *left;
            offer();
        } else {
            m_isKeeping = false;
            emit kept();
        }
    }
}

void Recovery::offer()
{
    const QString name = shownName(m_left->state.sound);
    m_offered = m_with.messages.showLater(
        MessageBar::Kind::Warning,
        m_left->state.isOpening ? tr("Gabor did not end well last time, when it was opening “%1”.").arg(name)
                                : tr("Gabor did not end well last time. “%1” was open.").arg(name),
        MessageBar::Stay::UntilClosed,
        {m_left->state.isOpening ? tr("Try again") : tr("Restore"), [this] { restore(); }});
}

void Recovery::restore()
{
    const SessionState state = m_left->state;
    Session& session = m_with.session;
    session.setStft(state.stft);
    session.setReduction(state.reduction);
    session.setDisplay(state.display);
    session.setChannel(state.channel);
    session.open(state.sound, state.reading);
    // What was being opened has no view yet: the one that was noted is of the sound before.
    m_span->awaitNext(state.isOpening ? std::nullopt : std::optional(state.span));
}

/// What could not be opened, as its drive is not there yet, can be tried again.
void Recovery::takeRestored(bool isOpen)
{
    if (isOpen)
        forget();
    else
        offer();
}

void Recovery::forget()
{
    m_with.queue.submit(JobQueue::Urgency::Background, {}, [left = std::exchange(m_left, {})] { left->remove(); });
}

} // namespace gabor
