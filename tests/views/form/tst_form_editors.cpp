// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "support/test_main.h"
#include "form_fixture.h"
#include "views/form/hex_editor.h"
#include "views/form/small_buttons.h"

using namespace atscope;
using namespace atscope::views;
using test::FormFixture;

class TstFormEditors final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEditorShowsAndKeepsItsText_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        const auto add = [](const char *name, const char *text) { QTest::addRow("%s %s", name, text) << QString::fromLatin1(name) << QByteArray(text); };
        for (const char *name : {"number", "real", "kind", "mask", "text", "hex", "host", "topic", "at", "body", "pairs", "data", "ids", "bits", "psk"})
            for (const char *text : {"", "0", "7", "abc", "a;b,c", ";;", "\xFF\x01", "温度", "{\"a\": [1,2]}", "=;=", "1|2|", "012"})
                add(name, text);
    }
    void everyEditorShowsAndKeepsItsText()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        FormFixture form(false);
        form.write("AT+ALL=,,1");
        form.draft.setArguments({{name.toStdString(), text.toStdString()}}, session::DraftEditor::Composer);
        const std::string line = form.draft.line();
        const auto *argument = form.draft.command()->argument(name.toStdString());
        QVERIFY(argument != nullptr);
        auto *editor = form.editor(name.toStdString());
        QVERIFY(editor != nullptr);
        QCOMPARE(editor->text(), argument->wire());
        QCOMPARE(editor->state().given, argument->given);
        // Going through it changes nothing.
        editor->setFocus();
        QCoreApplication::processEvents();
        if (QWidget *focused = QApplication::focusWidget())
            QTest::keyClick(focused, Qt::Key_Tab);
        QCoreApplication::processEvents();
        QCOMPARE(form.draft.line(), line);
    }
    void emptyAndNothingAreTwoThings()
    {
        FormFixture form(false);
        form.write("AT+ALL=1,,,,\"\"");
        QVERIFY(form.editor("text")->state().given);
        QVERIFY(!form.editor("host")->state().given);
        auto *edit = form.inside("text");
        QVERIFY(edit->placeholderText().contains(QLatin1String("\"\"")));
        form.type(edit, QStringLiteral("ab"));
        QCOMPARE(form.draft.line(), std::string("AT+ALL=1,,,,\"ab\""));
        form.type(edit, {});
        QCOMPARE(form.draft.line(), std::string("AT+ALL=1")); // an empty field is left out
        Q_EMIT form.editor("text")->edited({}, true);         // what its menu does
        QCOMPARE(form.draft.line(), std::string("AT+ALL=1,,,,\"\""));
    }
    void numbersStepOverGapsAndTakeWrongText()
    {
        FormFixture form(false);
        form.write("AT+ALL=5");
        auto *edit = form.inside("number");
        QTest::keyClick(edit, Qt::Key_Up);
        QCOMPARE(form.draft.line(), std::string("AT+ALL=10"));
        QTest::keyClick(edit, Qt::Key_Down);
        QCOMPARE(form.draft.line(), std::string("AT+ALL=5"));
        form.type(edit, QStringLiteral("99"));
        QCOMPARE(form.draft.line(), std::string("AT+ALL=99"));
        QCOMPARE(edit->text(), QStringLiteral("99"));
        QCOMPARE(form.row("number")->problems().problems().size(), std::size_t{1});
        QTest::keyClick(edit, Qt::Key_Up); // beyond the last range there is nothing
        QCOMPARE(form.draft.line(), std::string("AT+ALL=99"));
        form.type(edit, {});
        QVERIFY(edit->placeholderText().contains(QLatin1String("3 when left out")));
    }
    void choicesPutTheValueIn()
    {
        FormFixture form(false);
        form.write("AT+ALL=1,,0");
        auto *combo = form.inside<QComboBox>("kind");
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(form.draft.line(), std::string("AT+ALL=1,,1"));
        QCOMPARE(combo->currentText(), QStringLiteral("1"));
        QVERIFY(combo->itemText(1).contains(QLatin1String("second")));
        form.type(combo->lineEdit(), QStringLiteral("9"));
        QCOMPARE(form.draft.line(), std::string("AT+ALL=1,,9"));
        QVERIFY(!form.row("kind")->problems().problems().empty());
    }
    void flagsAndBitmapsHaveBoxes()
    {
        FormFixture form(false);
        form.write("AT+ALL=1,,,3");
        const auto boxes = form.editor("mask")->findChildren<QCheckBox *>();
        QCOMPARE(boxes.size(), 2);
        QVERIFY(boxes[0]->isChecked() && !boxes[1]->isChecked());
        QTest::mouseClick(boxes[1], Qt::LeftButton, {}, QPoint(6, boxes[1]->height() / 2));
        QCOMPARE(form.draft.line(), std::string("AT+ALL=1,,,131")); // bit 1 has no box and stays
        form.draft.setArguments({{"bits", "01"}}, session::DraftEditor::Composer);
        const auto bits = form.editor("bits")->findChildren<QCheckBox *>();
        QCOMPARE(bits.size(), 2);
        bits[0]->setFocus();
        QTest::keyClick(bits[0], Qt::Key_Space);
        QCOMPARE(form.draft.command()->argument("bits")->text, std::string("11"));
        form.draft.setArguments({{"word", "other"}}, session::DraftEditor::Composer);
        auto *word = form.inside<QCheckBox>("word");
        QVERIFY(!word->isChecked());
        word->setFocus();
        QTest::keyClick(word, Qt::Key_Space);
        QCOMPARE(form.draft.command()->argument("word")->text, std::string("platform"));
    }
    void hexAndTextAreOne()
    {
        FormFixture form(false);
        form.write("AT+ALL=1,,,,,\"4865\"");
        const auto edits = form.editor("hex")->findChildren<QLineEdit *>();
        QCOMPARE(edits[1]->text(), QStringLiteral("He"));
        edits[1]->setFocus();
        edits[1]->end(false);
        QTest::keyClicks(edits[1], QStringLiteral("y"));
        QCOMPARE(form.draft.line(), std::string("AT+ALL=1,,,,,\"486579\""));
        QCOMPARE(edits[0]->text(), QStringLiteral("486579"));
        form.type(edits[0], QStringLiteral("FF0"));
        QVERIFY(edits[1]->isReadOnly());
        QVERIFY(!form.row("hex")->problems().problems().empty());
        form.type(edits[0], QStringLiteral("FF00"));
        QCOMPARE(form.draft.command()->argument("hex")->text, std::string("FF00"));
        // The text side of bytes that are no text gives the same bytes back.
        edits[1]->setFocus();
        edits[1]->end(false);
        QTest::keyClicks(edits[1], QStringLiteral("a"));
        QCOMPARE(form.draft.command()->argument("hex")->text, std::string("FF0061"));
    }
    void jsonPlacesItsMistake()
    {
        FormFixture form(false);
        form.write("AT+ALL=1");
        auto *edit = form.inside<QPlainTextEdit>("body");
        edit->setFocus();
        QTest::keyClicks(edit, QStringLiteral("{"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTest::keyClicks(edit, QStringLiteral("\"a\":}"));
        QCOMPARE(form.draft.command()->argument("body")->text, std::string("{\"a\":}"));
        QVERIFY(edit->toPlainText().contains(QLatin1Char('\n'))); // what is typed is not rewritten
        QCOMPARE(edit->extraSelections().size(), 1);
        bool placed = false;
        for (const auto *label : form.editor("body")->findChildren<QLabel *>())
            placed = placed || label->text().contains(QLatin1String("line 2, column 5"));
        QVERIFY(placed);
    }
    void jsonHidesItsSecrets()
    {
        FormFixture form(false);
        form.draft.setLine(R"(AT+ALL=1,,,,,,,,,"{"key":"topsecret"}")", session::DraftEditor::Composer);
        auto *edit = form.inside<QPlainTextEdit>("body");
        QVERIFY(!edit->toPlainText().contains(QLatin1String("topsecret")));
        QVERIFY(edit->isReadOnly());
        auto *eye = form.inside<EyeButton>("body");
        QVERIFY(eye->isVisible());
        QTest::mouseClick(eye, Qt::LeftButton);
        QVERIFY(edit->toPlainText().contains(QLatin1String("topsecret")));
        QVERIFY(!edit->isReadOnly());
        QTest::mouseClick(eye, Qt::LeftButton);
        QVERIFY(!edit->toPlainText().contains(QLatin1String("topsecret")));
    }
    void rowsOfRecords()
    {
        FormFixture form;
        form.write("AT+CIOTDAT=0,1,\"te,,22.5\"");
        auto *table = form.inside<QTableView>("data");
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 1));
        auto *now = form.button(QStringLiteral("Now"), form.editor("data"));
        QVERIFY(now != nullptr);
        QTest::mouseClick(now, Qt::LeftButton);
        QCOMPARE(form.draft.line(), std::string("AT+CIOTDAT=0,1,\"te,2026-03-04 05:06:07,22.5\""));
        QTest::mouseClick(form.button(QStringLiteral("Add"), form.editor("data")), Qt::LeftButton);
        QCOMPARE(form.draft.command()->argument("num")->text, std::string("2")); // the count follows
        QTest::keyClick(table, Qt::Key_Delete, Qt::ControlModifier);
        QCOMPARE(form.draft.line(), std::string("AT+CIOTDAT=0,1,\"te,2026-03-04 05:06:07,22.5\""));
        QApplication::clipboard()->setText(QStringLiteral("hy\t\t35%\r\npm,,89\n\n"));
        QTest::keySequence(table, QKeySequence::Paste);
        QCOMPARE(form.draft.line(), std::string("AT+CIOTDAT=0,3,\"te,2026-03-04 05:06:07,22.5;hy,,35%;pm,,89\""));
        QCOMPARE(table->currentIndex().row(), 2);
        QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(form.draft.line(), std::string("AT+CIOTDAT=0,3,\"te,2026-03-04 05:06:07,22.5;pm,,89;hy,,35%\""));
        // A cell, typed.
        table->setCurrentIndex(table->model()->index(1, 2));
        table->edit(table->currentIndex());
        auto *cell = table->viewport()->findChild<QLineEdit *>();
        QVERIFY(cell != nullptr);
        cell->selectAll();
        QTest::keyClicks(cell, QStringLiteral("90"));
        QTest::keyClick(cell, Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(form.draft.command()->argument("data")->text, std::string("te,2026-03-04 05:06:07,22.5;pm,,90;hy,,35%"));
        // What would break the record is refused, with words.
        const auto told = [&form] {
            for (const auto *label : form.editor("data")->findChildren<QLabel *>())
                if (label->isVisibleTo(form.view.get()) && label->text().contains(QLatin1String("separates the values")))
                    return label->text();
            return QString();
        };
        QVERIFY(!table->model()->setData(table->model()->index(0, 1), QStringLiteral("1,2"), Qt::EditRole));
        QVERIFY(told().contains(QStringLiteral("“1,2” was not taken")));
        QCOMPARE(form.draft.command()->argument("num")->text, std::string("3"));
        // Typed: told at once, beside the cell, which stays open with what stands in it until that can be taken.
        table->setCurrentIndex(table->model()->index(1, 1));
        table->edit(table->currentIndex());
        const auto openCell = [table]() -> QLineEdit * { // one that was closed is deleted later
            for (auto *edit : table->viewport()->findChildren<QLineEdit *>())
                if (edit->isVisibleTo(table))
                    return edit;
            return nullptr;
        };
        cell = openCell();
        QVERIFY(cell != nullptr);
        QTest::keyClicks(cell, QStringLiteral("2"));
        QVERIFY(told().isEmpty());
        QTest::keyClicks(cell, QStringLiteral(";5"));
        QVERIFY(!told().isEmpty());
        QTest::keyClick(cell, Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(openCell(), cell);
        QCOMPARE(cell->text(), QStringLiteral("2;5"));
        QTest::keyClick(cell, Qt::Key_Backspace);
        QTest::keyClick(cell, Qt::Key_Backspace);
        QVERIFY(told().isEmpty());
        QTest::keyClick(cell, Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(form.draft.command()->argument("data")->text, std::string("te,2026-03-04 05:06:07,22.5;pm,2,90;hy,,35%"));
        // Escape puts back what was there, and nothing is wrong any more.
        table->edit(table->currentIndex());
        cell = openCell();
        QVERIFY(cell != nullptr);
        QTest::keyClicks(cell, QStringLiteral("3,"));
        QVERIFY(!told().isEmpty());
        QTest::keyClick(cell, Qt::Key_Escape);
        QTRY_VERIFY(told().isEmpty());
        QCOMPARE(form.draft.command()->argument("data")->text, std::string("te,2026-03-04 05:06:07,22.5;pm,2,90;hy,,35%"));
    }
    void separatorsAreTheModules()
    {
        FormFixture form;
        catalog::FactState facts;
        facts.set("ciot.split.us", expr::Value("#"));
        facts.set("ciot.split.rs", expr::Value("|"));
        form.draft.setContext(form.dialect, facts);
        form.write("AT+CIOTDAT=0,2,\"te##1|hy##2\"");
        auto *model = form.inside<QTableView>("data")->model();
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(1, 2).data().toString(), QStringLiteral("2"));
    }
    void filesBecomeData()
    {
        FormFixture form;
        form.write("AT+CIOTBINSEND=1,\"00\"");
        auto *editor = qobject_cast<HexEditor *>(form.editor("bin_data"));
        QVERIFY(editor != nullptr);
        QVERIFY(form.button(QStringLiteral("File…"), editor) != nullptr);
        QFile file(QDir::temp().filePath(QStringLiteral("atscope-form-test.bin")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\x01\x02\x03");
        file.close();
        editor->takeFile(file.fileName());
        file.remove();
        QCOMPARE(form.draft.line(), std::string("AT+CIOTBINSEND=3,\"010203\"")); // the length follows
    }
};

ATSCOPE_TEST(TstFormEditors)
#include "tst_form_editors.moc"
