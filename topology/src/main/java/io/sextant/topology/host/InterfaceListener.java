package io.sextant.topology.host;

import io.sextant.topology.device.NetworkInterface;

/** Hears when an interface goes up or down, its carrier does, or its addresses change. */
@FunctionalInterface
public interface InterfaceListener {
    void onChange(NetworkInterface changed);
}
