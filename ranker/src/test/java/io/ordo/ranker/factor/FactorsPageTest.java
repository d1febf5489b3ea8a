package io.ordo.ranker.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** docs/ranking.md lists every factor and parameter with what is allowed. */
class FactorsPageTest {
    static final Iterable<FactorType> ALL = Factors.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void thePageDescribesEveryParameter(FactorType type) throws IOException {
        String page = Files.readString(Path.of("../docs/ranking.md"));
        String lines = type.parameters().stream()
                .map(one -> "\n| | `" + one.name() + "` | " + one.allowed().replaceAll(" \\(or.*?\\)", "") + " | "
                        + one.meaning() + " |")
                .collect(Collectors.joining());
        assertThat(page).contains("| `" + type.name() + "` | | | " + type.meaning() + " |" + lines);
    }
}
