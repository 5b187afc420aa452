// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/chunkdecoder.h"
#include "core/http/messages.h"

#include <memory>
#include <optional>

namespace salon
{

/// Bytes off the wire -> requests, strictly: whatever two readers could understand in two ways is refused.
/// Beast's parser reads the header; on top of it this class refuses folded lines, bare CR or LF, NUL, repeated or
/// contradicting framing headers and repeated signatures. Bounded: one header, one body, one read of surplus bytes.
/// Thread: its owner's. Errors: State::Failed with the answer to give; the connection must then be closed.
class RequestParser
{
public:
    enum class State {
        NeedHead, // more bytes, please
        HeadDone, // request() has method, path, query and headers; look at them before going on
        NeedBody, // more bytes, please
        Complete, // request() is complete; surplus bytes wait for next()
        Failed,
    };
    RequestParser(std::size_t header_bytes, std::size_t body_bytes);
    ~RequestParser();

    void add(QByteArrayView bytes);
    /// Goes on as far as the bytes reach, stopping once at HeadDone.
    State advance();
    /// Forgets this request and goes on with the surplus bytes.
    void next();
    /// Forgets everything.
    void drop();

    State state() const { return m_state; }
    const HttpRequest &request() const { return m_request; }
    HttpRequest takeRequest();
    const HttpResponse &refusal() const { return m_refusal; }
    /// Of the request under way or behind it: has anything arrived?
    bool hasBytes() const { return !m_input.isEmpty() || m_state != State::NeedHead; }
    /// What the parser holds in memory now.
    qsizetype heldBytes() const { return m_input.size() + m_held_head + m_request.body.size(); }

    /// What the client has yet to send of this request; -1 = cannot be known.
    qint64 owedBytes() const;

    // Known from HeadDone on.
    bool hasBody() const;
    bool hasLength() const { return m_has_length; } // a Content-Length or chunks
    /// Can the request be refused for its size already?
    bool isTooLarge() const;
    bool keepsAlive() const;
    bool expectsContinue() const;

private:
    class Reader;
    State fail(int status, const char *code, const char *message);
    State readHead();
    State readBody();
    State readChunks();
    bool scanHead();
    bool checkHead();
    bool checkLength();

    const std::size_t m_header_bytes;
    const std::size_t m_body_bytes;
    std::unique_ptr<Reader> m_reader;
    State m_state = State::NeedHead;
    HttpRequest m_request;
    HttpResponse m_refusal;
    QByteArray m_input;
    qsizetype m_scanned = 0;   // of m_input, by scanHead
    qsizetype m_held_head = 0; // bytes of the header read
    std::optional<ChunkDecoder> m_chunks;
    qint64 m_length = 0;
    bool m_has_length = false;
    bool m_http10 = false;
};

} // namespace salon
