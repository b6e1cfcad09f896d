// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

namespace gabor {

// FFTW's estimated plans are there at once; measured ones transform up to a third faster, but measuring takes from a tenth
// of a second to some seconds a size, keeps everybody else from planning, and ends the process when memory is short.
// So a process of its own measures, and the others take over what it has found.

/// Sizes beyond this are not measured: it would take many seconds for a tenth that it gains.
inline constexpr int largestMeasuredSize = 1 << 18;

/// Names the library whose wisdom this is: that of another one means nothing.
std::string wisdomVersion();

/// Takes @p wisdom over, for every plan that is made as PlanChoice::Fastest from now on, in place of what was there.
/// @param wisdom  what measuredWisdom returned, of this or another process
/// @return whether FFTW understands it; otherwise nothing has changed
bool takePlanWisdom(const std::string& wisdom);

/// Whether the wisdom that was taken over knows the plans for frames of @p nfft values.
bool arePlansMeasured(int nfft);

/// Measures the plans for frames of these sizes, above 0, each at most largestMeasuredSize, that @p known does not hold.
/// Blocks for up to some seconds a size, and with it everybody who plans.
/// @return @p known and what has been found
std::string measuredWisdom(std::span<const int> sizes, const std::string& known);

} // namespace gabor
