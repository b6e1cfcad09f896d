// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gabor::bench {

/// MiB of this process in memory now (VmRSS); -1 where the system does not tell.
double residentMiB();
/// The most there have been since the start or the last resetPeak() (VmHWM).
double peakMiB();
/// From now on the peak is counted anew.
/// @return whether the system allows it
bool resetPeak();
/// Of what is in memory, MiB that no other process shares (Private_Clean + Private_Dirty of smaps_rollup).
double privateMiB();

} // namespace gabor::bench
