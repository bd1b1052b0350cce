package io.sextant.protocol.bgp.message;

/** A fault of the peer that costs the session. It is the answer owed: the NOTIFICATION to send before hanging up. */
public final class BgpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Notification notification;

    public BgpException(Notification notification, String reason) {
        super(notification + ": " + reason, null, false, false);
        this.notification = notification;
    }

    /** What to tell the peer. */
    public Notification notification() {
        return notification;
    }
}
