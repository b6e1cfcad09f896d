// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundreading.h"

#include <QJsonArray>
#include <QList>
#include <QString>

#include <optional>

namespace gabor {

/// How files were read when somebody chose a track or said what raw samples are, so that they open in that way again.
class KnownReadings
{
public:
    static constexpr int most = 50;

    /// By default where nothing is known.
    SoundReading of(const QString& path) const;
    /// Puts @p path first; a default reading forgets it. The one that nobody has asked for longest goes.
    void remember(const QString& path, const SoundReading& reading);

    /// What two programs know that both began with @p loaded: of each file what one of them has changed since, and
    /// @p ours where both have.
    static KnownReadings merged(const KnownReadings& ours, const KnownReadings& loaded, const KnownReadings& theirs);

    QJsonArray toJson() const;
    /// Nothing where an entry cannot be used.
    static std::optional<KnownReadings> fromJson(const QJsonArray& json);

    friend bool operator==(const KnownReadings&, const KnownReadings&) = default;

private:
    struct Entry
    {
        QString path;
        SoundReading reading;

        friend bool operator==(const Entry&, const Entry&) = default;
    };
    QList<Entry> m_entries; ///< the latest first
};

} // namespace gabor
