// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/soundsearch.h"

#include "app/session/bytenames.h"
#include "app/session/hashmemory.h"
#include "app/session/soundtext.h"

#include <QDir>
#include <QFileInfo>

namespace gabor {

FoundSound compared(const QString& path, const Recipe::Sound& sound, const std::stop_token& stop)
{
    if (sound.sha256.isEmpty())
        return {path, SoundMatch::Unknown};
    const auto hash = HashMemory::ofUser().sha256Of(pathOf(path), {}, stop);
    if (!hash)
        return {path, SoundMatch::Uncompared, hashFaultText(hash.fault(), shownName(pathOf(path)))};
    return {path, QString::fromStdString(hash.value()) == sound.sha256 ? SoundMatch::Same : SoundMatch::Differs};
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
        FoundSound next = compared(place, sound, stop);
        if (next.match == SoundMatch::Same)
            return next;
        if (!found)
            found = std::move(next);
    }
    return found;
}

} // namespace gabor
