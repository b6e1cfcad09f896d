// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"
#include "core/exact/mel.h"

#include <QJsonObject>

namespace gabor {

/// Mel bands as they were given; the upper end, where it was not, is half the sample rate.
struct MelRequest
{
    MelParameters parameters;
    bool hasHigh = false;
};

/// --mels, --fmin, --fmax, --scale, --norm, --style
void addMelOptions(CommandOptions& options);
MelRequest melRequest(CommandOptions& options);

MelParameters completed(const MelRequest& request, double sampleRate);
CommandFault melFault(const MelFault& fault, double sampleRate);
QJsonObject toJson(const MelParameters& parameters);

} // namespace gabor
