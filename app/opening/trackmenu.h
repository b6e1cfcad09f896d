// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <QMenu>

namespace gabor {

/// The sound tracks of a file, one of which is shown. Greyed where there is no choice.
class TrackMenu : public QMenu
{
    Q_OBJECT

public:
    explicit TrackMenu(QWidget* parent);

    void setSound(const SoundDescription& sound);

signals:
    /// @param index  counted from 0; never that of the track that is shown
    void chosen(int index);
};

} // namespace gabor
