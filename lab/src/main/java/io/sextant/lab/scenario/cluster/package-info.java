/**
 * The Kubernetes cluster of a scenario as values: nodes' settings, pools, workloads, services and ingress rules.
 *
 * Knows Kubernetes' and Cilium's words. Must not know YAML, nor how any of it is simulated.
 */
@NullMarked
package io.sextant.lab.scenario.cluster;

import org.jspecify.annotations.NullMarked;
