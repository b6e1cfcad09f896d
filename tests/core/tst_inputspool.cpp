// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/inputspool.h"
#include "core/audio/soundfile.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace gabor;
using Kind = SpoolFault::Kind;

namespace {

/// A pipe, and a thread that writes bytes into it, in small pieces.
class Pipe
{
public:
    explicit Pipe(const test::Bytes& bytes, bool closes = true)
    {
        int ends[2] = {-1, -1};
        if (pipe(ends) != 0)
            return;
        m_readEnd = Descriptor(ends[0]);
        m_writeEnd = Descriptor(ends[1]);
        m_writer = std::jthread([this, bytes, closes] {
            for (std::size_t done = 0; done < bytes.size();) {
                const ssize_t wrote =
                    ::write(m_writeEnd.number(), bytes.data() + done, std::min<std::size_t>(1001, bytes.size() - done));
                if (wrote <= 0)
                    break;
                done += static_cast<std::size_t>(wrote);
            }
            if (closes)
                m_writeEnd = Descriptor();
        });
    }
    int number() const { return m_readEnd.number(); }
    void closeReadEnd() { m_readEnd = Descriptor(); }

private:
    Descriptor m_readEnd;
    Descriptor m_writeEnd;
    std::jthread m_writer;
};

std::string contentOf(const DecodeCache& kept)
{
    std::vector<std::byte> bytes(static_cast<std::size_t>(kept.size()));
    readAt(kept.file(), 0, bytes);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

/// What comes through a pipe is kept whole, in bounds, and opens as any file does.
class TestInputSpool : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }
    void aPipeIsKeptWhole()
    {
        const test::Bytes file = test::wav({1, 8000}, test::pcm({test::noise(500'000)}, SampleFormat::Signed16));
        const Pipe pipe(file);
        std::int64_t told = 0;
        const auto kept = spool(pipe.number(), {}, [&told](std::int64_t bytes) { told = bytes; });
        QVERIFY(kept);
        QCOMPARE(kept.value()->size(), static_cast<std::int64_t>(file.size()));
        QCOMPARE(told, kept.value()->size());
        QVERIFY(contentOf(*kept.value()) == file);
        const auto opened = openSound("/dev/fd/" + std::to_string(kept.value()->file().number()));
        QVERIFY(opened);
        QCOMPARE(opened.value().source->availableSamples(), std::int64_t{500'000});
    }
    void nothingIsKeptAsNothing()
    {
        const Pipe pipe({});
        const auto kept = spool(pipe.number(), {});
        QVERIFY(kept);
        QCOMPARE(kept.value()->size(), std::int64_t{0});
    }
    void aPipeWithoutAnEndMeetsTheLimit()
    {
        Pipe pipe(test::Bytes(3'000'000, 'x'));
        const auto kept = spool(pipe.number(), {}, {}, 1'000'000);
        pipe.closeReadEnd();
        QVERIFY(!kept);
        QCOMPARE(kept.fault().kind, Kind::NoRoom);
        QCOMPARE(kept.fault().errorNumber, EFBIG);
    }
    void waitingForASilentPipeCanBeStopped()
    {
        const Pipe pipe("RIFF", false);
        std::stop_source stop;
        const std::jthread stopper([&stop] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            stop.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        const auto kept = spool(pipe.number(), stop.get_token());
        QVERIFY(!kept);
        QCOMPARE(kept.fault().kind, Kind::Stopped);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }
    void whatCannotBeReadIsSaidWithItsReason()
    {
        const auto closed = spool(-1, {});
        QVERIFY(!closed);
        QCOMPARE(closed.fault().kind, Kind::CannotRead);
        QCOMPARE(closed.fault().errorNumber, EBADF);
        const Descriptor folder(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        QCOMPARE(spool(folder.number(), {}).fault().errorNumber, EISDIR);
    }
    void aTerminalIsNotReadFrom()
    {
        const Descriptor terminal(posix_openpt(O_RDWR | O_NOCTTY));
        if (!terminal.isOpen() || isatty(terminal.number()) == 0)
            QSKIP("there are no terminals here");
        QCOMPARE(spool(terminal.number(), {}).fault().kind, Kind::Terminal);
    }
    void aFileIsTakenAsItLiesUnlessSomeOfItWasRead()
    {
        test::write(path("file"), "0123456789");
        const Descriptor file = openForReading(path("file"));
        QVERIFY(isWholeFile(file.number()));
        QCOMPARE(lseek(file.number(), 4, SEEK_SET), off_t{4});
        QVERIFY(!isWholeFile(file.number()));
        QCOMPARE(contentOf(*spool(file.number(), {}).value()), std::string("456789"));
        const Pipe pipe("x");
        QVERIFY(!isWholeFile(pipe.number()));
        QVERIFY(!isWholeFile(-1));
    }

private:
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestInputSpool)
#include "tst_inputspool.moc"
