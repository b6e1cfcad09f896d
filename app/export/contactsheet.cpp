// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/contactsheet.h"

#include "app/export/imagefile.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QFontMetrics>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <functional>

namespace gabor {

namespace {

// An A4 sheet on its side, in pixels.
constexpr int pageDpi = 200;
constexpr double millimetresAnInch = 25.4;
constexpr QSize pageSize{2339, 1654};
constexpr int margin = 90;
constexpr int gap = 28;
constexpr int captionHeight = 40;
constexpr int footerHeight = 40;
constexpr int textPixels = 24;

QString tr(const char* text)
{
    return QCoreApplication::translate("ContactSheet", text);
}

QFont textFont()
{
    QFont font;
    font.setPixelSize(textPixels);
    return font;
}

QSize cellSize(const ContactSheetLayout& layout)
{
    const QSize room = pageSize - QSize(2 * margin, 2 * margin + footerHeight);
    return {(room.width() - (layout.columns - 1) * gap) / layout.columns,
            (room.height() - (layout.rows - 1) * gap) / layout.rows};
}

void paintCell(QPainter& painter, const QRect& cell, const ContactSheetCell& content)
{
    const QRect box = cell.adjusted(0, 0, 0, -captionHeight);
    if (content.picture.isNull()) {
        painter.fillRect(box, QColor(0xf3f4f6));
        painter.setPen(QColor(0xb3261e));
        painter.drawText(box.adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, content.fault);
    } else {
        QRect place(QPoint(0, 0), content.picture.size());
        place.moveCenter(box.center());
        painter.drawImage(place, content.picture); // one pixel for one pixel
    }
    painter.setPen(Qt::black);
    const QRect caption(cell.left(), box.bottom() + 1, cell.width(), captionHeight);
    painter.drawText(caption, Qt::AlignCenter | Qt::TextSingleLine,
                     QFontMetrics(painter.font()).elidedText(content.name, Qt::ElideMiddle, cell.width()));
}

void paintPage(QPainter& painter, const ContactSheetLayout& layout, const std::vector<ContactSheetCell>& cells,
               int page, int pageCount)
{
    painter.setFont(textFont());
    const QSize size = cellSize(layout);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const int column = static_cast<int>(i) % layout.columns;
        const int row = static_cast<int>(i) / layout.columns;
        const QPoint corner(margin + column * (size.width() + gap), margin + row * (size.height() + gap));
        paintCell(painter, QRect(corner, size), cells[i]);
    }
    painter.setPen(QColor(0x565f6b));
    painter.drawText(
        QRect(margin, pageSize.height() - margin - footerHeight, pageSize.width() - 2 * margin, footerHeight),
        Qt::AlignRight | Qt::AlignBottom,
        tr("Gabor %1 · page %2 of %3")
            .arg(QCoreApplication::applicationVersion(), QString::number(page + 1), QString::number(pageCount)));
}

} // namespace

QSize ContactSheetLayout::pictureBox() const
{
    return cellSize(*this) - QSize(0, captionHeight);
}

QStringList contactSheetFiles(const QString& path, int pageCount)
{
    const QFileInfo file(path);
    if (pageCount == 1 || file.suffix().compare(QLatin1String("pdf"), Qt::CaseInsensitive) == 0)
        return {path};
    QStringList files;
    for (int page = 1; page <= pageCount; ++page)
        files << QStringLiteral("%1/%2-%3.%4")
                     .arg(file.path(), file.completeBaseName(), QString::number(page), file.suffix());
    return files;
}

/// Where pages go.
class ContactSheet::Pages
{
public:
    virtual ~Pages() = default;
    /// One page after the other.
    virtual void add(const std::function<void(QPainter&)>& paint) = 0;
    virtual QString finish() = 0;
};

class ContactSheet::PdfPages final : public Pages
{
public:
    explicit PdfPages(const QString& path) : m_path(path), m_writer(&m_document)
    {
        m_document.open(QIODevice::WriteOnly);
        m_writer.setResolution(pageDpi);
        m_writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(), QPageLayout::Point));
        m_writer.setCreator(QStringLiteral("Gabor ") + QCoreApplication::applicationVersion());
        m_writer.setTitle(QFileInfo(path).completeBaseName());
    }

    void add(const std::function<void(QPainter&)>& paint) override
    {
        if (m_painter.isActive())
            m_writer.newPage();
        else
            m_painter.begin(&m_writer);
        paint(m_painter);
    }

    QString finish() override
    {
        if (m_painter.isActive())
            m_painter.end();
        return writePictureFile(m_document.data(), m_path);
    }

private:
    QString m_path;
    QBuffer m_document; ///< whole before it is written, so that a full disk does no harm
    QPdfWriter m_writer;
    QPainter m_painter;
};

class ContactSheet::PngPages final : public Pages
{
public:
    explicit PngPages(QStringList files) : m_files(std::move(files)) { }

    void add(const std::function<void(QPainter&)>& paint) override
    {
        FigurePicture page;
        page.pixels = QImage(pageSize, QImage::Format_RGB32);
        if (page.pixels.isNull()) {
            m_fault = tr("There is not enough memory for the contact sheet.");
            return;
        }
        page.pixels.fill(Qt::white);
        const int dotsPerMeter = qRound(pageDpi * 1000 / millimetresAnInch);
        page.pixels.setDotsPerMeterX(dotsPerMeter);
        page.pixels.setDotsPerMeterY(dotsPerMeter);
        QPainter painter(&page.pixels);
        paint(painter);
        painter.end();
        if (const QString fault = writeFigure(page, m_files.value(m_next++)); m_fault.isEmpty())
            m_fault = fault;
    }

    QString finish() override { return m_fault; }

private:
    QStringList m_files;
    int m_next = 0;
    QString m_fault; ///< the first
};

ContactSheet::ContactSheet(const QString& path, int count, const ContactSheetLayout& layout)
    : m_layout(layout), m_count(count)
{
    if (QFileInfo(path).suffix().compare(QLatin1String("pdf"), Qt::CaseInsensitive) == 0)
        m_pages = std::make_unique<PdfPages>(path);
    else
        m_pages = std::make_unique<PngPages>(contactSheetFiles(path, layout.pageCount(count)));
}

ContactSheet::~ContactSheet() = default;

void ContactSheet::put(int index, ContactSheetCell cell)
{
    const int perPage = m_layout.cellCount();
    const auto cellsOn = [&](int page) { return std::min(perPage, m_count - page * perPage); };
    const int page = index / perPage;
    Page& waiting = m_waiting[page];
    waiting.cells.resize(static_cast<std::size_t>(cellsOn(page)));
    waiting.cells[static_cast<std::size_t>(index % perPage)] = std::move(cell);
    ++waiting.there;

    const int pageCount = m_layout.pageCount(m_count);
    while (!m_waiting.empty() && m_waiting.begin()->first == m_nextPage
           && m_waiting.begin()->second.there == cellsOn(m_nextPage)) {
        const Page whole = std::move(m_waiting.begin()->second);
        m_waiting.erase(m_waiting.begin());
        m_pages->add([&](QPainter& painter) { paintPage(painter, m_layout, whole.cells, m_nextPage, pageCount); });
        ++m_nextPage;
    }
}

QString ContactSheet::finish()
{
    return m_pages->finish();
}

} // namespace gabor
