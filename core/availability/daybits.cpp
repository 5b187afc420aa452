// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/daybits.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace salon
{

namespace
{

/// The bits of word `word` that lie in [begin, end).
std::uint64_t mask(int word, int begin, int end)
{
    const int low = std::clamp(begin - word * 64, 0, 64);
    const int high = std::clamp(end - word * 64, 0, 64);
    if (low >= high)
        return 0;
    const std::uint64_t below_high = high == 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << high) - 1;
    return below_high & ~((std::uint64_t(1) << low) - 1);
}

} // namespace

void DayBits::fill(int begin, int end)
{
    for (int word = 0; word < kWords; ++word)
        m_words[word] |= mask(word, begin, end);
}

void DayBits::clear(int begin, int end)
{
    for (int word = 0; word < kWords; ++word)
        m_words[word] &= ~mask(word, begin, end);
}

bool DayBits::test(int mark) const
{
    return mark >= 0 && mark < kMarks && (m_words[mark / 64] >> (mark % 64) & 1) != 0;
}

bool DayBits::any(int begin, int end) const
{
    for (int word = 0; word < kWords; ++word)
        if ((m_words[word] & mask(word, begin, end)) != 0)
            return true;
    return false;
}

bool DayBits::all(int begin, int end) const
{
    return begin >= 0 && end <= kMarks && !(~*this).any(begin, end);
}

int DayBits::count() const
{
    int sum = 0;
    for (const std::uint64_t word : m_words)
        sum += std::popcount(word);
    return sum;
}

int DayBits::next(int from) const
{
    for (int word = std::max(from, 0) / 64; word < kWords; ++word) {
        const std::uint64_t rest = m_words[word] & mask(word, from, kMarks);
        if (rest != 0)
            return word * 64 + std::countr_zero(rest);
    }
    return -1;
}

int DayBits::longestRun() const
{
    const DayBits unset = ~*this;
    int longest = 0;
    for (int begin = next(0); begin >= 0;) {
        const int end = unset.next(begin);
        longest = std::max(longest, (end < 0 ? kMarks : end) - begin);
        begin = end < 0 ? -1 : next(end);
    }
    return longest;
}

DayBits DayBits::moved(int by) const
{
    if (by < 0 && by > -64)
        return movedBack(-by);
    DayBits result;
    const int words = std::abs(by) / 64;
    const int bits = std::abs(by) % 64;
    for (int to = 0; to + words < kWords; ++to) {
        const int at = by < 0 ? to : kWords - 1 - to;
        const int from = by < 0 ? to + words : at - words;
        result.m_words[size_t(at)] = by < 0 ? m_words[size_t(from)] >> bits : m_words[size_t(from)] << bits;
    }
    if (bits == 0)
        return result;
    for (int to = 0; to + words + 1 < kWords; ++to) { // what the neighbour hands over
        if (by < 0)
            result.m_words[size_t(to)] |= m_words[size_t(to + words + 1)] << (64 - bits);
        else
            result.m_words[size_t(to + words + 1)] |= m_words[size_t(to)] >> (64 - bits);
    }
    return result;
}

/// The most common move, without questions. 0 < by < 64.
DayBits DayBits::movedBack(int by) const
{
    DayBits result;
    for (size_t word = 0; word + 1 < kWords; ++word)
        result.m_words[word] = m_words[word] >> by | m_words[word + 1] << (64 - by);
    result.m_words[kWords - 1] = m_words[kWords - 1] >> by;
    return result;
}

DayBits DayBits::smeared(int length) const
{
    if (length <= 0)
        return {};
    DayBits result = *this;
    int reached = 1;
    while (reached < length) {
        const int step = std::min(reached, length - reached);
        result = result | result.moved(-step);
        reached += step;
    }
    return result;
}

} // namespace salon
