/**
 * Kubernetes' objects, the store that keeps them and tells watchers, and the controllers that move them: deployments,
 * scheduling, endpoints, node health, and a kubelet per node. Knows no packets: whoever runs pods is behind
 * {@link io.sextant.cluster.kubernetes.PodRuntime}. What takes time takes the time its {@code KubernetesProfile} says.
 */
@NullMarked
package io.sextant.cluster.kubernetes;

import org.jspecify.annotations.NullMarked;
