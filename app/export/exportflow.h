// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/figurerenderer.h"
#include "app/export/recipemaker.h"
#include "app/figure/exportchoice.h"
#include "core/jobs/generation.h"
#include "core/jobs/inbox.h"

#include <QObject>

#include <memory>
#include <optional>
#include <variant>

namespace gabor {

class ExportDialog;

/// Takes an export from the question to the finished file: asks for looks and name, draws, writes on a worker, and says
/// how it went.
class ExportFlow : public QObject
{
    Q_OBJECT

public:
    /// @param tileQueue, writeQueue  outlive the flow
    ExportFlow(JobQueue& tileQueue, JobQueue& writeQueue, QWidget* window);
    ~ExportFlow() override;

    const QString& directory() const { return m_directory; }
    void setDirectory(const QString& directory) { m_directory = directory; }
    /// What was chosen last; nothing before the first export.
    const std::optional<ExportChoice>& lastChoice() const { return m_lastChoice; }
    void setLastChoice(const std::optional<ExportChoice>& choice) { m_lastChoice = choice; }

    /// Asks for the looks and then for the file, beginning with what was chosen last, or as @p request is, which is as
    /// the window.
    /// @param name    proposed for the file, without an ending
    /// @param inputs  files that must not be written over
    void exportImage(const FigureRequest& request, const QString& name, const QStringList& inputs);
    /// The same without questions.
    void exportTo(const QString& path, const FigureRequest& request, const QStringList& inputs);
    /// Draws @p request in the window's theme and puts it on the clipboard, together with @p text.
    void copyImage(const FigureRequest& request, const QString& text);
    bool isBusy() const { return m_drawing || m_writing; }
    /// For a file, not for the clipboard.
    bool isDrawingFile() const { return m_drawing && !m_path.isEmpty(); }
    /// The image is drawn, and on its way into its file.
    bool isWriting() const { return m_writing; }

signals:
    void progress(double done);
    /// @p sentence says what was written where, or copied.
    void done(const QString& sentence);
    void failed(const QString& sentence);

private:
    /// Whether the target may be written, by a worker, as the file system that it is on may not answer.
    struct Checked
    {
        std::uint64_t generation = 0;
        QString path;
        QString fault;
        FigureRequest request;
    };
    struct Written
    {
        QString path;
        QString fault;
    };
    using Arrival = std::variant<Checked, Written>;

    void askForFile(const FigureRequest& request, ImageFormat format, const QString& name, const QStringList& inputs);
    void draw(const FigureRequest& request);
    void takeFigure();
    void takePicture(const FigurePicture& picture);
    void copy(const QImage& image);
    void takeArrivals();
    void takeChecked(const Checked& checked);
    void takeWritten(const Written& written);

    JobQueue& m_tileQueue;
    JobQueue& m_writeQueue;
    QWidget* m_window;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    Generation m_checking; ///< of the latest target
    FigureRenderer m_renderer;
    RecipeMaker m_recipe;
    QString m_directory;
    std::optional<ExportChoice> m_lastChoice;
    QString m_path; ///< of the export under way; empty: the clipboard
    QString m_text; ///< for the clipboard
    bool m_drawing = false;
    bool m_settled = false; ///< and drawing, until the recipe is there
    bool m_writing = false;
};

} // namespace gabor
