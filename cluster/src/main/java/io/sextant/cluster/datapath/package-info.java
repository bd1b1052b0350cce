/**
 * Cilium's eBPF programs as hooks on a node's devices, and the maps they share: services, connection tracking,
 * addresses, endpoints. Each program is named after the section it stands for ({@code from-netdev}, {@code to-overlay},
 * ...) and says in its comment which rule of the real one it obeys; where releases differ, a {@code CiliumProfile}
 * decides. Rewrites are made in the octets of the frame. Knows nothing of Kubernetes' objects or of BGP.
 */
@NullMarked
package io.sextant.cluster.datapath;

import org.jspecify.annotations.NullMarked;
