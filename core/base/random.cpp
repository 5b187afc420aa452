// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <cstring>
#include <QRandomGenerator>
#include <QUuid>

namespace salon
{

QString Random::uuid()
{
    unsigned char bytes[16];
    for (int half = 0; half < 2; ++half) {
        const std::uint64_t word = next();
        std::memcpy(bytes + half * 8, &word, 8);
    }
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(QByteArrayView(bytes, 16)).toString(QUuid::WithoutBraces);
}

std::uint64_t SystemRandom::next()
{
    return QRandomGenerator::system()->generate64();
}

} // namespace salon
