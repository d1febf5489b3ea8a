package io.ordo.scheduler.http.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.micronaut.http.HttpStatus;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.JsonStreamConfig;
import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON as trees: bodies read strictly, payloads and results as they were written. */
@Singleton
public final class Json {
    /** The writer of answers ends near 60 levels, and an answer holds a payload a few levels down. */
    private static final int DEEPEST = 40;

    private static final int LONGEST_TOKEN = 1_000;

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE) // the limits of bodies are ours
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_TOKEN)
                    .maxNameLength(LONGEST_TOKEN)
                    .build())
            .build();
    private static final JsonNodeTreeCodec TREES = JsonNodeTreeCodec.getInstance()
            .withConfig(
                    JsonStreamConfig.DEFAULT.withUseBigDecimalForFloats(true).withUseBigIntegerForInts(true));

    /** What the parser adds for those who know its classes. */
    private static final Pattern PARSER_TALK =
            Pattern.compile(" \\(start marker at .*\\)| \\(code \\d+[^)]*\\)|: enable .*");

    private static final byte[] NOTHING = {};

    private final JsonMapper mapper;
    private final Limits limits;

    public Json(JsonMapper mapper, Limits limits) {
        this.mapper = mapper;
        this.limits = limits;
    }

    /**
     * The body of a request that a person or program wrote by hand, within the limit for those.
     *
     * @throws ProblemException 400 when it is no JSON, 413 when it is too large
     */
    public JsonNode body(Optional<byte[]> body) {
        return read(body, limits.bodySize());
    }

    /** The body of a settlement, whose log may be large, or of a request for many tasks at once. */
    public JsonNode large(Optional<byte[]> body) {
        return read(body, limits.settlementSize());
    }

    /** As {@link #large}; empty when the request has no body. */
    public Optional<JsonNode> largeIfAny(Optional<byte[]> body) {
        return body.filter(bytes -> bytes.length > 0).map(bytes -> large(Optional.of(bytes)));
    }

    /**
     * Looks at the body of a request that says nothing by it: there is none, or an object without fields.
     *
     * @throws ProblemException as {@link #body}, and 422 when it says something
     */
    public void nothing(Optional<byte[]> body) {
        if (body.isPresent() && body.get().length > 0) {
            var fields = Fields.of(body(body));
            fields.noOthers();
            fields.check();
        }
    }

    /** JSON that was checked when it came in. */
    public JsonNode stored(String json) {
        try {
            return tree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException("stored JSON cannot be read", broken);
        }
    }

    public String text(JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode read(Optional<byte[]> body, long limit) {
        byte[] bytes = body.orElse(NOTHING);
        if (bytes.length > limit) {
            throw ProblemException.of(
                    HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                    "body_too_large",
                    "The body has " + bytes.length + " bytes; send at most " + limit + ".");
        }
        String text = text(bytes);
        if (text.isBlank()) {
            throw ProblemException.of(HttpStatus.BAD_REQUEST, "body_missing", "Send a JSON body.");
        }
        return read(text);
    }

    private static JsonNode read(String body) {
        try {
            return tree(body);
        } catch (StreamConstraintsException | NumberFormatException tooMuch) {
            throw ProblemException.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "value_not_storable",
                    "The body is nested deeper than " + DEEPEST
                            + " levels, or a number or a field's name in it is longer" + " than " + LONGEST_TOKEN
                            + " characters. Make it simpler.");
        } catch (JsonProcessingException notJson) {
            throw notJson(notJson);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** UTF-8 whatever the request says of itself: JSON knows no other encoding. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw ProblemException.of(HttpStatus.BAD_REQUEST, "not_json", "The body is not JSON in UTF-8.");
        }
    }

    private static JsonNode tree(String json) throws IOException {
        try (var parser = STRICT.createParser(json)) {
            var node = TREES.readTree(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "More follows after the end of the JSON value");
            }
            return node;
        }
    }

    private static ProblemException notJson(JsonProcessingException notJson) {
        var location = notJson.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return ProblemException.of(
                HttpStatus.BAD_REQUEST,
                "not_json",
                "The body is not JSON" + where + ": "
                        + PARSER_TALK.matcher(notJson.getOriginalMessage()).replaceAll("") + ".");
    }
}
