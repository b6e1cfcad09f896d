// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/knownreadings.h"

#include "app/figure/readingjson.h"

#include <algorithm>

namespace gabor {

SoundReading KnownReadings::of(const QString& path) const
{
    const auto found = std::ranges::find(m_entries, path, &Entry::path);
    return found == m_entries.end() ? SoundReading{} : found->reading;
}

void KnownReadings::remember(const QString& path, const SoundReading& reading)
{
    m_entries.removeIf([&path](const Entry& entry) { return entry.path == path; });
    if (reading != SoundReading{})
        m_entries.prepend({path, reading});
    m_entries = m_entries.mid(0, most);
}

KnownReadings KnownReadings::merged(const KnownReadings& ours, const KnownReadings& loaded, const KnownReadings& theirs)
{
    KnownReadings known = theirs;
    for (const Entry& entry : loaded.m_entries) {
        if (ours.of(entry.path) == SoundReading{})
            known.remember(entry.path, {});
    }
    for (auto entry = ours.m_entries.rbegin(); entry != ours.m_entries.rend(); ++entry) {
        if (entry->reading != loaded.of(entry->path))
            known.remember(entry->path, entry->reading);
    }
    return known;
}

QJsonArray KnownReadings::toJson() const
{
    QJsonArray json;
    for (const Entry& entry : m_entries) {
        QJsonObject object = gabor::toJson(entry.reading);
        object[QLatin1String("file")] = entry.path;
        json.append(object);
    }
    return json;
}

std::optional<KnownReadings> KnownReadings::fromJson(const QJsonArray& json)
{
    KnownReadings known;
    for (const QJsonValue value : json) {
        const QString path = value[QLatin1String("file")].toString();
        const auto reading = readingFromJson(value);
        if (path.isEmpty() || !reading)
            return std::nullopt;
        if (known.m_entries.size() < most)
            known.m_entries.append({path, *reading});
    }
    return known;
}

} // namespace gabor
