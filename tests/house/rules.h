// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace gabor::house {

/// A .h or .cpp file of the house.
struct SourceFile
{
    QString path;      ///< from the root, with '/': "core/dsp/window.h"; its first folder is its room
    QStringList lines; ///< without line ends
};

/// A rule answers with what is wrong, a sentence for each place that opens with "path:line: ". Empty = all is well.
using Complaints = QStringList;

/// Knowledge runs one way, app -> widgets -> core: core knows no Qt, and only widgets/plot knows QCustomPlot.
/// Nothing but tests knows tests.
Complaints wrongWayIncludes(const SourceFile& file);

/// A header of the house is included in quotes, and spelled from the root, so that a wrong-way include is visible.
/// (What moc makes, and the program's own file includes at its end, has no such name.)
Complaints includesNotFromRoot(const SourceFile& file);

/// No file of app, core or widgets is longer than @p limit lines.
Complaints tooLong(const SourceFile& file, int limit = 400);

/// The first line is the license tag.
Complaints withoutLicense(const SourceFile& file);

/// A header says `#pragma once`.
Complaints withoutPragmaOnce(const SourceFile& file);

/// The root holds the rooms and the few files that tools look for there. Dot-files, build folders and what an IDE
/// leaves behind pass.
/// @param names  files and folders of the root, without path
Complaints strangersInRoot(const QStringList& names);

} // namespace gabor::house
