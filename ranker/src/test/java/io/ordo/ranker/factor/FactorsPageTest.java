package io.ordo.ranker.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** docs/ranking.md lists every factor and parameter with what is allowed, and shows one that is written so. */
class FactorsPageTest {
    static final Iterable<FactorType> ALL = Factors.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void thePageDescribesEveryParameter(FactorType type) throws IOException {
        String page = page();
        String lines = type.parameters().stream()
                .map(one -> "\n| | `" + one.name() + "` | " + one.allowed().replaceAll(" \\(or.*?\\)", "") + " | "
                        + one.meaning() + " |")
                .collect(Collectors.joining());
        assertThat(page).contains("| `" + type.name() + "` | | | " + type.meaning() + " |" + lines);
    }

    @Test
    void theFactorItShowsIsThatOfTheLibrary() throws IOException {
        var shown = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(page());
        assertThat(shown.find()).isTrue();
        var whole = Files.readString(Path.of("src/main/java/io/ordo/ranker/factor/FirstRunFactor.java"));
        assertThat(bare(whole)).endsWith(bare(shown.group(1)));
        assertThat(shown.find()).as("samples that nobody compiles").isFalse();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/ranking.md"));
    }

    /** Without comments and white space. */
    private static String bare(String code) {
        return code.replaceAll("(?s)/\\*\\*.*?\\*/", "").replaceAll("\\s", "");
    }
}
