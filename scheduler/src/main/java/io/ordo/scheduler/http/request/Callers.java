package io.ordo.scheduler.http.request;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.ordo.scheduler.claiming.Caller;
import java.security.Principal;
import java.util.concurrent.Executor;

/** Who sent a request. */
public final class Callers {
    /** The name of whoever comes without a key, where OpenKAT's paths are open. */
    public static final String KAT_ANONYMOUS = "kat-anonymous";

    private Callers() {}

    /** Whether whoever sent it showed a key. */
    public static boolean showsKey(HttpRequest<?> request) {
        return request.getUserPrincipal()
                .filter(caller -> !caller.getName().equals(KAT_ANONYMOUS))
                .isPresent();
    }

    /** By what name whoever sent it is known. */
    public static String name(HttpRequest<?> request) {
        return request.getUserPrincipal().map(Principal::getName).orElse("nobody");
    }

    /**
     * Whoever sent it, there for as long as the connection stands. A closed one is noticed by the server at once when
     * its peer ends, later when the network does.
     */
    public static Caller of(HttpRequest<?> request) {
        if (request instanceof HttpRequestWrapper<?> wrapper) {
            return of(wrapper.getDelegate());
        }
        if (request instanceof NettyHttpRequest<?> netty) {
            var channel = netty.getChannelHandlerContext().channel();
            return channel::isActive;
        }
        return () -> true;
    }

    /** The thread that writes the answer: there it is known at once when whoever sent the request has left. */
    public static Executor writing(HttpRequest<?> request) {
        if (request instanceof HttpRequestWrapper<?> wrapper) {
            return writing(wrapper.getDelegate());
        }
        return request instanceof NettyHttpRequest<?> netty
                ? netty.getChannelHandlerContext().channel().eventLoop()
                : Runnable::run;
    }
}
