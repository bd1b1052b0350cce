package io.sextant.topology.host;

import io.sextant.topology.ecmp.KernelProfile;

/**
 * What a host is built like: its kernel, and the figures that kernel comes with. What an administrator sets per host
 * is {@link Sysctl}'s.
 *
 * @param kernel which Linux; decides how flows are hashed
 * @param carriesSocketHash whether packets from this host's sockets carry their random hash to a veth's other end
 *     (linux-ecmp.md §5), as labs of network namespaces on one machine do; false for machines of their own
 */
public record HostProfile(KernelProfile kernel, boolean carriesSocketHash) {

    /** A machine of its own with the kernel the facts were measured on. */
    public static final HostProfile LINUX_6_18 = new HostProfile(KernelProfile.LINUX_6_18, false);

    /** The article's RHEL 8. */
    public static final HostProfile LINUX_4_18 = new HostProfile(KernelProfile.LINUX_4_18, false);

    /** A machine of its own with this kernel. */
    public static HostProfile of(KernelProfile kernel) {
        return new HostProfile(kernel, false);
    }
}
