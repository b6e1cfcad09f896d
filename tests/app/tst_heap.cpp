// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/heap.h"

#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <latch>
#include <thread>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace gabor;

class TestHeap : public QObject
{
    Q_OBJECT

private slots:
    void threadsShareFour();
};

/// The first thread waits for few of the others then, and there are no more heaps than that.
void TestHeap::threadsShareFour()
{
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    shareFewHeaps();
    constexpr int threadCount = 6;
    std::latch haveAllAllocated(threadCount);
    std::vector<std::jthread> threads;
    threads.reserve(threadCount);
    for (int i = 0; i < threadCount; ++i)
        threads.emplace_back([&haveAllAllocated] {
            const QByteArray some(1000, 'x');
            haveAllAllocated.arrive_and_wait(); // a thread that has ended would leave its heap to the next
        });
    threads.clear();

    char* text = nullptr;
    std::size_t size = 0;
    std::FILE* const stream = open_memstream(&text, &size);
    QCOMPARE(malloc_info(0, stream), 0);
    std::fclose(stream);
    QCOMPARE(QByteArray(text, static_cast<qsizetype>(size)).count("<heap nr="), 4);
    std::free(text); // NOLINT(cppcoreguidelines-no-malloc): as open_memstream() wants it
#else
    QSKIP("The C library's heaps can be counted only where it is glibc and no sanitizer is in its place.");
#endif
}

QTEST_GUILESS_MAIN(TestHeap)
#include "tst_heap.moc"
