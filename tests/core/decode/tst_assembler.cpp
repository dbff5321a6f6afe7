// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <zlib.h>

#include "core/base/text.h"
#include "support/object_run.h"
#include "support/test_main.h"

using namespace atscope;
using decode::Object;
using decode::ObjectState;

namespace {

class Run final : public test::ObjectRun
{
public:
    explicit Run(std::string said, bool cut = false) : ObjectRun(std::move(said))
    {
        feed(base::Stamp::none(), text(), cut);
        finish();
    }
    void onObject(const Object &object, Change change) override
    {
        if (change == Change::Ended)
            objects.push_back(object);
        if (change == Change::Repeated)
            repeated.push_back(object);
    }
    decode::StreamBytes bytes() const
    {
        return [this](base::Direction, base::Span span) { return text().substr(span.offset, span.length); };
    }
    std::string body(std::size_t i = 0) const { return content(i).body.read(0, SIZE_MAX); }
    decode::ObjectContent content(std::size_t i = 0, const decode::ContentOptions &options = {}) const
    {
        return decode::contentOf(objects.at(i), bytes(), options);
    }
    std::string json(std::size_t i = 0) const
    {
        base::JsonWriter out;
        session::ObjectView(objects.at(i), bytes(), workspace().catalog().model()).write(out, catalog::Language::English, false);
        return out.take();
    }
    std::string summary() const
    {
        std::string all;
        for (std::size_t i = 0; i < objects.size(); ++i)
            all += json(i) + '\n';
        return all;
    }
    std::vector<Object> objects, repeated;
};

std::string number(std::size_t n)
{
    return std::to_string(n);
}

std::string head(int id, const std::string &lines, int more = 0)
{
    return "\r\n+HTTPNMIH:" + number(static_cast<std::size_t>(id)) + ',' + std::to_string(more) + ',' + number(lines.size()) + "\r\n" + lines + "\r\n";
}

// Five fields where a sum is given, else four.
std::string chunk(int id, int more, std::size_t total, const std::string &body, std::optional<std::size_t> sum = {}, std::string shown = {})
{
    return "\r\n+HTTPNMIC:" + number(static_cast<std::size_t>(id)) + ',' + std::to_string(more) + ',' + number(total)
           + (sum ? ',' + number(*sum) : std::string()) + ',' + number(body.size()) + "\r\n" + (shown.empty() ? body : shown) + "\r\n";
}

const std::string Chunked = "Server: nginx\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n";

std::string packed(const std::string &text, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

bool hasReason(const Object &object, std::string_view code)
{
    return std::any_of(object.reasons.begin(), object.reasons.end(), [&](const auto &r) { return r.code == code; });
}

} // namespace

class TstAssembler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoHeadsAndChunks()
    {
        const Run run(head(0, "Server: x\r\n", 1) + head(0, "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n")
                      + chunk(0, 1, 906, "Hello ") + chunk(0, 1, 927, "OK\r\nERROR\r\n") + chunk(0, 0, 937, ""));
        QCOMPARE(run.objects.size(), 1u);
        const auto &object = run.objects[0];
        QCOMPARE(object.state, ObjectState::Complete);
        QCOMPARE(run.body(), std::string("Hello OK\r\nERROR\r\n"));
        QCOMPARE(run.content().mediaType(), std::string("text/plain"));
        QCOMPARE(run.content().head.headers.size(), 3u);
        QCOMPARE(object.key[0].second, std::string("0"));
        QVERIFY(run.json().find("\"object\":\"http-response\"") != std::string::npos);
        QVERIFY(run.json().find("\"complete\":true") != std::string::npos);
    }
    // Two instances and a write of the platform at the same time.
    void interleaved()
    {
        const Run run(head(0, Chunked) + head(1, "Content-Length: 4\r\n") + chunk(0, 1, 3, "aaa", 3)
                      + "\r\n+MIPLWRITE: 0,7,3303,0,5701,1,1,C,1\r\n" + chunk(1, 0, 4, "bbbb", 4) + "\r\n+MIPLWRITE: 0,7,3303,0,5700,4,4,24.5,0\r\n"
                      + chunk(0, 0, 6, "AAA", 6));
        QCOMPARE(run.objects.size(), 3u);
        QCOMPARE(run.body(0), std::string("bbbb"));
        QCOMPARE(run.objects[1].values.size(), 2u);
        QCOMPARE(run.objects[1].values[1].path, std::string("3303/0/5700"));
        QCOMPARE(run.body(2), std::string("aaaAAA"));
        for (const auto &object : run.objects)
            QCOMPARE(object.state, ObjectState::Complete);
    }
    void missing()
    {
        const Run run(head(0, Chunked) + chunk(0, 1, 100, "aaa", 3) + chunk(0, 0, 100, "ccc", 9));
        QCOMPARE(run.objects.size(), 1u);
        QCOMPARE(run.objects[0].state, ObjectState::Broken);
        QCOMPARE(run.objects[0].missing, std::uint64_t{3});
        QVERIFY(hasReason(run.objects[0], "object-parts-missing"));
        QCOMPARE(run.body(), std::string("aaaccc"));
    }
    void outOfOrderAndRepeated()
    {
        const Run run(head(0, Chunked) + chunk(0, 1, 9, "ccc", 9) + chunk(0, 1, 9, "aaa", 3) + chunk(0, 1, 9, "aaa", 3) + chunk(0, 0, 9, "bbb", 6));
        QCOMPARE(run.objects.size(), 1u);
        QCOMPARE(run.objects[0].state, ObjectState::Complete);
        QCOMPARE(run.objects[0].repeated, 1u);
        QCOMPARE(run.body(), std::string("aaabbbccc"));
        const Run differs(head(0, Chunked) + chunk(0, 1, 9, "aaa", 3) + chunk(0, 1, 9, "axa", 3) + chunk(0, 0, 9, "", 3));
        QCOMPARE(differs.objects[0].state, ObjectState::Broken);
        QVERIFY(hasReason(differs.objects[0], "object-part-differs"));
    }
    void shorterThanItsLength()
    {
        const Run run(head(0, "Content-Length: 10\r\n") + chunk(0, 0, 10, "abc"));
        QCOMPARE(run.objects[0].state, ObjectState::Broken);
        QCOMPARE(run.objects[0].missing, std::uint64_t{7});
        const Run none(head(0, "Content-Length: 10\r\n") + chunk(0, 0, 0, "")); // the answer to HEAD
        QCOMPARE(none.objects[0].state, ObjectState::Complete);
    }
    void lostBytes()
    {
        const Run run(head(0, Chunked) + "\r\n+HTTPDROP:0,1460\r\n" + chunk(0, 0, 3, "abc"));
        QCOMPARE(run.objects[0].state, ObjectState::Broken);
        QCOMPARE(run.objects[0].missing, std::uint64_t{1460});
    }
    void errorsAndStatus()
    {
        const Run run("\r\n+HTTPERR:0,404\r\n404 Not Found\r\n" + head(0, Chunked) + chunk(0, 0, 0, "", 0)
                      + "\r\n+HTTPERR:0,-14\r\n\r\n+HTTPDISCON:0\r\n");
        QCOMPARE(run.objects.size(), 1u);
        QCOMPARE(run.objects[0].status, 404);
        QCOMPARE(run.objects[0].state, ObjectState::Complete);
        const Run early(head(0, Chunked) + chunk(0, 1, 0, "abc") + "\r\n+HTTPERR:0,-14\r\n\r\n+HTTPDISCONN:0,-2\r\n");
        QCOMPARE(early.objects[0].state, ObjectState::Abandoned);
        QVERIFY(hasReason(early.objects[0], "object-failure"));
        const Run status(head(0, Chunked, 200) + chunk(0, 0, 3, "abc"));
        QCOMPARE(status.objects.size(), 1u);
        QCOMPARE(status.objects[0].status, 200);
    }
    void withoutBeginningOrEnd()
    {
        const Run run(chunk(0, 0, 3, "abc"));
        QCOMPARE(run.objects[0].state, ObjectState::Broken);
        QVERIFY(hasReason(run.objects[0], "object-head-missing"));
        const Run open(head(0, Chunked) + chunk(0, 1, 3, "abc"));
        QCOMPARE(open.objects[0].state, ObjectState::Abandoned);
        QVERIFY(hasReason(open.objects[0], "object-input-ended"));
        const Run next(head(0, Chunked) + chunk(0, 1, 3, "abc") + head(0, Chunked) + chunk(0, 0, 3, "def"));
        QCOMPARE(next.objects.size(), 2u);
        QCOMPARE(next.objects[0].state, ObjectState::Abandoned);
        QCOMPARE(next.body(1), std::string("def"));
    }
    void hexAndNul()
    {
        std::string bytes("\x89PNG\0\r\nOK\r\n", 11);
        const std::string headers = "Content-Length: 11\r\n";
        const Run plain(head(0, headers) + chunk(0, 0, 11, bytes, 11));
        QCOMPARE(plain.body(), bytes);
        QCOMPARE(plain.objects[0].state, ObjectState::Complete);
        const auto hexHead = base::toHex(headers);
        const Run hex("\r\n+HTTPNMIH:0,0," + number(headers.size()) + "\r\n" + hexHead + "\r\n" + chunk(0, 0, 11, bytes, 11, base::upper(base::toHex(bytes))));
        QCOMPARE(hex.objects.size(), 1u);
        QCOMPARE(hex.body(), bytes);
        QCOMPARE(hex.objects[0].state, ObjectState::Complete);
        QCOMPARE(hex.content().head.headers.size(), 1u);
    }
    void inflated_data()
    {
        QTest::addColumn<int>("windowBits");
        QTest::addColumn<QByteArray>("encoding");
        QTest::newRow("gzip") << 31 << QByteArray("gzip");
        QTest::newRow("deflate") << 15 << QByteArray("deflate");
        QTest::newRow("raw deflate") << -15 << QByteArray("deflate");
    }
    void inflated()
    {
        QFETCH(int, windowBits);
        QFETCH(QByteArray, encoding);
        const std::string text = "{\"errno\":0,\"error\":\"succ\"} once more {\"errno\":0,\"error\":\"succ\"}";
        const auto body = packed(text, windowBits);
        const auto headers = Chunked + "Content-Encoding: " + encoding.toStdString() + "\r\n";
        const Run run(head(0, headers) + chunk(0, 1, 1, body.substr(0, 1), 1) + chunk(0, 1, body.size(), body.substr(1), body.size())
                      + chunk(0, 0, body.size(), "", body.size()));
        QCOMPARE(run.body(), text);
        const auto content = run.content();
        QCOMPARE(content.received, static_cast<std::uint64_t>(body.size()));
        QVERIFY(content.problems.empty());
        // Cut off: what came is there.
        const Run cut(head(0, headers) + chunk(0, 0, 10, body.substr(0, body.size() - 12)));
        QCOMPARE(cut.content().problems.size(), 1u);
        // The module undid it itself.
        const Run done(head(0, headers) + chunk(0, 0, 10, "plain text"));
        QCOMPARE(done.body(), std::string("plain text"));
    }
    void bombIsBounded()
    {
        const auto body = packed(std::string(std::size_t{8} << 20U, 'x'), 31);
        QVERIFY(body.size() < 20'000);
        const Run run(head(0, Chunked + "Content-Encoding: gzip\r\n") + chunk(0, 0, 1, body));
        const auto content = run.content(0, {.memory = 1000, .most = 100'000});
        QCOMPARE(content.body.size(), std::uint64_t{100'000});
        QVERIFY(content.body.spilled());
        QCOMPARE(content.problems[0].code, std::string("content-truncated"));
    }
    void largeIsSpilled()
    {
        std::string text = head(0, Chunked), all;
        for (int i = 0; i < 1200; ++i) {
            std::string part(4096, static_cast<char>('a' + i % 26));
            all += part;
            text += chunk(0, 1, all.size(), part, all.size());
        }
        const Run run(text + chunk(0, 0, all.size(), "", all.size()));
        QCOMPARE(run.objects.size(), 1u);
        const auto content = run.content();
        QVERIFY(content.body.spilled());
        QCOMPARE(content.body.size(), static_cast<std::uint64_t>(all.size()));
        QVERIFY(content.body.read(4'900'000, 10) == all.substr(4'900'000, 10));
        QVERIFY(content.body.read(0, SIZE_MAX) == all);
    }
    void brokenPayload()
    {
        const Run run(head(0, Chunked) + "\r\n+HTTPNMIC:0,1,500,500,500\r\ncut short\r\n+HTTPDISCON:0\r\n");
        QCOMPARE(run.objects.size(), 1u);
        QVERIFY(run.objects[0].state != ObjectState::Complete);
        QVERIFY(!run.objects[0].reasons.empty());
    }
    void rawAnswer()
    {
        const Run run("AT^ONENETGET=\"api-key:k\"\r\r\nCONNECT OK\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "6\r\n{\"a\":1\r\n1;x=y\r\n}\r\n0\r\n\r\nOK\r\n");
        QCOMPARE(run.objects.size(), 1u);
        QCOMPARE(run.objects[0].shape->id, std::string("http-response"));
        QCOMPARE(run.content().status, 200);
        QCOMPARE(run.content().head.reason, std::string("OK"));
        QCOMPARE(run.body(), std::string("{\"a\":1}"));
        QVERIFY(run.content().problems.empty());
    }
    void wifiAnswer()
    {
        const Run run("AT+HTTPC=0,0,192.168.3.18:8000\r\n+HTTPC:11,<a>\r\nOK</a>\r\nOK\r\n");
        QCOMPARE(run.objects.size(), 1u);
        QCOMPARE(run.body(), std::string("<a>\r\nOK</a>"));
        QCOMPARE(run.objects[0].state, ObjectState::Complete);
    }
    void writes()
    {
        // classic: ten fields, counted down; values of every type, one with commas and line ends.
        const Run run("\r\n+MIPLWRITE: 0,88436,3200,0,5750,1,9,a,b\r\nc,\"d,1,2\r\n\r\n+MIPLWRITE: 0,88436,3200,0,5501,3,4,-186,2,1\r\n"
                      "\r\n+MIPLWRITE: 0,88436,3200,0,5500,5,1,1,0,0\r\n");
        QCOMPARE(run.objects.size(), 1u);
        const auto &object = run.objects[0];
        QCOMPARE(object.state, ObjectState::Complete);
        QCOMPARE(object.values.size(), 3u);
        QCOMPARE(object.values[0].text, std::string("a,b\r\nc,\"d"));
        QCOMPARE(object.values[0].type, std::string("string"));
        QVERIFY(run.json().find("\"value\":-186") != std::string::npos);
        QVERIFY(run.json().find("\"value\":true") != std::string::npos);
        // The middle one is missing.
        const Run gap("\r\n+MIPLWRITE: 0,1,3200,0,5750,1,1,a,1,2\r\n\r\n+MIPLWRITE: 0,1,3200,0,5500,5,1,1,0,0\r\n");
        QCOMPARE(gap.objects[0].state, ObjectState::Broken);
        QCOMPARE(gap.objects[0].missing, std::uint64_t{1});
    }
    void writeRepeated()
    {
        const std::string lines = "\r\n+MIPLWRITE: 0,1,3200,0,5750,1,1,a,1\r\n\r\n+MIPLWRITE: 0,1,3200,0,5500,5,1,1,0\r\n";
        const Run run(lines + lines);
        QCOMPARE(run.objects.size(), 1u);
        QCOMPARE(run.repeated.size(), 2u);
        QCOMPARE(run.repeated.back().repeated, 2u);
        const Run other(lines + "\r\n+MIPLWRITE: 0,1,3200,0,5500,5,1,0,0\r\n"); // the id is used again
        QCOMPARE(other.objects.size(), 2u);
        const Run executes("\r\n+MIPLEXECUTE: 0,9,3303,0,5605,5,\"reset\"\r\n\r\n+MIPLEXECUTE: 0,10,3,0,4\r\n");
        QCOMPARE(executes.objects.size(), 2u);
        QCOMPARE(executes.objects[0].values[0].text, std::string("reset"));
    }
    void blocks()
    {
        const std::string info = "AT+IOTASHO\r\n+IOTASHO:3,4,1.0.1,10,0,abcd\r\nOK\r\n";
        const auto block = [](int n, const std::string &data) {
            return "AT+IOTASTX=" + std::to_string(n) + "\r\n+IOTASTX:" + std::to_string(n) + ',' + number(data.size()) + ",1," + data + "\r\nOK\r\n";
        };
        const Run run(info + block(0, "abcd") + block(2, "ij") + block(0, "abcd") + block(1, "OK\r\n"));
        QCOMPARE(run.objects.size(), 1u);
        QCOMPARE(run.objects[0].state, ObjectState::Complete);
        QCOMPARE(run.body(), std::string("abcdOK\r\nij"));
        QCOMPARE(run.objects[0].repeated, 1u);
        const Run upload("AT+CIOTBINSET=0,\"test\",5\r\nOK\r\nAT+CIOTBINSEND=3,\"010203\"\r\nOK\r\nAT+CIOTBINSEND=2,\"AAAA\"\r\n+CME ERROR: 106\r\n"
                         "AT+CIOTBINSEND=2,\"0405\"\r\nOK\r\n");
        QCOMPARE(upload.objects.size(), 1u);
        QCOMPARE(upload.objects[0].state, ObjectState::Complete);
        QCOMPARE(upload.body(), std::string("\1\2\3\4\5"));
    }
    void anyCutGivesTheSame()
    {
        const std::string text = "AT\r\nOK\r\n" + head(0, Chunked) + chunk(0, 1, 3, "aaa", 3) + "\r\n+MIPLWRITE: 0,7,3303,0,5701,1,1,C,1\r\n"
                                 + chunk(0, 0, 6, "AA\n", 6) + "\r\n+MIPLWRITE: 0,7,3303,0,5700,4,4,24.5,0\r\n" + head(1, Chunked);
        QCOMPARE(Run(text, true).summary(), Run(text).summary());
    }
    void manyStayBounded()
    {
        std::string text;
        for (int i = 0; i < 200; ++i)
            text += "\r\n+MIPLWRITE: 0," + std::to_string(i) + ",3200,0,5750,1,1,a,1\r\n";
        const Run run(text);
        QCOMPARE(run.objects.size(), 200u);
        QVERIFY(hasReason(run.objects[0], "object-too-many"));
        QVERIFY(hasReason(run.objects[199], "object-input-ended"));
    }
    void givenUpAfterSilence()
    {
        decode::Assembler assembler(Run::workspace().chosenDialect());
        struct Ended final : decode::ObjectSink
        {
            void onObject(const Object &object, Change change) override
            {
                if (change == Change::Ended)
                    objects.push_back(object);
            }
            std::vector<Object> objects;
        } ended;
        const auto dialect = Run::workspace().chosenDialect();
        const std::string line = "+MIPLWRITE: 0,1,3200,0,5750,1,1,a,1";
        const auto match = dialect->urcOf(line);
        decode::ObjectInput input;
        input.kind = decode::ObjectInput::Kind::Line;
        input.id = 1;
        input.urc = match.urc;
        input.shape = match.shape;
        input.bytes = line;
        input.stamp = base::Stamp{1'000'000'000};
        assembler.feed(input, *dialect, {}, ended);
        QCOMPARE(assembler.open(), 1u);
        input = {};
        input.stamp = base::Stamp{60'999'000'000};
        assembler.feed(input, *dialect, {}, ended);
        QCOMPARE(assembler.open(), 1u);
        input.stamp = base::Stamp{61'001'000'000};
        assembler.feed(input, *dialect, {}, ended);
        QCOMPARE(ended.objects.size(), 1u);
        QCOMPARE(ended.objects[0].state, ObjectState::Abandoned);
        QVERIFY(hasReason(ended.objects[0], "object-silence"));
    }
};

ATSCOPE_TEST(TstAssembler)
#include "tst_assembler.moc"
