// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/inputfiles.h"

#include "app/session/bytenames.h"
#include "app/session/soundtext.h"
#include "core/audio/inputspool.h"

#include <QCoreApplication>

#include <cerrno>
#include <charconv>
#include <memory>
#include <optional>

#include <unistd.h>

namespace gabor {

namespace {

constexpr std::string_view descriptorFolder = "/dev/fd/";
constexpr std::string_view processFolder = "/proc/self/fd/";

QString tr(const char* text)
{
    return QCoreApplication::translate("InputFiles", text);
}

/// The number of the descriptor that @p name stands for.
std::optional<int> descriptorOf(std::string_view name)
{
    if (name == "-" || name == "/dev/stdin")
        return STDIN_FILENO;
    for (const std::string_view folder : {descriptorFolder, processFolder}) {
        if (!name.starts_with(folder))
            continue;
        const char* const end = name.data() + name.size();
        int number = -1;
        const auto [rest, error] = std::from_chars(name.data() + folder.size(), end, number);
        if (error == std::errc() && rest == end && number >= 0)
            return number;
    }
    return std::nullopt;
}

std::filesystem::path pathOfDescriptor(int number)
{
    return std::string(descriptorFolder) + std::to_string(number);
}

CommandFault faultOf(const SpoolFault& fault, const QString& name)
{
    switch (fault.kind) {
    case SpoolFault::Kind::CannotRead:
        return {tr("%1 could not be read: %2.").arg(name, systemText(fault.errorNumber))};
    case SpoolFault::Kind::Terminal:
        return {tr("%1 is a terminal; send a sound into it, as in 'gabor info - < whale.flac'.").arg(name), exitUsage};
    case SpoolFault::Kind::NoRoom:
        return {tr("%1 could not be kept in a temporary file: %2.").arg(name, systemText(fault.errorNumber))};
    case SpoolFault::Kind::Stopped:
        break;
    }
    return {tr("%1 was not read to its end.").arg(name)};
}

} // namespace

Result<std::filesystem::path, CommandFault> inputFileOf(const std::filesystem::path& name, const std::stop_token& stop,
                                                        ProgressLine& progress)
{
    const std::optional<int> descriptor = descriptorOf(name.native());
    if (!descriptor)
        return name;
    const std::filesystem::path path = pathOfDescriptor(*descriptor);
    if (isWholeFile(*descriptor) && openForReading(path).isOpen()) // or it was opened by a user who may do more
        return path;
    const QString shown = shownName(path);
    const Result<std::unique_ptr<DecodeCache>, SpoolFault> kept =
        spool(*descriptor, stop, [&](std::int64_t bytes) { progress.show(tr("Reading %1").arg(shown), bytes, 0); });
    progress.clear(); // what is said next has a line of its own
    if (!kept)
        return faultOf(kept.fault(), capitalized(shown));
    // So that it keeps its name, and whoever names it again has the same.
    if (dup2(kept.value()->file().number(), *descriptor) < 0)
        return faultOf({SpoolFault::Kind::NoRoom, errno}, capitalized(shown));
    return path;
}

} // namespace gabor
