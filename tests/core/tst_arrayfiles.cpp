// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/arrayfiles/arraywriter.h"
#include "core/exact/arrayfiles/storedzip.h"
#include "tests/support/signals.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <limits>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace gabor;

namespace {

ArrayDescription smallDescription()
{
    return {.rows = {0, 39.0625, 78.125},
            .times = {.count = 4, .firstSample = 128, .hop = 224, .sampleRate = 10000},
            .parametersJson = R"({"window": "hann", "note": "5 µs, 𝄞"})"};
}

const std::vector<double> smallFrames{1, 1e-300, 0.1, -2, 1.0 / 3, 5e22, 0, 7, 8, 9, 10, 11};

std::optional<WriteFault> writeAll(const std::filesystem::path& target, ArrayFormat format,
                                   const ArrayDescription& description, std::span<const double> frames)
{
    Result<std::unique_ptr<ArrayWriter>, WriteFault> opened = openArrayWriter(target, format, description);
    if (!opened)
        return opened.fault();
    const std::unique_ptr<ArrayWriter> writer = std::move(opened).value();
    if (const std::optional<WriteFault> fault = writer->writeFrames(frames))
        return fault;
    return writer->finish();
}

/// Lets no file of this process grow beyond some bytes, as a full disk would, while it lives.
class SizeLimit
{
public:
    explicit SizeLimit(rlim_t bytes)
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

QByteArray contentOf(const std::filesystem::path& path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const std::filesystem::path& path, const QByteArray& content)
{
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

/// What a Python script about the file says; "skip" where there is no NumPy.
QString pythonSays(const std::filesystem::path& file, const QString& script)
{
    QProcess python;
    python.start(
        QStringLiteral("/usr/bin/python3"),
        {QStringLiteral("-c"),
         QStringLiteral("import sys\ntry:\n import numpy as np\nexcept ImportError:\n print('skip'); sys.exit()\n")
             + script,
         QString::fromStdString(file.string())});
    if (!python.waitForFinished())
        return QStringLiteral("skip");
    return QString::fromUtf8(python.readAllStandardOutput() + python.readAllStandardError()).trimmed();
}

} // namespace

class TestArrayFiles : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
    }

    void theEndingTellsTheFormat()
    {
        QCOMPARE(arrayFormatOf("a.npy"), ArrayFormat::Npy);
        QCOMPARE(arrayFormatOf("b.c/A.NPZ"), ArrayFormat::Npz);
        QCOMPARE(arrayFormatOf("a.b.Csv"), ArrayFormat::Csv);
        QVERIFY(!arrayFormatOf("npy") && !arrayFormatOf("a.txt") && !arrayFormatOf(".csv"));
    }

    void csvHoldsALineAFrame()
    {
        QVERIFY(!writeAll(m_folder / "a.csv", ArrayFormat::Csv, smallDescription(), smallFrames));
        QCOMPARE(contentOf(m_folder / "a.csv"),
                 QByteArray("time,0,39.0625,78.125\n"
                            "0.0128,1,1e-300,0.1\n"
                            "0.0352,-2,0.3333333333333333,5e+22\n"
                            "0.0576,0,7,8\n"
                            "0.08,9,10,11\n"));
    }

    void csvNamesBothPartsOfAComplexNumber()
    {
        ArrayDescription description = smallDescription();
        description.isComplex = true;
        description.precision = StoredPrecision::Single;
        description.rows = {0, 62.5};
        description.times.count = 1;
        QVERIFY(!writeAll(m_folder / "a.csv", ArrayFormat::Csv, description, std::vector{0.1, -1.0, 1.0 / 3, 0.0}));
        QCOMPARE(contentOf(m_folder / "a.csv"),
                 QByteArray("time,0 re,0 im,62.5 re,62.5 im\n0.0128,0.1,-1,0.33333334,0\n"));
    }

