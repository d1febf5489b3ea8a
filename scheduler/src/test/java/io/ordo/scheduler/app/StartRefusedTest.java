package io.ordo.scheduler.app;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartRefusedTest {
    /** A port nobody listens on. */
    private static final DatabaseAddress NOWHERE =
            new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/ordo", "ordo", "ordo");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            datasources.default.maximum-pool-size | 5 | ORDO_DATABASE_POOL must be a whole number from 6
            ordo.max-body-size | 1 | ORDO_MAX_BODY_SIZE must be a whole number from 1024 to
            ordo.plan-interval | 1ms | ORDO_PLAN_INTERVAL must be a whole number and one of ms s m, from 10ms to 1m
            datasources.default.maximum-pool-size | 6 | PostgreSQL cannot be used
            """)
    void aStartIsRefusedInASentenceThatNamesTheSetting(String setting, String value, String sentence) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> TestScheduler.start(NOWHERE, Map.of(setting, value)))
                .withMessageStartingWith(sentence);
    }
}
