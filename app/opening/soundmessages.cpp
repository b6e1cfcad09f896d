// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/soundmessages.h"

#include "app/session/metadatatext.h"
#include "app/session/session.h"
#include "app/session/soundtext.h"

#include <QMenu>

#include <algorithm>
#include <utility>

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
}

void SoundMessages::startOver()
{
    m_bar.withdraw(m_said);
    m_notices = m_session.content().source->notices();
    const SoundDescription& sound = m_session.sound();
    // Who has just taken another track of the same file knows that there are several.
    const bool isReadAgain = sound.path == std::exchange(m_path, sound.path);
    m_trackSentence = isReadAgain ? QString() : trackSentence(sound);
    if (!text().isEmpty())
        say(isReadAgain ? &MessageBar::showLater : &MessageBar::show);
}

void SoundMessages::look()
{
    std::vector<SoundNotice> notices = m_session.content().source->notices();
    if (notices == m_notices)
        return;
    const bool isNews = std::ranges::any_of(notices, [this](const SoundNotice& notice) {
        return std::ranges::find(m_notices, notice.kind, &SoundNotice::kind) == m_notices.end();
    });
    m_notices = std::move(notices);
    if (isNews)
        say(&MessageBar::showLater);
    else
        m_bar.reword(m_said, text());
}

QString SoundMessages::text() const
{
    QStringList sentences;
    if (!m_trackSentence.isEmpty())
        sentences << m_trackSentence;
    for (const SoundNotice& notice : m_notices)
        sentences << noticeText(notice, m_session.sound());
    return sentences.join(u' ');
}

void SoundMessages::say(Way way)
{
    MessageBar::Offer offer;
    if (!m_trackSentence.isEmpty())
        offer = {tr("Other tracks"), [menu = &m_tracks, bar = &m_bar] { menu->popup(bar->offerPlace()); }};
    const auto stay = m_notices.empty() ? MessageBar::Stay::AsUsual : MessageBar::Stay::UntilClosed;
    m_bar.withdraw(m_said);
    m_said = (m_bar.*way)(MessageBar::Kind::Information, text(), stay, offer);
}

} // namespace gabor
