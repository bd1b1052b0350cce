package io.sextant.lab.report;

import java.util.List;

/**
 * What became of the datagrams of one traffic's UDP flows.
 *
 * @param sent by the clients
 * @param received by servers
 * @param answered whose echo came back; 0 where none is expected
 * @param expectsEcho whether an echo is expected
 * @param receivers the nodes that took them, in alphabetical order
 * @param losses datagrams and echoes lost, by node and reason in alphabetical order
 */
public record DatagramReport(
        long sent, long received, long answered, boolean expectsEcho, List<Receiver> receivers, List<Loss> losses) {

    public DatagramReport {
        receivers = List.copyOf(receivers);
        losses = List.copyOf(losses);
    }

    /** How many datagrams a node took. */
    public record Receiver(String node, long received) {}

    /** How many have not been answered; without an echo, have not arrived. */
    public long lost() {
        return sent - (expectsEcho ? answered : received);
    }
}
