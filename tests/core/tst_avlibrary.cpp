// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avlibrary.h"
#include "core/audio/soundfile.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <dlfcn.h>

using namespace gabor;

namespace {

/// Whether FFmpeg is in this process.
bool isLoaded()
{
    void* const library = dlopen("libavformat.so." AV_STRINGIFY(LIBAVFORMAT_VERSION_MAJOR), RTLD_LAZY | RTLD_NOLOAD);
    if (library != nullptr)
        dlclose(library);
    return library != nullptr;
}

} // namespace

class TestAvLibrary : public QObject
{
    Q_OBJECT

private slots:
    void plainSamplesNeedNoDecoder();
    void functionsAreFound();
};

/// The first of all: whatever is loaded stays.
void TestAvLibrary::plainSamplesNeedNoDecoder()
{
    const QTemporaryDir directory;
    const std::filesystem::path path = directory.filePath(QStringLiteral("plain.wav")).toStdString();
    test::write(path, test::wav({}, test::pcm({std::vector<double>(1000, 0.5)}, SampleFormat::Signed16)));
    QVERIFY(!isLoaded());
    QVERIFY(openSound(path));
    QVERIFY(!isLoaded());
}

void TestAvLibrary::functionsAreFound()
{
    QVERIFY2(!avLibraryFault(), avLibraryFault().value_or(std::string()).c_str());
    QVERIFY(isLoaded());
    QCOMPARE(gabor::av_get_bytes_per_sample(AV_SAMPLE_FMT_FLT), 4);
    QCOMPARE(gabor::avcodec_version(), static_cast<unsigned>(LIBAVCODEC_VERSION_INT));
    QCOMPARE(gabor::avformat_version(), static_cast<unsigned>(LIBAVFORMAT_VERSION_INT));
    AVPacket* packet = gabor::av_packet_alloc();
    QVERIFY(packet != nullptr);
    gabor::av_packet_free(&packet);
    QVERIFY(packet == nullptr);
}

QTEST_GUILESS_MAIN(TestAvLibrary)
#include "tst_avlibrary.moc"
