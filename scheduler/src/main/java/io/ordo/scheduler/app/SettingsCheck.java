package io.ordo.scheduler.app;

import io.micronaut.core.value.PropertyResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Judges what an operator set, before anything is started with it. */
final class SettingsCheck {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern BROKER = Pattern.compile("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

    /** As Kafka has it; "." and ".." are none. */
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]*");

    private static final int LONGEST_TOPIC = 249;

    /** Of one that is read: what is put aside goes to a topic with a longer name. */
    private static final String DEAD = "-dead";

    private static final int LONGEST_INBOX = LONGEST_TOPIC - DEAD.length();

    private static final List<String> INBOXES = List.of("ORDO_KAFKA_COMMANDS_TOPIC", "ORDO_KAFKA_RESULTS_TOPIC");

    private static final List<String> TOPICS = Stream.concat(Stream.of("ORDO_KAFKA_EVENTS_TOPIC"), INBOXES.stream())
            .toList();

    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Duration LONGEST_GRACE = Duration.ofHours(1);
    private static final long LARGEST_BODY = 1L << 30;

    /** One listens for good, two take batches of claims and two of pushes, and one is left for all else in turn. */
    private static final int LEAST_POOL = 6;

    /** Where the framework takes any free port. */
    private static final String ANY_PORT = "-1";

    private static final String ON_OR_OFF = "true or false";

    private static final List<Rule> RULES = List.of(
            new Rule("ORDO_HOST", "micronaut.server.host", "an address or name of this machine", SettingsCheck::isHost),
            new Rule("ORDO_PORT", "micronaut.server.port", "a port from 1 to 65535", SettingsCheck::isPort),
            new Rule(
                    "ORDO_DATABASE_URL",
                    "datasources.default.url",
                    "a JDBC URL such as jdbc:postgresql://localhost:5432/ordo",
                    SettingsCheck::isDatabase),
            number("ORDO_DATABASE_POOL", "datasources.default.maximum-pool-size", LEAST_POOL, 1_000),
            number("ORDO_MAX_BODY_SIZE", "ordo.max-body-size", 1_024, LARGEST_BODY),
            number("ORDO_MAX_SETTLEMENT_SIZE", "ordo.max-settlement-size", 1_024, LARGEST_BODY),
            interval("ORDO_PLAN_INTERVAL", "ordo.plan-interval"),
            interval("ORDO_REAP_INTERVAL", "ordo.reap-interval"),
            interval("ORDO_SEARCH_TIMEOUT", "ordo.search-timeout"),
            new Rule(
                    "ORDO_SHUTDOWN_GRACE",
                    "micronaut.lifecycle.graceful-shutdown.grace-period",
                    "a whole number and one of ms s m h, from 0s to 1h",
                    text -> isDuration(text, Duration.ZERO, LONGEST_GRACE)),
            new Rule(
                    "ORDO_KAFKA_BOOTSTRAP",
                    "ordo.kafka.bootstrap",
                    "host:port of brokers with commas between, or empty",
                    SettingsCheck::areBrokers),
            topic("ORDO_KAFKA_EVENTS_TOPIC", "ordo.kafka.events-topic", LONGEST_TOPIC),
            topic("ORDO_KAFKA_COMMANDS_TOPIC", "ordo.kafka.commands-topic", LONGEST_INBOX),
            topic("ORDO_KAFKA_RESULTS_TOPIC", "ordo.kafka.results-topic", LONGEST_INBOX),
            new Rule("ORDO_DOCS_OPEN", "ordo.docs-open", ON_OR_OFF, SettingsCheck::isOnOrOff),
            new Rule("ORDO_KAT_OPEN", "ordo.kat-open", ON_OR_OFF, SettingsCheck::isOnOrOff),
            new Rule("ORDO_METRICS_OPEN", "ordo.metrics-open", ON_OR_OFF, SettingsCheck::isOnOrOff),
            new Rule("ORDO_EVENTS", "ordo.events", ON_OR_OFF, SettingsCheck::isOnOrOff),
            new Rule("ORDO_JOBS_DRY_RUN", "ordo.jobs-dry-run", ON_OR_OFF, SettingsCheck::isOnOrOff),
            new Rule(
                    "ORDO_LOG_LEVEL",
                    "ordo.log-level",
                    "one of TRACE, DEBUG, INFO, WARN, ERROR",
                    text -> text.matches("(?i)trace|debug|info|warn|error")));

