// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/stftparameters.h"
#include "core/pixels/displayparameters.h"
#include "core/tiles/reduction.h"

#include <QJsonObject>

#include <optional>

namespace gabor {

/// Parameters as they are kept in files. Names are SciPy's and matplotlib's where they have one.
QJsonObject toJson(const StftParameters& stft);
QJsonObject toJson(const DisplayParameters& display);
QString toJson(Reduction reduction);

/// Nothing where a member is missing, of a wrong type, or breaks a rule: a file that was edited by hand is checked at
/// the door like any other input. Where settings of an earlier version lack a member of a display, it has its default.
std::optional<StftParameters> stftFromJson(const QJsonObject& json);
std::optional<DisplayParameters> displayFromJson(const QJsonObject& json);
std::optional<Reduction> reductionFromJson(const QJsonValue& json);

} // namespace gabor
