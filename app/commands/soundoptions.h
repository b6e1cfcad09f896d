// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"
#include "app/commands/progressline.h"
#include "app/commands/readingoptions.h"
#include "core/audio/soundfile.h"
#include "core/base/interval.h"
#include "core/base/result.h"

#include <QJsonObject>

#include <filesystem>

namespace gabor {

/// What of which sound is wanted, before it is opened.
struct SoundRequest
{
    std::filesystem::path path; ///< as it was given; "-" is standard input
    SoundReading reading;
    ChannelChoice channel;
    double startSeconds = 0;
    std::optional<double> durationSeconds; ///< nothing: to the end
};

/// The same, opened and complete.
struct SoundPart
{
    std::shared_ptr<const SampleSource> source;
    ChannelChoice channel;
    SampleInterval interval; ///< not empty
};

/// --channel, --start and --duration.
void addPartOptions(CommandOptions& options);
/// What they say; path and reading stay empty.
SoundRequest partRequest(CommandOptions& options);

/// The same, FILE, --track and --raw.
void addSoundOptions(CommandOptions& options);
SoundRequest soundRequest(CommandOptions& options);

/// Whether a sound that is whole but has no sample is something to go on with, or a fault.
enum class EmptySounds { Fault, Welcome };

/// Opens the sound and, if it is compressed, decodes it to its end. Blocks.
/// @param path  as it was given; a pipe is read to its end
Result<std::shared_ptr<const SampleSource>, CommandFault>
openWholeSound(const std::filesystem::path& path, const SoundReading& reading, const std::stop_token& stop,
               ProgressLine& progress, EmptySounds emptySounds = EmptySounds::Fault);

/// What @p request asks for of @p source, which is complete. Faults: a channel or a time that it does not have.
Result<SoundPart, CommandFault> partOf(const std::shared_ptr<const SampleSource>& source, const SoundRequest& request);

/// Opens what @p request is about. Faults: not a sound, and a channel or a time that it does not have.
Result<SoundPart, CommandFault> openSoundPart(const SoundRequest& request, const std::stop_token& stop,
                                              ProgressLine& progress);

/// Says on stderr what is not quite as it should be with the sound.
/// @param nonFiniteMet  whether samples that are no numbers made NaN in the result
void remarkNotices(const SampleSource& source, bool nonFiniteMet);

/// File, sample rate, channel and interval, for the parameters that an NPZ file keeps.
QJsonObject toJson(const SoundPart& part);

} // namespace gabor
