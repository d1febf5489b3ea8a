package io.ordo.scheduler.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.ordo.scheduler.http.api.JobsFolder;
import io.ordo.scheduler.http.template.TemplatesFile;
import io.ordo.scheduler.signing.OwnKeys;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the scheduler service. */
public final class SchedulerApplication {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerApplication.class);

    private SchedulerApplication() {}

    /** The exit code is 2 when the service cannot start as it is set; one sentence on standard error says why. */
    public static void main(String[] arguments) {
        try {
            var context = start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(context::stop, "shutdown"));
        } catch (StartRefused refused) {
            System.err.println(refused.getMessage());
            System.exit(2);
        }
    }

    /**
     * Starts the service in this process. Stopping the context lets requests in flight finish first.
     *
     * @param properties settings by their property names; they win over the environment
     * @throws StartRefused when a setting is wrong
     */
    public static ApplicationContext start(Map<String, Object> properties) {
        var context = ApplicationContext.builder()
                .mainClass(SchedulerApplication.class)
                .properties(properties)
                .banner(false)
                .build();
        try {
            SettingsCheck.check(context.getEnvironment().start());
            context.start();
            var settings = context.getBean(Settings.class);
            context.getBean(OwnKeys.class).runOnce();
            context.getBean(TemplatesFile.class).load(settings.templatesFile());
            context.getBean(JobsFolder.class).apply(settings.jobsDir(), settings.jobsDryRun());
            context.getBeansOfType(Loops.class).forEach(Loops::start);
            var server = context.getBean(EmbeddedServer.class).start();
            LOG.info("scheduler_started url={} version={}", server.getURL(), Version.CURRENT);
            return context;
        } catch (RuntimeException failed) {
            context.close();
            throw StartRefused.from(failed);
        }
    }
}
