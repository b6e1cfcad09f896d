// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/inputfiles.h"

#include "app/session/bytenames.h"
#include "app/session/soundtext.h"

#include <QCoreApplication>

#include <charconv>
#include <optional>

namespace gabor {

namespace {

constexpr std::string_view descriptorFolder = "/dev/fd/";

QString tr(const char* text)
{
    return QCoreApplication::translate("InputFiles", text);
}

/// The number of the descriptor that @p name stands for.
std::optional<int> descriptorOf(const std::string& name)
{
    if (name == "-" || name == "/dev/stdin")
        return 0;
    if (!name.starts_with(descriptorFolder))
        return std::nullopt;
    const char* const end = name.data() + name.size();
    int number = -1;
    const auto [rest, error] = std::from_chars(name.data() + descriptorFolder.size(), end, number);
    return error == std::errc() && rest == end && number >= 0 ? std::optional(number) : std::nullopt;
}

std::filesystem::path pathOfDescriptor(int number)
{
    return std::string(descriptorFolder) + std::to_string(number);
}

CommandFault faultOf(const SpoolFault& fault)
{
    switch (fault.kind) {
    case SpoolFault::Kind::CannotRead:
        return {tr("Standard input could not be read: %1.").arg(systemText(fault.errorNumber))};
    case SpoolFault::Kind::Terminal:
        return {tr("Standard input is a terminal; send a sound into it, as in 'gabor info - < whale.flac'."),
                exitUsage};
    case SpoolFault::Kind::NoRoom:
        return {tr("Standard input could not be kept in a temporary file: %1.").arg(systemText(fault.errorNumber))};
    case SpoolFault::Kind::Stopped:
        break;
    }
    return {tr("Standard input was not read to its end.")};
}

} // namespace

Result<std::filesystem::path, CommandFault> InputFiles::fileOf(const std::filesystem::path& name,
                                                               const std::stop_token& stop, ProgressLine& progress)
{
    const std::optional<int> descriptor = descriptorOf(name.native());
    if (!descriptor)
        return name;
    if (const auto known = m_kept.find(*descriptor); known != m_kept.end())
        return known->second.path;
    const std::filesystem::path direct = pathOfDescriptor(*descriptor);
    if (isWholeFile(*descriptor) && openForReading(direct).isOpen()) // or it was opened by a user who may do more
        return direct;
    auto kept = spool(*descriptor, stop,
                      [&progress](std::int64_t bytes) { progress.show(tr("Reading standard input"), bytes, 0); });
    progress.clear(); // what is said next has a line of its own
    if (!kept)
        return faultOf(kept.fault());
    Kept& entry = m_kept[*descriptor];
    entry.content = std::move(kept).value();
    entry.path = pathOfDescriptor(entry.content->file().number());
    return entry.path;
}

} // namespace gabor
