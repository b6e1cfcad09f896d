// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/trackmenu.h"

#include "app/session/metadatatext.h"

#include <QActionGroup>

namespace gabor {

namespace {

constexpr qsizetype longestEntry = 100;

/// In one line of a menu, where an ampersand is no mnemonic.
QString entryText(const SoundDescription& sound, int index)
{
    QString text = numberedTrackText(sound, index);
    if (text.size() > longestEntry)
        text = text.left(longestEntry - 1) + u'…';
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

TrackMenu::TrackMenu(QWidget* parent) : QMenu(tr("Sound &track"), parent)
{
    setObjectName(QStringLiteral("trackMenu"));
    setEnabled(false);
}

void TrackMenu::setSound(const SoundDescription& sound)
{
    clear();
    for (QObject* const group : findChildren<QActionGroup*>())
        group->deleteLater();
    auto* group = new QActionGroup(this);
    const int shown = sound.reading.track.value_or(0);
    for (int index = 0; index < static_cast<int>(sound.tracks.size()); ++index) {
        QAction* const action = addAction(entryText(sound, index));
        action->setObjectName(QStringLiteral("track%1Action").arg(index + 1));
        action->setCheckable(true);
        action->setChecked(index == shown);
        action->setEnabled(sound.tracks[static_cast<std::size_t>(index)].canBeDecoded);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, group, index, shown] {
            if (index == shown)
                return;
            group->actions().at(shown)->setChecked(true); // until the other one is there
            emit chosen(index);
        });
    }
    setEnabled(sound.tracks.size() > 1);
}

} // namespace gabor
