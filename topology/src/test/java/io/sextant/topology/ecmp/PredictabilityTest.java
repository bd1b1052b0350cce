package io.sextant.topology.ecmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.topology.ecmp.Predictability.PacketOrigin;
import io.sextant.topology.ecmp.Predictability.Predictable;
import io.sextant.topology.ecmp.Predictability.PredictableByPacket;
import io.sextant.topology.ecmp.Predictability.Reason;
import io.sextant.topology.ecmp.Predictability.Unpredictable;
import org.junit.jupiter.api.Test;

class PredictabilityTest {
    @Test
    void policy_1_takes_a_carried_hash_and_policy_3_does_not() {
        assertThat(on(KernelProfile.LINUX_6_18, HashPolicy.LAYER_4, 1, PacketOrigin.FORWARDED_WITH_A_HASH))
                .isEqualTo(new Unpredictable(Reason.CARRIED_HASH));
        assertThat(on(KernelProfile.LINUX_6_18, HashPolicy.CUSTOM, 1, PacketOrigin.FORWARDED_WITH_A_HASH))
                .isEqualTo(new Predictable());
        assertThat(on(KernelProfile.LINUX_6_18, HashPolicy.LAYER_4, 1, PacketOrigin.FORWARDED))
                .isEqualTo(new Predictable());
    }

    @Test
    void seed_0_is_random() {
        assertThat(on(KernelProfile.LINUX_6_18, HashPolicy.LAYER_3, 0, PacketOrigin.FORWARDED))
                .isEqualTo(new Unpredictable(Reason.RANDOM_SEED));
    }

    @Test
    void kernels_without_a_seed_or_without_siphash_cannot_be_predicted() {
        assertThat(on(KernelProfile.LINUX_6_6, HashPolicy.LAYER_3, 1, PacketOrigin.FORWARDED))
                .isEqualTo(new Unpredictable(Reason.HIDDEN_KEY));
        assertThat(on(KernelProfile.LINUX_4_18, HashPolicy.LAYER_3, 1, PacketOrigin.FORWARDED))
                .isEqualTo(new Unpredictable(Reason.HASH_NOT_REPRODUCED));
    }

    @Test
    void an_unbound_connect_is_random_where_ports_are_hashed() {
        assertThat(on(KernelProfile.LINUX_6_18, HashPolicy.LAYER_4, 1, PacketOrigin.LOCAL_UNBOUND_TCP))
                .isEqualTo(new Unpredictable(Reason.RANDOM_CONNECT_PORT));
        assertThat(on(KernelProfile.LINUX_6_18, HashPolicy.CUSTOM, 1, PacketOrigin.LOCAL_UNBOUND_TCP))
                .isEqualTo(new Unpredictable(Reason.RANDOM_CONNECT_PORT));
        assertThat(on(KernelProfile.LINUX_6_18, HashPolicy.LAYER_3, 1, PacketOrigin.LOCAL_UNBOUND_TCP))
                .isEqualTo(new Predictable());
        assertThat(on(KernelProfile.LINUX_6_12, HashPolicy.LAYER_4, 1, PacketOrigin.LOCAL_UNBOUND_TCP))
                .isEqualTo(new Predictable());
    }

    @Test
    void a_hashed_flow_label_moves_ipv6_flows_at_timeouts() {
        assertThat(Predictability.of(KernelProfile.LINUX_6_18, HashPolicy.LAYER_3, 0, 1, PacketOrigin.FORWARDED, true))
                .isEqualTo(new PredictableByPacket(Reason.FLOW_LABEL_REDRAWN));
        assertThat(Predictability.of(KernelProfile.LINUX_6_18, HashPolicy.LAYER_4, 0, 1, PacketOrigin.FORWARDED, true))
                .isEqualTo(new Predictable());
        assertThat(Predictability.of(
                        KernelProfile.LINUX_6_18,
                        HashPolicy.CUSTOM,
                        HashFields.FLOW_LABEL << HashFields.INNER_SHIFT,
                        1,
                        PacketOrigin.FORWARDED,
                        true))
                .isEqualTo(new PredictableByPacket(Reason.FLOW_LABEL_REDRAWN));
    }

    @Test
    void every_profile_is_found_by_its_name_and_has_its_own() {
        assertThat(KernelProfile.all())
                .hasSize(8)
                .extracting(KernelProfile::name)
                .doesNotHaveDuplicates();
        for (KernelProfile profile : KernelProfile.all()) {
            assertThat(KernelProfile.find(profile.name())).contains(profile);
        }
        assertThat(KernelProfile.find("Linux 2.4")).isEmpty();
    }

    private static Predictability on(KernelProfile kernel, HashPolicy policy, int seed, PacketOrigin origin) {
        return Predictability.of(kernel, policy, HashFields.FIVE_TUPLE, seed, origin, false);
    }
}
