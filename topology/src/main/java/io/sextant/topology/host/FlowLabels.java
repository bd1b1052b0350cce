package io.sextant.topology.host;

import io.sextant.topology.ecmp.FlowHash;
import io.sextant.topology.ecmp.HashFields;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.ecmp.KernelProfile;

/**
 * The flow labels Linux gives to what it sends (ip6_make_flowlabel with {@code auto_flowlabels} 1): of a socket, its
 * random {@code sk_txhash}, which TCP redraws at every retransmission timeout; of what belongs to no socket, a hash of the
 * flow under a secret of the machine. All twenty bits are used, {@code flowlabel_state_ranges} being off.
 */
final class FlowLabels {

    private final Ipv6Sysctl sysctl;
    private final FlowHash ofFlows;

    FlowLabels(Ipv6Sysctl sysctl, int secret) {
        this.sysctl = sysctl;
        this.ofFlows = new FlowHash(KernelProfile.LINUX_6_18, HashPolicy.CUSTOM, HashFields.FIVE_TUPLE, secret);
    }

    /** The label of a socket's packets. */
    int ofSocket(int socketHash) {
        return sysctl.autoFlowLabels() ? label(socketHash) : 0;
    }

    /** The label of a packet that no socket sends. Both directions of a flow hash alike, as __get_hash_from_flowi6 does. */
    int ofFlow(long sourceHigh, long sourceLow, long targetHigh, long targetLow, int protocol, int ports) {
        if (!sysctl.autoFlowLabels()) {
            return 0;
        }
        int hash = ofFlows.hash31OfLocalIpv6(
                sourceHigh, sourceLow, targetHigh, targetLow, protocol, ports >>> 16, ports & 0xFFFF);
        return label(hash << 1);
    }

    /** rol32 by 16, and the twenty bits as they stand in a little-endian machine's memory. */
    private static int label(int hash) {
        return Integer.reverseBytes(Integer.rotateLeft(hash, 16)) & 0xF_FFFF;
    }
}
