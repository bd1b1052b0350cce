package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod settled in advance, so that printouts can be compared; a deployment uses its plans, in order, before it
 * makes names up.
 *
 * @param node where it runs, or null to have it scheduled
 * @param ips inside its node's pod CIDRs, one of a version at most; the next free address for a version without
 */
public record PodPlan(
        ObjectName deployment, String name, @Nullable String node, List<IpAddress> ips) {}
