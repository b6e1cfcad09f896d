// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandfault.h"
#include "app/commands/progressline.h"
#include "core/audio/inputspool.h"
#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>

namespace gabor {

/// Makes the names of a command line into files that can be opened: "-" is standard input, and what comes through a pipe
/// (there, or in /dev/fd/N, as a shell's <(...) has it) is kept in a temporary file for as long as this lives. All other
/// names stay as they are.
class InputFiles
{
public:
    /// Blocks while a pipe is read to its end.
    Result<std::filesystem::path, CommandFault> fileOf(const std::filesystem::path& name, const std::stop_token& stop,
                                                       ProgressLine& progress);

private:
    struct Kept
    {
        std::unique_ptr<DecodeCache> content;
        std::filesystem::path path;
    };

    std::map<int, Kept> m_kept; ///< by the descriptor that it came through
};

} // namespace gabor
