package io.peregrine.app.observe;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.config.Configuration;
import io.peregrine.config.WebserverSettings;
import io.peregrine.output.log.Log;
import io.peregrine.server.web.Endpoints;
import io.peregrine.server.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** The web server in force. Endpoints change under a server that stays; a new address or certificate needs a new server. */
public final class WebPart implements ReloadPart, AutoCloseable {
    /** What a server is made from; {@code certificate} is the content of its file, which may be renewed under its name. */
    private record Place(boolean enabled, String address, int port, int threads, String certificate) {
        static final Place NONE = new Place(false, "", 0, 0, "");

        static Place of(WebserverSettings web) throws CommandFailure {
            return web.enabled()
                    ? new Place(true, web.address(), web.port(), web.threads(), content(web.certificate()))
                    : NONE;
        }

        private static String content(Optional<String> file) throws CommandFailure {
            try {
                return file.isEmpty() ? "" : HexFormat.of().formatHex(Files.readAllBytes(Path.of(file.get())));
            } catch (IOException e) {
                throw new CommandFailure(
                        "The certificate of the web server cannot be read: " + e.getMessage()
                                + "; see webserver.ssl_certificate.",
                        e);
            }
        }

        boolean listensWhere(Place other) {
            return enabled && other.enabled && port == other.port && port != 0;
        }
    }

    private final WebSetup setup;
    private final Log log;
    private Place place = Place.NONE;
    private Configuration configuration;
    private Optional<WebServer> server = Optional.empty();

    /** Starts the server that the configuration asks for. */
    public WebPart(Configuration configuration, WebSetup setup, Log log) throws CommandFailure {
        this.setup = setup;
        this.log = log;
        this.configuration = configuration;
        place = Place.of(configuration.webserver());
        server = start(configuration);
    }

    /** Starts a server and says in the log who can reach it. */
    private Optional<WebServer> start(Configuration wanted) throws CommandFailure {
        Optional<WebServer> started = setup.start(wanted);
        WebserverSettings web = wanted.webserver();
        started.ifPresent(running -> {
            log.info("Starting health webserver with threadiness " + web.threads() + ", listening on " + web.address()
                    + ":" + running.port());
            log.info(reach(web.address()));
        });
        return started;
    }

    private static String reach(String address) {
        InetAddress literal = InetAddress.ofLiteral(address);
        if (literal.isLoopbackAddress()) {
            return "The webserver answers programs of this machine alone.";
        }
        return "The webserver answers whoever can reach this machine"
                + (literal.isAnyLocalAddress() ? " at any of its addresses" : " at " + address)
                + ", without asking who it is; webserver.listen_address: 127.0.0.1 keeps it to this machine.";
    }

    @Override
    public Change prepare(Configuration next) throws CommandFailure {
        Place wanted = Place.of(next.webserver());
        if (wanted.equals(place)) {
            return sameServer(next);
        }
        setup.check(next);
        return place.listensWhere(wanted) ? sameAddress(next, wanted) : otherAddress(next, wanted);
    }

    private Change sameServer(Configuration next) {
        Optional<Endpoints> endpoints = server.map(_ -> setup.endpoints(next));
        return () -> {
            configuration = next;
            server.ifPresent(running -> running.serve(endpoints.orElseThrow()));
        };
    }

    /** The new server listens before the old one is closed. */
    private Change otherAddress(Configuration next, Place wanted) throws CommandFailure {
        Optional<WebServer> started = start(next);
        return new Change() {
            @Override
            public void apply() {}

            @Override
            public void settle() {
                server.ifPresent(WebServer::close);
                server = started;
                place = wanted;
                configuration = next;
            }

            @Override
            public void discard() {
                started.ifPresent(WebServer::close);
            }
        };
    }

    /** The old server makes room for the new one, and comes back when that cannot listen. */
    private Change sameAddress(Configuration next, Place wanted) {
        return new Change() {
            @Override
            public void apply() {}

            @Override
            public void settle() {
                server.ifPresent(WebServer::close);
                server = Optional.empty();
                try {
                    server = start(next);
                    place = wanted;
                    configuration = next;
                } catch (CommandFailure e) {
                    log.error("The web server goes on with its old settings: " + e.getMessage());
                    comeBack();
                }
            }
        };
    }

    private void comeBack() {
        try {
            server = start(configuration);
        } catch (CommandFailure e) {
            place = Place.NONE;
            log.error("There is no web server until the next reload: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        server.ifPresent(WebServer::close);
    }
}
