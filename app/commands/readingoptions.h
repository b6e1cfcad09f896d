// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"
#include "core/audio/soundreading.h"
#include "core/base/result.h"

#include <QString>

#include <optional>

namespace gabor {

/// --track and --raw.
void addReadingOptions(CommandOptions& options);
/// What they say.
SoundReading soundReading(CommandOptions& options);

/// The same from what was given for them, if anything. The fault is a sentence about the option.
Result<SoundReading, QString> soundReadingOf(const std::optional<QString>& track, const std::optional<QString>& raw);

/// What --track and --raw take, and what they mean.
struct ReadingHelp
{
    QString trackValue;
    QString track;
    QString rawValue;
    QString raw;
};
ReadingHelp readingHelp();

} // namespace gabor
