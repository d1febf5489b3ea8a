package io.ordo.scheduler.testing;

import io.ordo.scheduler.testing.Client.Answer;

/** One queue, as those see it who push to it and work on it. */
public record Lane(Client api, String id) {
    /** A new queue; {@code settings} as fields of a body, {@code ""} for none. */
    public static Lane make(Client api, String id, String settings) {
        var body = "{\"id\": \"" + id + "\"" + (settings.isEmpty() ? "" : ", " + settings) + "}";
        var answer = api.post("/api/v1/queues", body);
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return new Lane(api, id);
    }

    /** The same queue by the eyes of another. */
    public Lane at(Client other) {
        return new Lane(other, id);
    }

    /** The path of something of this queue. */
    public String path(String what) {
        return "/api/v1/queues/" + id + what;
    }

    public Answer get() {
        return api.get(path(""));
    }

    public Answer push(String body) {
        return api.post(path("/push"), body);
    }

    /** The id of a new task; {@code fields} besides its payload, {@code ""} for none. */
    public String task(String fields) {
        return push("{\"payload\": {}" + (fields.isEmpty() ? "" : ", " + fields) + "}")
                .text("id");
    }

    public Answer pop(String query) {
        return api.post(path("/pop?" + query));
    }

    /** Pops one task and answers with its id. */
    public String popOne() {
        return pop("").text("results.0.id");
    }

    /** How many tasks a pop of up to so many gets. */
    public int popped(int limit) {
        return pop("limit=" + limit).size("results");
    }

    /** Settles the first task of a pop; {@code said} besides the fence. */
    public Answer settle(Answer popped, String said) {
        return api.post(
                "/api/v1/tasks/" + popped.text("results.0.id") + "/settle",
                "{\"fence\": " + popped.text("results.0.lease.fence") + ", " + said + "}");
    }

    /** Pops the next task and lets it end so. */
    public String end(String outcome) {
        var popped = pop("");
        settle(popped, "\"outcome\": \"" + outcome + "\", \"retryable\": false, \"reason\": \"no_luck\"");
        return popped.text("results.0.id");
    }

    /** The status of a task. */
    public String status(String task) {
        return api.get("/api/v1/tasks/" + task).text("status");
    }
}
