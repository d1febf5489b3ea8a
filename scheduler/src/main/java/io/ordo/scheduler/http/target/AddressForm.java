package io.ordo.scheduler.http.target;

import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.AllowedAddresses;
import io.ordo.scheduler.target.Target;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Understands the settings of targets: when somebody writes them, so that he learns at once what is wrong, and again
 * when a task is sent. The one reader of both, so that what was accepted can be sent.
 */
@Singleton
public final class AddressForm {
    /** The setting that says what is sent: {@link #PAYLOAD}, which is the default, or {@link #DATA}. */
    public static final String SEND = "send";

    /** The payload of the task, whole. */
    public static final String PAYLOAD = "payload";

    /** What the payload of the task has in its field {@code data}. */
    public static final String DATA = "data";

    private final AllowedAddresses allowed;

    AddressForm(AllowedAddresses allowed) {
        this.allowed = allowed;
    }

    /**
     * The address of these settings; null when something is wrong with them, which they note.
     *
     * @param texts says what those mean that nobody should read
     */
    @Nullable
    Address read(Target.Kind kind, Fields settings, HiddenTexts texts) {
        settings.oneOf(SEND, word -> word.equals(PAYLOAD) || word.equals(DATA) ? word : null, PAYLOAD + ", " + DATA);
        return switch (kind) {
            case REST -> RestSettings.read(settings, texts, allowed);
            case KAFKA -> KafkaSettings.read(settings, texts);
            case REDIS -> RedisSettings.read(settings, texts);
        };
    }
}
