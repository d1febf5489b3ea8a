package io.ordo.scheduler.http.item;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.value.Instants;
import io.ordo.scheduler.queue.KatRules;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;

/**
 * The data of a task in the shape its queue asks for: what may be left out is filled in, what nobody knows is kept.
 *
 * @param shape of its queue
 * @param hash its identity: the MurmurHash3 (x64, 128 bits) of the fields that say what is done to what, in hexadecimal
 */
public record KatItem(KatRules.Item shape, JsonNode data, String hash) {
    /** Reads data; empty when it has another shape. */
    public static Optional<KatItem> read(KatRules.Item shape, JsonNode data) {
        return read(shape, data, (_, _) -> {});
    }

    /**
     * Reads data; empty when it has another shape.
     *
     * @param malformed told where it has, {@code .boefje.id} for example, and what must stand there
     */
    public static Optional<KatItem> read(KatRules.Item shape, JsonNode data, BiConsumer<String, String> malformed) {
        try {
            var filled = switch (shape) {
                case BOEFJE -> boefjeTask(new KatShape(data));
                case NORMALIZER -> normalizerTask(new KatShape(data));
                case REPORT -> reportTask(new KatShape(data));
                case ANY -> new KatShape(data).whole();
            };
            return Optional.of(new KatItem(shape, filled, hash(identity(shape, filled))));
        } catch (KatShape.Malformed other) {
            malformed.accept(other.place(), other.fault());
            return Optional.empty();
        }
    }

    /** When the raw data came to be that a normalizer works on; null for other shapes, and where it says no time. */
    public @Nullable Instant dataAt() {
        return shape == KatRules.Item.NORMALIZER
                ? Instants.parse(text(data, "raw_data", "boefje_meta", "ended_at"))
                        .orElse(null)
                : null;
    }

    /** The data of the task of that id: workers find it there, too. */
    public JsonNode of(UUID task) {
        return switch (shape) {
            case REPORT, ANY -> data;
            case BOEFJE, NORMALIZER -> {
                var fields = new LinkedHashMap<String, JsonNode>();
                data.entries().forEach(field -> fields.put(field.getKey(), field.getValue()));
                fields.put("id", JsonNode.createStringNode(task.toString()));
                yield JsonNode.createObjectNode(fields);
            }
        };
    }

    private static JsonNode boefjeTask(KatShape task) {
        return task.idOrNull("id")
                .object("boefje", KatItem::boefje)
                .textOrNull("input_ooi")
                .text("organization")
                .idOrNull("deduplication_key")
                .list("dispatches", KatItem::plugin)
                .whole();
    }

    private static JsonNode boefje(KatShape boefje) {
        return boefje.text("id")
                .textOrNull("name")
                .textOrNull("version")
                .textOrNull("oci_image")
                .whole();
    }

    private static JsonNode normalizerTask(KatShape task) {
        return task.idOrNull("id")
                .object("normalizer", KatItem::plugin)
                .object("raw_data", KatItem::rawData)
                .whole();
    }

    private static JsonNode plugin(KatShape plugin) {
        return plugin.text("id").textOrNull("name").textOrNull("version").whole();
    }

    private static JsonNode rawData(KatShape raw) {
        return raw.text("id")
                .object("boefje_meta", KatItem::boefjeMeta)
                .required("mime_types")
                .list("mime_types", KatShape::texts)
                .textOrNull("secure_hash")
                .textOrNull("hash_retrieval_link")
                .whole();
    }

    private static JsonNode boefjeMeta(KatShape meta) {
        return meta.text("id")
                .object("boefje", KatItem::boefje)
                .textOrNull("input_ooi")
                .objectOrEmpty("arguments")
                .text("organization")
                .textOrNull("started_at")
                .textOrNull("ended_at")
                .whole();
    }

    private static JsonNode reportTask(KatShape task) {
        return task.text("organisation_id").text("report_recipe_id").whole();
    }

    private static String identity(KatRules.Item shape, JsonNode data) {
        return switch (shape) {
            case BOEFJE -> {
                String ooi = text(data, "input_ooi");
                String what = text(data, "boefje", "id") + "-" + text(data, "organization");
                yield ooi.isEmpty() ? what : ooi + "-" + what;
            }
            case NORMALIZER ->
                text(data, "normalizer", "id") + "-" + text(data, "raw_data", "boefje_meta", "id") + "-"
                        + text(data, "raw_data", "boefje_meta", "organization");
            case REPORT -> text(data, "report_recipe_id") + "-" + text(data, "organisation_id");
            case ANY -> {
                String id = text(data, "id");
                yield id.isEmpty() ? canonical(data) : id;
            }
        };
    }

    /** The text or number at the end of the way; nothing when there is none. */
    private static String text(JsonNode data, String... way) {
        var node = data;
        for (String step : way) {
            node = node == null || !node.isObject() ? null : node.get(step);
        }
        return node == null || !node.isValueNode() || node.isNull() ? "" : node.coerceStringValue();
    }

    /** The same for all ways to write the same. */
    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, String>();
            node.entries().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return fields.entrySet().stream()
                    .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            var values = new StringBuilder("[");
            node.values().forEach(value -> values.append(canonical(value)).append(','));
            return values.append(']').toString();
        }
        if (node.isNumber()) {
            return node.getBigDecimalValue().stripTrailingZeros().toPlainString();
        }
        return node.isString() ? quoted(node.getStringValue()) : String.valueOf(node.getValue());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Both halves, each from its lowest byte on. */
    public static String hash(String identity) {
        long[] halves = MurmurHash3.hash128x64(identity.getBytes(StandardCharsets.UTF_8));
        var bytes = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(halves[0]).putLong(halves[1]);
        return HexFormat.of().formatHex(bytes.array());
    }
}
