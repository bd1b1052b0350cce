package io.sextant.cluster.datapath;

import io.sextant.cluster.loadbalancer.BackendNaming;
import io.sextant.cluster.loadbalancer.MaglevSelector;

/**
 * What differs between releases of Cilium's datapath. A behaviour that versions differ in hangs on this, never on a
 * flag of its own. Sources: {@code bpf/} of the release named, and the issues cited.
 *
 * @param tracesBeforeSnat the nodeport path reports {@code to-overlay} with the client's address, before SNAT (until
 *     PR #25305)
 * @param overlayKnowsReply {@code to-overlay} carries conntrack's verdict, so Hubble prints an arrow (since 1.12)
 * @param tracesLocalReply a local backend's reply is reported as {@code to-network} (PR #18454, 1.12)
 * @param overlayDecrementsTtl the nodeport path takes one off the TTL before it encapsulates
 * @param labelBeatsIpCache Hubble shows the identity the datapath reported, else the one it knows for the address
 * @param xdpEncapsulates native XDP can send into the tunnel itself (since 1.14, PR #24422)
 * @param establishedSeconds lifetime of a TCP conntrack entry that saw more than a SYN (8000 since 1.15)
 * @param snatRetries free source ports tried before drop 167
 * @param syncNanos from the agent hearing of a change to its maps holding it; an estimate, not measured
 */
public record CiliumProfile(
        String version,
        boolean tracesBeforeSnat,
        boolean overlayKnowsReply,
        boolean tracesLocalReply,
        boolean overlayDecrementsTtl,
        boolean labelBeatsIpCache,
        boolean xdpEncapsulates,
        int establishedSeconds,
        int snatRetries,
        long syncNanos,
        BackendNaming backendNaming,
        MaglevSelector.PortOrder portOrder) {

    /** The article's release. */
    public static final CiliumProfile V1_10 = new CiliumProfile(
            "1.10",
            true,
            false,
            false,
            false,
            false,
            false,
            21_600,
            128,
            10_000_000L,
            BackendNaming.ADDRESS,
            MaglevSelector.PortOrder.CLIENT_HIGH);

    /** The first release with the rules the facts call new, but for the shorter TCP lifetime of 1.15. */
    public static final CiliumProfile V1_14 = new CiliumProfile(
            "1.14",
            false,
            true,
            true,
            true,
            true,
            true,
            21_600,
            128,
            10_000_000L,
            BackendNaming.ADDRESS_PROTOCOL_STATE,
            MaglevSelector.PortOrder.CLIENT_LOW);

    /** TCP entry that saw only a SYN. */
    static final int SYN_SECONDS = 60;

    /** TCP entry with both directions closed, or reset ({@code CT_CLOSE_TIMEOUT}). */
    static final int CLOSE_SECONDS = 10;

    /** Anything but TCP. */
    static final int ANY_SECONDS = 60;

    /** {@code CT_REPORT_INTERVAL}: a busy connection is reported again after this long. */
    static final int REPORT_SECONDS = 5;
}
