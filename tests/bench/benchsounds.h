// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <utility>

namespace gabor::bench {

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

/// So many seconds of noise with a rising tone in it, 48 kHz, mono, 16-bit WAV; beyond 4 GiB the size fields say the most
/// they can. Throws std::runtime_error when the disk is full.
ScratchSound pcmSound(double seconds);

} // namespace gabor::bench
