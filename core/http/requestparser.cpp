// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestparser.h"

#include "core/base/checks.h"

#include <array>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <limits>

namespace salon
{

namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace
{

constexpr qsizetype kFirstBodyReserve = 64 * 1024;

/// Headers that must not stand there twice: two readers may pick different ones.
constexpr std::array kOnlyOnce = {"Content-Length", "Transfer-Encoding",  "Host",
                                  "Content-Type",   "X-Retell-Signature", "X-Cal-Signature-256",
                                  "Authorization",  "Content-Encoding",   "Expect"};

int count(const QList<HttpHeader> &headers, QByteArrayView name)
{
    return int(std::count_if(headers.begin(), headers.end(), [name](const HttpHeader &header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    }));
}

bool isSame(const QByteArray &a, const char *b)
{
    return a.compare(QByteArrayView(b), Qt::CaseInsensitive) == 0;
}

QByteArray bytes(beast::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

} // namespace

/// Beast's grammar of a request line and header, without Beast's containers. Bodies never reach it.
class RequestParser::Reader final : public http::basic_parser<true>
{
public:
    explicit Reader(HttpRequest &request)
        : m_request(request)
    {
        // The owner judges sizes, after route and method ("no limit" would refuse every length in Beast 1.74).
        body_limit(std::numeric_limits<std::uint64_t>::max());
        header_limit(std::numeric_limits<std::uint32_t>::max());
    }
    int version() const { return m_version; }

private:
    using Code = beast::error_code;
    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version, Code &) override
    {
        m_request.method = bytes(method);
        const QByteArray raw = bytes(target);
        const qsizetype mark = raw.indexOf('?');
        m_request.path = mark < 0 ? raw : raw.left(mark);
        m_request.query = mark < 0 ? QByteArray() : raw.mid(mark + 1);
        m_version = version;
    }
    void on_field_impl(http::field, beast::string_view name, beast::string_view value, Code &) override
    {
        m_request.headers.append({bytes(name), bytes(value)});
    }
    void on_response_impl(int, beast::string_view, int, Code &) override {}
    void on_header_impl(Code &) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t> &, Code &) override {}
    std::size_t on_body_impl(beast::string_view, Code &) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, Code &) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, Code &) override { return 0; }
    void on_finish_impl(Code &) override {}

    HttpRequest &m_request;
    int m_version = 0;
};

RequestParser::RequestParser(std::size_t header_bytes, std::size_t body_bytes)
    : m_header_bytes(header_bytes)
    , m_body_bytes(body_bytes)
{
    next();
}

RequestParser::~RequestParser() = default;

void RequestParser::add(QByteArrayView bytes)
{
    m_input.append(bytes);
}

void RequestParser::next()
{
    m_request = {};
    m_reader = std::make_unique<Reader>(m_request);
    m_state = State::NeedHead;
    m_scanned = 0;
    m_held_head = 0;
    m_length = 0;
    m_has_length = false;
    m_http10 = false;
    m_chunks.reset();
}

void RequestParser::drop()
{
    m_input = {};
    next();
}

HttpRequest RequestParser::takeRequest()
{
    return std::exchange(m_request, {});
}

RequestParser::State RequestParser::fail(int status, const char *code, const char *message)
{
    m_refusal = HttpResponse::error(status, QString::fromLatin1(code), QString::fromLatin1(message));
    m_input = {};
    m_request.body = {};
    m_state = State::Failed;
    return m_state;
}

RequestParser::State RequestParser::advance()
{
    if (m_state == State::NeedHead)
        return readHead();
    if (m_state == State::HeadDone || m_state == State::NeedBody)
        return readBody();
    return m_state;
}

