// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace gabor {

// The subcommands that give data instead of a picture. Each takes what follows its name, prints its results on stdout
// and one sentence a fault on stderr, and returns the exit code. They need no application object and no display.

/// What sound files are and hold.
int runInfo(const QStringList& arguments);
/// A spectrogram as an array.
int runCompute(const QStringList& arguments);
/// The coefficients of a window.
int runWindowCoefficients(const QStringList& arguments);
/// The weights that take a spectrum to mel bands.
int runMelMatrix(const QStringList& arguments);
/// Mel-frequency cepstral coefficients of a sound.
int runMfcc(const QStringList& arguments);

} // namespace gabor
