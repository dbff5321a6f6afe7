// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QPushButton>

#include "fixture.h"
#include "support/test_main.h"
#include "views/composer/paste_bar.h"
#include "views/composer/pasted_text.h"

using namespace atscope;
using session::DraftEditor;
using test::ComposerFixture;

class TstComposerPaste final : public QObject
{
    Q_OBJECT

    static views::PasteBar &bar(ComposerFixture &f) { return *f.composer.findChild<views::PasteBar *>(); }
    static QPushButton &button(ComposerFixture &f, const QString &text)
    {
        for (auto *candidate : bar(f).findChildren<QPushButton *>())
            if (candidate->text() == text)
                return *candidate;
        qFatal("no such button");
    }

private Q_SLOTS:
    void lineWithItsEnd()
    {
        ComposerFixture f;
        f.paste("AT+CSQ\r\n");
        QCOMPARE(f.draft.line(), "AT+CSQ");
        QVERIFY(!bar(f).isVisible());
        QVERIFY(!f.composer.hasBlock());
    }

    void blockIsAskedAbout()
    {
        ComposerFixture f;
        f.draft.setLine("ATI", DraftEditor::Program);
        f.key(Qt::Key_A, Qt::ControlModifier);
        QSignalSpy lines(&f.composer, &views::Composer::sendLinesWanted);
        QSignalSpy single(&f.composer, &views::Composer::sendWanted);
        const int height = f.editor().height();
        f.paste("AT\r\n\r\nAT+CSQ\r\nAT+CIOTIP?\r\n");
        QVERIFY(bar(f).isVisible());
        QVERIFY(f.composer.hasBlock());
        QCOMPARE(f.draft.line(), "ATI"); // not touched
        QVERIFY(f.editor().height() > height);
        f.key(Qt::Key_Return); // an Enter for a line sends no block
        QCOMPARE(lines.count() + single.count(), 0);
        QVERIFY(button(f, "Send one by one").hasFocus());
        QTest::keyClick(&button(f, "Send one by one"), Qt::Key_Return);
        QCOMPARE(lines.count(), 1);
        QCOMPARE(lines.front().front().toStringList(), (QStringList{"AT", "AT+CSQ", "AT+CIOTIP?"}));
        QVERIFY(!bar(f).isVisible());
        QVERIFY(!f.composer.hasBlock());
        QCOMPARE(f.editor().bytes(), "ATI");
        QCOMPARE(f.editor().height(), height);
    }

    void blockIsEdited()
    {
        ComposerFixture f;
        QSignalSpy lines(&f.composer, &views::Composer::sendLinesWanted);
        f.paste("AT\nATI");
        QTest::mouseClick(&button(f, "Edit"), Qt::LeftButton);
        QVERIFY(f.editor().hasFocus());
        f.key(Qt::Key_End, Qt::ControlModifier);
        f.key(Qt::Key_Return, Qt::ShiftModifier);
        f.type("AT+CSQ");
        QCOMPARE(f.editor().bytes(), "AT\nATI\nAT+CSQ");
        f.key(Qt::Key_Return);
        QCOMPARE(lines.front().front().toStringList(), (QStringList{"AT", "ATI", "AT+CSQ"}));
    }

    void blockEditedToALineIsTheDraft()
    {
        ComposerFixture f;
        f.paste("AT\nI");
        QVERIFY(bar(f).isVisible());
        f.key(Qt::Key_Home);
        f.key(Qt::Key_Backspace);
        QCOMPARE(f.draft.line(), "ATI");
        QVERIFY(!bar(f).isVisible());
    }

    void blockIsDiscarded()
    {
        ComposerFixture f;
        f.type("AT+CSQ");
        f.paste("AT\nATI");
        QTest::mouseClick(&button(f, "Discard"), Qt::LeftButton);
        QCOMPARE(f.editor().bytes(), "AT+CSQ");
        QCOMPARE(f.draft.line(), "AT+CSQ");
        QVERIFY(!f.composer.hasBlock());
        QVERIFY(f.editor().hasFocus());
    }

    void blockIsPutAside()
    {
        ComposerFixture f;
        f.paste("AT\nATI");
        f.draft.setLine("AT+CSQ", DraftEditor::Tree); // somebody picks a command
        QCOMPARE(f.editor().bytes(), "AT+CSQ");
        QVERIFY(f.composer.hasBlock() && bar(f).isVisible());
        QTest::mouseClick(&button(f, "Edit"), Qt::LeftButton);
        QCOMPARE(f.editor().bytes(), "AT\nATI");
        f.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(f.editor().bytes(), "AT+CSQ");
        QVERIFY(f.composer.hasBlock());
    }

    void blockShowsItsProblems()
    {
        ComposerFixture f;
        f.paste("AT\nAT+CIOTCONNECTPARA=2\nATI");
        QVERIFY(f.strip().kind() == views::ProblemStrip::Kind::Error);
        QVERIFY2(f.strip().message().startsWith("Line 2: "), qPrintable(f.strip().message()));
        QVERIFY(f.editor().SendScintilla(views::LineEditor::SCI_INDICATORVALUEAT,
                                         static_cast<unsigned long>(views::LineEditor::ErrorIndicator), 22L) != 0);
    }

    void strangeBytes()
    {
        ComposerFixture f;
        f.paste(QString("A") + QChar(0) + "T" + QChar(0xD800)); // NUL and half a character
        QCOMPARE(f.draft.line().substr(0, 2), "AT");
        QVERIFY(f.draft.line().find('\0') == std::string::npos);
        QCOMPARE(f.editor().bytes(), f.draft.line());
        QTRY_VERIFY(f.strip().kind() == views::ProblemStrip::Kind::Notice);
        // Bytes that are no UTF-8 in the draft itself are shown and kept.
        f.draft.setLine("AT\xff\xfe+\x01", DraftEditor::Program);
        QCOMPARE(f.editor().bytes(), "AT\xff\xfe+\x01");
    }

    void hugePaste()
    {
        ComposerFixture f;
        f.type("AT");
        QElapsedTimer timer;
        timer.start();
        f.paste(QString(1 << 20, 'x'));
        QCOMPARE(f.draft.line(), "AT");
        QTRY_VERIFY(f.strip().kind() == views::ProblemStrip::Kind::Notice);
        QVERIFY(f.strip().message().startsWith("Nothing was pasted"));
        f.paste(QString("AT+CSQ\r\n").repeated(1 << 17));
        QCOMPARE(f.editor().bytes(), "AT");
        // As much as fits, twice: the second one is too much.
        f.paste(QString(static_cast<int>(views::PastedText::MostLineBytes) - 2, 'x'));
        QCOMPARE(f.draft.line().size(), views::PastedText::MostLineBytes);
        f.paste("x");
        QCOMPARE(f.draft.line().size(), views::PastedText::MostLineBytes);
        f.type("y");
        QCOMPARE(f.editor().bytes(), f.draft.line());
        QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
    }

    void droppedText()
    {
        ComposerFixture f;
        f.type("AT+CIOTIP=");
        f.key(Qt::Key_Escape);
        QMimeData data;
        data.setText("\"a.b.c\"\r\n");
        const QPoint at = f.editor().viewport()->mapFromGlobal(f.editor().characterRect(10).center());
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(f.editor().viewport(), &enter);
        QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(f.editor().viewport(), &drop);
        QCOMPARE(f.draft.line(), "AT+CIOTIP=\"a.b.c\"");
    }
};

ATSCOPE_TEST(TstComposerPaste)
#include "tst_composer_paste.moc"
