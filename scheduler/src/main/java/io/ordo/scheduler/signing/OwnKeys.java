package io.ordo.scheduler.signing;

import io.ordo.scheduler.target.Seals;
import io.ordo.scheduler.target.Secrets;
import io.ordo.scheduler.target.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What deliveries are signed with whose target brings no key of its own: the secret {@code WEBHOOK_SIGNING} where the
 * operator gave one, otherwise the key that the installation made at its first start and those it has replaced lately.
 * The secret {@code WEBHOOK_SIGNING_OLD} signs as well, while receivers change over.
 */
public final class OwnKeys {
    private static final String NEW = "WEBHOOK_SIGNING";
    private static final String OLD = "WEBHOOK_SIGNING_OLD";

    /** As many as the signature has; Standard Webhooks take 24 to 64. */
    private static final int BYTES = 32;

    /** What keys are sealed for. */
    private static final String PURPOSE = "signing key";

    private static final String SEALED = "v1:";

    private final OwnKeyStore store;
    private final Secrets secrets;
    private final Seals seals;
    private final RandomGenerator random;
    private volatile List<SigningKey> current = List.of();

    /**
     * Knows none yet.
     *
     * @param seals own keys are kept sealed where there is a master key
     * @param random that nobody can foresee
     */
    public OwnKeys(OwnKeyStore store, Secrets secrets, Seals seals, RandomGenerator random) {
        this.store = store;
        this.secrets = secrets;
        this.seals = seals;
        this.random = random;
    }

    /**
     * Learns what other schedulers, or whoever keeps the secrets, have changed, and makes the first key where there is
     * none. What was known stays when this fails.
     *
     * @return false: there is nothing more to do
     * @throws IllegalArgumentException when a secret is no key, or own keys were sealed under another master key; the
     *     message names the setting
     */
    public synchronized boolean runOnce() {
        var newest = given(NEW);
        var own = newest.isPresent()
                ? Stream.<SigningKey>empty()
                : live().stream().map(OwnKey::key);
        current = Stream.of(newest.stream(), own, given(OLD).stream())
                .flatMap(keys -> keys)
                .toList();
        return false;
    }

    /** The keys to sign with now, the newest first. Empty only before the first {@link #runOnce}. */
    public List<SigningKey> current() {
        return current;
    }

    /** The keys this installation made and signs with, the newest first; empty when the operator gave one. */
    public Optional<List<OwnKey>> own() {
        return isGiven() ? Optional.empty() : Optional.of(live());
    }

    /**
     * Makes another key, which this scheduler signs with at once.
     *
     * @param keepOld how long the newest until now signs as well
     * @return as {@link #own}; nothing is made when the operator gave one
     */
    public synchronized Optional<List<OwnKey>> rotate(Duration keepOld) {
        if (isGiven()) {
            return Optional.empty();
        }
        store.replace(closed(fresh()), keepOld);
        runOnce();
        return own();
    }

    private boolean isGiven() {
        return secrets.find(NEW).isPresent();
    }

    private List<OwnKey> live() {
        var live = store.live();
        if (live.isEmpty()) {
            store.begin(closed(fresh()));
            live = store.live();
        }
        return live.stream()
                .map(kept -> new OwnKey(new SigningKey(opened(kept.text())), kept.madeAt(), kept.signsUntil()))
                .toList();
    }

    private String closed(String text) {
        return seals.seal(PURPOSE, text).orElse(text);
    }

    /** One that was kept before there was a master key is sealed now. */
    private String opened(String kept) {
        if (kept.startsWith(SEALED)) {
            return seals.open(PURPOSE, kept)
                    .orElseThrow(() -> new IllegalArgumentException("ORDO_MASTER_KEY is missing, or is not the one"
                            + " under which this installation's signing key was sealed: set that one, or give the"
                            + " secret WEBHOOK_SIGNING to sign with (ORDO_SECRET_WEBHOOK_SIGNING, or a file of that"
                            + " name in ORDO_SECRETS_DIR)."));
        }
        seals.seal(PURPOSE, kept).ifPresent(seal -> store.change(kept, seal));
        return kept;
    }

    private String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return SigningKey.of(bytes).text();
    }

    private Optional<SigningKey> given(String name) {
        return secrets.find(name).map(text -> {
            try {
                return new SigningKey(text);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("ORDO_SECRET_%s %s".formatted(name, wrong.getMessage()), wrong);
            }
        });
    }
}
