package io.sextant.topology.device;

import io.sextant.topology.frame.Frame;

/** What an interface knows of the machine it belongs to. */
public interface NetworkStack {

    /** The machine's name. */
    String name();

    /** Whether the machine has power. */
    boolean isPowered();

    /** Takes over a frame that came through the interface's receive path. */
    void deliver(NetworkInterface in, Frame frame);

    /** The interface went up or down, or its carrier did. */
    void interfaceChanged(NetworkInterface changed);

    void addressAdded(NetworkInterface on, InterfaceAddress address);

    void addressRemoved(NetworkInterface on, InterfaceAddress address);

    void addressAdded(NetworkInterface on, Ipv6InterfaceAddress address);

    void addressRemoved(NetworkInterface on, Ipv6InterfaceAddress address);
}
