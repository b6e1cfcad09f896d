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
        NoLibrary,       ///< detail: a library that decodes cannot be loaded, in the system's words
        BadFormat,       ///< rate or channel count that make no sense
        CannotRead,      ///< errorNumber: the system failed while reading
        CannotCache,     ///< errorNumber: no temporary file for the decoded sound
        NoSuchTrack,     ///< trackCount: fewer sound tracks than the one that was asked for
        BadRaw,          ///< raw: the samples without a header cannot be what was said
        Stopped          ///< the caller asked to stop
    };
    Kind kind;
    std::string path;
    int errorNumber = 0;
    std::string detail;
    double sampleRate = 0;         ///< NoAudio: of a sound that is whole but has no sample; else 0
    int trackCount = 0;            ///< NoSuchTrack
    std::optional<RawFault> raw{}; ///< BadRaw: set
};

struct OpenedSound
{
    std::shared_ptr<const SampleSource> source;
    /// Looks through what is left of a compressed sound, or decodes it, until done or stopped; empty for PCM.
    /// To be called on a worker thread: once, and again when SampleSource::revision() has gone up. A call while another one
    /// runs returns at once, and the other does its work, too; so the stop token of both is to be the same.
    /// It never throws; what goes wrong becomes a notice of the source.
    std::function<void(std::stop_token)> finishDecoding;
};

/// How compressed sound is opened.
struct OpeningOptions
{
    /// Where indexes of long sounds are kept from one opening to the next; empty: nowhere.
    std::filesystem::path indexFolder{};
    /// Decode everything from beginning to end once, which finds all damage and costs time and disk, instead of
    /// decoding what is read when it is read.
    bool decodesWhole = false;
    /// Which track, or what samples without a header are.
    SoundReading reading{};
};

/// Opens @p path by its content, unless the options say that it is raw samples; the name's ending does not matter, and
/// the name never reaches the decoder library. Any thread. Blocks while it reads the file's beginning.
Result<OpenedSound, OpenFault> openSound(const std::filesystem::path& path, const std::stop_token& stop = {},
                                         const OpeningOptions& options = {});

} // namespace gabor
