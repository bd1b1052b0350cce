package io.sextant.topology.device;

/** What an interface counted, as {@code ip -s link} prints it: packets, octets and drops each way. */
public record InterfaceCounters(
        long receivedPackets,
        long receivedOctets,
        long receiveDrops,
        long transmittedPackets,
        long transmittedOctets,
        long transmitDrops) {}
