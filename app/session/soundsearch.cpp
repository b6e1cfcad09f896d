// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/soundsearch.h"

#include "app/session/bytenames.h"
#include "app/session/hashmemory.h"

#include <QDir>
#include <QFileInfo>

namespace gabor {

SoundMatch matchOf(const QString& path, const Recipe::Sound& sound, const std::stop_token& stop)
{
    if (sound.sha256.isEmpty())
        return SoundMatch::Unknown;
    const auto hash = HashMemory::ofUser().sha256Of(pathOf(path), {}, stop);
    return hash && QString::fromStdString(hash.value()) == sound.sha256 ? SoundMatch::Same : SoundMatch::Differs;
}

QStringList placesOf(const Recipe::Sound& sound, const QStringList& folders, const QStringList& files)
{
    QStringList places;
    for (const QString& folder : folders) {
        if (!folder.isEmpty())
            places << QDir(folder).absoluteFilePath(sound.name);
    }
    for (const QString& file : files) {
        if (QFileInfo(file).fileName() == sound.name)
            places << QFileInfo(file).absoluteFilePath();
    }
    places.removeDuplicates();
    return places;
}

std::optional<FoundSound> findSound(const Recipe::Sound& sound, const QStringList& places, const std::stop_token& stop)
{
    std::optional<FoundSound> found;
    for (const QString& place : places) {
        if (!QFileInfo(place).isFile())
            continue;
        const SoundMatch match = matchOf(place, sound, stop);
        if (match == SoundMatch::Same)
            return FoundSound{place, match};
        if (!found)
            found = FoundSound{place, match};
    }
    return found;
}

} // namespace gabor
