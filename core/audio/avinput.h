// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/bytesource.h"
#include "core/audio/evenpackets.h"
#include "core/audio/flacpackets.h"
#include "core/audio/fruitlessreading.h"
#include "core/audio/soundfile.h"
#include "core/audio/statedpadding.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

struct AVFormatContext;
struct AVIOContext;
struct AVPacket;
struct AVStream;

namespace gabor {

/// A sound container taken apart by FFmpeg, fenced in: FFmpeg sees bytes through our callbacks and never a name; it may
/// open no other file and no socket, guess no playlist, script or picture, and not go on for ever. For one thread.
class AvInput
{
public:
    using Deadline = std::chrono::steady_clock::time_point;
    /// How long somebody who opens a file is kept waiting, counted from now.
    static Deadline openingDeadline() { return std::chrono::steady_clock::now() + std::chrono::seconds(30); }

    /// Recognises the container by its content and picks a sound track.
    /// @param track     counted from 0 among the sound tracks; nothing: see SoundReading
    /// @param deadline  after it everything fails with CannotRead and ETIMEDOUT, until decodeUntil(). By default there is
    ///                  none: a sound that is open already is read on as long as that takes
    /// Faults: NotSound, NoAudio, NoSuchTrack, UnknownEncoding, NoLibrary, CannotRead, Stopped.
    static Result<std::unique_ptr<AvInput>, OpenFault> open(std::shared_ptr<const ByteSource> bytes,
                                                            const std::stop_token& stop, std::optional<int> track = {},
                                                            Deadline deadline = Deadline::max());
    AvInput(const AvInput&) = delete;
    AvInput& operator=(const AvInput&) = delete;
    ~AvInput();

    const ByteSource& bytes() const { return *m_bytes; }
    const std::shared_ptr<const ByteSource>& sharedBytes() const { return m_bytes; }
    const AVFormatContext& format() const { return *m_format; }
    const AVStream& stream() const { return *m_stream; }
    /// What it listens to.
    const std::stop_token& stop() const { return m_stop; }
    /// Which of the sound tracks stream() is, counted from 0.
    int track() const;

    /// The next packet of the sound stream: 0 or a negative AVERROR, AVERROR_EXIT when stopped or out of time.
    int readPacket(AVPacket& packet);
    /// Whether it stopped to look for more packets before the end of the file, where there is nothing but filling.
    bool gaveUp() const { return m_gaveUp; }
    /// Of packets that were read, FFmpeg shall keep no list: who only seeks by bytes does not need it, and inserting into
    /// it before what was read earlier takes longer the longer it is.
    void forgetPlaces();
    /// From now on packets of a FLAC file are found without the library, which takes its time for it, from the frame at
    /// @p byte on. Nothing changes for other containers.
    void findFramesFrom(std::int64_t byte);
    /// Reading goes on at a byte of the file; for containers that find their packets again from anywhere.
    bool seekToByte(std::int64_t offset);
    /// Reading goes on at the last entry point of the container at or before @p time, in units of the stream.
    bool seekToTime(std::int64_t time);
    /// Lifts the deadline that opening works under, and listens to another stop token from now on.
    void decodeUntil(const std::stop_token& stop);
    bool interrupted() const;
    /// CannotRead or Stopped when that is why something failed, otherwise @p kind.
    OpenFault fault(OpenFault::Kind kind, std::string detail = {}) const;

private:
    AvInput(std::shared_ptr<const ByteSource> bytes, const std::stop_token& stop, Deadline deadline);

    std::optional<OpenFault> openContainer();
    void endAt(std::int64_t byte);
    std::optional<OpenFault> pickStream(std::optional<int> track);
    static int readBytes(void* self, unsigned char* out, int size);
    static std::int64_t seek(void* self, std::int64_t offset, int whence);

    std::shared_ptr<const ByteSource> m_bytes;
    std::stop_token m_stop;
    Deadline m_deadline;
    std::int64_t m_position = 0;
    std::int64_t m_end;                 ///< byte where the sound ends, to the knowledge of the library
    std::int64_t m_firstPacketByte = 0; ///< behind what opening read
    AVIOContext* m_io = nullptr;
    AVFormatContext* m_format = nullptr;
    AVStream* m_stream = nullptr;
    std::unique_ptr<FlacPackets> m_flacPackets;
    std::optional<FruitlessReading> m_fruitless; ///< once the header was read
    bool m_gaveUp = false;
    StatedPadding m_padding;
    std::optional<EvenPackets> m_evenPackets; ///< where nothing but the packets tells that the last one was cut off
};

} // namespace gabor
