// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/domain/appointment.h"

#include <QWidget>

namespace salon
{

/// An appointment's phases as a strip in proportion: busy solid, processing hatched, each with its time and state.
class PhaseStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit PhaseStrip(QWidget *parent = nullptr);
    void setAppointment(const Zone &zone, const Appointment &appointment);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    /// The hatch that says: time passes, the person is free.
    static void hatch(QPainter &painter, const QRectF &rect, const QColor &colour);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool namesLeaveRoom() const;
    Zone m_zone;
    QList<Phase> m_phases;
    AppointmentStatus m_status = AppointmentStatus::Confirmed;
};

} // namespace salon
