package io.ordo.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Answers every request that fits into one read with the same bytes, as cheaply as a thread can: what the load
 * generator reaches against it is the generator's own ceiling.
 */
public final class TrivialServer implements AutoCloseable {
    private static final byte[] ANSWER =
            Bytes.of("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listening = ServerSocketChannel.open();
    private final ByteBuffer received = ByteBuffer.allocateDirect(65536);
    private final ByteBuffer answer =
            ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER).flip();
    private final Thread thread;
    private volatile boolean over;

    /** Listens on a free port of 127.0.0.1. */
    public TrivialServer() throws IOException {
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().daemon().name("trivial-server").start(this::serve);
    }

    /** Where it listens; it wants no key. */
    public Endpoint endpoint() throws IOException {
        return new Endpoint(((InetSocketAddress) listening.getLocalAddress()).getPort(), "");
    }

    private void serve() {
        try {
            while (!over) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException broken) {
            throw new IllegalStateException("the trivial server ended", broken);
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel accepted = listening.accept();
            accepted.configureBlocking(false);
            accepted.register(selector, SelectionKey.OP_READ);
            return;
        }
        var channel = (SocketChannel) key.channel();
        if (channel.read(received.clear()) < 0) {
            channel.close();
        } else {
            channel.write(answer.rewind());
        }
    }

    @Override
    public void close() throws IOException {
        over = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
