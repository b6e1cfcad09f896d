// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundreading.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace gabor {

/// How a file is read, as it is kept in files: {"track": 2} counts from 1, and {"raw": {...}} says what its bytes are.
/// Empty where the content decides.
QJsonObject toJson(const SoundReading& reading);

/// Nothing where a member is of a wrong type or means nothing; what is undefined is an empty object.
std::optional<SoundReading> readingFromJson(const QJsonValue& json);

QJsonObject toJson(const RawSound& raw);
std::optional<RawSound> rawFromJson(const QJsonObject& json);

} // namespace gabor
