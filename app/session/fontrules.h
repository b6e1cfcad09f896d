// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gabor {

/// Has a thread read the rules by which fontconfig finds the system's fonts, which is most of what the first text takes.
/// Once the environment is as it is to be, as they depend on it; they are read once only, however often it is called,
/// and by Qt where a process may open few files.
void readFontRulesAhead();

/// Returns when they are read, if they have been begun. Who asks for a font before reads all of them for himself: fontconfig
/// does not wait for another thread that is at it.
void awaitFontRules();

} // namespace gabor
