package io.ordo.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.scheduler.tidy.Repository;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The composition that docs/ranking.md shows can be chosen, and has the version that the page names. */
class RankingPageTest {
    private static final Pattern COMPOSITION = Pattern.compile("```json\\n(\\{\"name\".*?)```", Pattern.DOTALL);

    @Test
    void theCompositionOnThePageHasTheVersionOnThePage() throws IOException {
        var page = Repository.files().stream()
                .filter(file -> file.name().endsWith("docs/ranking.md"))
                .findFirst()
                .orElseThrow()
                .text();
        var shown = COMPOSITION.matcher(page);
        assertThat(shown.find()).isTrue();
        Map<String, ?> map = new ObjectMapper().readerForMapOf(Object.class).readValue(shown.group(1));

        assertThat(page).contains("`" + RankerSpec.of(map).version() + "`");
    }
}