    void csvHasPointsInEveryLanguage()
    {
        const std::string before = std::setlocale(LC_NUMERIC, nullptr);
        if (!std::setlocale(LC_NUMERIC, "de_DE.UTF-8"))
            QSKIP("no German locale here");
        const auto fault = writeAll(m_folder / "a.csv", ArrayFormat::Csv, smallDescription(), smallFrames);
        std::setlocale(LC_NUMERIC, before.c_str());
        QVERIFY(!fault && contentOf(m_folder / "a.csv").contains("0.3333333333333333"));
    }

    void numpyReadsTheArchive()
    {
        const std::filesystem::path file = m_folder / "a.npz";
        QVERIFY(!writeAll(file, ArrayFormat::Npz, smallDescription(), smallFrames));
        const QString answer = pythonSays(file,
                                          "import json, zipfile\n"
                                          "assert zipfile.ZipFile(sys.argv[1]).testzip() is None\n"
                                          "n = np.load(sys.argv[1]); a = n['array']\n"
                                          "print(sorted(n.files), a.shape, a[1].tolist(), n['times'].tolist(),"
                                          " n['frequencies'].tolist(), json.loads(str(n['parameters']))['note'])");
        if (answer == "skip")
            QSKIP("no NumPy here");
        QCOMPARE(answer,
                 "['array', 'frequencies', 'parameters', 'times'] (3, 4) [1e-300, 0.3333333333333333, 7.0, 10.0] "
                 "[0.0128, 0.0352, 0.0576, 0.08] [0.0, 39.0625, 78.125] 5 µs, 𝄞");
    }

    void theArchivesSumsHoldWhenRowsComeInPieces()
    {
        ArrayDescription description = smallDescription();
        description.rows.assign(5127, 1.0);
        description.times.count = 4000;
        const std::filesystem::path file = m_folder / "a.npz";
        auto opened = openArrayWriter(file, ArrayFormat::Npz, description);
        QVERIFY(opened);
        const std::unique_ptr<ArrayWriter> writer = std::move(opened).value();
        for (unsigned block = 0; block < 8; ++block)
            QVERIFY(!writer->writeFrames(test::noise(5127 * 500, 1, block)));
        QVERIFY(!writer->finish());
        const QString answer = pythonSays(file, "import zipfile\nprint(zipfile.ZipFile(sys.argv[1]).testzip())");
        if (answer == "skip")
            QSKIP("no NumPy here");
        QCOMPARE(answer, "None");
    }

    void hugeMembersMoveToZip64()
    {
        constexpr std::int64_t huge = std::int64_t{5} << 30;
        std::vector<ZipMember> members{{.name = "array.npy", .size = huge, .crc = 0x12345678},
                                       {.name = "t", .size = 9, .crc = 0xE60914AE}};
        const std::int64_t end = placeMembers(members);
        const std::filesystem::path file = m_folder / "a.zip";
        put(file, {});
        QVERIFY(truncate(file.c_str(), end) == 0);
        QFile archive(QString::fromStdString(file.string()));
        QVERIFY(archive.open(QIODevice::ReadWrite));
        for (const ZipMember& member : members) {
            archive.seek(member.offset);
            archive.write(QByteArray::fromStdString(zipHeader(member)));
        }
        archive.seek(end);
        archive.write(QByteArray::fromStdString(zipDirectory(members, end)));
        archive.close();
        const QString answer = pythonSays(file,
                                          "import zipfile\nz = zipfile.ZipFile(sys.argv[1])\n"
                                          "print([(i.filename, i.file_size, i.header_offset) for i in z.infolist()],"
                                          " z.open('t').read(3), z.open('array.npy').read(2))");
        if (answer == "skip")
            QSKIP("no NumPy here");
        QCOMPARE(answer, "[('array.npy', 5368709120, 0), ('t', 9, 5368709179)] b'\\x00\\x00\\x00' b'\\x00\\x00'");
    }

