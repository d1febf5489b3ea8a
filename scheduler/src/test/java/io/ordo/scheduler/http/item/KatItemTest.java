package io.ordo.scheduler.http.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.ordo.scheduler.queue.KatRules.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KatItemTest {
    private static final ObjectMapper JSON = ObjectMapper.getDefault();

    /** As OpenKAT's own scheduler answered. */
    @ParameterizedTest
    @CsvSource({
        "r-o, 6af20b1d248eca636dacbb8e2917897e",
        "r1-org1, e2805bbc0ac29935b53a88d3ea52984e",
        "H|i|x-b0-o, d28db9e5009370d1119e45de727ccbf5",
        "H|i|z-full-o, 0d0777a83e9090c0bfacf45cdaedc7bc"
    })
    void anIdentityIsHashedAsOpenKatDoes(String identity, String hash) {
        assertThat(KatItem.hash(identity)).isEqualTo(hash);
    }

    @Test
    void theIdentityOfAReportIsItsRecipeAndOrganisation() {
        assertThat(hash(Item.REPORT, "{'organisation_id': 'o', 'report_recipe_id': 'r'}"))
                .isEqualTo("6af20b1d248eca636dacbb8e2917897e");
    }

    @Test
    void theIdentityOfABoefjeIsItsObjectItsPluginAndItsOrganisation() {
        assertThat(hash(Item.BOEFJE, "{'boefje': {'id': 'b0'}, 'input_ooi': 'H|i|x', 'organization': 'o'}"))
                .isEqualTo("d28db9e5009370d1119e45de727ccbf5");
    }

    @Test
    void aBoefjeWithoutObjectHasAnIdentityToo() {
        String hash = KatItem.hash("b0-o");

        assertThat(hash(Item.BOEFJE, "{'boefje': {'id': 'b0'}, 'organization': 'o'}"))
                .isEqualTo(hash);
        assertThat(hash(Item.BOEFJE, "{'boefje': {'id': 'b0'}, 'input_ooi': null, 'organization': 'o'}"))
                .isEqualTo(hash);
    }

    @Test
    void theIdentityOfANormalizerIsItsPluginAndWhatItReads() {
        assertThat(hash(Item.NORMALIZER, NORMALIZER)).isEqualTo(KatItem.hash("n-meta-o"));
    }

    @Test
    void anObjectIsItsIdOrEverythingItSays() {
        assertThat(hash(Item.ANY, "{'id': 'x', 'a': 1}")).isEqualTo(KatItem.hash("x"));
        assertThat(hash(Item.ANY, "{'a': 1.0, 'b': [1, {'c': 'd', 'e': null}]}"))
                .isEqualTo(hash(Item.ANY, "{'b': [1.00, {'e': null, 'c': 'd'}], 'a': 1}"))
                .isNotEqualTo(hash(Item.ANY, "{'b': [1, {'e': null, 'c': 'e'}], 'a': 1}"));
    }

    @Test
    void whatWasLeftOutIsFilledIn() {
        var task = UUID.randomUUID();
        var item = read(
                Item.BOEFJE, "{'boefje': {'id': 'b0', 'oci_image': 'img'}, 'input_ooi': 'H|i|x', 'organization': 'o'}");

        assertThat(text(item.of(task)))
                .isEqualTo(("{'id':'" + task + "','boefje':{'id':'b0','name':null,'version':null,'oci_image':'img'},"
                                + "'input_ooi':'H|i|x','organization':'o','deduplication_key':null,'dispatches':[]}")
                        .replace('\'', '"'));
    }

    @Test
    void aNormalizerIsFilledInToItsDepth() {
        var task = UUID.randomUUID();

        assertThat(text(read(Item.NORMALIZER, NORMALIZER).of(task)))
                .isEqualTo(("{'id':'" + task + "','normalizer':{'id':'n','name':null,'version':null},"
                                + "'raw_data':{'id':'raw','boefje_meta':{'id':'meta','boefje':{'id':'b','name':null,"
                                + "'version':null,'oci_image':null},'input_ooi':null,'arguments':{},'organization':'o',"
                                + "'started_at':null,'ended_at':null},'mime_types':[{'value':'text/html'}],"
                                + "'secure_hash':null,'hash_retrieval_link':null}}")
                        .replace('\'', '"'));
    }

    @Test
    void whatNobodyKnowsIsKept() {
        var data = text(read(Item.REPORT, "{'new': 1, 'organisation_id': 'o', 'report_recipe_id': 'r'}")
                .of(UUID.randomUUID()));

        assertThat(data).isEqualTo("{\"organisation_id\":\"o\",\"report_recipe_id\":\"r\",\"new\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "REPORT; {}",
                "REPORT; {'organisation_id': 'o'}",
                "REPORT; {'organisation_id': 1, 'report_recipe_id': 'r'}",
                "BOEFJE; {'boefje': {'id': 'b'}}",
                "BOEFJE; {'boefje': 'b', 'organization': 'o'}",
                "BOEFJE; {'boefje': {}, 'organization': 'o'}",
                "BOEFJE; {'boefje': {'id': 'b', 'name': 1}, 'organization': 'o'}",
                "BOEFJE; {'boefje': {'id': 'b'}, 'organization': 'o', 'id': 'no uuid'}",
                "BOEFJE; {'boefje': {'id': 'b'}, 'organization': 'o', 'deduplication_key': 'no uuid'}",
                "BOEFJE; {'boefje': {'id': 'b'}, 'organization': 'o', 'dispatches': {}}",
                "BOEFJE; {'boefje': {'id': 'b'}, 'organization': 'o', 'dispatches': [{}]}",
                "NORMALIZER; {'normalizer': {'id': 'n'}}",
                "NORMALIZER; {'normalizer': {'id': 'n'}, 'raw_data': {'id': 'raw'}}"
            })
    void anotherShapeIsRefused(Item shape, String data) {
        assertThat(KatItem.read(shape, json(data))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "REPORT; []; ~~; Must be an object.",
                "REPORT; {'organisation_id': 'o'}; .report_recipe_id; This field is required.",
                "BOEFJE; {'boefje': 'b', 'organization': 'o'}; .boefje; Must be an object.",
                "BOEFJE; {'boefje': {'id': 1}}; .boefje.id; Must be a text.",
                "BOEFJE; {'boefje': {'id': 'b', 'name': 1}}; .boefje.name; Must be a text or null.",
                "BOEFJE; {'boefje': {'id': 'b'}, 'organization': 'o', 'id': 'x'}; .id; Must be a UUID or null.",
                "BOEFJE; {'boefje': {'id': 'b'}, 'organization': 'o', 'dispatches': {}}; .dispatches;"
                        + " Must be an array of objects.",
                "BOEFJE; {'boefje': {'id': 'b'}, 'organization': 'o', 'dispatches': [{'id': 'd'}, {}]};"
                        + " .dispatches.1.id; This field is required.",
                "NORMALIZER; {'normalizer': {'id': 'n'}, 'raw_data': {'id': 'raw', 'boefje_meta': 1}};"
                        + " .raw_data.boefje_meta; Must be an object."
            })
    void whereTheShapeIsAnotherIsTold(Item shape, String data, String place, String fault) {
        var told = new ArrayList<String>();

        assertThat(KatItem.read(shape, json(data), (where, what) -> told.add(where + " " + what)))
                .isEmpty();
        assertThat(told).containsExactly(place + " " + fault);
    }

    private static final String NORMALIZER = "{'normalizer': {'id': 'n'}, 'raw_data': {'id': 'raw', 'mime_types': "
            + "[{'value': 'text/html'}], 'boefje_meta': {'id': 'meta', 'boefje': {'id': 'b'}, 'organization': 'o'}}}";

    private static KatItem read(Item shape, String data) {
        return KatItem.read(shape, json(data)).orElseThrow();
    }

    private static String hash(Item shape, String data) {
        return read(shape, data).hash();
    }

    private static JsonNode json(String text) {
        try {
            return Objects.requireNonNull(JSON.readValue(text.replace('\'', '"'), JsonNode.class));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
