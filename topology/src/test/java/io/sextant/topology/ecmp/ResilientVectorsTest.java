package io.sextant.topology.ecmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Resilient groups hold the buckets Linux recorded, through creation, use, growth, loss and new weights. */
class ResilientVectorsTest {
    private static final long SECOND = 1_000_000_000L;

    static Stream<JsonNode> choices() {
        return Vectors.choices("forward", "resilient");
    }

    static Stream<JsonNode> tables() {
        return Vectors.resilientTables();
    }

    @Test
    void the_vectors_are_all_there() {
        assertThat(choices()).hasSize(24);
        assertThat(tables()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void a_packet_goes_to_the_owner_of_its_bucket(JsonNode vector) {
        JsonNode buckets = vector.get("buckets");
        int hash31 = Vectors.flowHash(vector).hash31(VectorPacket.of(vector), 0);
        assertThat(hash31).isEqualTo(vector.get("debug").get("hash31").asInt());
        ResilientGroup group = new ResilientGroup(
                0, buckets.size(), ResilientGroup.Timing.DEFAULT, List.of(new ResilientGroup.Member(1, 1)));
        int bucket = group.bucketOf(hash31);
        assertThat(bucket).isEqualTo(vector.get("debug").get("bucket").asInt());
        assertThat(buckets.get(bucket).asText()).isEqualTo(vector.get("chosen").asText());
    }

    @ParameterizedTest
    @MethodSource("choices")
    void a_new_group_is_dealt_out_as_the_kernel_does(JsonNode vector) {
        List<String> hops = Vectors.nextHops(vector);
        List<ResilientGroup.Member> members = IntStream.range(0, hops.size())
                .mapToObj(i -> new ResilientGroup.Member(
                        i, vector.get("nexthops").get(i).get("weight").asInt()))
                .toList();
        JsonNode buckets = vector.get("buckets");
        ResilientGroup group = new ResilientGroup(5, buckets.size(), ResilientGroup.Timing.DEFAULT, members);
        List<String> owners = IntStream.range(0, buckets.size())
                .mapToObj(bucket -> hops.get(group.owner(bucket).id()))
                .toList();
        List<String> recorded = Vectors.stream(buckets).map(JsonNode::asText).toList();
        if (vector.get("scenario").asText().endsWith("fresh")) {
            assertThat(owners).isEqualTo(recorded);
        } else {
            // Members were removed or replaced before: the shares agree, the places need the history.
            assertThat(sorted(owners)).isEqualTo(sorted(recorded));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_sequence_of_changes_moves_the_buckets_the_kernel_moved(JsonNode vector) {
        long now = 1000 * SECOND;
        ResilientGroup.Timing timing = new ResilientGroup.Timing(
                vector.get("idleTimerSeconds").asLong() * SECOND,
                vector.get("unbalancedTimerSeconds").asLong() * SECOND,
                250);
        ResilientGroup group =
                new ResilientGroup(now, vector.get("buckets").asInt(), timing, members(vector.get("members")));
        now += SECOND;
        for (JsonNode busy : vector.get("busyBuckets")) {
            group.select(now, busy.asInt());
        }
        for (JsonNode step : vector.get("steps")) {
            if (step.has("members")) {
                now += SECOND;
                group.replace(now, members(step.get("members")));
                continue;
            }
            List<Integer> owners = new ArrayList<>();
            for (int bucket = 0; bucket < group.buckets(); bucket++) {
                owners.add(group.owner(bucket).id());
            }
            assertThat(owners)
                    .isEqualTo(Vectors.stream(step.get("expectTable"))
                            .map(JsonNode::asInt)
                            .toList());
        }
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }

    private static List<ResilientGroup.Member> members(JsonNode members) {
        return Vectors.stream(members)
                .map(member -> new ResilientGroup.Member(
                        member.get("id").asInt(), member.get("weight").asInt()))
                .toList();
    }
}
