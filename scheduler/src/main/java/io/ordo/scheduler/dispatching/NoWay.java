package io.ordo.scheduler.dispatching;

import java.io.Serial;

/** Nothing can be sent to a place now, and nothing was. */
public final class NoWay extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Delivery delivery;

    /**
     * Because of something else.
     *
     * @param delivery what this means for a parcel to that place
     */
    public NoWay(Delivery delivery, Throwable cause) {
        super(cause);
        this.delivery = delivery;
    }

    /** Without a cause but itself. */
    public NoWay(Delivery delivery) {
        this.delivery = delivery;
    }

    /** What this means for a parcel to that place. */
    public Delivery delivery() {
        return delivery;
    }
}
