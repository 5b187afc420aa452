// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/portfile.h"

#include <QSaveFile>

namespace salon
{

Result<void> writePortFile(const QString &path, const QString &address)
{
    if (path.isEmpty())
        return {};
    QSaveFile file(path); // appears whole: whoever waits for it never reads half a line
    if (file.open(QIODevice::WriteOnly) && file.write(address.toUtf8() + '\n') > 0 && file.commit())
        return {};
    return Error{ErrorCode::InvalidInput, QStringLiteral("--port-file: %1 cannot be written").arg(path)};
}

} // namespace salon
