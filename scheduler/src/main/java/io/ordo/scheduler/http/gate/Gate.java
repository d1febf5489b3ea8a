package io.ordo.scheduler.http.gate;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The gate of one connection. The first request that does not pass is the connection's last: those before it are
 * answered, then it is refused, and what still comes is dropped. A body is judged while it arrives, so that its end
 * reaches nobody when it is broken, and nobody gathers one that is too large. Everything happens on the connection's
 * event loop.
 */
public final class Gate extends ChannelDuplexHandler {
    private final Admission admission;

    /** Requests that passed, the one whose body is arriving included, and are not answered yet. */
    private int underWay;

    /** Where the request goes whose body is arriving. */
    private String path = "";

    /** Bytes its body may still have. */
    private long left;

    /** Why nothing passes any more; null while the gate is open. */
    private @Nullable Refusal refusal;

    /** How many of those under way are the refused one itself. */
    private int refused;

    /** Bytes dropped. */
    private long dropped;

    private boolean isAnswered;
    private boolean isAtItsEnd;

    public Gate(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refusal == null) {
            judge(message);
            if (refusal == null) {
                context.fireChannelRead(message);
                return;
            }
            drop(message);
            answer(context);
        } else {
            drop(message);
        }
        closeAtTheEnd(context);
    }

    private void judge(Object message) {
        if (message instanceof HttpRequest head) {
            path = Admission.path(head);
            left = admission.limit(path);
            // A head that could not be read is the server's own to refuse.
            refusal = head.decoderResult().isSuccess()
                    ? admission.refusal(head, path).orElse(null)
                    : null;
            // Whoever asks first sends no body.
            isAtItsEnd = refusal != null && head.headers().contains(HttpHeaderNames.EXPECT);
            underWay += refusal == null ? 1 : 0;
            head.setUri(Admission.routable(head.uri()));
            Admission.tidy(head.headers());
        } else if (message instanceof HttpContent content) {
            left -= content.content().readableBytes();
            if (content.decoderResult().isFailure()) {
                refusal = Admission.broken(path);
            } else if (left < 0) {
                refusal = admission.tooLarge(path);
            }
            refused = refusal == null ? 0 : 1;
        }
    }

    private void drop(Object message) {
        if (message instanceof HttpContent content) {
            dropped += content.content().readableBytes();
            isAtItsEnd |= message instanceof LastHttpContent
                    || content.decoderResult().isFailure()
                    || dropped > admission.limit("");
        }
        ReferenceCountUtil.release(message);
    }

    /** Refuses once all before are answered; a request may have been answered before its body broke. */
    private void answer(ChannelHandlerContext context) {
        if (refusal == null || isAnswered || underWay > refused) {
            return;
        }
        isAnswered = true;
        if (underWay == refused) {
            var _ = context.writeAndFlush(response(refusal));
        }
    }

    private DefaultFullHttpResponse response(Refusal why) {
        var text = admission.text(why);
        var body = Unpooled.wrappedBuffer(text.body().getBytes(StandardCharsets.UTF_8));
        var response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(text.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, text.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    /** Not before the client has sent all: it may read its answer only then. */
    private void closeAtTheEnd(ChannelHandlerContext context) {
        if (isAnswered && isAtItsEnd) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (refusal == null) {
            context.fireChannelReadComplete();
        } else {
            context.read();
        }
    }

    /** Counts what is answered. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var _ = context.write(message, promise);
        if (message instanceof LastHttpContent && !isInformation(message)) {
            underWay--;
            if (refusal != null) {
                context.flush();
                answer(context);
                closeAtTheEnd(context);
            }
        }
    }

    private static boolean isInformation(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
