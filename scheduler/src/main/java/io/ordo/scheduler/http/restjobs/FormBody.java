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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of a form, in either of the two encodings. */
final class FormBody {
    private static final byte[] NOTHING = {};
    private static final Pattern ENCODED = Pattern.compile("(?i)\\s*application/x-www-form-urlencoded\\b.*");
    private static final Pattern PARTS = Pattern.compile("(?i)\\s*multipart/form-data\\b.*");

    private FormBody() {}

    /**
     * The fields by their names; none when the body is no form.
     *
     * @throws RestJobRefusal 400 when the body cannot be read, is not UTF-8 or says a field twice, 413 when it is too
     *     large
     */
    static Map<String, String> read(HttpRequest<byte[]> request, Limits limits) {
        byte[] bytes = request.getBody().orElse(NOTHING);
        if (bytes.length > limits.bodySize()) {
            throw new RestJobRefusal(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Form is too large");
        }
        var type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        if (type != null && ENCODED.matcher(type).matches()) {
            // Escapes stand for bytes; in a name each is a character until it is known whether they are UTF-8.
            return fields(bytes, type, StandardCharsets.ISO_8859_1);
        }
        if (type != null && PARTS.matcher(type).matches()) {
            text(bytes);
            return fields(bytes, type, StandardCharsets.UTF_8);
        }
        return Map.of();
    }

    private static Map<String, String> fields(byte[] bytes, String type, Charset charset) {
        var form =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(bytes));
        form.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        var fields = new LinkedHashMap<String, String>();
        HttpPostRequestDecoder decoder = null;
        try {
            decoder = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), form, charset);
            for (var data : decoder.getBodyHttpDatas()) {
                if (data instanceof Attribute field) {
                    add(text(field.getName().getBytes(charset)), text(field.get()), fields);
                }
            }
        } catch (RestJobRefusal refused) {
            throw refused;
        } catch (IOException | RuntimeException unreadable) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Form cannot be read");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
        return fields;
    }

    private static void add(String name, String value, Map<String, String> fields) {
        if (fields.put(name, value) != null) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Form says " + name + " twice");
        }
    }

    private static String text(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (Storable.isStorable(text)) {
                return text;
            }
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Form cannot be read");
        } catch (CharacterCodingException notText) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Form is not UTF-8");
        }
    }
}
