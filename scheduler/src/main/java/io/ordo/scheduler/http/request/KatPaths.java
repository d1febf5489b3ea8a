package io.ordo.scheduler.http.request;

import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;

/** Where OpenKAT's API is: who is refused there is refused in OpenKAT's words. */
public final class KatPaths {
    private static final Pattern PATHS = Pattern.compile("/(schedulers|queues|tasks|schedules)(/.*)?");

    private KatPaths() {}

    public static boolean isOne(HttpRequest<?> request) {
        return isOne(request.getPath());
    }

    /** Whether a path is one, its query left out. */
    public static boolean isOne(String path) {
        return PATHS.matcher(path).matches();
    }
}
