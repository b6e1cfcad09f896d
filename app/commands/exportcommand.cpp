// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/exportcommand.h"

#include "app/export/figurerenderer.h"
#include "app/export/imagefile.h"
#include "app/session/soundtext.h"
#include "core/audio/demosignal.h"

#include <QEventLoop>
#include <QFile>

#include <cstdio>

namespace gabor {

namespace {

int complain(const QString& sentence)
{
    std::fprintf(stderr, "gabor: %s\n", qUtf8Printable(sentence));
    return 1;
}

/// What Qt has to say about a platform without a screen means nothing to somebody who asked for none.
void dropPlatformChatter(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "gabor: %s\n", qUtf8Printable(message));
}

} // namespace

int runExport(const CommandLine& commandLine)
{
    qInstallMessageHandler(dropPlatformChatter);
    FigureRequest request;
    request.pixels = commandLine.size;
    request.scale = commandLine.scale;
    if (const QString fault = faultIn(request); !fault.isEmpty())
        return complain(fault);
    if (const QString fault = targetFault(commandLine.exportPath, commandLine.files); !fault.isEmpty())
        return complain(fault);

    request.content.source = demoSignal();
    if (!commandLine.files.isEmpty()) {
        const QByteArray path = QFile::encodeName(commandLine.files.first());
        Result<OpenedSound, OpenFault> opened = openSound(path.toStdString());
        if (!opened)
            return complain(openFaultText(opened.fault()));
        // Nobody watches it grow, so it is decoded here and now.
        if (opened.value().finishDecoding)
            opened.value().finishDecoding({});
        request.content.source = opened.value().source;
    }

    const StftParameters& stft = request.content.spec.stft;
    if (frameCount(stft, request.content.source->availableSamples()) == 0)
        return complain(
            QCoreApplication::translate(
                "Export", "The sound is shorter than one window of %1 samples: there is no spectrogram of it.")
                .arg(stft.windowLength));

    JobQueue queue(JobQueue::usefulWorkerCount());
    FigureRenderer renderer(queue);
    QEventLoop loop;
    QImage image;
    QString fault;
    QObject::connect(&renderer, &FigureRenderer::finished, &loop, [&](const QImage& drawn) {
        image = drawn;
        loop.quit();
    });
    QObject::connect(&renderer, &FigureRenderer::failed, &loop, [&](const QString& sentence) {
        fault = sentence;
        loop.quit();
    });
    renderer.start(request);
    loop.exec();
    if (fault.isEmpty())
        fault = writePng(image, commandLine.exportPath);
    if (!fault.isEmpty())
        return complain(fault);
    for (const SoundNotice& notice : request.content.source->notices())
        std::fprintf(stderr, "gabor: %s\n", qUtf8Printable(noticeText(notice, request.content.source->description())));
    return 0;
}

} // namespace gabor
