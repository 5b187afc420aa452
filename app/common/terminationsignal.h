// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace salon
{

/// SIGTERM, SIGINT and SIGHUP as a Qt signal: the handler only writes a byte, everything else happens in the event
/// loop. One per process. Thread: main.
class TerminationSignal final : public QObject
{
    Q_OBJECT
public:
    explicit TerminationSignal(QObject *parent = nullptr);
    ~TerminationSignal() override;

Q_SIGNALS:
    void caught();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace salon
