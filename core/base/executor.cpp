// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/executor.h"

#include <QTimer>

namespace salon
{

EventLoopExecutor::EventLoopExecutor(QObject *parent)
    : QObject(parent)
{
}

void EventLoopExecutor::post(Work work)
{
    QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
}

void EventLoopExecutor::after(milliseconds delay, Work work)
{
    // The timer must be made on the executor's own thread.
    post([this, delay, work = std::move(work)] { QTimer::singleShot(delay, this, work); });
}

} // namespace salon
