package io.ordo.scheduler.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import java.util.Map;

/** Starts the scheduler service. */
public final class SchedulerApplication {
    private SchedulerApplication() {}

    public static void main(String[] arguments) {
        start(Map.of(), arguments);
    }

    /** Starts the service in this process with settings that win over the environment's, by property name. */
    public static ApplicationContext start(Map<String, Object> properties, String... arguments) {
        return Micronaut.build(arguments)
                .mainClass(SchedulerApplication.class)
                .properties(properties)
                .banner(false)
                .start();
    }
}
