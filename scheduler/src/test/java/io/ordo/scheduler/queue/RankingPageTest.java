package io.ordo.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.scheduler.tidy.Repository;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The composition that docs/ranking.md shows can be chosen. */
class RankingPageTest {
    private static final Pattern COMPOSITION = Pattern.compile("```json\\n(\\{\"ranker\".*?)```", Pattern.DOTALL);

    @Test
    void theCompositionOnThePageIsARanker() throws IOException {
        var page = Repository.files().stream()
                .filter(file -> file.name().endsWith("docs/ranking.md"))
                .findFirst()
                .orElseThrow()
                .text();
        var shown = COMPOSITION.matcher(page);
        assertThat(shown.find()).isTrue();
        Map<String, Map<String, ?>> body =
                new ObjectMapper().readerForMapOf(Map.class).readValue(shown.group(1));

        assertThat(RankerSpec.of(body.getOrDefault("ranker", Map.of())).version())
                .startsWith("nightly-");
    }
}
