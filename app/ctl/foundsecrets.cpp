// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/foundsecrets.h"

#include "app/ctl/commandcontext.h"

#include <QEventLoop>

namespace salon
{

Result<Secrets> findSecrets(CommandContext &context, const Catalogue &catalogue)
{
    EventLoopExecutor executor;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const SecretReader reader(environment, context.settings().secrets_file, SecretReader::systemKeychain(environment),
                              executor);
    QStringList staff_keys;
    for (const Staff &member : catalogue.staff)
        staff_keys.append(member.key);
    QEventLoop loop;
    std::optional<Result<Secrets>> secrets;
    reader.read(staff_keys, [&](const Result<Secrets> &found) {
        secrets = found;
        loop.quit();
    });
    if (!secrets)
        loop.exec();
    return *secrets;
}

} // namespace salon
