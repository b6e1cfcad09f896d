// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandfault.h"
#include "app/commands/progressline.h"
#include "core/base/result.h"

#include <filesystem>
#include <stop_token>

namespace gabor {

/// Makes a name of a command line into one of a file that can be opened: "-" is standard input, and what comes through a
/// pipe (there, or in /dev/fd/N or /proc/self/fd/N, as a shell's <(...) has it) is kept in a temporary file, which takes
/// the place of the pipe until the program ends. All other names stay as they are.
/// Blocks while a pipe is read to its end.
Result<std::filesystem::path, CommandFault> inputFileOf(const std::filesystem::path& name, const std::stop_token& stop,
                                                        ProgressLine& progress);

} // namespace gabor
