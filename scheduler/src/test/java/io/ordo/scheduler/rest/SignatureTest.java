package io.ordo.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.target.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final SigningKey KEY = new SigningKey("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** The example by which libraries of other languages are tested. */
    @Test
    void aMessageIsSignedAsTheStandardHasIt() {
        assertThat(Signature.of(List.of(KEY), ID, 1_614_265_330, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whileASecretIsReplacedBothSign() {
        var newer = new SigningKey("any text");
        assertThat(Signature.of(List.of(newer, KEY), ID, 1_614_265_330, BODY))
                .isEqualTo(Signature.of(List.of(newer), ID, 1_614_265_330, BODY)
                        + " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
