/**
 * Addresses and ports for services: cluster IPs, node ports, and MetalLB's pools for load balancer addresses. Knows
 * Kubernetes' objects; must not know BGP or the datapath.
 */
@NullMarked
package io.sextant.cluster.service;

import org.jspecify.annotations.NullMarked;
