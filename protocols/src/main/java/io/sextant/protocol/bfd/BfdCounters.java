package io.sextant.protocol.bfd;

/**
 * What {@code show bfd peers counters} counts.
 *
 * @param inputPackets control packets heard
 * @param outputPackets control packets sent
 * @param upEvents times the session came up
 * @param downEvents times it went down
 */
public record BfdCounters(long inputPackets, long outputPackets, long upEvents, long downEvents) {

    static final BfdCounters ZERO = new BfdCounters(0, 0, 0, 0);

    BfdCounters received() {
        return new BfdCounters(inputPackets + 1, outputPackets, upEvents, downEvents);
    }

    BfdCounters sent() {
        return new BfdCounters(inputPackets, outputPackets + 1, upEvents, downEvents);
    }

    BfdCounters wentUp() {
        return new BfdCounters(inputPackets, outputPackets, upEvents + 1, downEvents);
    }

    BfdCounters wentDown() {
        return new BfdCounters(inputPackets, outputPackets, upEvents, downEvents + 1);
    }
}
