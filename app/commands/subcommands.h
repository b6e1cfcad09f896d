// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace gabor {

/// Runs the subcommand that the first argument names, or "help". Nothing when it names none: then the arguments are for
/// the window. A file of such a name is opened by "./name". Needs no display; what draws makes an application object
/// of its own.
/// @return the exit code
std::optional<int> runSubcommand(int argc, const char* const* argv);

/// Their names with what they do, for a help text.
QString subcommandHelp();

} // namespace gabor
