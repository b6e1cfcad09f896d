// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure/recipe.h"

#include <QStringList>

#include <optional>
#include <stop_token>

namespace gabor {

/// How a file compares with the sound that a recipe is of.
enum class SoundMatch {
    Same,       ///< the same bytes
    Differs,    ///< other bytes
    Uncompared, ///< they could not be read, or compared
    Unknown     ///< the recipe does not say what the bytes were
};

struct FoundSound
{
    QString path;
    SoundMatch match = SoundMatch::Unknown;
    QString why{}; ///< Uncompared: a sentence
};

/// Reads the file @p path. Any thread.
FoundSound compared(const QString& path, const Recipe::Sound& sound, const std::stop_token& stop = {});

/// Where @p sound, which has a name, may lie: under its name in @p folders, and where @p files end in its name. In this
/// order, each place once.
QStringList placesOf(const Recipe::Sound& sound, const QStringList& folders, const QStringList& files = {});

/// The first of @p places with the same bytes, else the first that is a file at all; nothing where none is.
/// Any thread; reads what it compares.
std::optional<FoundSound> findSound(const Recipe::Sound& sound, const QStringList& places,
                                    const std::stop_token& stop = {});

} // namespace gabor
