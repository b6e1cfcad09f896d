// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "widgets/panels/messagebar.h"

#include <QObject>

#include <string>
#include <vector>

class QMenu;

namespace gabor {

class Session;

/// Says in the message bar what is worth knowing of the sound that has just been opened: what is not as it should be, and
/// that there are other tracks to choose from.
class SoundMessages : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p bar; the others live as long.
    /// @param tracks  offered where there are several
    SoundMessages(const Session& session, MessageBar& bar, QMenu& tracks);

    /// To be called when something may have come to light since, as when samples were read. What is of a new kind is
    /// said, once; of what was said before, the numbers follow while it can be seen.
    void look();

private:
    /// A sound that is only read again takes no place of what is said of other files.
    using Way = decltype(&MessageBar::show);

    void startOver();
    void say(Way way);
    QString text() const;

    const Session& m_session;
    MessageBar& m_bar;
    QMenu& m_tracks;
    std::vector<SoundNotice> m_notices; ///< that were said
    std::string m_path;                 ///< of the sound that is open
    QString m_trackSentence;            ///< empty: there is no choice, or it has just been made
    MessageBar::Ticket m_said = 0;      ///< goes with the sound
};

} // namespace gabor
