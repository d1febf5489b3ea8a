package io.ordo.scheduler.http.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.event.EventType;
import io.ordo.scheduler.tidy.Repository;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written of events names every type there is, and no other. */
class EventsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\|((?: `(?:job|task)_\\w+`,?)+) \\|");
    private static final Pattern WORD = Pattern.compile("`((?:job|task)_\\w+)`");

    @Test
    void thePageListsEveryType() {
        var page = Repository.text("docs/events.md");
        var types = page.substring(page.indexOf("## Types"));

        assertThat(ROW.matcher(types).results().flatMap(row -> words(row.group(1))))
                .containsExactlyInAnyOrderElementsOf(known());
    }

    @Test
    void theDocumentOfTheApiListsEveryType() {
        var document = Repository.text("api-spec/src/main/resources/openapi.yml");
        var begin = document.indexOf("Only events of these types");

        assertThat(words(document.substring(begin, document.indexOf("schema:", begin))))
                .containsExactlyInAnyOrderElementsOf(known());
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(word -> word.group(1));
    }

    private static List<String> known() {
        return Stream.of(EventType.values()).map(EventType::word).toList();
    }
}
