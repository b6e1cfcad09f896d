// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/mainwindow.h"

#include "app/export/exportflow.h"
#include "app/opening/soundopening.h"
#include "app/session/bytenames.h"
#include "app/session/fontrules.h"
#include "app/session/settingskeeper.h"
#include "app/session/soundtext.h"
#include "app/window/afterfirstpicture.h"
#include "app/window/closingquestion.h"
#include "app/window/controls.h"
#include "app/window/dataactions.h"
#include "app/window/helptexts.h"
#include "app/window/menus.h"
#include "app/window/openfilter.h"
#include "app/window/picturememory.h"
#include "app/window/readoutline.h"
#include "app/window/recentfiles.h"
#include "app/window/recipedrop.h"
#include "app/window/soundreload.h"
#include "app/window/viewactions.h"
#include "app/window/workdisplay.h"
#include "widgets/panels/messagebar.h"
#include "widgets/panes/contentpacer.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace gabor {

namespace {

QStringList localFiles(const QMimeData& data)
{
    QStringList paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) // a name that is not UTF-8 would be another one as text
            paths << textOfArgument(QByteArray::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1()));
    }
    return paths;
}

} // namespace

MainWindow::MainWindow(JobQueue& tileQueue, JobQueue& loadQueue, SettingsKeeper& keeper, Building building)
    : m_keeper(keeper), m_session(loadQueue), m_actions(this)
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    const SettingsFile::Loaded loaded = m_keeper.load();
    tileQueue.submit(JobQueue::Urgency::Sketch, {},
                     [stft = loaded.settings.stft] { planTransforms(stft, PlanChoice::Reproducible); });
    setTheme(loaded.settings.theme); // before anything asks a widget how large it is
    m_recentFiles = new RecentFiles(loadQueue, this);
    m_exportFlow = new ExportFlow(tileQueue, loadQueue, this);
    auto* central = new QWidget(this);
    m_messageBar = new MessageBar(central);
    m_figure = new FigureView(tileQueue, 0, central);
    restoreAnalysis(loaded.settings);
    m_figure->spectrogram().expectWidth(usualSize().width());
    m_figure->setContent(m_session.content()); // workers compute its picture while the rest is built around it
    m_pacer = new ContentPacer(*m_figure, this);
    m_memory = new PictureMemory(*m_figure, m_session, this);
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_messageBar);
    layout->addWidget(m_figure, 1);
    setCentralWidget(central);
    buildToolBar(*this, m_actions, m_recentFiles->menu());
    m_opening =
        new SoundOpening({m_session, *m_figure, *m_messageBar, tileQueue, loadQueue, m_lastDirectory}, m_actions, this);

    awaitFontRules(); // from here on fonts are needed, which are still being found
    m_controls = new Controls(m_session, *m_figure, *this);
    buildMenus(*this, m_actions, {m_recentFiles->menu(), m_memory->menu(), m_opening->trackMenu()});
    const auto* const dataActions =
        new DataActions({m_session, *m_figure, *m_exportFlow, *m_messageBar, loadQueue}, m_actions, this);
    m_closingQuestion = new ClosingQuestion(*m_exportFlow, dataActions->dataExport(), this);
    m_readout = new ReadoutLine(this);
    setStatusBar(m_readout);
    new WorkDisplay(m_session, *m_figure, *m_exportFlow, *m_actions.pauseRefining, *m_readout);
    connectSession();
    connectFigure();
    connectActions();
    connectViewActions(m_actions, *m_figure);
    m_recipeDrop =
        new RecipeDrop({m_session, *m_figure, *m_messageBar, *m_recentFiles, m_lastDirectory, loadQueue}, this);
    m_soundReload = new SoundReload({m_session, *m_figure, *m_messageBar, loadQueue}, m_actions, this);

    resize(usualSize());
    restore(loaded.settings);
    showSound();
    showContent();
    if (!loaded.complaint.isEmpty()) // after the sound, which takes older messages away
        m_messageBar->show(MessageBar::Kind::Warning, loaded.complaint);
    drawToolBarAhead(*this, loadQueue);
    m_figure->spectrogram().setFocus();
    if (building == Building::AtOnce)
        m_controls->build();
    else
        new AfterFirstPicture(
            m_figure->spectrogram(), [this] { return m_controls->buildNext(); }, this);
}

MainWindow::~MainWindow() = default;

void MainWindow::connectSession()
{
    connect(&m_session, &Session::soundChanged, this, &MainWindow::showSound);
    connect(&m_session, &Session::contentChanged, this, &MainWindow::showContent);
    connect(&m_session, &Session::openingChanged, this, &MainWindow::showView);
    connect(&m_session, &Session::soundGrew, this, [this] {
        m_figure->soundGrew();
        m_readout->showSound(soundSummary(*m_session.content().source));
    });
    connect(m_readout, &ReadoutLine::soundClicked, m_actions.aboutSound, &QAction::trigger);
    connect(m_exportFlow, &ExportFlow::done, this,
            [this](const QString& sentence) { m_messageBar->show(MessageBar::Kind::Information, sentence); });
    connect(m_exportFlow, &ExportFlow::failed, this,
            [this](const QString& sentence) { m_messageBar->show(MessageBar::Kind::Warning, sentence); });
}

