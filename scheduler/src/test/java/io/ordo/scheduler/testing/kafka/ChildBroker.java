package io.ordo.scheduler.testing.kafka;

import io.ordo.scheduler.testing.courier.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A real broker as a process of its own, to be killed and started again. */
public final class ChildBroker implements AutoCloseable {
    private final Broker broker;
    private Process process;

    private ChildBroker(Broker broker) {
        this.broker = broker;
        this.process = run(broker);
    }

    /** The process: where its files are, and its ports. */
    public static void main(String[] place) {
        new Broker(Path.of(place[0]), Integer.parseInt(place[1]), Integer.parseInt(place[2])).start();
    }

    /** Starts one. */
    public static ChildBroker start() {
        return new ChildBroker(Broker.make());
    }

    private static Process run(Broker broker) {
        try {
            return new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xmx384m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ChildBroker.class.getName(),
                            broker.directory().toString(),
                            Integer.toString(broker.port()),
                            Integer.toString(broker.controllerPort())))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its address. */
    public String bootstrap() {
        return broker.bootstrap();
    }

    /** A new topic with three partitions, as soon as the broker answers. */
    public String topic(String name) {
        return broker.topic(name);
    }

    /** What a topic holds. */
    public TopicReader read(String topic) {
        return broker.read(topic);
    }

    /** Writes to a topic. */
    public TopicWriter write(String topic) {
        return broker.write(topic);
    }

    /** How far schedulers have come that read a topic. */
    public Readers readers(String topic) {
        return broker.readers(topic);
    }

    /** Starts it where it was, with what it had. */
    public void restart() {
        process = run(broker);
    }

    /** Sends SIGKILL and waits for its effect. */
    public void kill() {
        Signals.kill(process);
    }

    /** It answers nothing until {@link #resume}; connections stay. */
    public void pause() {
        Signals.send("STOP", process);
    }

    /** Goes on where it was. */
    public void resume() {
        Signals.send("CONT", process);
    }

    @Override
    public void close() {
        kill();
        broker.vanish();
    }
}
