// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/soundshelf.h"
#include "tests/bench/stage.h"

#include <QJsonObject>

namespace gabor::bench {

/// What every measure may need.
struct Setting
{
    WatchedApplication& application;
    SoundShelf& shelf;
    bool quick = false; ///< fewer repetitions, shorter files

    int times(int usual) const { return quick ? std::max(3, usual / 5) : usual; }
};

/// Of a window that is looked at closely unless a table varies it.
inline constexpr QSize usualSize{1600, 900};

// Each gives a tree of Series (milliseconds) and plain numbers (their names tell the unit).

/// Opening in a warm process, until the whole picture of every file is painted, waveform included; of compressed ones also
/// until the first part of it is.
QJsonObject measureFirstPictures(const Setting& setting);
/// Other numbers for the picture of an hour: until the complete picture, maybe a sketch, is painted. A slider that is
/// dragged, a step every 16 ms: how many steps were painted before the next. Until every frame is in the picture.
QJsonObject measureTweaks(const Setting& setting);
/// Another look or place of what is known: until it is painted.
QJsonObject measureRepaints(const Setting& setting);
/// Memory while long files are looked at from end to end, after they were closed, and after hundreds of files.
QJsonObject measureMemory(const Setting& setting);
/// From the start of the process to the first painted picture, beside a window that can do nothing: by the clock and in
/// processor time.
QJsonObject measureStartup(const Setting& setting);
/// Closing the window or the file while work is under way, until the call returns and until the process could end.
QJsonObject measureClosing(const Setting& setting);
/// The above against length, NFFT, overlap and size of the window, each with the exponent of the power law it follows.
QJsonObject measureGrowth(const Setting& setting);

/// 2048 samples of a Hann window, three quarters of overlap, no zeros: what the tables vary.
StftParameters usualStft();
/// The same with a window that @p number alone has, so that no picture of it has been kept.
StftParameters freshStft(int number);

} // namespace gabor::bench
