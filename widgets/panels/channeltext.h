// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <QString>

namespace gabor {

/// How a choice of channel is called among @p channelCount: "Mix (mean of 2)", "Left", "Channel 3".
QString channelText(ChannelChoice channel, int channelCount);

} // namespace gabor
