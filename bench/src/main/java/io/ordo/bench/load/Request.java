package io.ordo.bench.load;

/** The request a connection sends next. */
public final class Request {
    private static final byte[] END_OF_HEAD = Bytes.of("\r\n\r\n");

    private final Bytes bytes = new Bytes();

    Request() {}

    /** Is these bytes, such as those of {@link Endpoint#get}. */
    public void whole(byte[] request) {
        bytes.clear().add(request);
    }

    /** Is a head of {@link Endpoint#post} with this body. */
    public void post(byte[] head, Bytes body) {
        bytes.clear().add(head).add(body.length()).add(END_OF_HEAD).add(body);
    }

    /** Is a head put together for this one request, and a body. */
    public void post(Bytes head, Bytes body) {
        bytes.clear().add(head).add(body.length()).add(END_OF_HEAD).add(body);
    }

    Bytes bytes() {
        return bytes;
    }
}
