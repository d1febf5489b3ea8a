package io.ordo.scheduler.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;

/** Takes no answer that ends amid its head. By itself the parser takes what had come by then for all of it. */
final class WholeHeads extends DefaultHttpResponseParserFactory {
    WholeHeads(Http1Config limits) {
        super(limits);
    }

    @Override
    public HttpMessageParser<ClassicHttpResponse> create() {
        var parser = super.create();
        return (buffer, in) -> parser.parse(buffer, new Endless(in));
    }

    private static final class Endless extends FilterInputStream {
        Endless(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            if (read < 0) {
                throw new ConnectionClosedException();
            }
            return read;
        }
    }
}
