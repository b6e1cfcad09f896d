// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/openingoptions.h"

#include <QFile>
#include <QStandardPaths>

namespace gabor {

OpeningOptions openingOptionsOfUser()
{
    const QString caches = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    if (caches.isEmpty())
        return {};
    return {.indexFolder = QFile::encodeName(caches + QStringLiteral("/gabor/index")).toStdString()};
}

} // namespace gabor
