package io.ordo.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A keep-alive connection with one request under way at a time. */
final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Script script;
    private final Request request = new Request();
    private final AnswerReader reader = new AnswerReader();
    private ByteBuffer unsent = ByteBuffer.allocate(0);

    /** Connects, and joins the selector. */
    Connection(Endpoint endpoint, Script script, Selector selector) throws IOException {
        this.script = script;
        this.channel = SocketChannel.open(endpoint.address());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0, this);
    }

    long pause(long now) {
        return script.pause(now);
    }

    /** Sends the script's next request; false when it has none, and then the connection is closed. */
    boolean ask() throws IOException {
        if (!script.ask(request)) {
            channel.close();
            return false;
        }
        unsent = ByteBuffer.wrap(request.bytes().array(), 0, request.bytes().length());
        send();
        return true;
    }

    /** Goes on sending or reading; true when the answer is complete and was heard. */
    boolean goOn() throws IOException {
        if (unsent.hasRemaining()) {
            send();
            return false;
        }
        if (!reader.read(channel)) {
            return false;
        }
        script.hear(reader.answer());
        reader.clear();
        return true;
    }

    private void send() throws IOException {
        channel.write(unsent);
        int interest = unsent.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }
}
