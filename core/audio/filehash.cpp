// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/filehash.h"

#include "core/base/descriptor.h"
#include "core/base/latelibrary.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <vector>

#include <openssl/evp.h>
#include <sys/stat.h>

namespace gabor {

namespace {

constinit const LateLibrary crypto(GABOR_LIBCRYPTO);
GABOR_LATE(crypto, EVP_MD_CTX_new);
GABOR_LATE(crypto, EVP_MD_CTX_free);
GABOR_LATE(crypto, EVP_sha256);
GABOR_LATE(crypto, EVP_DigestInit_ex);
GABOR_LATE(crypto, EVP_DigestUpdate);
GABOR_LATE(crypto, EVP_DigestFinal_ex);
GABOR_LATE(crypto, EVP_Digest);

constexpr std::size_t pieceBytes = std::size_t{1} << 18U; ///< stays near the processor between read and hash

struct Release
{
    void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};
using Digest = std::unique_ptr<EVP_MD_CTX, Release>;

std::string hexOf(std::span<const unsigned char> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : bytes) {
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

/// 0, or errno of the read that failed; empty when @p stop came first.
std::optional<int> addAll(const Descriptor& file, EVP_MD_CTX& digest, const std::stop_token& stop)
{
    std::vector<std::byte> piece(pieceBytes);
    std::int64_t offset = 0;
    while (!stop.stop_requested()) {
        const BytesRead done = readAt(file, offset, piece);
        if (done.errorNumber != 0)
            return done.errorNumber;
        if (EVP_DigestUpdate(&digest, piece.data(), done.count) != 1)
            return ENOMEM;
        if (done.count < piece.size())
            return 0;
        offset += static_cast<std::int64_t>(done.count);
    }
    return std::nullopt;
}

} // namespace

Result<std::string, HashFault> sha256OfFile(const std::filesystem::path& path,
                                            const std::optional<FileIdentity>& expected, const std::stop_token& stop)
{
    const auto fault = [](HashFault::Kind kind, int errorNumber = 0) { return HashFault{kind, errorNumber}; };
    const Descriptor file = openForReading(path);
    if (!file.isOpen())
        return errno == ENXIO ? fault(HashFault::Kind::NotRegularFile) : fault(HashFault::Kind::CannotOpen, errno);
    struct stat before = {};
    if (fstat(file.number(), &before) != 0)
        return fault(HashFault::Kind::CannotOpen, errno);
    if (!S_ISREG(before.st_mode))
        return fault(HashFault::Kind::NotRegularFile);
    const FileIdentity identity = identityOf(before);
    if (expected && identity != *expected)
        return fault(HashFault::Kind::Changed);

    if (std::optional<std::string> why = crypto.fault())
        return HashFault{.kind = HashFault::Kind::NoLibrary, .detail = *std::move(why)};
    const Digest digest(EVP_MD_CTX_new());
    if (!digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1)
        return fault(HashFault::Kind::CannotRead, ENOMEM);
    const std::optional<int> errorNumber = addAll(file, *digest, stop);
    if (!errorNumber)
        return fault(HashFault::Kind::Stopped);
    if (*errorNumber != 0)
        return fault(HashFault::Kind::CannotRead, *errorNumber);
    struct stat after = {};
    if (fstat(file.number(), &after) != 0 || identityOf(after) != identity)
        return fault(HashFault::Kind::Changed);

    std::array<unsigned char, 32> sum{};
    if (EVP_DigestFinal_ex(digest.get(), sum.data(), nullptr) != 1)
        return fault(HashFault::Kind::CannotRead, ENOMEM);
    return hexOf(sum);
}

std::optional<std::string> sha256Of(std::span<const std::byte> bytes)
{
    if (crypto.fault())
        return std::nullopt;
    std::array<unsigned char, 32> sum{};
    if (EVP_Digest(bytes.data(), bytes.size(), sum.data(), nullptr, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc(); // nothing else fails there
    return hexOf(sum);
}

} // namespace gabor
