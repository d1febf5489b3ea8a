package io.ordo.scheduler.rest;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.target.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;

/** What it means when there is no answer. Nothing that was sent is repeated in these words. */
final class Trouble {
    private Trouble() {}

    /** Nothing was sent. */
    static Delivery noConnection(Address.Rest address, IOException failed) {
        String place = address.place();
        return switch (failed) {
            case SocketTimeoutException _ ->
                new Unreached("connect_timeout", "Nobody answered at " + place + " in time.");
            case SSLException unsafe ->
                new Unreached("tls", "No secure connection to " + place + ": " + unsafe.getMessage() + ".");
            case ConnectException refused
            when String.valueOf(refused.getMessage()).contains("refused") ->
                new Unreached("connection_refused", "Nobody listens at " + place + ".");
            default -> new Unreached("unreachable", "There is no way to " + place + ".");
        };
    }

    /** It was sent, or a part of it. */
    static Delivery noAnswer(Exception failed) {
        if (failed instanceof HttpException || failed instanceof MessageConstraintException) {
            return unknown("bad_answer", "What came back is no answer of HTTP, or has too many headers.");
        }
        return unknown("broken_off", "The connection broke off before the whole answer had come.");
    }

    /** As far as it had come when its time was over. */
    static Delivery late(Address.Rest address, boolean wasSent) {
        String within = " within " + address.timeout().toMillis() + " ms.";
        return wasSent
                ? unknown("timeout", "No whole answer came" + within)
                : new Unreached("connect_timeout", "There was no connection" + within);
    }

    /** Nothing was sent, and nobody is to blame but those who were sent there before. */
    static Delivery noTurn(Address.Rest address) {
        return new Refused(
                "no_turn",
                "Other requests were under way to " + address.place() + ", as many as may be, for "
                        + address.timeout().toMillis() + " ms.",
                true,
                false,
                null,
                null);
    }

    /** As far as it had come when this scheduler stopped. */
    static Delivery stopped(boolean wasSent) {
        return wasSent
                ? new Refused("broken_off", "The scheduler stopped before the answer came.", true, false, null, null)
                : new Unreached("stopped", "The scheduler stopped before it was sent.");
    }

    /** The fault is ours. */
    static Delivery bug() {
        return new Refused("internal", "The scheduler could not send it; its log says why.", true, false, null, null);
    }

    /** Nobody knows whether it was taken. */
    private static Delivery unknown(String reason, String error) {
        return new Refused(reason, error, true, true, null, null);
    }
}