void MainWindow::connectFigure()
{
    connect(m_figure, &FigureView::displayChanged, &m_session, &Session::setDisplay);
    // Reading the samples may bring something to light.
    connect(m_figure, &FigureView::progressChanged, m_opening, &SoundOpening::look);
    connect(m_figure, &FigureView::outOfMemory, this, [this] {
        m_messageBar->show(MessageBar::Kind::Warning,
                           tr("There is not enough memory for this picture. A smaller NFFT needs less."));
    });
    ViewModel* const view = &m_figure->view();
    connect(view, &ViewModel::spanChanged, this, &MainWindow::showView);
    connect(view, &ViewModel::selectionChanged, this, &MainWindow::showView);
    connect(view, &ViewModel::cursorChanged, this, &MainWindow::showCursor);
    connect(&m_figure->readout(), &ReadoutFeed::changed, this, &MainWindow::showCursor);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction* action, auto run) { connect(action, &QAction::triggered, this, run); };
    on(m_actions.open, [this] { askForFile(); });
    on(m_actions.openDemo, [this] { m_session.openDemo(); });
    on(m_actions.quit, [this] { close(); });
    on(m_actions.exportImage, [this] {
        m_exportFlow->exportImage(windowRequest(), QFileInfo(soundName(m_session.sound())).completeBaseName(),
                                  {textOfPath(m_session.sound().path)});
    });
    on(m_actions.copyImage, [this] { copyImage(); });
    on(m_actions.clearSelection, [this] {
        if (m_session.opening().empty())
            m_figure->view().select(std::nullopt);
        else
            m_session.cancelOpening();
    });
    on(m_actions.pan, [this] { m_figure->setTool(Tool::Pan); });
    on(m_actions.select, [this] { m_figure->setTool(Tool::Select); });
    on(m_actions.automaticLevels, [this] { m_figure->findLevels(); });
    on(m_actions.wheelScrolls, [this] { m_figure->setWheelScrolls(m_actions.wheelScrolls->isChecked()); });
    on(m_actions.themeSystem, [this] { setTheme(ThemeChoice::System); });
    on(m_actions.themeLight, [this] { setTheme(ThemeChoice::Light); });
    on(m_actions.themeDark, [this] { setTheme(ThemeChoice::Dark); });
    on(m_actions.shortcuts, [this] { showShortcutSheet(this, actions() + QList{m_controls->toggleAction()}); });
    on(m_actions.about, [this] { showAboutBox(this); });
    connect(m_recentFiles, &RecentFiles::chosen, this, [this](const QString& path) { openFiles({path}); });
}

/// What a notebook's screen holds, and less on a smaller one.
QSize MainWindow::usualSize() const
{
    return QSize(1440, 900).boundedTo(screen()->availableSize() * 0.92);
}

void MainWindow::restoreAnalysis(const Settings& settings)
{
    m_session.setStft(settings.stft);
    m_session.setChannel({settings.channel});
    m_session.setReduction(settings.reduction);
    m_session.setDisplay(settings.display);
}

void MainWindow::restore(const Settings& settings)
{
    m_lastDirectory = settings.lastDirectory;
    m_exportFlow->setDirectory(settings.lastExportDirectory);
    m_exportFlow->setLastChoice(settings.exportChoice);
    m_recentFiles->setPaths(settings.recentFiles);
    m_opening->restore(settings);
    m_actions.showMarkers->setChecked(settings.showsMarkers);
    m_actions.wheelScrolls->setChecked(settings.wheelScrolls);
    m_figure->setWheelScrolls(settings.wheelScrolls);
    m_memory->setMebibytes(settings.pictureMemoryMebibytes);
    m_soundReload->setAutomatic(settings.reloadsChangedSound);
    (settings.selectTool ? m_actions.select : m_actions.pan)->trigger();
    (settings.theme == ThemeChoice::Light      ? m_actions.themeLight
         : settings.theme == ThemeChoice::Dark ? m_actions.themeDark
                                               : m_actions.themeSystem)
        ->setChecked(true); // applied already
    // Qt brings a window back onto a screen that is no longer there.
    if (!settings.windowGeometry.isEmpty())
        restoreGeometry(settings.windowGeometry);
    if (!settings.windowState.isEmpty())
        restoreState(settings.windowState);
    if (!settings.splitter.isEmpty())
        m_figure->restoreSplitter(settings.splitter);
}

