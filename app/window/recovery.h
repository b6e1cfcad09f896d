// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/recoverynote.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "widgets/panels/messagebar.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace gabor {

class AwaitedSpan;
class FigureView;
class Session;

/// Keeps a note of what is open while it is open, and offers what an earlier program had open that did not end well. By
/// itself it opens nothing: that may be what that program died of. The offer stands until it is taken and the sound is
/// open, or until somebody closes it: then, and not before, there is nothing left to restore.
class Recovery : public QObject
{
    Q_OBJECT

public:
    /// What is worked on; everything outlives it.
    struct Surroundings
    {
        Session& session;
        FigureView& figure;
        MessageBar& messages;
        JobQueue& queue; ///< for the notes
    };

    /// To be made after all else that listens to the session, which has to know a sound before its view is restored.
    /// @param folder  for the notes; empty: none is kept, and none is looked for
    Recovery(const Surroundings& surroundings, std::filesystem::path folder, QObject* parent = nullptr);
    ~Recovery() override;

    /// Whether there is something that the next program would offer if this one did not end well now.
    bool notesWhatIsOpen() const;

signals:
    /// The note says what is so now.
    void kept();

private:
    struct Kept
    { };
    using Arrival = std::variant<Kept, std::shared_ptr<const LeftNote>>;

    void keepSoon();
    void keep();
    bool hasSound() const;
    SessionState state() const;
    void takeArrivals();
    void offer();
    void restore();
    void takeRestored(bool isOpen);
    void forget();

    Surroundings m_with;
    std::filesystem::path m_folder;
    std::shared_ptr<RecoveryNote> m_note;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    AwaitedSpan* m_span;
    std::shared_ptr<const LeftNote> m_left; ///< until it is restored or refused
    MessageBar::Ticket m_offered = 0;
    QTimer m_soon;
    bool m_isKeeping = false; ///< a worker writes the note
};

} // namespace gabor
