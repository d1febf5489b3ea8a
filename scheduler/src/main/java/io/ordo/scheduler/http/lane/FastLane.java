package io.ordo.scheduler.http.lane;

import io.micronaut.http.HttpHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.ordo.scheduler.claiming.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The fast lane of one connection. Requests of a connection are worked on one after the other, on whichever way: the
 * protocol promises who sends without waiting that what changes something happens in the order it was sent. Until a
 * request is answered, what follows it waits here, and when that is much, nothing more is read from the connection.
 * Everything happens on the connection's event loop.
 */
final class FastLane extends ChannelDuplexHandler {
    /** Bytes; what follows a request that is being answered, before the connection is left unread. */
    private static final int MOST_FOLLOWING = HotRoutes.LARGEST_BODY;

    /** What the head of a request counts for, in bytes. */
    private static final int HEAD = 1_024;

    private final HotRoutes routes;
    private final Queue<Object> following = new ArrayDeque<>();

    /** The request whose body is arriving in the lane; null when there is none. */
    private @Nullable Arriving arriving;

    /** Whether what arrives is still a part of the request that was begun last. */
    private boolean isAmidst;

    /** Whether the request that was begun last is not answered yet. */
    private boolean answering;

    /** Bytes in {@link #following}. */
    private long held;

    /**
     * Whether somebody asked for more to be read while too much was held. An unread connection does not show when its
     * client leaves, so nobody is taken to be there.
     */
    private volatile boolean readLater;

    FastLane(HotRoutes routes) {
        this.routes = routes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (following.isEmpty() && (isAmidst || !answering)) {
            pass(context, message);
        } else {
            following.add(message);
            held += weight(message);
        }
    }

    private void pass(ChannelHandlerContext context, Object message) {
        isAmidst = !(message instanceof LastHttpContent);
        if (arriving != null) {
            gather(context, arriving, message);
        } else if (message instanceof HttpRequest request) {
            begin(context, request);
        } else {
            context.fireChannelRead(message);
        }
    }

    private static int weight(Object message) {
        return message instanceof HttpContent content ? content.content().readableBytes() : HEAD;
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (held > MOST_FOLLOWING) {
            readLater = true;
        } else {
            context.read();
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        answering = true;
        routes.of(request)
                .ifPresentOrElse(
                        route -> arriving = new Arriving(request, route, Unpooled.buffer()),
                        () -> context.fireChannelRead(request));
    }

    private void gather(ChannelHandlerContext context, Arriving request, Object message) {
        if (message instanceof HttpContent content) {
            request.body().writeBytes(content.content());
            content.release();
        }
        if (message instanceof LastHttpContent) {
            arriving = null;
            answer(context, request);
        }
    }

    private void answer(ChannelHandlerContext context, Arriving request) {
        var answer = plainAnswer(context, request);
        if (answer.isEmpty()) {
            context.fireChannelRead(request.head());
            context.fireChannelRead(new DefaultLastHttpContent(request.body()));
            context.fireChannelReadComplete();
            return;
        }
        request.body().release();
        var _ = answer.get().handle((said, failed) -> {
            context.executor().execute(() -> leave(context, request.head(), said, failed));
            return said;
        });
    }

    private Optional<CompletableFuture<HotAnswer>> plainAnswer(ChannelHandlerContext context, Arriving request) {
        try {
            byte[] body = ByteBufUtil.getBytes(request.body());
            Caller caller = () -> context.channel().isActive() && !readLater;
            return request.route().answer(new HotRequest(request.head().uri(), body, caller));
        } catch (RuntimeException refused) { // nothing was done, and the ordinary way will say why
            return Optional.empty();
        }
    }

    private void leave(
            ChannelHandlerContext context, HttpRequest head, @Nullable HotAnswer said, @Nullable Throwable failed) {
        var answer = said == null ? routes.failure(head, Objects.requireNonNull(failed)) : written(head, said);
        var body = Unpooled.wrappedBuffer(answer.body().get().getBytes(StandardCharsets.UTF_8));
        var response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
        response.headers().set(HttpHeaders.CONTENT_TYPE, answer.type());
        response.headers().set(HttpHeaders.CONTENT_LENGTH, body.readableBytes());
        boolean isLast = !HttpUtil.isKeepAlive(head);
        HttpUtil.setKeepAlive(response, !isLast);
        var written = context.writeAndFlush(response);
        if (isLast) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        readFollowing(context);
    }

    private HotAnswer written(HttpRequest head, HotAnswer said) {
        try {
            String body = said.body().get();
            return new HotAnswer(said.status(), said.type(), () -> body);
        } catch (RuntimeException broken) {
            return routes.failure(head, broken);
        }
    }

    /** The request that was begun last is answered. */
    private void readFollowing(ChannelHandlerContext context) {
        answering = false;
        boolean any = !following.isEmpty();
        while (!following.isEmpty() && (isAmidst || !answering)) {
            var next = following.remove();
            held -= weight(next);
            pass(context, next);
        }
        if (any) {
            context.fireChannelReadComplete();
        }
        if (readLater && held <= MOST_FOLLOWING) {
            readLater = false;
            context.read();
        }
    }

    /** Notes when the ordinary way has answered; an answer of the lane does not come by here. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInformation(message)) {
            context.executor().execute(() -> readFollowing(context));
        }
        var _ = context.write(message, promise);
    }

    private static boolean isInformation(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        following.forEach(ReferenceCountUtil::release);
        following.clear();
        if (arriving != null) {
            arriving.body().release();
            arriving = null;
        }
    }

    /** A request whose body is arriving. */
    private record Arriving(HttpRequest head, HotRoute route, ByteBuf body) {}
}
