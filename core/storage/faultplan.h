// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace salon
{

/// What the tests pass to a connection to make its n-th access fail (0 = the first). Production passes none.
/// An access is one statement that is executed, BEGIN and COMMIT included.
class FaultPlan
{
public:
    enum class Effect {
        None,
        Fails,         // the statement is not executed and answers an error
        Lost,          // the connection is gone before the statement
        DoneButUnsaid, // executed, but the answer is an error: what a connection lost at the wrong moment does
    };

    FaultPlan() = default;
    explicit FaultPlan(int fails_at, Effect effect = Effect::Fails)
        : m_fails_at(fails_at)
        , m_effect(effect)
    {
    }
    Effect next(const QString &sql)
    {
        m_seen << sql;
        return m_seen.size() - 1 == m_fails_at ? m_effect : Effect::None;
    }
    /// False ends a loop over i: the run had fewer accesses than i.
    bool hasFired() const { return m_fails_at >= 0 && m_seen.size() > m_fails_at; }
    const QStringList &seen() const { return m_seen; }

private:
    int m_fails_at = -1;
    Effect m_effect = Effect::Fails;
    QStringList m_seen;
};

} // namespace salon
