package io.ordo.scheduler.http.restjobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micronaut.http.HttpRequest;
import io.ordo.scheduler.http.request.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormBodyTest {
    private static final String ENCODED = "application/x-www-form-urlencoded";
    private static final String PARTS = "multipart/form-data; boundary=b";

    @Test
    void aFormIsTheSameInEitherEncoding() {
        assertThat(read(ENCODED, "name=M%C3%BCller+%26+S\u00f6hne&n=5".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Map.of("name", "Müller & Söhne", "n", "5"));
        assertThat(read(PARTS, parts("name", "Müller & Söhne").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Map.of("name", "Müller & Söhne"));
        assertThat(read("application/json", "name=x".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertRefused(ENCODED, "name=M%FCller".getBytes(StandardCharsets.UTF_8), "Form is not UTF-8");
        assertRefused(ENCODED, "name=Müller".getBytes(StandardCharsets.ISO_8859_1), "Form is not UTF-8");
        assertRefused(PARTS, parts("name", "Müller").getBytes(StandardCharsets.ISO_8859_1), "Form is not UTF-8");
    }

    @Test
    void aFieldIsSaidOnce() {
        assertRefused(ENCODED, "n=1&m=2&n=1".getBytes(StandardCharsets.UTF_8), "Form says n twice");
        var twice = (parts("n", "1") + parts("n", "2")).replace("--b--\r\n--b", "--b");
        assertRefused(PARTS, twice.getBytes(StandardCharsets.UTF_8), "Form says n twice");
    }

    private static void assertRefused(String type, byte[] body, String words) {
        assertThatExceptionOfType(RestJobRefusal.class)
                .isThrownBy(() -> read(type, body))
                .satisfies(refused -> assertThat(refused.words()).isEqualTo(words));
    }

    private static Map<String, String> read(String type, byte[] body) {
        return FormBody.read(HttpRequest.POST("/", body).header("Content-Type", type), new Limits(1_000, 1_000));
    }

    private static String parts(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n--b--\r\n";
    }
}
