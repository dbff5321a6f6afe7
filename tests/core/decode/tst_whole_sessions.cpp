// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <vector>

#include <QTest>

#include "core/catalog/facts.h"
#include "core/catalog/line.h"
#include "support/test_main.h"

using namespace atscope;

namespace {

struct Step
{
    std::string line;
    bool needed = false; // a later line is wrong without it
};

struct Course
{
    const char *name;
    const char *module;
    std::vector<Step> steps;
};

constexpr bool Needed = true;

const std::vector<Course> &courses()
{
    static const std::vector<Course> all = {
        {"EDP", "ML302",
         {{"AT+CIOTCONNECTPARA=1,\"89172\",\"ASDFGHJKL\""},
          {"AT+CIOTSTART=0", Needed},
          {"AT+CIOTDAT=0,3,\"te,,22.5;hy,,35%;pm,,89\""},
          {"AT+CIOTPING"},
          {"AT+CIOTBINSET=1,\"test\",3", Needed},
          {"AT+CIOTBINSEND=2,\"ffd8\"", Needed},
          {"AT+CIOTBINSEND=1,\"ff\"", Needed},
          {"AT+CIOTDAT=1,1,\"te,2016-01-01 00:00:00,1\""},
          {"AT+CIOTQUIT", Needed},
          {"AT+CIOTSEND=1,361,1,\"te,,22.5\""},
          {"AT+CIOTSTART=1", Needed},
          {"AT+CIOTSTATUS"},
          {"AT+CIOTQUIT"}}},
        {"a new device", "ML302",
         {{"AT+CIOTIDC"},
          {"AT+CIOTKEY=\"k\""},
          {"AT+CIOTKEYC", Needed},
          {"AT+CIOTPROID=\"89172\""},
          {"AT+CIOTMKEY=\"=ZF38ygYRfnPbCMvFjYOK4kj1jA=\""},
          {"AT+CIOTAUTHINFO=\"ASDFGHJKL\""},
          {"AT+CIOTINIT=\"TV1\",\"tv1 test\""},
          {"AT+CIOTINIT"}}},
        {"OneNET HTTP", "ML302",
         {{"AT^ONENETINIT"},
          {"AT^ONENETSET=\"api.heclouds.com\",80,\"/devices/4661184/datapoints?type=3\"", Needed},
          {"AT^ONENETPOST=\"{\"temperature\":22.5}\",\"api-key:abc\""},
          {"AT^ONENETGET=\"api-key:abc\""},
          {"AT^ONENETDELETE=\"api-key:abc\""}}},
        {"Aliyun", "ML302",
         {{"AT+ALYPRODUCTKEY=\"a1pnQWj9dvs\""},
          {"AT+ALYDEVICESECRET=\"C5LTDEyQj6wMXh8KaNICzvCSgi69Ysj8\""},
          {"AT+ALYDEVICENAME=\"test\""},
          {"AT+ALYCONNECTCFG=0,443,1", Needed},
          {"AT+ALYMQTTCFG=0,2000,60000", Needed},
          {"AT+ALYMQTTOPEN", Needed},
          {"AT+ALYMQTTSUB=\"/a1pnQWj9dvs/test/user/test\",0"},
          {"AT+ALYMQTTPUB=\"/a1pnQWj9dvs/test/user/test\",0,\"{\\\"message\\\":\\\"hello!\\\"}\""},
          {"AT+ALYMQTTUNSUB=\"/a1pnQWj9dvs/test/user/test\""},
          {"AT+ALYMQTTCLOSE"}}},
        {"HTTP", "M5310-A",
         {{"AT+HTTPCREATE=\"http://iot.10086.cn/\"", Needed},
          {"AT+HTTPHEADER=0,\"User-Agent: Unkown\\r\\n\""},
          {"AT+HTTPSEND=0,0,\"/page/index/name/culture\""},
          {"AT+HTTPCREATE=\"http://api.heclouds.com/\"", Needed},
          {"AT+HTTPCFG=1,8,1"},
          {"AT+HTTPCONTENT=1,\"{\"a\":\"1\"\\x2C\"b\":2}\""},
          {"AT+HTTPSEND=1,1,\"/devices\""},
          {"AT+HTTPCLOSE=0", Needed}, // there are two
          {"AT+HTTPCREATE=\"http://iot.10086.cn/\""},
          {"AT+HTTPSEND=0,0,\"/a\""},
          {"AT+HTTPCLOSE=1"}}},
        {"Wi-Fi MQTT", "Alibaba-WiFi",
         {{"AT+IDEFAULT"},
          {"AT+CWMODE=1"},
          {"AT+IWIFICONNECT=demo_ssid,demo_passwd,1", Needed},
          {"AT+IMQTTAUTH=a,b,,d", Needed},
          {"AT+IMQTTPARA=AUTHMODE,1", Needed},
          {"AT+IMQTTCONN=id.iot-as-mqtt.cn-shanghai.aliyuncs.com,443", Needed},
          {"AT+IMQTTSUB=/a/b,0"},
          {"AT+IMQTTPUB=/a/b,1,hello, world"},
          {"AT+IMQTTPUBHEX=/a/b,0,2,FF0A"},
          {"AT+IMQTTUNSUB=/a/b"},
          {"AT+IMQTTDISCONN"}}},
        {"Wi-Fi thing model", "Alibaba-WiFi",
         {{"AT+CWMODE=2"},
          {"AT+CWMODE=3", Needed},
          {"AT+CWJAP=demo_ssid,demo_passwd", Needed},
          {"AT+IDMPARA=AUTHMODE,0"},
          {"AT+IDMAUTH=a,b,c"},
          {"AT+IDMCONN=demo.iot-as-mqtt.cn-shanghai.aliyuncs.com,443", Needed},
          {"AT+IDMPP={\"LightStatus\":1}"},
          {"AT+IDMEP=Error,{\"ErrorCode\":0}"},
          {"AT+IDMSSR=736680742,1476901500164427776,UpdateModel,200,{}"},
          {"AT+IDMASR=844966647,QueryContent,200,{}"},
          {"AT+IDMDISCONN"}}},
        {"MCU firmware", "Alibaba-WiFi",
         {{"AT+IOTAPARA=BLOCKSIZE,1024"},
          {"AT+IOTAVER=2.0.1", Needed},
          {"AT+IOTAQUERY"},
          {"AT+IOTASTART=1", Needed},
          {"AT+IOTASHO"},
          {"AT+IOTASTX=0"},
          {"AT+IOTASTX=1"}}},
    };
    return all;
}

} // namespace

