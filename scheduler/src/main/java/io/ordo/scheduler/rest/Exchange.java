package io.ordo.scheduler.rest;

import io.ordo.scheduler.rest.Connections.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/** One request and its answer, of which no more is read than somebody will look at. */
final class Exchange {
    /** Of an answer, in bytes. */
    private static final int KEPT = 4_096;

    /** So much more is read and thrown away, since that costs less than another connection. */
    private static final int SPARED = 65_536;

    private static final byte[] NOTHING = {};
    private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();

    private Exchange() {}

    /**
     * Sends a request and reads the answer; the line is given back whatever happens.
     *
     * @throws HttpException when the answer is none of HTTP
     * @throws IOException when the connection breaks off, or the thread was interrupted
     */
    static Answer on(Line line, ClassicHttpRequest request) throws IOException, HttpException {
        long start = System.nanoTime();
        boolean isReusable = false;
        try {
            var context = HttpCoreContext.create();
            var response = EXECUTOR.execute(request, line.connection(), context);
            var entity = response.getEntity();
            byte[] body = entity == null ? NOTHING : entity.getContent().readNBytes(KEPT);
            int more = entity == null || body.length < KEPT ? 0 : skip(entity.getContent());
            isReusable =
                    more <= SPARED && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            return new Answer(
                    response.getCode(), text(body, more == 0), more == 0, header(response, "Retry-After"), millis);
        } finally {
            if (isReusable) {
                line.keep();
            } else {
                line.drop();
            }
        }
    }

    /** @return how much there was, more than is spared when it did not end there */
    private static int skip(InputStream content) throws IOException {
        byte[] some = new byte[8_192];
        int all = 0;
        while (all <= SPARED) {
            int read = content.read(some);
            if (read < 0) {
                return all;
            }
            all += read;
        }
        return all;
    }

    /** A letter that was cut in two at the end is left out. */
    private static String text(byte[] body, boolean isWhole) {
        var text = CharBuffer.allocate(body.length);
        StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(body), text, isWhole);
        return text.flip().toString();
    }

    private static @Nullable String header(HttpMessage message, String name) {
        var header = message.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
