// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"

#include <array>
#include <cerrno>
#include <random>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gabor {

namespace {

using Kind = WriteFault::Kind;

std::filesystem::path folderOf(const std::filesystem::path& file)
{
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

/// A hidden name beside @p target that nobody else has.
std::filesystem::path temporaryNameFor(const std::filesystem::path& target)
{
    static constexpr std::array digits{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    std::random_device random;
    std::string name = ".gabor-";
    for (int i = 0; i < 16; ++i)
        name += digits[random() % digits.size()];
    return folderOf(target) / name;
}

/// A file without a name can only be given one through here.
std::string pathOf(const Descriptor& file)
{
    return "/proc/self/fd/" + std::to_string(file.number());
}

Descriptor openUnnamed(const std::filesystem::path& target)
{
    Descriptor file(open(folderOf(target).c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0666));
    if (file.isOpen() && access(pathOf(file).c_str(), F_OK) != 0)
        return {};
    return file;
}

Descriptor openNamed(const std::filesystem::path& name)
{
    return Descriptor(open(name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666));
}

/// Only a file with a name can replace another. @return 0, or errno, after which it has none again
int linkAndRename(const char* unnamed, const char* temporary, const char* target)
{
    if (linkat(AT_FDCWD, unnamed, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) != 0)
        return errno;
    if (rename(temporary, target) == 0)
        return 0;
    const int errorNumber = errno;
    unlink(temporary);
    return errorNumber;
}

bool isAt(const Descriptor& file, const std::filesystem::path& place)
{
    struct stat own = {};
    struct stat there = {};
    return fstat(file.number(), &own) == 0 && lstat(place.c_str(), &there) == 0 && own.st_dev == there.st_dev
        && own.st_ino == there.st_ino;
}

/// The same by a process of its own, which ends what it has begun though this one be killed meanwhile.
int linkAndRenameWhole(const Descriptor& file, const std::filesystem::path& target)
{
    const std::filesystem::path temporary = temporaryNameFor(target);
    const std::string unnamed = pathOf(file);
    const pid_t helper = vfork(); // it shares this memory and only makes system calls
    if (helper == 0)
        _exit(linkAndRename(unnamed.c_str(), temporary.c_str(), target.c_str()));
    if (helper < 0) // no further process is allowed
        return linkAndRename(unnamed.c_str(), temporary.c_str(), target.c_str());
    int status = 0;
    pid_t ended = 0;
    do
        ended = waitpid(helper, &status, 0);
    while (ended < 0 && errno == EINTR);
    if (ended == helper && WIFEXITED(status))
        return WEXITSTATUS(status);
    if (isAt(file, target)) // somebody else waits for all children
        return 0;
    unlink(temporary.c_str());
    return EIO;
}

bool isDirectorySyncNeeded(int errorNumber)
{
    return errorNumber != EINVAL && errorNumber != ENOTSUP; // some file systems have no such thing
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path target, Descriptor file, std::filesystem::path temporary)
    : m_target(std::move(target)), m_file(std::move(file)), m_temporary(std::move(temporary))
{ }

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_target(std::move(other.m_target)), m_file(std::move(other.m_file)),
      m_temporary(std::exchange(other.m_temporary, {}))
{ }

AtomicFile::~AtomicFile()
{
    if (!m_temporary.empty())
        unlink(m_temporary.c_str());
}

Result<AtomicFile, WriteFault> AtomicFile::create(const std::filesystem::path& target, Growing growing)
{
    struct stat status = {};
    const bool exists = stat(target.c_str(), &status) == 0;
    if (!exists && errno != ENOENT)
        return WriteFault{Kind::CannotCreate, errno};
    if (exists && !S_ISREG(status.st_mode))
        return WriteFault{Kind::NotRegularFile, S_ISDIR(status.st_mode) ? EISDIR : EINVAL};
    if (exists && access(target.c_str(), W_OK) != 0)
        return WriteFault{Kind::CannotCreate, errno};
    std::error_code error;
    const std::filesystem::path place = exists ? std::filesystem::canonical(target, error) : target;
    if (error)
        return WriteFault{Kind::CannotCreate, error.value()};

    std::filesystem::path temporary;
    Descriptor file;
    if (growing == Growing::Unnamed)
        file = openUnnamed(place);
    if (!file.isOpen()) {
        temporary = temporaryNameFor(place);
        file = openNamed(temporary);
    }
    if (!file.isOpen())
        return WriteFault{Kind::CannotCreate, errno};
    AtomicFile result(place, std::move(file), std::move(temporary));
    if (exists && fchmod(result.m_file.number(), status.st_mode & 07777) != 0)
        return WriteFault{Kind::CannotCreate, errno};
    return result;
}

std::optional<WriteFault> AtomicFile::reserve(std::int64_t size)
{
    if (size == 0)
        return std::nullopt;
    int errorNumber = 0;
    do
        errorNumber = fallocate(m_file.number(), 0, 0, size) == 0 ? 0 : errno;
    while (errorNumber == EINTR);
    if (errorNumber == EOPNOTSUPP || errorNumber == ENOSYS)
        errorNumber = ftruncate(m_file.number(), size) == 0 ? 0 : errno;
    if (errorNumber != 0)
        return WriteFault{Kind::CannotWrite, errorNumber};
    return std::nullopt;
}

std::optional<WriteFault> AtomicFile::write(std::int64_t offset, std::span<const std::byte> bytes)
{
    if (const int errorNumber = writeAt(m_file, offset, bytes))
        return WriteFault{Kind::CannotWrite, errorNumber};
    return std::nullopt;
}

std::optional<WriteFault> AtomicFile::commit()
{
    if (fsync(m_file.number()) != 0)
        return WriteFault{Kind::CannotFinish, errno};
    // A folder that appeared meanwhile makes this fail; a device or FIFO would be replaced, never written to.
    if (m_temporary.empty()) {
        if (const int errorNumber = linkAndRenameWhole(m_file, m_target))
            return WriteFault{Kind::CannotFinish, errorNumber};
    } else if (rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        return WriteFault{Kind::CannotFinish, errno};
    }
    m_temporary.clear();
    const Descriptor folder(open(folderOf(m_target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen() && fsync(folder.number()) != 0 && isDirectorySyncNeeded(errno))
        return WriteFault{Kind::MayNotLast, errno};
    return std::nullopt;
}

std::optional<WriteFault> writeWholeFile(const std::filesystem::path& target, std::span<const std::byte> bytes)
{
    Result<AtomicFile, WriteFault> created = AtomicFile::create(target);
    if (!created)
        return created.fault();
    AtomicFile file = std::move(created).value();
    if (const std::optional<WriteFault> fault = file.write(0, bytes))
        return fault;
    return file.commit();
}

} // namespace gabor
