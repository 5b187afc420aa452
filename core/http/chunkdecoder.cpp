// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/chunkdecoder.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr std::size_t kMaxExtension = 256;
constexpr std::size_t kMaxTrailer = 4 * 1024;

int hexValue(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    const char lower = static_cast<char>(byte | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isText(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    return value == '\t' || (value >= 0x20 && value != 0x7f);
}

} // namespace

qsizetype ChunkDecoder::decode(QByteArrayView bytes, QByteArray &body)
{
    qsizetype at = 0;
    while (at < bytes.size() && m_state == State::Reading) {
        if (m_expect != Expect::Data) {
            take(bytes[at++]);
            continue;
        }
        const qsizetype count = std::min(bytes.size() - at, qsizetype(m_left));
        body.append(bytes.sliced(at, count));
        at += count;
        m_left -= std::size_t(count);
        if (m_left == 0)
            m_expect = Expect::DataCr;
    }
    return at;
}

void ChunkDecoder::take(char byte)
{
    switch (m_expect) {
    case Expect::FirstDigit:
    case Expect::Digits:
        takeDigit(byte);
        break;
    case Expect::Extension:
        takeExtension(byte);
        break;
    case Expect::SizeLf:
        endOfSizeLine(byte);
        break;
    case Expect::Data: // decode() takes whole pieces of it
        break;
    case Expect::DataCr:
        require(byte, '\r', Expect::DataLf);
        break;
    case Expect::DataLf:
        require(byte, '\n', Expect::FirstDigit);
        break;
    case Expect::TrailerStart:
    case Expect::TrailerLine:
        takeTrailer(byte);
        break;
    case Expect::TrailerLf:
        require(byte, '\n', Expect::TrailerStart);
        break;
    case Expect::EndLf:
        require(byte, '\n', Expect::EndLf);
        if (m_state == State::Reading)
            m_state = State::Done;
        break;
    }
}

void ChunkDecoder::require(char byte, char wanted, Expect next)
{
    if (byte != wanted)
        m_state = State::Malformed;
    m_expect = next;
}

void ChunkDecoder::takeDigit(char byte)
{
    const int digit = hexValue(byte);
    if (digit >= 0) {
        m_left = m_left * 16 + std::size_t(digit);
        m_expect = Expect::Digits;
        if (m_left > m_max_body - m_body)
            m_state = State::TooLarge;
        return;
    }
    m_extra = 0;
    if (m_expect == Expect::FirstDigit)
        m_state = State::Malformed;
    else if (byte == ';')
        m_expect = Expect::Extension;
    else
        require(byte, '\r', Expect::SizeLf);
}

void ChunkDecoder::takeExtension(char byte)
{
    if (byte == '\r')
        m_expect = Expect::SizeLf;
    else if (!isText(byte) || ++m_extra > kMaxExtension)
        m_state = State::Malformed;
}

void ChunkDecoder::endOfSizeLine(char byte)
{
    m_extra = 0;
    m_body += m_left;
    require(byte, '\n', m_left > 0 ? Expect::Data : Expect::TrailerStart);
}

void ChunkDecoder::takeTrailer(char byte)
{
    if (byte == '\r')
        m_expect = m_expect == Expect::TrailerStart ? Expect::EndLf : Expect::TrailerLf;
    else if (!isText(byte) || ++m_extra > kMaxTrailer)
        m_state = State::Malformed;
    else
        m_expect = Expect::TrailerLine;
}

} // namespace salon
