// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/hashmemory.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gabor;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool fill(const QString& path, qint64 size, char with)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QByteArray(size, with)) == size;
}

} // namespace

class TestHashMemory : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QFile::remove(m_memory);
        QVERIFY(m_folder.isValid());
    }

    void aLargeFileIsRememberedAndNotReadAgain()
    {
        const QString path = m_folder.filePath("large");
        QVERIFY(fill(path, HashMemory::smallestFile, 'a'));
        const HashMemory memory(m_memory);
        const auto first = memory.sha256Of(path.toStdString(), {}, {});
        QVERIFY(first);
        QCOMPARE(first.value(), sha256OfFile(path.toStdString()).value());

        // Another sum in the memory shows that it is taken from there.
        QByteArray kept = contentOf(m_memory);
        QCOMPARE(kept.count('\n'), 1);
        const QByteArray other(64, 'b');
        kept.replace(QByteArray::fromStdString(first.value()), other);
        QFile file(m_memory);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no line at all\n" + kept);
        file.close();
        QCOMPARE(memory.sha256Of(path.toStdString(), {}, {}).value(), other.toStdString());
    }

    void aChangedFileIsReadAgain()
    {
        const QString path = m_folder.filePath("changing");
        QVERIFY(fill(path, HashMemory::smallestFile, 'a'));
        const QDateTime written = QFileInfo(path).lastModified();
        const HashMemory memory(m_memory);
        const std::string before = memory.sha256Of(path.toStdString(), {}, {}).value();
        // As long as before, and it says that it was written when it was before.
        QVERIFY(fill(path, HashMemory::smallestFile, 'b'));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.setFileTime(written, QFileDevice::FileModificationTime));
        file.close();
        const auto after = memory.sha256Of(path.toStdString(), {}, {});
        QVERIFY(after && after.value() != before);
        QCOMPARE(after.value(), sha256OfFile(path.toStdString()).value());
    }

    void damageCountsAsNothing()
    {
        const QString path = m_folder.filePath("large");
        QVERIFY(fill(path, HashMemory::smallestFile, 'c'));
        const HashMemory memory(m_memory);
        const std::string right = memory.sha256Of(path.toStdString(), {}, {}).value();
        QFile file(m_memory);
        QVERIFY(file.resize(file.size() - 5));
        QCOMPARE(memory.sha256Of(path.toStdString(), {}, {}).value(), right);
        QVERIFY(fill(m_memory, 3 << 20, 'x'));
        QCOMPARE(memory.sha256Of(path.toStdString(), {}, {}).value(), right);
    }

    void smallFilesAndPlacesThatCannotBeWrittenLeaveNothing()
    {
        const QString path = m_folder.filePath("small");
        QVERIFY(fill(path, 1000, 'a'));
        QVERIFY(HashMemory(m_memory).sha256Of(path.toStdString(), {}, {}));
        QVERIFY(!QFile::exists(m_memory));
        QVERIFY(fill(path, HashMemory::smallestFile, 'a'));
        QVERIFY(HashMemory({}).sha256Of(path.toStdString(), {}, {}));
        QVERIFY(HashMemory(QStringLiteral("/proc/no/such")).sha256Of(path.toStdString(), {}, {}));
        QVERIFY(!HashMemory(m_memory).sha256Of("/no/such/file", {}, {}));
    }

private:
    QTemporaryDir m_folder;
    QString m_memory = m_folder.filePath("memory/sha256");
};

QTEST_APPLESS_MAIN(TestHashMemory)
#include "tst_hashmemory.moc"
