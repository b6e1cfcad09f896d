// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/decodecache.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace gabor {

/// Why what comes through a pipe could not be kept.
struct SpoolFault
{
    enum class Kind {
        CannotRead, ///< errorNumber: the descriptor is closed, is a folder, ...
        Terminal,   ///< a person is at the other end, and no sound
        NoRoom,     ///< errorNumber: no temporary file, or none that could take it all: ENOSPC, EFBIG, ...
        Stopped     ///< the caller asked to stop
    };
    Kind kind;
    int errorNumber = 0;
};

/// Whether @p descriptor is a regular file that is to be read from its beginning: nothing needs to be kept of it.
bool isWholeFile(int descriptor);

/// Reads all that comes through @p descriptor, from where it stands, into a temporary file without a name, within the
/// limits of DecodeCache. Blocks, but listens to @p stop while nothing comes.
/// @param progress  told how many bytes have come
Result<std::unique_ptr<DecodeCache>, SpoolFault> spool(int descriptor, const std::stop_token& stop,
                                                       const std::function<void(std::int64_t)>& progress = {},
                                                       std::int64_t limit = DecodeCache::mostBytes);

} // namespace gabor
