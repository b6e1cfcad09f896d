// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gabor {

/// Empties the upper halves of this thread's vector registers. As long as something is left in them, some processors
/// compute with the lower halves alone several times slower; a thread begins with what its maker had there, and Qt 6.4
/// leaves something behind with its hashes. To be called where work begins that takes milliseconds; it takes no time.
/// Source: Intel 64 and IA-32 Architectures Optimization Reference Manual, mixing SSE and AVX code.
void clearUpperLanes();

} // namespace gabor
