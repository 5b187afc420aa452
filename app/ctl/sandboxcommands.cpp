// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/sandboxcommands.h"

#include "app/common/terminationsignal.h"
#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "app/ctl/portfile.h"
#include "core/http/networktransport.h"
#include "core/sandbox/sandboxserver.h"
#include "core/sandbox/seed.h"
#include "core/settings/settings.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace salon
{

namespace
{

const char kDefaultListen[] = "127.0.0.1:8788";

Error wrong(const QString &what)
{
    return Error{ErrorCode::InvalidInput, what};
}

bool isWebAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool is_web = url.scheme() == u"http"_s || url.scheme() == u"https"_s;
    return url.isValid() && is_web && !url.host().isEmpty();
}

Result<QByteArray> fileContent(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrong(u"cannot read %1"_s.arg(path));
    return file.readAll();
}

/// The seed file's world, or that of the salon in the database.
Result<sandbox::World> seedWorld(CommandContext &context, const Arguments &arguments)
{
    if (arguments.has("seed-file")) {
        const Result<QByteArray> content = fileContent(arguments.value("seed-file"));
        if (!content)
            return content.error();
        const QJsonDocument document = QJsonDocument::fromJson(*content);
        if (!document.isObject())
            return wrong(u"%1 holds no JSON object"_s.arg(arguments.value("seed-file")));
        return sandbox::worldOf(document.object());
    }
    const Result<Book> book = Book::open(context);
    if (!book)
        return book.error();
    return sandbox::worldOf(book->catalogue);
}

Result<void> setUp(Sandbox &sandbox, const Arguments &arguments)
{
    if (arguments.has("faults")) {
        const Result<QByteArray> content = fileContent(arguments.value("faults"));
        if (!content)
            return content.error();
        if (const Result<void> set = sandbox.setFaults(*content); !set)
            return wrong(u"%1: %2"_s.arg(arguments.value("faults"), set.error().detail));
    }
    if (arguments.has("webhook"))
        sandbox.addWebhook(QUrl(arguments.value("webhook")), arguments.value("webhook-secret"));
    return {};
}

ExitCode runSandbox(CommandContext &context, const Arguments &arguments)
{
    const Result<SocketAddress> endpoint =
        SocketAddress::parse(arguments.has("listen") ? arguments.value("listen") : QLatin1String(kDefaultListen));
    if (!endpoint)
        return context.usage(u"--listen: %1"_s.arg(endpoint.error().detail));
    if (arguments.has("webhook") != arguments.has("webhook-secret"))
        return context.usage(u"--webhook and --webhook-secret belong together"_s);
    if (arguments.has("webhook") && !isWebAddress(arguments.value("webhook")))
        return context.usage(u"--webhook takes an address such as http://127.0.0.1:8787/calcom/events"_s);
    Result<sandbox::World> world = seedWorld(context, arguments);
    if (!world)
        return context.fail(world.error());
    Sandbox sandbox(context.clock(), context.random(), std::move(*world));
    if (const Result<void> ready = setUp(sandbox, arguments); !ready)
        return context.fail(ready.error());
    EventLoopExecutor executor;
    NetworkTransport transport;
    SandboxServer server(sandbox, transport, executor);
    const Result<quint16> port = server.listen(endpoint->address, endpoint->port);
    if (!port)
        return context.fail(port.error());
    const QString shown = SocketAddress{endpoint->address, *port}.text();
    if (const Result<void> written = writePortFile(arguments.value("port-file"), shown); !written)
        return context.fail(written.error());
    context.message(u"Cal.com sandbox: http://%1/v2 (any key that starts with cal_test_)"_s.arg(shown));
    TerminationSignal signal;
    QEventLoop loop;
    QObject::connect(&signal, &TerminationSignal::caught, &loop, [&] { server.stop([&loop] { loop.quit(); }); });
    loop.exec();
    return ExitCode::Done;
}

} // namespace

QList<Command> sandboxCommands()
{
    return {{u"sandbox"_s,
             u"[--listen ADDR:PORT] [--port-file FILE] [--faults FILE] [--seed-file FILE] [--webhook URL] "
             "[--webhook-secret S]"_s,
             u"run the local Cal.com stand-in"_s, runSandbox}};
}

} // namespace salon
