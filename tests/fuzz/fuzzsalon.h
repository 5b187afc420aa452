// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fuzz/fuzz.h"
#include "tests/support/phonesalon.h"

#include <memory>
#include <QCoreApplication>

namespace salon::test
{

/// The phone tests' salon in a database, for targets that need one to ask; made once, for as long as the program lives.
class FuzzSalon
{
public:
    static FuzzSalon &instance()
    {
        static FuzzSalon salon;
        return salon;
    }
    ManualClock clock;
    SeededRandom random{1};

    Connection &connection() { return *m_connection; }

private:
    FuzzSalon()
    {
        if (!QCoreApplication::instance()) { // libFuzzer's main() has none, and database drivers want one
            static int count = 0;
            m_application = std::make_unique<QCoreApplication>(count, nullptr);
        }
        clock.set(Instant::fromMs(1'764'059'400'000)); // Tuesday 2025-11-25T09:30+01:00
        m_database = std::make_unique<ThrowAwayDatabase>(QStringLiteral("sqlite"));
        m_connection = m_database->open();
        fuzzCheck(importPhoneSalon(*m_connection, clock), "the salon can be imported", {});
    }

    std::unique_ptr<QCoreApplication> m_application;
    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
};

} // namespace salon::test
