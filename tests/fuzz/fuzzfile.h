// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"

#include <filesystem>
#include <span>
#include <stop_token>
#include <thread>

namespace gabor::fuzz {

/// A regular file in memory, which goes as it dies.
class File
{
public:
    explicit File(std::span<const std::byte> content);

    std::filesystem::path path() const;

private:
    Descriptor m_file;
};

/// Asks to stop after a second, as a few bytes can stand for hours of sound.
class Deadline
{
public:
    Deadline();
    ~Deadline() { m_watch.request_stop(); }

    std::stop_token stop() const { return m_over.get_token(); }

private:
    std::stop_source m_over;
    std::jthread m_watch;
};

} // namespace gabor::fuzz
