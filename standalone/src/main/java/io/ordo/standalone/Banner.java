package io.ordo.standalone;

/** What a newcomer sees when everything runs: where it is, how to get in, and one line to try. */
final class Banner {
    private Banner() {}

    static String text(ListenAddress address, ApiKey apiKey, DataDirectory data) {
        return """

                  Ordo is running.

                    URL      %s
                    API key  %s
                    Data     %s

                  Try it: a job that says hello every minute.

                    %s

                  Ctrl-C stops it. The next start finds every job and run again.

                """.formatted(address.url(), apiKey.value(), data.path(), exampleCall(address, apiKey));
    }

    /** One line for a shell, with nothing in it for the shell to interpret. */
    private static String exampleCall(ListenAddress address, ApiKey apiKey) {
        return "curl -s -X POST " + address.url() + "/api/v1/jobs"
                + " -H " + quoted("X-API-Key: " + apiKey.value())
                + " -H 'Content-Type: application/json'"
                + " -d '{\"name\":\"hello\",\"schedule_expr\":\"*/1 * * * *\","
                + "\"payload\":{\"type\":\"shell_script\",\"script\":\"echo hello from $(date)\"}}'";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
