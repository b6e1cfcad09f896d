// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/renderplan.h"

#include "app/session/bytenames.h"
#include "core/audio/soundformats.h"

#include <QCoreApplication>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <sys/stat.h>

namespace gabor {

namespace {

namespace fs = std::filesystem;

QString tr(const char* text)
{
    return QCoreApplication::translate("RenderPlan", text);
}

std::string inLowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool hasSoundEnding(const fs::path& path)
{
    const std::string ending = inLowerCase(path.extension().native());
    return std::ranges::any_of(soundFormats(), [&](const SoundFormat& format) {
        return std::ranges::any_of(
            format.endings, [&](std::string_view known) { return ending.substr(ending.empty() ? 0 : 1) == known; });
    });
}

/// Links to folders are not followed, as they may lead round in a circle; links to files are.
void collect(const fs::path& folder, bool recursive, std::vector<fs::path>& sounds, std::error_code& error)
{
    std::vector<fs::path> subfolders;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code none;
        if (entry->path().filename().native().starts_with('.')) // hidden: what other programs keep beside the sounds
            continue;
        if (entry->is_directory(none) && !entry->is_symlink(none))
            subfolders.push_back(entry->path());
        else if (hasSoundEnding(entry->path()) && entry->is_regular_file(none))
            sounds.push_back(entry->path());
    }
    for (const fs::path& subfolder : subfolders) {
        std::error_code unreadable; // one subfolder of another user does not matter to the others
        if (recursive)
            collect(subfolder, recursive, sounds, unreadable);
    }
}

/// How much of where a sound lies its image's name tells.
enum class Detail { Stem, FullName, FolderStem, FolderFullName, Number };

fs::path withoutEnding(const fs::path& path)
{
    return path.parent_path() / path.stem();
}

/// The deepest folder that holds all of @p paths.
fs::path commonFolder(const std::vector<fs::path>& paths)
{
    fs::path common = paths.front().parent_path();
    for (const fs::path& path : paths) {
        const fs::path folder = path.parent_path();
        const auto fork = std::mismatch(common.begin(), common.end(), folder.begin(), folder.end()).first;
        fs::path shared;
        for (auto part = common.begin(); part != fork; ++part)
            shared /= *part;
        common = shared;
    }
    return common;
}

fs::path absolutePath(const fs::path& path)
{
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error);
    return (error ? path : absolute).lexically_normal();
}

/// The indices of what has the same name, for every name that more than one has.
std::vector<std::vector<std::size_t>> clashes(const std::vector<fs::path>& names)
{
    std::map<std::string, std::vector<std::size_t>> byName;
    for (std::size_t i = 0; i < names.size(); ++i)
        byName[inLowerCase(names[i].native())].push_back(i);
    std::vector<std::vector<std::size_t>> groups;
    for (auto& [name, group] : byName) {
        if (group.size() > 1)
            groups.push_back(std::move(group));
    }
    return groups;
}

/// Makes the names of @p group, which are the same, longer.
void tellMore(std::vector<Detail>& details, const std::vector<std::size_t>& group,
              const std::vector<RenderInput>& inputs)
{
    std::set<std::string> fullNames;
    bool anyStem = false;
    for (const std::size_t i : group) {
        fullNames.insert(inLowerCase(inputs[i].inFolder.native()));
        anyStem |= details[i] == Detail::Stem;
    }
    const bool endingsDo = anyStem && fullNames.size() == group.size();
    for (const std::size_t i : group) {
        Detail& detail = details[i];
        if (endingsDo)
            detail = std::max(detail, Detail::FullName);
        else if (detail < Detail::FolderStem)
            detail = Detail::FolderStem;
        else
            detail = detail == Detail::FolderStem ? Detail::FolderFullName : Detail::Number;
    }
}

/// What the image of a sound that was named by itself is called after.
fs::path nameInFolder(const fs::path& sound)
{
    if (isStandardInput(sound))
        return "standard-input";
    return isDescriptor(sound) ? fs::path("input-" + sound.filename().native()) : sound.filename();
}

} // namespace

RenderInputs renderInputs(const std::vector<fs::path>& named, bool recursive)
{
    RenderInputs inputs;
    std::set<fs::path> met;
    const auto add = [&](const fs::path& path, const fs::path& inFolder) {
        if (met.insert(absolutePath(path)).second)
            inputs.sounds.push_back({path, inFolder});
    };
    for (const fs::path& path : named) {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            add(path, nameInFolder(path));
            continue;
        }
        inputs.anyFolder = true;
        std::vector<fs::path> sounds;
        collect(path, recursive, sounds, error);
        const QString folder = QString::fromStdString(path.native());
        if (error)
            inputs.complaints.push_back(
                tr("The folder “%1” could not be read: %2.").arg(folder, QString::fromStdString(error.message())));
        else if (sounds.empty())
            inputs.complaints.push_back(
                recursive
                    ? tr("The folder “%1” holds no sound files.").arg(folder)
                    : tr("The folder “%1” holds no sound files; --recursive looks into its subfolders.").arg(folder));
        std::ranges::sort(sounds);
        for (const fs::path& sound : sounds)
            add(sound, sound.lexically_relative(path));
    }
    return inputs;
}

std::vector<fs::path> outputNames(const std::vector<RenderInput>& inputs, const std::string& suffix)
{
    if (inputs.empty())
        return {};
    std::vector<fs::path> places;
    for (const RenderInput& input : inputs)
        places.push_back(absolutePath(input.path));
    const fs::path common = commonFolder(places);

    std::vector<Detail> details(inputs.size(), Detail::Stem);
    std::vector<fs::path> names(inputs.size());
    while (true) {
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const fs::path below = places[i].lexically_relative(common);
            fs::path name = details[i] == Detail::Stem ? withoutEnding(inputs[i].inFolder)
                : details[i] == Detail::FullName       ? inputs[i].inFolder
                : details[i] == Detail::FolderStem     ? withoutEnding(below)
                                                       : below;
            if (details[i] == Detail::Number)
                name += std::string("-").append(std::to_string(i + 1));
            names[i] = name += std::string(".").append(suffix);
        }
        const auto groups = clashes(names);
        if (groups.empty())
            return names;
        for (const std::vector<std::size_t>& group : groups)
            tellMore(details, group, inputs);
        // Some images in folders and some beside them would be a riddle.
        if (std::ranges::any_of(details, [](Detail detail) { return detail >= Detail::FolderStem; })) {
            for (Detail& detail : details)
                detail = detail == Detail::Stem  ? Detail::FolderStem
                    : detail == Detail::FullName ? Detail::FolderFullName
                                                 : detail;
        }
    }
}

std::optional<ProtectedFiles::Id> ProtectedFiles::idOf(const fs::path& path)
{
    struct stat status = {};
    if (stat(path.c_str(), &status) != 0)
        return std::nullopt;
    return Id{status.st_dev, status.st_ino};
}

void ProtectedFiles::add(const fs::path& path)
{
    if (const std::optional<Id> id = idOf(path))
        m_ids.insert(std::ranges::upper_bound(m_ids, *id), *id);
}

bool ProtectedFiles::contains(const fs::path& path) const
{
    const std::optional<Id> id = idOf(path);
    return id && std::ranges::binary_search(m_ids, *id);
}

} // namespace gabor