    private SettingsCheck() {}

    /** @throws IllegalArgumentException for the first wrong setting; the message names it and says what is allowed */
    static void check(PropertyResolver settings) {
        for (var rule : RULES) {
            String text = text(settings, rule.property());
            if (!rule.isRight().test(text)) {
                throw new IllegalArgumentException(
                        rule.variable() + " must be " + rule.allowed() + "; it was '" + withoutSecrets(text) + "'.");
            }
        }
        checkTopics(settings);
    }

    private static void checkTopics(PropertyResolver settings) {
        var named = new HashMap<String, String>();
        for (var rule : RULES) {
            String topic = TOPICS.contains(rule.variable()) ? text(settings, rule.property()) : "";
            if (!topic.isEmpty() && text(settings, "ordo.kafka.bootstrap").isEmpty()) {
                throw new IllegalArgumentException(
                        rule.variable() + " needs ORDO_KAFKA_BOOTSTRAP, which says where Kafka is; it was empty.");
            }
            if (!topic.isEmpty()) {
                name(named, topic, rule.variable());
            }
            if (!topic.isEmpty() && INBOXES.contains(rule.variable())) {
                name(named, topic + DEAD, "The dead letters of " + rule.variable());
            }
        }
    }

    private static void name(Map<String, String> named, String topic, String of) {
        String other = named.put(topic, of);
        if (other != null) {
            throw new IllegalArgumentException(of + " must be another topic than " + other
                    + ", which holds messages of another form; both were '" + topic + "'.");
        }
    }

    private static String text(PropertyResolver settings, String property) {
        return settings.getProperty(property, String.class).orElse("");
    }

    /** An address may hold a name and a password. */
    private static String withoutSecrets(String text) {
        return text.replaceFirst("\\?.*", "?...").replaceFirst("//.*@", "//...@");
    }

    private static Rule number(String variable, String property, long least, long most) {
        return new Rule(
                variable,
                property,
                "a whole number from " + least + " to " + most,
                text -> WHOLE_NUMBER.matcher(text).matches() && isWithin(Long.parseLong(text), least, most));
    }

    private static Rule interval(String variable, String property) {
        return new Rule(
                variable,
                property,
                "a whole number and one of ms s m, from 10ms to 1m",
                text -> isDuration(text, Duration.ofMillis(10), Duration.ofMinutes(1)));
    }

    private static Rule topic(String variable, String property, int longest) {
        return new Rule(
                variable,
                property,
                "up to " + longest + " letters, digits, dots, dashes and underscores, or empty",
                text -> TOPIC.matcher(text).matches() && text.length() <= longest);
    }

    private static boolean isDuration(String text, Duration least, Duration most) {
        var read = DURATION.matcher(text);
        return read.matches()
                && isWithin(
                        Long.parseLong(read.group(1)) * MILLIS.getOrDefault(read.group(2), 0L),
                        least.toMillis(),
                        most.toMillis());
    }

    private static boolean isWithin(long number, long least, long most) {
        return least <= number && number <= most;
    }

    private static boolean isOnOrOff(String text) {
        return text.equals("true") || text.equals("false");
    }

    private static boolean isPort(String text) {
        return text.equals(ANY_PORT) || (text.matches("\\d{1,5}") && isWithin(Long.parseLong(text), 1, 65_535));
    }

    private static boolean isHost(String text) {
        try {
            return !text.isBlank() && InetAddress.getByName(text) != null;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean areBrokers(String text) {
        return text.isEmpty()
                || Stream.of(text.split(",", -1)).map(String::strip).allMatch(SettingsCheck::isBroker);
    }

    private static boolean isBroker(String text) {
        var read = BROKER.matcher(text);
        return read.matches() && isWithin(Long.parseLong(read.group(2)), 1, 65_535);
    }

    /** The driver itself says what it can read. */
    private static boolean isDatabase(String text) {
        try {
            return text.startsWith("jdbc:postgresql:") && DriverManager.getDriver(text) != null;
        } catch (SQLException noDriver) {
            return false;
        }
    }

    private record Rule(String variable, String property, String allowed, Predicate<String> isRight) {}
}
