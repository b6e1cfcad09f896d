// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace gabor {

/// Why a file could not be opened as sound.
struct OpenFault
{
    enum class Kind {
        CannotOpen,      ///< errorNumber: missing, no permission, too many files, ...
        NotRegularFile,  ///< a folder, FIFO, device or socket
        Empty,           ///< zero bytes
        NotSound,        ///< no container that holds sound was recognised
        NoAudio,         ///< a known container without a sound stream, or a stream without samples
        UnknownEncoding, ///< detail: the encoding that there is no decoder for
        BadFormat,       ///< rate or channel count that make no sense
        CannotRead,      ///< errorNumber: the system failed while reading
        CannotCache,     ///< errorNumber: no temporary file for the decoded sound
        Stopped          ///< the caller asked to stop
    };
    Kind kind;
    std::string path;
    int errorNumber = 0;
    std::string detail;
    double sampleRate = 0; ///< NoAudio: of a sound that is whole but has no sample; else 0
};

struct OpenedSound
{
    std::shared_ptr<const SampleSource> source;
    /// Decodes what is left of a compressed sound into the source, until done or stopped; empty for PCM.
    /// To be called once, on a worker thread. It never throws; what goes wrong becomes a notice of the source.
    std::function<void(std::stop_token)> finishDecoding;
};

/// Opens @p path by its content; the name's ending does not matter, and the name never reaches the decoder library.
/// Any thread. Blocks while it reads the file's beginning.
Result<OpenedSound, OpenFault> openSound(const std::filesystem::path& path, const std::stop_token& stop = {});

} // namespace gabor
