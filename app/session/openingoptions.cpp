// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/openingoptions.h"

#include "app/session/cachefile.h"

#include <QFile>

namespace gabor {

OpeningOptions openingOptionsOfUser(const SoundReading& reading)
{
    return {.indexFolder = QFile::encodeName(userCachePath(QStringLiteral("index"))).toStdString(), .reading = reading};
}

} // namespace gabor
