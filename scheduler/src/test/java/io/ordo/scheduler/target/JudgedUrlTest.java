package io.ordo.scheduler.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.target.JudgedUrl.Bad;
import io.ordo.scheduler.target.JudgedUrl.Good;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedUrlTest {
    private static final AllowedAddresses PUBLIC = AllowedAddresses.of("");

    static Stream<String> hostile() {
        return HostileUrls.at(8080);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noHostileUrlIsTaken(String url) {
        assertThat(JudgedUrl.of(url, PUBLIC)).isInstanceOf(Bad.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "http://example.org:3000/a%20b?q=1",
                "HTTPS://EXAMPLE.ORG/",
                "http://localhost:3000/test",
                "http://sink/",
                "http://xn--bcher-kva.example/",
                "http://1e100.net/",
                "http://8.8.8.8/",
                "http://[2606:4700:4700::1111]:8443/",
                "http://[::ffff:8.8.8.8]/",
                "http://[64:ff9b::8.8.8.8]/",
                "http://example.org:65535/",
                "http://example.org/#part",
            })
    void whatAllReadAlikeIsTakenAsItIs(String url) {
        assertThat(JudgedUrl.of(url, PUBLIC))
                .isInstanceOfSatisfying(
                        Good.class, good -> assertThat(good.url()).hasToString(url));
    }

    @Test
    void aHostThatIsAnAddressIsNeverLookedUp() {
        assertThat(JudgedUrl.of("http://[2606:4700::1]/", PUBLIC))
                .isInstanceOfSatisfying(
                        Good.class, good -> assertThat(good.address()).isEqualTo(Range.address("2606:4700::1")));
        assertThat(JudgedUrl.of("http://example.org/", PUBLIC))
                .isInstanceOfSatisfying(
                        Good.class, good -> assertThat(good.address()).isNull());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://example.org/     | scheme",
                "http://u:p@example.org | user",
                "http://exa mple.org/   | format",
                "http://ex[ample.org/   | format",
                "http://2130706433/     | host",
                "http:///path           | host",
                "http://example.org:0/  | port",
                "http://10.0.0.1/       | address",
            })
    void whatIsWrongIsNamedByItsRule(String url, String rule) {
        assertThat(JudgedUrl.of(url, PUBLIC))
                .isInstanceOfSatisfying(
                        Bad.class, bad -> assertThat(bad.wrong().rule()).isEqualTo(rule));
    }

    @Test
    void aPasswordIsNotRepeated() {
        assertThat(JudgedUrl.of("http://user:secret@example.org/", PUBLIC).toString())
                .doesNotContain("secret");
    }

    @Test
    void anAddressThatMayNotBeReachedIsNamedWithTheSettingThatCouldOpenIt() {
        assertThat(JudgedUrl.of("http://127.0.0.1:3000/", PUBLIC))
                .isEqualTo(new Bad(new Wrong(
                        "address", "127.0.0.1 is a loopback address, which ORDO_ALLOWED_ADDRESSES does not open.")));
        assertThat(JudgedUrl.of("http://127.0.0.1:3000/", AllowedAddresses.of("loopback")))
                .isInstanceOf(Good.class);
    }

    @Test
    void aUrlHasAnEnd() {
        String longest = "http://example.org/".concat("a".repeat(2_048 - 19));
        assertThat(JudgedUrl.of(longest, PUBLIC)).isInstanceOf(Good.class);
        assertThat(JudgedUrl.of(longest + "a", PUBLIC)).isInstanceOf(Bad.class);
    }
}
