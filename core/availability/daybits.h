// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace salon
{

/// One local day as a bitset of five-minute marks, counted from the instant the day begins.
/// 320 bits hold the longest day there is (26 h 40 min); an ordinary one uses 288. Bits outside are zero.
/// Units: marks of five minutes. Ranges are half-open and are cut to what fits.
class DayBits
{
public:
    static constexpr int kMarks = 320;
    static constexpr int kMarkMinutes = 5;

    DayBits() = default;
    DayBits(int begin, int end) { fill(begin, end); }

    void fill(int begin, int end);
    void clear(int begin, int end);
    bool test(int mark) const;
    bool any(int begin, int end) const;
    bool all(int begin, int end) const;
    bool isEmpty() const { return *this == DayBits(); }
    int count() const;
    /// The first set bit at or after this one, or -1.
    int next(int from) const;
    /// How many marks in a row are set, at most.
    int longestRun() const;

    DayBits operator&(const DayBits &other) const
    {
        DayBits both;
        for (int word = 0; word < kWords; ++word)
            both.m_words[word] = m_words[word] & other.m_words[word];
        return both;
    }
    DayBits operator|(const DayBits &other) const
    {
        DayBits either;
        for (int word = 0; word < kWords; ++word)
            either.m_words[word] = m_words[word] | other.m_words[word];
        return either;
    }
    DayBits operator~() const
    {
        DayBits inverse;
        for (int word = 0; word < kWords; ++word)
            inverse.m_words[word] = ~m_words[word];
        return inverse;
    }
    /// Bit i becomes bit i + by (towards the evening), or i - |by| when negative.
    DayBits moved(int by) const;
    /// Bit i is set where any of i … i + length - 1 was: the starts from which a length meets something.
    DayBits smeared(int length) const;
    bool operator==(const DayBits &) const = default;

private:
    static constexpr int kWords = kMarks / 64;
    DayBits movedBack(int by) const;
    std::array<std::uint64_t, kWords> m_words{};
};

} // namespace salon
