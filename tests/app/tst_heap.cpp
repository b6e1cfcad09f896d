// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/heap.h"

#include <QFile>
#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <latch>
#include <thread>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#include <unistd.h>
#endif

using namespace gabor;

namespace {

/// What the system knows of the memory at @p place.
QList<QByteArray> flagsAt(const char* place)
{
    QFile file(QStringLiteral("/proc/self/smaps"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    bool isThere = false;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const qsizetype dash = line.indexOf('-');
        bool isBegin = false;
        bool isEnd = false;
        const quintptr begin = line.left(dash).toULongLong(&isBegin, 16);
        const quintptr end = line.mid(dash + 1, line.indexOf(' ') - dash - 1).toULongLong(&isEnd, 16);
        if (isBegin && isEnd)
            isThere = begin <= quintptr(place) && quintptr(place) < end;
        if (isThere && line.startsWith("VmFlags:"))
            return line.mid(line.indexOf(':') + 1).simplified().split(' ');
    }
    return {};
}

} // namespace

class TestHeap : public QObject
{
    Q_OBJECT

private slots:
    void threadsShareFour();
    void theFirstPicturesMemoryComesInLargePages();
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

/// As the image of a window is, and as much as fits beside it.
void TestHeap::theFirstPicturesMemoryComesInLargePages()
{
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QFile choice(QStringLiteral("/sys/kernel/mm/transparent_hugepage/enabled"));
    if (!choice.open(QIODevice::ReadOnly) || choice.readAll().contains("[never]"))
        QSKIP("The system has no large pages for those who ask.");
    startWithLargePages();
    const QByteArray image(1600 * 900 * 4, 'x');
    const QByteArray beside(3 << 20, 'y');
    for (const QByteArray& piece : {image, beside})
        QVERIFY(flagsAt(piece.constData() + piece.size() / 2).contains("hg")); // as proc(5) has it
    const auto* const edge = static_cast<const char*>(sbrk(0));
    QVERIFY(image.constData() < edge && beside.constData() < edge); // nothing was mapped apart
#else
    QSKIP("The C library's heap is looked at only where it is glibc and no sanitizer is in its place.");
#endif
}

QTEST_GUILESS_MAIN(TestHeap)
#include "tst_heap.moc"
