package io.ordo.scheduler.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private static final String TEXT = "Bearer grün 42";
    private static final byte[] ONES = {
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
    };

    private final MasterKey key = new MasterKey(Base64.getEncoder().encodeToString(new byte[32]));

    @Test
    void whatIsSealedOpensForItsPurposeAlone() {
        String seal = key.seal("a purpose", TEXT).orElseThrow();
        assertThat(seal).startsWith("v1:").doesNotContain("Bearer");
        assertThat(key.open("a purpose", seal)).contains(TEXT);
        assertThat(key.open("another", seal)).isEmpty();
    }

    @Test
    void theSameTextLooksDifferentEachTime() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(_ -> key.seal("a purpose", TEXT).orElseThrow()))
                .doesNotHaveDuplicates();
    }

    @Test
    void underAnotherKeyItDoesNotOpen() {
        var other = new MasterKey(Base64.getEncoder().encodeToString(ONES));
        assertThat(other.open("a purpose", key.seal("a purpose", TEXT).orElseThrow()))
                .isEmpty();
    }

    /** Each byte of it counts. */
    @Test
    void whatWasChangedDoesNotOpen() {
        byte[] bytes = Base64.getDecoder()
                .decode(key.seal("a purpose", TEXT).orElseThrow().substring("v1:".length()));
        for (int place = 0; place < bytes.length; place++) {
            byte[] changed = bytes.clone();
            changed[place] ^= 1;
            assertThat(key.open("a purpose", "v1:" + Base64.getEncoder().encodeToString(changed)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1:", "v1:AAAA", "v1:no base64", "v2:AAAA", "Bearer"})
    void whatWasNeverSealedDoesNotOpen(String text) {
        assertThat(key.open("a purpose", text)).isEmpty();
    }

    @Test
    void withoutAKeyNothingIsSealedOrOpened() {
        var none = new MasterKey("");
        assertThat(none.seal("a purpose", TEXT)).isEmpty();
        assertThat(none.open("a purpose", key.seal("a purpose", TEXT).orElseThrow()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no base64 !", "AAAA", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ=="})
    void aKeyThatIsNoneIsRefusedWithoutBeingRepeated(String text) {
        assertThatThrownBy(() -> new MasterKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ORDO_MASTER_KEY must be the Base64 of 32 bytes")
                .hasMessageNotContaining(text);
    }
}
