package io.ordo.scheduler.http.restjobs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.ordo.scheduler.http.request.Limits;
import io.ordo.scheduler.http.value.Storable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a form, in either of the two encodings. */
final class FormBody {
    private static final byte[] NOTHING = {};

    private FormBody() {}

    /**
     * The fields by their names, the first value of each; none when the body is no form.
     *
     * @throws RestJobRefusal 400 when the body cannot be read, 413 when it is too large
     */
    static Map<String, String> read(HttpRequest<byte[]> request, Limits limits) {
        byte[] bytes = request.getBody().orElse(NOTHING);
        if (bytes.length > limits.bodySize()) {
            throw new RestJobRefusal(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Form is too large");
        }
        var type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        var fields = new LinkedHashMap<String, String>();
        if (type == null || !type.matches("(?i)\\s*(application/x-www-form-urlencoded|multipart/form-data)\\b.*")) {
            return fields;
        }
        var form =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(bytes));
        form.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        HttpPostRequestDecoder decoder = null;
        try {
            decoder = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), form);
            for (var data : decoder.getBodyHttpDatas()) {
                if (data instanceof Attribute field) {
                    fields.putIfAbsent(field.getName(), storable(field.getValue()));
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Form cannot be read");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
        return fields;
    }

    private static String storable(String text) {
        if (!Storable.isStorable(text)) {
            throw new IllegalArgumentException("not storable");
        }
        return text;
    }
}
