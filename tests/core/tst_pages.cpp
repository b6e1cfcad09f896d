// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pages.h"

#include <QTest>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

using namespace gabor;

class TestPages : public QObject
{
    Q_OBJECT

private slots:
    void pagesAreZeros()
    {
        for (const std::size_t size : {0U, 1U, 4096U, 100'000U, 3'000'001U}) {
            Pages pages(size);
            const std::span bytes(pages.data(), pages.byteCount());
            QCOMPARE(bytes.size(), size);
            QVERIFY(std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; }));
            std::ranges::fill(bytes, std::byte{7});
        }
    }

    /// Wherever it begins and ends, of nothing and of memory that is in use.
    void layingPagesChangesNothing()
    {
        std::vector<unsigned char> bytes(1 << 20, 7);
        for (const std::size_t first : {0U, 1U, 4095U, 5000U}) {
            for (const std::size_t size : {0U, 1U, 4096U, 9000U, 1'000'000U})
                layPages(bytes.data() + first, size);
        }
        QVERIFY(std::ranges::all_of(bytes, [](unsigned char byte) { return byte == 7; }));
        layPages(nullptr, 0);
    }

    void laidPagesAreThere()
    {
#if !defined(MADV_POPULATE_WRITE) || defined(__SANITIZE_ADDRESS__)
        QSKIP("The system lays pages one by one, or a sanitizer has its own memory.");
#else
        const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        const std::size_t size = 64 * page;
        void* const memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        QVERIFY(memory != MAP_FAILED);
        if (madvise(memory, page, MADV_POPULATE_WRITE) != 0)
            QSKIP("The kernel is older than that.");
        layPages(memory, size);
        std::vector<unsigned char> isThere(size / page);
        QCOMPARE(mincore(memory, size, isThere.data()), 0);
        QCOMPARE(std::ranges::count_if(isThere, [](unsigned char flags) { return (flags & 1U) != 0; }), 64);
        munmap(memory, size);
#endif
    }
};

QTEST_GUILESS_MAIN(TestPages)
#include "tst_pages.moc"