    void aFullDiskLeavesNothingAndTheOldFile_data() { formats(); }
    void aFullDiskLeavesNothingAndTheOldFile()
    {
        QFETCH(int, format);
        ArrayDescription description = smallDescription();
        description.times.count = 100000;
        const std::vector<double> frames = test::noise(300000);
        const std::filesystem::path old = m_folder / "old";
        put(old, "precious");
        for (const std::filesystem::path& target : {m_folder / "new", old}) {
            const SizeLimit limit(100000);
            const auto fault = writeAll(target, static_cast<ArrayFormat>(format), description, frames);
            QVERIFY(fault && fault->kind == WriteFault::Kind::CannotWrite);
            QCOMPARE(fault->errorNumber, EFBIG);
        }
        QCOMPARE(namesIn(m_folder), QStringList{"old"});
        QCOMPARE(contentOf(old), QByteArray("precious"));
    }

    void whatIsNotFinishedLeavesNothing_data() { formats(); }
    void whatIsNotFinishedLeavesNothing()
    {
        QFETCH(int, format);
        {
            auto opened = openArrayWriter(m_folder / "a", static_cast<ArrayFormat>(format), smallDescription());
            QVERIFY(opened && !opened.value()->writeFrames(smallFrames));
        }
        QCOMPARE(namesIn(m_folder), QStringList{});
    }

    void onlyOrdinaryFilesAreReplaced()
    {
        const std::filesystem::path fifo = m_folder / "fifo";
        QVERIFY(mkfifo(fifo.c_str(), 0600) == 0);
        for (const std::filesystem::path& target : {fifo, m_folder, std::filesystem::path("/dev/null")}) {
            const auto fault = writeAll(target, ArrayFormat::Npy, smallDescription(), smallFrames);
            QVERIFY(fault && fault->kind == WriteFault::Kind::NotRegularFile);
        }
        const auto missing = writeAll(m_folder / "no" / "a", ArrayFormat::Npy, smallDescription(), smallFrames);
        QVERIFY(missing && missing->kind == WriteFault::Kind::CannotCreate);
        QCOMPARE(missing->errorNumber, ENOENT);
        QCOMPARE(namesIn(m_folder), QStringList{"fifo"});
    }

    void aLinkStaysAndPermissionsStay()
    {
        const std::filesystem::path real = m_folder / "real";
        put(real, "old");
        QVERIFY(chmod(real.c_str(), 0640) == 0);
        std::filesystem::create_symlink("real", m_folder / "link");
        QVERIFY(!writeAll(m_folder / "link", ArrayFormat::Csv, smallDescription(), smallFrames));
        QVERIFY(std::filesystem::is_symlink(m_folder / "link"));
        QVERIFY(contentOf(real).startsWith("time,"));
        struct stat status = {};
        QVERIFY(stat(real.c_str(), &status) == 0);
        QCOMPARE(status.st_mode & 07777, 0640U);
    }

    void aFileUnderAHiddenNameLeavesNothingEither()
    {
        const std::string text = "whole";
        for (const bool finished : {false, true}) {
            auto created = AtomicFile::create(m_folder / "a", AtomicFile::Growing::Hidden);
            QVERIFY(created);
            AtomicFile file = std::move(created).value();
            QVERIFY(!file.write(0, std::as_bytes(std::span(text))));
            if (finished)
                QVERIFY(!file.commit());
        }
        QCOMPARE(namesIn(m_folder), QStringList{"a"});
        QCOMPARE(contentOf(m_folder / "a"), QByteArray("whole"));
    }

    void anArrayThatNoFileCanHoldIsRefused()
    {
        ArrayDescription description = smallDescription();
        description.times.count = std::numeric_limits<std::int64_t>::max() / 4;
        for (const ArrayFormat format : {ArrayFormat::Npy, ArrayFormat::Npz}) {
            const auto opened = openArrayWriter(m_folder / "a", format, description);
            QVERIFY(!opened);
            QCOMPARE(opened.fault().errorNumber, EFBIG);
        }
    }

private:
    static void formats()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("npy") << static_cast<int>(ArrayFormat::Npy);
        QTest::newRow("npz") << static_cast<int>(ArrayFormat::Npz);
        QTest::newRow("csv") << static_cast<int>(ArrayFormat::Csv);
    }

    static QStringList namesIn(const std::filesystem::path& folder)
    {
        return QDir(QString::fromStdString(folder.string()))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
};
QTEST_GUILESS_MAIN(TestArrayFiles)
#include "tst_arrayfiles.moc"
