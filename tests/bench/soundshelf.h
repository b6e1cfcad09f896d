// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <vector>

namespace gabor::bench {

/// A sound to be measured with.
struct BenchFile
{
    QString name; ///< in tables: "1 h FLAC"
    QString path;
    double seconds = 0;
    bool isCompressed = false;
};

/// The sounds of the benchmark. They are made where they are not there yet.
class SoundShelf
{
public:
    /// @param folder  keeps the files for the next time; empty: a temporary one, which goes with this
    explicit SoundShelf(const QString& folder);

    /// 48 kHz, mono, 16 bits; sparse from 24 hours on. Throws std::runtime_error when the disk is full.
    BenchFile pcm(double seconds);
    /// 10 min of 96 kHz, stereo, 24 bits.
    BenchFile wide();
    /// @param ending  "flac", "mp3" or "ogg", of pcm(seconds)
    /// @return nothing where no program that writes it is installed
    std::optional<BenchFile> compressed(const QString& ending, double seconds);

    /// 1 min, 10 min, 1 h, 8 h and 24 h of PCM, the wide one, an hour compressed in three ways; or the short ones of them.
    /// What cannot be made is said on stderr and left out.
    std::vector<BenchFile> all(bool quick);

private:
    QString m_folder;
    std::unique_ptr<QTemporaryDir> m_temporary;
};

/// "1 min", "8 h"
QString lengthText(double seconds);

} // namespace gabor::bench
