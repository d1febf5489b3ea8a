package io.ordo.scheduler.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection to a scheduler, spoken to in bytes. */
public final class Line implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    public Line(String url) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
        in = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next answer: its head and its body. */
    public String answer() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after " + head.toString(StandardCharsets.US_ASCII));
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.US_ASCII);
        return text + new String(in.readNBytes(length(text)), StandardCharsets.UTF_8);
    }

    /** Whether the server has nothing more to say; waits until it speaks or hangs up. */
    public boolean isAtItsEnd() throws IOException {
        return in.read() < 0;
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
