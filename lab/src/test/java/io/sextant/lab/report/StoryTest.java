package io.sextant.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.Happening.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoryTest {
    private static final List<Happening> ALL = List.of(
            new Happening(5, Kind.TRAFFIC, "n1", "first"),
            new Happening(1, Kind.TRAFFIC, "n1", "before it"),
            new Happening(9, Kind.FAULT, "n1", "power"),
            new Happening(7, Kind.FIB, "r1", "one less"));

    @Test
    void what_there_is_room_for_is_told_in_the_order_of_time() {
        Story story = Story.of(ALL, 4);
        assertThat(story.told()).extracting(Happening::atNanos).containsExactly(1L, 5L, 7L, 9L);
        assertThat(story.leftOutSentence()).isEmpty();
    }

    @Test
    void faults_stay_and_traffic_goes_first() {
        Story story = Story.of(ALL, 2);
        assertThat(story.told()).extracting(Happening::kind).containsExactly(Kind.FIB, Kind.FAULT);
        assertThat(story.leftOutSentence())
                .isEqualTo("2 lines are left out here (2 traffic); report.json has them all.");
    }

    @Test
    void of_one_kind_the_earliest_stay() {
        assertThat(Story.of(ALL, 3).told())
                .extracting(Happening::text)
                .containsExactly("before it", "one less", "power");
    }
}
