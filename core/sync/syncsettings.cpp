// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncsettings.h"

#include <QHostAddress>

namespace salon
{

bool SyncSettings::isConfigured() const
{
    return base_url.isValid() && !base_url.isEmpty() && (!salon_key.isEmpty() || !staff_keys.isEmpty());
}

bool SyncSettings::baseIsLoopback() const
{
    const QString host = base_url.host();
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

std::optional<SyncSettings::Key> SyncSettings::keyOf(const QString &staff_key) const
{
    const QByteArray own = staff_keys.value(staff_key);
    if (!own.isEmpty())
        return Key{QStringLiteral("staff ") + staff_key, own};
    if (!salon_key.isEmpty())
        return Key{QStringLiteral("salon"), salon_key};
    return std::nullopt;
}

} // namespace salon
