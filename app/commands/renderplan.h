// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <filesystem>
#include <optional>
#include <vector>

namespace gabor {

/// A sound to be drawn.
struct RenderInput
{
    std::filesystem::path path;
    std::filesystem::path inFolder; ///< where it lies in the folder that was named; the bare name of a file that was
};

/// Everything that the names on a command line stand for, in their order; the same file only once. Files stand for
/// themselves, folders for the sounds in them, by their endings and in the order of their names.
struct RenderInputs
{
    std::vector<RenderInput> sounds;
    std::vector<QString> complaints; ///< of folders without a sound, or that cannot be read
    bool anyFolder = false;
};
/// @param recursive  folders stand for the sounds in their subfolders, too
RenderInputs renderInputs(const std::vector<std::filesystem::path>& named, bool recursive);

/// Where each of @p inputs goes below a folder: a path of its own for each. It is the name of the sound with another
/// ending; where two would be the same, the ending of the sound stays in it ("a.wav.png", "a.flac.png"), and where two
/// folders hold the same name, their names stand before it. Names that differ only in case count as the same.
/// @param suffix  of the images, without a dot
std::vector<std::filesystem::path> outputNames(const std::vector<RenderInput>& inputs, const std::string& suffix);

/// The files that must not be written over, whatever names they are reached by.
class ProtectedFiles
{
public:
    void add(const std::filesystem::path& path);
    bool contains(const std::filesystem::path& path) const;

private:
    struct Id
    {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        friend auto operator<=>(const Id&, const Id&) = default;
    };
    static std::optional<Id> idOf(const std::filesystem::path& path);

    std::vector<Id> m_ids; ///< sorted
};

} // namespace gabor
