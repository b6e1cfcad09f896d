// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <QObject>

#include <string>
#include <vector>

class QMenu;

namespace gabor {

class MessageBar;
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

    /// Whether something has come to light since. Reading samples may do that.
    void look();

private:
    void startOver();
    void say();

    const Session& m_session;
    MessageBar& m_bar;
    QMenu& m_tracks;
    std::vector<SoundNotice> m_noticesSaid;
    std::string m_path;                 ///< of the sound that is open
    QString m_trackSentence;            ///< empty: there is no choice, or it has just been made
    bool m_messageIsAboutSound = false; ///< what is said goes with the sound
};

} // namespace gabor
