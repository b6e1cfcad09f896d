// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <utility>

namespace gabor::bench {

/// A PCM file to be made.
struct SoundShape
{
    double seconds = 60;
    int sampleRate = 48000; ///< Hz
    int channelCount = 1;
    int bytesPerSample = 2; ///< 2 or 3
    /// Sound in the first minute and then for ten seconds in every five minutes, and holes between them, which take up no
    /// room on a disk that knows them and read as silence.
    bool sparse = false;
};

/// Noise with a rising tone in it, as WAV, or RF64 where that cannot hold it. Throws std::runtime_error when the disk is
/// full; the file is then gone.
void writeSound(const std::filesystem::path& path, const SoundShape& shape);

/// A sound file in the system's temporary folder, removed with this.
class ScratchSound
{
public:
    explicit ScratchSound(std::filesystem::path path) : m_path(std::move(path)) { }
    ~ScratchSound();
    ScratchSound(ScratchSound&& other) noexcept : m_path(std::exchange(other.m_path, {})) { }
    ScratchSound& operator=(ScratchSound&&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// So many seconds of 48 kHz, mono, 16-bit PCM. Throws as writeSound() does.
ScratchSound pcmSound(double seconds);

} // namespace gabor::bench
