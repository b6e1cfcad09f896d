// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/soundmessages.h"

#include "app/session/metadatatext.h"
#include "app/session/session.h"
#include "app/session/soundtext.h"
#include "widgets/panels/messagebar.h"

#include <QMenu>

namespace gabor {

namespace {

QString trackSentence(const SoundDescription& sound)
{
    if (sound.tracks.size() < 2)
        return {};
    const int shown = sound.reading.track.value_or(0);
    return SoundMessages::tr("The file has %1 sound tracks. Shown is track %2.")
        .arg(QString::number(sound.tracks.size()), numberedTrackText(sound, shown));
}

} // namespace

SoundMessages::SoundMessages(const Session& session, MessageBar& bar, QMenu& tracks)
    : QObject(&bar), m_session(session), m_bar(bar), m_tracks(tracks)
{
    connect(&session, &Session::soundChanged, this, &SoundMessages::startOver);
    connect(&session, &Session::soundGrew, this, &SoundMessages::look);
}

void SoundMessages::startOver()
{
    if (m_messageIsAboutSound)
        m_bar.hide();
    m_messageIsAboutSound = false;
    m_noticesSaid.clear();
    const SoundDescription& sound = m_session.sound();
    // Who has just taken another track of the same file knows that there are several.
    m_trackSentence = sound.path == m_path ? QString() : trackSentence(sound);
    m_path = sound.path;
    if (m_session.content().source->notices().empty() && !m_trackSentence.isEmpty())
        say();
    look();
}

void SoundMessages::look()
{
    const std::vector<SoundNotice> notices = m_session.content().source->notices();
    if (notices == m_noticesSaid)
        return;
    m_noticesSaid = notices;
    say();
}

void SoundMessages::say()
{
    QStringList sentences;
    if (!m_trackSentence.isEmpty())
        sentences << m_trackSentence;
    for (const SoundNotice& notice : m_noticesSaid)
        sentences << noticeText(notice, m_session.sound());
    MessageBar::Offer offer;
    if (!m_trackSentence.isEmpty())
        offer = {tr("Other tracks"),
                 [menu = &m_tracks, bar = &m_bar] { menu->popup(bar->mapToGlobal(bar->rect().bottomLeft())); }};
    const auto stay = m_noticesSaid.empty() ? MessageBar::Stay::AsUsual : MessageBar::Stay::UntilClosed;
    m_bar.show(MessageBar::Kind::Information, sentences.join(u' '), stay, offer);
    m_messageIsAboutSound = true;
}

} // namespace gabor