Settings MainWindow::settings() const
{
    Settings settings;
    settings.windowGeometry = saveGeometry();
    settings.windowState = saveState();
    settings.splitter = m_figure->splitterState();
    settings.lastDirectory = m_lastDirectory;
    settings.lastExportDirectory = m_exportFlow->directory();
    settings.exportChoice = m_exportFlow->lastChoice();
    settings.recentFiles = m_recentFiles->paths();
    m_opening->keep(settings);
    settings.stft = m_session.content().spec.stft;
    settings.channel = m_session.preferredChannel().index;
    settings.reduction = m_session.content().spec.reduction;
    settings.display = m_session.content().display;
    settings.theme = m_theme;
    settings.wheelScrolls = m_actions.wheelScrolls->isChecked();
    settings.selectTool = m_actions.select->isChecked();
    settings.pictureMemoryMebibytes = m_memory->mebibytes();
    settings.reloadsChangedSound = m_soundReload->isAutomatic();
    return settings;
}

void MainWindow::askForFile()
{
    auto* dialog = new QFileDialog(this, tr("Open sound"), m_lastDirectory, openFilter());
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) { openFiles(paths); });
    dialog->open();
}

void MainWindow::openFiles(const QStringList& paths, const SoundReading& reading)
{
    if (paths.isEmpty() || m_recipeDrop->take(paths))
        return;
    for (auto path = paths.rbegin(); path != paths.rend() - 1; ++path)
        m_recentFiles->add(absoluteName(*path));
    const QString first = absoluteName(paths.first());
    m_lastDirectory = QFileInfo(first).path();
    m_opening->open(first, reading);
}

void MainWindow::showSound()
{
    const SoundDescription& sound = m_session.sound();
    if (!m_session.isDemo())
        m_recentFiles->add(textOfPath(sound.path));
    // Qt takes [*] in a title for its mark of unsaved changes, unless it stands twice.
    const QString name = soundName(sound).replace(QLatin1String("[*]"), QLatin1String("[*][*]"));
    setWindowTitle(tr("%1 — Gabor").arg(name));
    m_readout->showSound(soundSummary(*m_session.content().source));
}

void MainWindow::showContent()
{
    m_pacer->show(m_session.content());
    showView();
}

void MainWindow::showView()
{
    const ViewModel& view = m_figure->view();
    m_readout->showSelection(view.selection() ? selectionText(*view.selection(), view.sampleRate()) : QString());
    m_actions.zoomToSelection->setEnabled(view.selection().has_value());
    m_actions.clearSelection->setEnabled(view.selection().has_value() || !m_session.opening().empty());
    m_actions.back->setEnabled(view.canGoBack());
}

void MainWindow::showCursor()
{
    const ViewModel& view = m_figure->view();
    m_readout->showCursor(readoutText());
    const bool there = view.cursor().has_value();
    m_actions.selectionBegin->setEnabled(there);
    m_actions.selectionEnd->setEnabled(there);
}

CursorText MainWindow::readoutText()
{
    const auto& cursor = m_figure->view().cursor();
    if (!cursor)
        return {};
    const ViewModel& view = m_figure->view();
    const double samplesPerPixel =
        (view.span().endSample - view.span().beginSample) / std::max(1, m_figure->waveform().inside().width());
    CursorValue value;
    if (cursor->hz)
        value.reading = m_figure->readout().reading();
    else
        value.amplitude = m_figure->waveform().amplitudeAt(cursor->sample, samplesPerPixel);
    return cursorText(*cursor, view.sampleRate(), samplesPerPixel / view.sampleRate(), value,
                      m_session.content().display);
}

FigureRequest MainWindow::windowRequest()
{
    FigureRequest request;
    request.content = m_session.content();
    request.content.display.automaticLevels = false; // as they are now
    request.span = m_figure->view().span();
    request.parts.markers = m_actions.showMarkers->isChecked();
    request.paneHeights = m_figure->paneHeights();
    request.scale = devicePixelRatioF();
    request.dotsPerInch = FigureRequest::logicalDpi * request.scale;
    request.pixels = (QSizeF(m_figure->imageSize()) * request.scale).toSize();
    return request;
}

void MainWindow::copyImage()
{
    FigureRequest request = windowRequest();
    // Fine enough for a slide or a print.
    const double scale = std::max(2.0, request.scale);
    request.pixels = (QSizeF(request.pixels) * (scale / request.scale)).toSize();
    request.scale = scale;
    request.dotsPerInch = FigureRequest::logicalDpi * scale;
    m_exportFlow->copyImage(request, soundSummary(*m_session.content().source) + u'\n' + joined(readoutText()));
}

void MainWindow::setTheme(ThemeChoice theme)
{
    m_theme = theme;
    applyTheme(*qApp, theme);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openFiles(localFiles(*event->mimeData()));
}

void MainWindow::closeUnasked()
{
    m_closingQuestion->closeUnasked();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_keeper.keep(settings());
    event->accept();
}

} // namespace gabor
