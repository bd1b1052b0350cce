package io.sextant.protocol.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotificationTest {

    @Test
    void names_itself_in_frrs_words() {
        assertThat(Notification.cease(Notification.ADMINISTRATIVE_SHUTDOWN))
                .hasToString("6/2 (Cease/Administrative Shutdown)");
        assertThat(Notification.of(Notification.HOLD_TIMER_EXPIRED, 0)).hasToString("4/0 (Hold Timer Expired)");
        assertThat(Notification.of(99, 1).codeName()).isEqualTo("unknown");
        assertThat(Notification.of(Notification.OPEN_ERROR, 200).subcodeName()).isEmpty();
    }

    @Test
    void a_hard_reset_carries_its_reason() {
        Notification inner = Notification.ceaseWithMessage(Notification.ADMINISTRATIVE_SHUTDOWN, "maintenance");
        assertThat(inner.asHardReset().insideHardReset()).contains(inner);
        assertThat(inner.insideHardReset()).isEmpty();
        assertThat(Notification.cease(Notification.HARD_RESET).insideHardReset())
                .isEmpty();
    }

    @Test
    void the_operators_words_are_cut_between_characters() {
        Notification notification = Notification.ceaseWithMessage(Notification.ADMINISTRATIVE_RESET, "é".repeat(200));
        assertThat(notification.data().length()).isEqualTo(1 + 254);
        assertThat(notification.shutdownMessage()).contains("é".repeat(127));
        assertThat(Notification.cease(Notification.ADMINISTRATIVE_RESET).shutdownMessage())
                .isEmpty();
    }
}
