// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace salon
{

/// The chunked transfer coding, byte by byte: nothing is buffered, so however the bytes arrive the result is the same.
/// (Beast 1.74's own reader asserts when the last chunk comes in pieces.) Extensions and trailers are bounded, checked
/// for control characters and thrown away: nothing behind a body may change what was said before it.
class ChunkDecoder
{
public:
    enum class State { Reading, Done, Malformed, TooLarge };
    explicit ChunkDecoder(std::size_t max_body)
        : m_max_body(max_body)
    {
    }
    /// Appends to `body` and gives how many bytes were used: all of them while Reading.
    qsizetype decode(QByteArrayView bytes, QByteArray &body);
    State state() const { return m_state; }

private:
    enum class Expect {
        FirstDigit,
        Digits,
        Extension,
        SizeLf,
        Data,
        DataCr,
        DataLf,
        TrailerStart,
        TrailerLine,
        TrailerLf,
        EndLf
    };
    void take(char byte);
    void takeDigit(char byte);
    void takeExtension(char byte);
    void takeTrailer(char byte);
    void require(char byte, char wanted, Expect next);
    void endOfSizeLine(char byte);

    const std::size_t m_max_body;
    State m_state = State::Reading;
    Expect m_expect = Expect::FirstDigit;
    std::size_t m_left = 0; // of the chunk under way
    std::size_t m_body = 0;
    std::size_t m_extra = 0; // bytes of this size line's extension, then of the trailer
};

} // namespace salon
