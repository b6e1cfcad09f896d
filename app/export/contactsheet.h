// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QSize>
#include <QString>
#include <QStringList>

#include <map>
#include <memory>
#include <vector>

namespace gabor {

/// How many small pictures stand on a page, which is an A4 sheet on its side.
struct ContactSheetLayout
{
    static constexpr int mostAside = 12;

    int columns = 3; ///< 1 to mostAside
    int rows = 3;    ///< 1 to mostAside

    int cellCount() const { return columns * rows; }
    int pageCount(int pictures) const { return (pictures + cellCount() - 1) / cellCount(); }
    /// The box, in pixels of the page, that a picture stands in.
    QSize pictureBox() const;
};

/// The files of a contact sheet: @p path alone for a PDF or a single page, else "name-1.png", "name-2.png", ...
QStringList contactSheetFiles(const QString& path, int pageCount);

/// What stands in the place of a picture.
struct ContactSheetCell
{
    QString name;
    QImage picture; ///< fits into the layout's pictureBox()
    QString fault;  ///< instead of a picture: a sentence
};

/// Puts small pictures with their names on pages, as a PDF or as PNGs. A page is written as soon as its pictures and
/// all pages before it are there, so that only few pictures are held at a time.
class ContactSheet
{
public:
    /// @param path   ends in .pdf or .png; what is there is replaced, a PDF when it is finished
    /// @param count  of pictures, > 0
    ContactSheet(const QString& path, int count, const ContactSheetLayout& layout);
    ~ContactSheet();

    /// @param index  below count; every one is put once, in any order
    void put(int index, ContactSheetCell cell);
    /// To be called when all are put. @return a sentence that says why it was not written; empty when it is
    QString finish();

private:
    class Pages;
    class PdfPages;
    class PngPages;

    struct Page
    {
        std::vector<ContactSheetCell> cells;
        int there = 0;
    };

    ContactSheetLayout m_layout;
    int m_count;
    int m_nextPage = 0;
    std::map<int, Page> m_waiting; ///< pages that lack a cell, or a page before them
    std::unique_ptr<Pages> m_pages;
};

} // namespace gabor
