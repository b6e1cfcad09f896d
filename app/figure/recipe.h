// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure/figurerequest.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace gabor {

/// All that is needed to draw an exported figure again: what every image of Gabor carries in its metadata.
struct Recipe
{
    /// The sound by its name and content; where it lies is nobody else's business.
    struct Sound
    {
        QString name;   ///< of the file, without folders; empty: the demo
        QString sha256; ///< of the file, lower-case hex; empty: the demo, or a file that was not the same throughout
        double sampleRate = 0;    ///< Hz
        std::int64_t samples = 0; ///< of each channel
        SoundReading reading{};   ///< which of its tracks, or what its raw samples are

        friend bool operator==(const Sound&, const Sound&) = default;
    };
    Sound sound;
    /// Its content has no source; its source number means nothing. The limits of the levels are those of the picture,
    /// and fixed; the span is there and lies inside the sound.
    FigureRequest figure;
    QString locale;  ///< whose numbers stand at the axes: "de_DE"
    QString version; ///< of the program that drew it
};

/// The version of the schema that toJson writes; recipeFromJson reads it and every one before it.
inline constexpr int recipeSchema = 1;

/// The recipe of a figure that this program has drawn here and now.
/// @param drawn   has a source; as it was drawn: with the limits that were found for it. Without a span it shows all.
/// @param sha256  of the sound's file; may be empty
Recipe recipeOf(const FigureRequest& drawn, const QString& sha256);

/// Compact JSON in UTF-8, the same for the same recipe: keys are in the order of the alphabet, and numbers have all
/// digits that they need.
QByteArray toJson(const Recipe& recipe);
/// A recipe without any fault of its parameters, or the sentence that says why @p json is none.
Result<Recipe, QString> recipeFromJson(const QByteArray& json);

} // namespace gabor
