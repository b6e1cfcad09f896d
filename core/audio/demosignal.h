// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

namespace gabor {

/// Ten seconds to look at without a file: a 2 Vrms sine whose frequency swings slowly around 3 kHz, in white noise that
/// dies away. 100,000 samples at 10 kHz, one channel, peaks far above 1; the same on every machine.
/// It is the signal of the example in SciPy's documentation of scipy.signal.spectrogram, with noise of our own.
std::shared_ptr<const SampleSource> demoSignal();

/// Makes the samples of the demo signal, for a millisecond or two: otherwise whoever reads the first of them does. Any
/// thread.
void prepareDemoSignal();

} // namespace gabor
