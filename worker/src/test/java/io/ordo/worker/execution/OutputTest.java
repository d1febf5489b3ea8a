package io.ordo.worker.execution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutputTest {

    @Test
    void whatWasPrintedIsKeptAsItIs() {
        Output log = new Output(100);

        append(log, "a\r\n\tü€😀".getBytes(UTF_8));

        assertThat(log.text()).isEqualTo("a\r\n\tü€😀");
        assertThat(log.isFull()).isFalse();
    }

    @Test
    void nulAndWhatIsNotUtf8BecomeReplacementCharacters() {
        Output log = new Output(100);

        append(log, "a\0b\u00FFc\u00C3".getBytes(ISO_8859_1));

        assertThat(log.text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    }

    @Test
    void aCharacterPrintedInTwoPiecesIsOne() {
        Output log = new Output(100);
        byte[] euro = "€".getBytes(UTF_8);

        append(log, new byte[] {euro[0]});
        append(log, new byte[] {euro[1], euro[2]});

        assertThat(log.text()).isEqualTo("€");
    }

    @Test
    void exactlyTheLimitFits() {
        Output log = new Output(3);

        assertThat(append(log, new byte[] {'a', 'b', 'c'})).isTrue();
        assertThat(append(log, new byte[] {'d'})).isFalse();
        assertThat(log.isFull()).isTrue();
        assertThat(log.text()).isEqualTo("abc");
    }

    @Property
    void theLimitNeverCutsACharacterInTwo(@ForAll @IntRange(min = 1, max = 14) int limit) {
        Output log = new Output(limit);
        String printed = "aü€😀b€c";

        append(log, printed.getBytes(UTF_8));

        assertThat(printed).startsWith(log.text());
        assertThat(log.text().getBytes(UTF_8).length).isBetween(limit - 3, limit);
    }

    private static boolean append(Output log, byte[] bytes) {
        return log.append(bytes, bytes.length);
    }
}
