// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/fileidentity.h"

#include <sys/stat.h>

namespace gabor {

FileIdentity identityOf(const struct stat& status)
{
    return {.device = status.st_dev,
            .inode = status.st_ino,
            .size = status.st_size,
            .modifiedNs = status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec};
}

} // namespace gabor
