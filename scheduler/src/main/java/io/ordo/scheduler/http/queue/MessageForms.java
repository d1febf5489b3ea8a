package io.ordo.scheduler.http.queue;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.http.problem.Blame;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.receiving.Command;
import io.ordo.scheduler.receiving.Message;
import io.ordo.scheduler.receiving.Reading;
import io.ordo.scheduler.receiving.Refusal;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads messages by the forms that read bodies of requests, so that both are understood and refused alike. */
@Singleton
final class MessageForms implements Reading {
    private static final Logger LOG = LoggerFactory.getLogger(MessageForms.class);

    private final PushForm pushes;
    private final SettleForm settlements;
    private final QueueGuide queues;
    private final Json json;

    MessageForms(PushForm pushes, SettleForm settlements, QueueGuide queues, Json json) {
        this.pushes = pushes;
        this.settlements = settlements;
        this.queues = queues;
        this.json = json;
    }

    @Override
    public Command command(Message message) {
        var fields = Fields.of(json.large(message.body()));
        fields.require("queue");
        var name = fields.text("queue", 1, Queue.LONGEST_ID);
        if (name == null) {
            fields.check();
        }
        var queue = queues.find(Objects.requireNonNull(name));
        return Command.of(message, queue, pushes.one(queue, fields));
    }

    @Override
    public Settlement settlement(Message message) {
        return settlements.read(addressed(json.large(message.body()), message));
    }

    /** The headers of a task that was sent to a topic name its lease; whoever copies them need not repeat it. */
    private static JsonNode addressed(JsonNode body, Message message) {
        if (!body.isObject()) {
            return body;
        }
        var fields = new LinkedHashMap<String, JsonNode>();
        body.entries().forEach(field -> fields.put(field.getKey(), field.getValue()));
        message.header(Message.TASK).ifPresent(task -> fields.putIfAbsent("task_id", JsonNode.createStringNode(task)));
        message.header(Message.FENCE).ifPresent(fence -> fields.putIfAbsent("fence", number(fence)));
        return JsonNode.createObjectNode(fields);
    }

    /** What is no number is refused as such where it is read. */
    private static JsonNode number(String text) {
        return text.matches("[0-9]{1,18}")
                ? JsonNode.createNumberNode(Long.parseLong(text))
                : JsonNode.createStringNode(text);
    }

    @Override
    public Optional<Refusal> blame(RuntimeException failure) {
        if (failure instanceof DataAccessException || failure instanceof ProblemException) {
            return Blame.on(failure).map(MessageForms::refusal);
        }
        var incident = UUID.randomUUID();
        LOG.error("message_failed incident={} next=put_aside", incident, failure);
        return Optional.of(
                new Refusal("internal_error", "Ordo failed, not you. Incident " + incident + " is in its log."));
    }

    @Override
    public Refusal refusal(Queue queue, Pushed pushed) {
        return refusal(PushViews.refusal(queue, pushed));
    }

    @Override
    public Refusal unknown(UUID task) {
        return refusal(LeaseController.unknown(task.toString()));
    }

    private static Refusal refusal(ProblemException refused) {
        return new Refusal(refused.code(), refused.all());
    }
}
