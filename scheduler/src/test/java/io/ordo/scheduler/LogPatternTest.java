package io.ordo.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What somebody sent cannot look like a line of the log. */
class LogPatternTest {
    private static final String FORGED = "18:00:00.000 ERROR Forged line";

    @Test
    void noLineBeginsWithWhatAMessageOrAFailureHolds() throws JoranException {
        var failure = new IllegalStateException("x\n" + FORGED, new IllegalStateException("y\r\n" + FORGED));

        var lines = written("a\r\n" + FORGED + "\u001b[2K", failure);

        assertThat(lines.lines()).hasSizeGreaterThan(5).noneMatch(line -> line.startsWith("18:"));
        assertThat(lines.lines().skip(2)).allMatch(line -> line.startsWith(" "));
        assertThat(lines).contains("at " + getClass().getName()).doesNotContain("\u001b");
    }

    private static String written(String message, Throwable failure) throws JoranException {
        var context = new LoggerContext();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogPatternTest.class.getResource("/logback.xml"));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var console = (OutputStreamAppender<ILoggingEvent>) root.getAppender("console");
        var event = new LoggingEvent(LogPatternTest.class.getName(), root, Level.ERROR, message, failure, null);
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
