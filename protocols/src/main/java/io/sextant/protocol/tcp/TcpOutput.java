package io.sextant.protocol.tcp;

/** Where a connection's effects go. Calls come from within the connection's own methods. */
public interface TcpOutput {

    /** Sends a segment. The receiver of this call must not call the connection back from here. */
    void transmit(TcpSegment segment);

    /** Tells the user something; called last in each method, so calling the connection from here is fine. */
    void signal(TcpEvent event);
}
