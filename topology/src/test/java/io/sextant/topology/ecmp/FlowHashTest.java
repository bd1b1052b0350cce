package io.sextant.topology.ecmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FlowHashTest {
    private static final int CLIENT = 0xc0a80101;
    private static final int VIP = 0xac100a00;

    @Test
    void both_directions_of_a_flow_hash_alike() {
        for (HashPolicy policy : HashPolicy.values()) {
            FlowHash hash = new FlowHash(KernelProfile.LINUX_6_18, policy, HashFields.FIVE_TUPLE, 7);

            assertThat(hash.hash31OfLocalIpv4(CLIENT, VIP, 6, 36946, 80))
                    .isEqualTo(hash.hash31OfLocalIpv4(VIP, CLIENT, 6, 80, 36946));
        }
    }

    @Test
    void exchanged_ports_alone_hash_alike_only_since_5_15() {
        FlowHash before = new FlowHash(KernelProfile.LINUX_5_10, HashPolicy.LAYER_4, 7);
        FlowHash since = new FlowHash(KernelProfile.LINUX_5_15, HashPolicy.LAYER_4, 7);

        assertThat(before.hash31OfLocalIpv4(CLIENT, VIP, 6, 5, 9))
                .isNotEqualTo(before.hash31OfLocalIpv4(CLIENT, VIP, 6, 9, 5));
        assertThat(since.hash31OfLocalIpv4(CLIENT, VIP, 6, 5, 9))
                .isEqualTo(since.hash31OfLocalIpv4(CLIENT, VIP, 6, 9, 5));
    }

    @Test
    void addresses_were_ordered_by_the_sign_of_their_difference_before_6_6() {
        // Loaded little-endian these are 0x01000000 and 0xf0000000: the difference is negative only when signed.
        int low = 0x00000001;
        int high = 0x000000f0;
        FlowHash signed = new FlowHash(KernelProfile.LINUX_6_1, HashPolicy.LAYER_3, 7);
        FlowHash unsigned = new FlowHash(KernelProfile.LINUX_6_6, HashPolicy.LAYER_3, 7);

        assertThat(signed.hash31OfLocalIpv4(low, high, 6, 0, 0))
                .isEqualTo(signed.hash31OfLocalIpv4(high, low, 6, 0, 0))
                .isNotEqualTo(unsigned.hash31OfLocalIpv4(low, high, 6, 0, 0));
    }

    @Test
    void before_5_15_the_ports_follow_the_addresses() {
        FlowHash hash = new FlowHash(KernelProfile.LINUX_5_10, HashPolicy.LAYER_4, 7);

        assertThat(hash.hash31OfLocalIpv4(CLIENT, VIP, 6, 36946, 80))
                .isEqualTo(hash.hash31OfLocalIpv4(VIP, CLIENT, 6, 80, 36946));
        assertThat(hash.hash31OfLocalIpv4(VIP, VIP, 6, 36946, 80))
                .isEqualTo(hash.hash31OfLocalIpv4(VIP, VIP, 6, 80, 36946));
    }

    @Test
    void a_carried_hash_is_taken_by_policy_1_alone() {
        byte[] packet = tcp();
        for (HashPolicy policy : HashPolicy.values()) {
            FlowHash hash = new FlowHash(KernelProfile.LINUX_6_18, policy, 7);
            int expected = policy == HashPolicy.LAYER_4 ? 0xdeadbeef >>> 1 : hash.hash31(packet, 0);

            assertThat(hash.hash31(packet, 0, 0xdeadbeef)).isEqualTo(expected);
        }
    }

    @Test
    void padding_behind_the_packet_is_not_hashed() {
        // A TCP header cut after two octets has no ports, whatever the frame's padding holds.
        byte[] cut = HexFormat.of().parseHex("45000016 00004000 40060000 c0a80101 ac100a00 9052".replace(" ", ""));
        byte[] padded = java.util.Arrays.copyOf(cut, 46);
        padded[22] = 0;
        padded[23] = 80;
        FlowHash hash = new FlowHash(KernelProfile.LINUX_6_18, HashPolicy.LAYER_4, 7);

        assertThat(hash.hash31(padded, 0)).isEqualTo(hash.hash31(cut, 0));
        assertThat(hash.hash31(cut, 0)).isEqualTo(hash.hash31OfLocalIpv4(CLIENT, VIP, 6, 0, 0));
    }

    @Test
    void refuses_what_the_kernel_does_not_have() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlowHash(KernelProfile.LINUX_4_18, HashPolicy.CUSTOM, 7))
                .withMessage("Linux 4.18 has multipath hash policies 0 to 1, not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlowHash(KernelProfile.LINUX_6_18, HashPolicy.CUSTOM, 0x1000, 7))
                .withMessage("multipath hash fields are bits of 0xfff, not 0x1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HashPolicy.of(4))
                .withMessage("multipath hash policy is 0 to 3, not 4");
    }

    @RepeatedTest(20)
    void any_octets_behind_a_whole_header_hash_to_31_bits(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        int[] protocols = {0, 1, 4, 6, 17, 41, 43, 44, 47, 50, 51, 58, 60, 255};
        for (int round = 0; round < 2000; round++) {
            boolean ipv6 = random.nextBoolean();
            byte[] packet = new byte[(ipv6 ? 40 : 20) + random.nextInt(80)];
            random.nextBytes(packet);
            packet[0] = (byte) (ipv6 ? 0x60 : 0x40 + random.nextInt(16));
            packet[ipv6 ? 6 : 9] = (byte) protocols[random.nextInt(protocols.length)];
            for (HashPolicy policy : HashPolicy.values()) {
                FlowHash hash = new FlowHash(KernelProfile.LINUX_6_18, policy, 0xfff, 1);

                assertThat(hash.hash31(packet, 0))
                        .as("seed %d round %d", repetition.getCurrentRepetition(), round)
                        .isNotNegative();
            }
        }
    }

    @Test
    void hashing_and_choosing_allocate_nothing() {
        FlowHash hash = new FlowHash(KernelProfile.LINUX_6_18, HashPolicy.LAYER_4, 12345);
        HashThresholdGroup group = new HashThresholdGroup(HashThresholdGroup.Kind.INLINE, 1, 1, 1, 1, 1, 1);
        byte[] packet = tcp();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long sum = 0;
        for (int attempt = 0; attempt < 10; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int port = 0; port < 20_000; port++) {
                packet[21] = (byte) port;
                sum += group.select(hash.hash31(packet, 0));
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(sum).isPositive();
        assertThat(least).as("octets allocated by 20,000 choices").isLessThan(2_000);
    }

    private static byte[] tcp() {
        return HexFormat.of()
                .parseHex(("4500003c 00004000 40060000 c0a80101 ac100a00"
                                + "9052 0050 00000000 00000000 a002faf0 00000000"
                                + "020405b4 0402080a 00000000 00000000 01030307")
                        .replace(" ", ""));
    }
}