/// Looks at each byte once. True when the header's end was found; m_scanned is then its length.
/// Bytes that a header may not hold fail at once: nobody waits for the rest of a TLS greeting.
bool RequestParser::scanHead()
{
    while (m_input.startsWith("\r\n") && m_scanned <= 2) { // an empty line before the request line is tolerated
        m_input.remove(0, 2);
        m_scanned = 0;
    }
    for (; m_scanned < m_input.size(); ++m_scanned) {
        if (std::size_t(m_scanned) >= m_header_bytes) {
            fail(431, "header_too_large", "The request header is too large.");
            return false;
        }
        const unsigned char byte = static_cast<unsigned char>(m_input[m_scanned]);
        const char before = m_scanned > 0 ? m_input[m_scanned - 1] : '\0';
        const bool control = (byte < 0x20 && byte != '\r' && byte != '\n' && byte != '\t') || byte == 0x7f;
        const bool folded = before == '\n' && (byte == ' ' || byte == '\t');
        if (control || folded || (byte == '\n') != (before == '\r')) {
            fail(400, "bad_request", "The request header is malformed.");
            return false;
        }
        if (byte == '\n' && QByteArrayView(m_input).first(m_scanned + 1).endsWith("\r\n\r\n")) {
            ++m_scanned;
            return true;
        }
    }
    return false;
}

RequestParser::State RequestParser::readHead()
{
    if (!scanHead())
        return m_state;
    m_held_head = m_scanned;
    beast::error_code code;
    const std::size_t used = m_reader->put({m_input.constData(), std::size_t(m_scanned)}, code);
    if (code || !m_reader->is_header_done() || used != std::size_t(m_scanned) || !checkHead() || !checkLength())
        return fail(400, "bad_request", "The request header is malformed.");
    m_input.remove(0, m_scanned);
    m_request.body.reserve(std::min(kFirstBodyReserve, qsizetype(m_length)));
    m_state = State::HeadDone;
    return m_state;
}

bool RequestParser::checkHead()
{
    for (const char *name : kOnlyOnce) {
        if (count(m_request.headers, name) > 1)
            return false;
    }
    m_http10 = m_reader->version() == 10;
    return m_http10 || count(m_request.headers, "Host") == 1;
}

/// Exactly one way to tell where the body ends, spelled in exactly one way.
bool RequestParser::checkLength()
{
    const bool has_length = count(m_request.headers, "Content-Length") == 1;
    const bool has_coding = count(m_request.headers, "Transfer-Encoding") == 1;
    m_has_length = has_length || has_coding;
    if (has_coding) {
        m_chunks.emplace(m_body_bytes);
        return !has_length && !m_http10 && isSame(m_request.header("Transfer-Encoding"), "chunked");
    }
    if (!has_length)
        return true;
    const QByteArray length = m_request.header("Content-Length");
    bool ok = std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (ok)
        m_length = length.toLongLong(&ok);
    return ok;
}

RequestParser::State RequestParser::readBody()
{
    m_state = State::NeedBody;
    if (m_chunks)
        return readChunks();
    const qsizetype count = qsizetype(std::min<qint64>(m_length - m_request.body.size(), m_input.size()));
    m_request.body.append(QByteArrayView(m_input).first(count));
    m_input.remove(0, count);
    if (m_request.body.size() == m_length)
        m_state = State::Complete;
    return m_state;
}

RequestParser::State RequestParser::readChunks()
{
    m_input.remove(0, m_chunks->decode(m_input, m_request.body));
    switch (m_chunks->state()) {
    case ChunkDecoder::State::Reading:
        break;
    case ChunkDecoder::State::Done:
        m_state = State::Complete;
        break;
    case ChunkDecoder::State::Malformed:
        return fail(400, "bad_request", "The request body is malformed.");
    case ChunkDecoder::State::TooLarge:
        return fail(413, "payload_too_large", "The request body is too large.");
    }
    return m_state;
}

qint64 RequestParser::owedBytes() const
{
    if (m_state == State::Failed || (m_state == State::NeedHead && !m_input.isEmpty()))
        return -1;
    if (m_state == State::NeedHead || m_state == State::Complete || !m_has_length)
        return 0;
    return m_chunks ? -1 : std::max<qint64>(0, m_length - m_request.body.size() - m_input.size());
}

bool RequestParser::hasBody() const
{
    return m_length > 0 || m_chunks.has_value();
}

bool RequestParser::isTooLarge() const
{
    return m_length > qint64(m_body_bytes);
}

bool RequestParser::keepsAlive() const
{
    return !m_http10 && m_reader->keep_alive();
}

bool RequestParser::expectsContinue() const
{
    return !m_http10 && hasBody() && isSame(m_request.header("Expect"), "100-continue");
}

} // namespace salon
