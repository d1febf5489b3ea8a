package io.ordo.scheduler.http.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTest {
    private static final String LONE_SURROGATE = "half \uD83D of a pair";

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Zürich 東京 \uD83D\uDE00", "tab\tand\nline", "\u0001\uFFFF"})
    void unicodeTextIsStorable(String text) {
        assertThat(Storable.isStorable(text)).isTrue();
        assertThat(Storable.storable(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", LONE_SURROGATE, "\uDE00\uD83D"})
    void textWithoutMeaningIsNot(String text) {
        assertThat(Storable.isStorable(text)).isFalse();
        assertThat(Storable.isStorable(Storable.storable(text))).isTrue();
    }

    @Test
    void whatCannotBeKeptOfALogIsReplacedCharacterByCharacter() {
        assertThat(Storable.storable("a\u0000b")).isEqualTo("a\uFFFDb");
        assertThat(Storable.storable(LONE_SURROGATE + "\uD83D\uDE00")).isEqualTo("half \uFFFD of a pair\uD83D\uDE00");
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "1e400, true",
        "1e401, false",
        "-1e401, false",
        "1e-400, true",
        "1e-401, false",
        "1e131000, false"
    })
    void numbersAreStorableWithin400Digits(BigDecimal number, boolean storable) {
        assertThat(Storable.isStorable(number)).isEqualTo(storable);
        assertThat(Storable.isStorable(JsonNode.createNumberNode(number))).isEqualTo(storable);
    }

    @Test
    void aTreeIsStorableWhenEverythingInItIs() {
        var bad = JsonNode.createStringNode("\u0000");
        var good = JsonNode.createStringNode("good");
        assertThat(Storable.isStorable(array(good, object("deep", array(good, JsonNode.nullNode())))))
                .isTrue();
        assertThat(Storable.isStorable(array(good, object("deep", array(good, bad)))))
                .isFalse();
        assertThat(Storable.isStorable(object("\u0000", good))).isFalse();
    }

    private static JsonNode array(JsonNode... values) {
        return JsonNode.createArrayNode(List.of(values));
    }

    private static JsonNode object(String name, JsonNode value) {
        return JsonNode.createObjectNode(Map.of(name, value));
    }
}
