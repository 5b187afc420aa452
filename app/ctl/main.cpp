// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/programlog.h"
#include "app/ctl/appointmentcommands.h"
#include "app/ctl/commandline.h"
#include "app/ctl/customercommands.h"
#include "app/ctl/doctorcommands.h"
#include "app/ctl/eventmapcommands.h"
#include "app/ctl/figurecommands.h"
#include "app/ctl/phonecommands.h"
#include "app/ctl/replaycommands.h"
#include "app/ctl/reviewcommands.h"
#include "app/ctl/salonfilecommands.h"
#include "app/ctl/sandboxcommands.h"
#include "app/ctl/sentencecommands.h"
#include "app/ctl/servecommand.h"
#include "app/ctl/slotcommands.h"
#include "app/ctl/synccommands.h"
#include "app/ctl/wordcommands.h"

#include <QCoreApplication>
#include <QFile>

namespace
{

QList<salon::Command> allCommands()
{
    // In the order of the help; one line each, so that groups can be added side by side.
    QList<salon::Command> all;
    all += salon::salonfileCommands();
    all += salon::serveCommands();
    all += salon::sandboxCommands();
    all += salon::phoneCommands();
    all += salon::slotCommands();
    all += salon::appointmentCommands();
    all += salon::reviewCommands();
    all += salon::syncCommands();
    all += salon::eventMapCommands();
    all += salon::figureCommands();
    all += salon::customerCommands();
    all += salon::doctorCommands();
    all += salon::wordCommands();
    all += salon::replayCommands();
    all += salon::sentenceCommands();
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("salondesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SALONDESK_VERSION));
    QFile out;
    QFile err;
    if (!out.open(stdout, QIODevice::WriteOnly) || !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return int(salon::ExitCode::Usage);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const salon::ProgramOptions options = salon::ProgramOptions::parse(arguments).value_or(salon::ProgramOptions());
    const bool is_server = options.rest.value(0) == QLatin1String("serve");
    const salon::ProgramLog log(options,
                                salon::Folders::fromEnvironment(QProcessEnvironment::systemEnvironment(),
                                                                options.data_dir, options.config_file),
                                is_server);
    return int(salon::runCommandLine(allCommands(), arguments, out, err));
}
