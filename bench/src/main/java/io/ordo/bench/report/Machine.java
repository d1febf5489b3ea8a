package io.ordo.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What it was measured on.
 *
 * @param memory in GiB
 */
public record Machine(String processor, int cores, long memory, String kernel, String java, String postgres) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** This machine, with a database server of this version. */
    public static Machine thisOne(String postgres) throws IOException {
        long bytes = system().getTotalMemorySize();
        return new Machine(
                model(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(bytes / (double) (1L << 30)),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                property("java.vendor") + " " + property("java.runtime.version"),
                postgres);
    }

    /** How many threads wanted to run in the last minute, on average; negative where nobody knows. */
    public static double load() {
        return system().getSystemLoadAverage();
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static String model() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return "unknown";
        }
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
