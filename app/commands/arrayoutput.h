// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"
#include "app/commands/interruption.h"
#include "app/commands/progressline.h"
#include "core/exact/arrayfiles/arraywriter.h"
#include "core/exact/computeframes.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

namespace gabor {

/// Where a computed array goes.
struct ArrayTargets
{
    std::filesystem::path output;
    ArrayFormat format = ArrayFormat::Npy;
    StoredPrecision precision = StoredPrecision::Double;
    std::optional<std::filesystem::path> rows; ///< .npy of what the rows stand for
    std::optional<std::filesystem::path> times;
};

/// --output, --times, --float32, and @p rowsOption unless it is null.
void addArrayOptions(CommandOptions& options, const char* rowsOption);
/// Refuses a target that is the input, or another target, under any name.
ArrayTargets arrayTargets(CommandOptions& options, const char* rowsOption, const std::filesystem::path& input);

/// Path of --output, which must end in .npy.
std::filesystem::path npyTarget(CommandOptions& options);

/// "“x.npy” was not written: No space left on device."
CommandFault writeFault(const WriteFault& fault, const std::filesystem::path& target);

struct Interrupted
{ };

/// What was met on the way to files that are complete.
struct ArrayReport
{
    bool nonFiniteMet = false;
};

/// Computes all frames and writes the files of @p targets; either all of them take their places at the end, or none was
/// touched (unless the disk fails between two of them).
/// @param description  precision is taken from @p targets
std::variant<ArrayReport, Interrupted, CommandFault> writeArray(const FrameSource& frames, ArrayDescription description,
                                                                const ArrayTargets& targets,
                                                                const std::stop_token& stop, ProgressLine& progress);

/// Writes as writeArray does, says what there is to say about it and about @p source, and gives the exit code; where the
/// user interrupted, the program ends by the signal.
int writeAndReport(const FrameSource& frames, const ArrayDescription& description, const ArrayTargets& targets,
                   const SampleSource& source, Interruption& interruption, ProgressLine& progress);

} // namespace gabor