// Whole sessions from power-on, line by line: right ones are clean, and each step that is left out is told.
class TstWholeSessions final : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog = catalog::Catalog::builtIn();

    // The problems of all lines but the one at `without`.
    QString problems(const Course &course, std::size_t without)
    {
        const catalog::CatalogView view(m_catalog, m_catalog->module(course.module));
        catalog::FactState facts;
        facts.powerCycle(view);
        const catalog::LineContext context{&view, {}, &facts};
        QString out;
        for (std::size_t i = 0; i < course.steps.size(); ++i) {
            if (i == without)
                continue;
            const auto &line = course.steps[i].line;
            const auto parsed = catalog::parseLine(line, context);
            for (const auto &problem : catalog::validate(line, parsed, context))
                out += QString::fromStdString(line + ": " + problem.code + ' ' + problem.text.en + '\n');
            for (const auto &command : parsed.commands)
                catalog::assumeDone(command, context, facts);
        }
        return out;
    }

private Q_SLOTS:
    void right_data()
    {
        QTest::addColumn<int>("course");
        for (std::size_t i = 0; i < courses().size(); ++i)
            QTest::addRow("%s", courses()[i].name) << static_cast<int>(i);
    }
    void right()
    {
        QFETCH(int, course);
        const auto &all = courses()[static_cast<std::size_t>(course)];
        QCOMPARE(problems(all, all.steps.size()), QString());
    }

    void leftOut_data()
    {
        QTest::addColumn<int>("course");
        QTest::addColumn<int>("step");
        for (std::size_t i = 0; i < courses().size(); ++i)
            for (std::size_t step = 0; step < courses()[i].steps.size(); ++step)
                if (courses()[i].steps[step].needed)
                    QTest::addRow("%s without %s", courses()[i].name, courses()[i].steps[step].line.c_str())
                        << static_cast<int>(i) << static_cast<int>(step);
    }
    void leftOut()
    {
        QFETCH(int, course);
        QFETCH(int, step);
        QVERIFY(!problems(courses()[static_cast<std::size_t>(course)], static_cast<std::size_t>(step)).isEmpty());
    }
};

ATSCOPE_TEST(TstWholeSessions)
#include "tst_whole_sessions.moc"
