// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/session/workbench.h"
#include "support/test_main.h"
#include "views/kit/object_strip.h"

using namespace atscope;

// What the selected event is part of, below a list.
class TstObjectStrip final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheObjectOfTheSelection()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("said.log"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\r\n+CSQ: 20,99\r\n\r\n+HTTPNMIH:0,0,28\r\nTransfer-Encoding: chunked\r\n\r\n\r\n+HTTPNMIC:0,1,3,3,3\r\nabc\r\n"
                   "\r\n+HTTPNMIC:0,0,6,6,3\r\ndef\r\n\r\n+MIPLWRITE: 0,7,3303,0,5700,4,4,24.5,1\r\n");
        file.close();
        session::Workbench::Options options;
        options.settingsFolder = folder.path().toStdString();
        auto made = session::Workbench::open(std::move(options));
        QVERIFY(made.ok());
        auto &bench = **made;
        auto *log = bench.openFile(file.fileName().toStdString());
        QVERIFY(log);
        QTRY_VERIFY(log->store().count() >= 7);

        QWidget host;
        auto *layout = new QVBoxLayout(&host);
        auto *strip = new views::ObjectStrip(bench, &host);
        layout->addWidget(strip);
        host.show();
        QVERIFY(QTest::qWaitForWindowExposed(&host));
        auto *headline = strip->findChild<QLabel *>();
        auto *text = strip->findChild<QPlainTextEdit *>();
        const auto buttons = strip->findChildren<QToolButton *>();
        QCOMPARE(buttons.size(), 2);
        const auto idOf = [&](const std::string &begin) -> std::uint64_t {
            for (std::uint64_t id = 1; id <= log->store().count(); ++id) {
                engine::Event event;
                if (log->store().event(id, event) && log->store().bytes(event).rfind(begin, 0) == 0)
                    return id;
            }
            return 0;
        };
        QVERIFY(!strip->isVisible());
        bench.selection().select(idOf("def")); // the payload
        QTRY_VERIFY(strip->isVisible());
        QCOMPARE(headline->text(), QStringLiteral("HTTP response (id 0): 6 bytes, complete"));
        QVERIFY(!text->isVisible());
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QVERIFY(text->isVisible());
        QVERIFY2(text->toPlainText().contains(QStringLiteral("| abcdef")), qPrintable(text->toPlainText()));
        QVERIFY(buttons[1]->isVisible());
        bench.selection().select(idOf("+MIPLWRITE"));
        QTRY_VERIFY(headline->text().startsWith(QStringLiteral("Write operation (ref 0, mid 7): 1 value, abandoned")));
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("Temperature/0/Sensor value = 24.5")));
        QVERIFY(!buttons[1]->isVisible()); // values are no bytes
        bench.setLanguage(catalog::Language::Chinese);
        QTRY_VERIFY(headline->text().startsWith(QStringLiteral("写操作")));
        bench.selection().select(idOf("+CSQ"));
        QTRY_VERIFY(!strip->isVisible());
        // While nobody sees the list nothing is looked for.
        host.hide();
        bench.selection().select(idOf("def"));
        QTest::qWait(0);
        QVERIFY(!strip->object());
        host.show();
        QTRY_VERIFY(strip->object());
        bench.closeLog(log->id);
        QVERIFY(!strip->object());
    }
};

ATSCOPE_TEST(TstObjectStrip)
#include "tst_object_strip.moc"
