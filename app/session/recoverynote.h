// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/base/pathlock.h"
#include "core/dsp/stftparameters.h"
#include "core/pixels/displayparameters.h"
#include "core/pixels/levelgrid.h"
#include "core/tiles/reduction.h"

#include <QByteArray>

#include <filesystem>
#include <mutex>
#include <optional>

namespace gabor {

/// What a window has open, so that another one can take it up.
struct SessionState
{
    std::filesystem::path sound;
    SoundReading reading;   ///< of the file
    bool isOpening = false; ///< it was being opened, and nobody knows how that ends
    ChannelChoice channel;
    StftParameters stft;
    DisplayParameters display;
    Reduction reduction = Reduction::Maximum;
    PictureSpan span;

    friend bool operator==(const SessionState&, const SessionState&) = default;
};

QByteArray toJson(const SessionState& state);
/// Nothing where it is damaged or breaks a rule.
std::optional<SessionState> sessionStateFromJson(const QByteArray& json);

/// A note in a folder of what one running program has open. A lock, which the system takes back from a program that
/// ends in whatever way, tells the note of a running program from one that was left behind. Any thread.
class RecoveryNote
{
public:
    /// Where the user's state is kept; empty where there is no place for it.
    static std::filesystem::path folderOfUser();

    /// @param folder  is made where it is missing
    explicit RecoveryNote(std::filesystem::path folder);
    /// Nothing is left of it. Takes as long as the file system takes to answer.
    ~RecoveryNote();
    RecoveryNote(const RecoveryNote&) = delete;
    RecoveryNote& operator=(const RecoveryNote&) = delete;

    /// Writes the note, whole or not at all. What cannot be written is not there: it is a convenience.
    void keep(const SessionState& state);
    void remove();

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_path; ///< without its ending
    std::mutex m_mutex;
    std::optional<PathLock> m_lock;
};

/// The note of a program that did not end well, which belongs to whoever holds this.
struct LeftNote
{
    SessionState state;
    std::filesystem::path path; ///< without its ending
    PathLock lock;

    void remove() const;
};

/// The latest of the notes in @p folder that were left behind; what is damaged is removed.
std::optional<LeftNote> takeLeftNote(const std::filesystem::path& folder);

} // namespace gabor
