// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/analysisrecipe.h"

#include <QString>

namespace gabor {

/// The line for a shell that writes the spectrogram of the whole file, as exactParametersOf() has it, to a .npy file of
/// the sound's name in the current folder.
QString commandText(const AnalysisRecipe& recipe);

/// One argument for bash and its relatives, quoted where it must be. Bytes that are not UTF-8 and control characters
/// come in $'...', by their numbers.
QString shellQuoted(const std::string& argument);

} // namespace gabor
