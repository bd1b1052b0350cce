package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.ListShape;
import io.sextant.lab.scenario.shape.MapShape;
import io.sextant.lab.scenario.shape.MismatchException;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.ObjectShape;
import io.sextant.lab.scenario.shape.Quantities;
import io.sextant.lab.scenario.shape.Scalars;
import io.sextant.lab.scenario.shape.Values;
import java.time.Instant;
import java.util.List;

/** The keys of a scenario file. */
public final class ScenarioKeys {

    /** Where the editor finds the schema, relative to the scenarios. */
    public static final String SCHEMA_FILE = "sextant.schema.json";

    private static final int LONG_TEXT = 10_000;
    private static final int TITLE_LENGTH = 100;

    public static final Field<Long> SEXTANT = Field.required(
            "sextant",
            Scalars.integer("1, the version of the language", 1, 1),
            "The version of the scenario language.");
    public static final Field<String> TITLE =
            Field.optional("title", Scalars.text(TITLE_LENGTH), "One line for lists.");
    public static final Field<String> DESCRIPTION = Field.optional(
            "description",
            Scalars.text(LONG_TEXT),
            "What it teaches; the comment at the head of the file unless given.");
    public static final Field<List<String>> INCLUDE = Field.optional(
            "include",
            ListShape.oneOrMore(Words.path(), 16),
            "Files on which this one builds: its mappings are merged into theirs key by key, what it gives to timeline, links, taps and manifests follows theirs, and all else replaces theirs; a key without a value takes theirs away.");
    public static final Field<Long> SEED =
            Field.optional("seed", Scalars.integer(0, Long.MAX_VALUE), "The seed of all chance; 1 unless given.");
    public static final Field<Long> DURATION =
            Field.optional("duration", Quantities.positiveDuration(), "How long the run lasts; 60s unless given.");
    public static final Field<Instant> START = Field.optional(
            "start",
            Scalars.matching(
                    "a time such as 2021-10-31T15:43:00Z",
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z",
                    ScenarioKeys::instant),
            "What the lab's clocks show at the start; 2021-10-31T15:43:00Z unless given.");
    public static final Field<Values> TOPOLOGY =
            Field.needed("topology", TopologyKeys.TOPOLOGY, "Segments, machines and cables.");
    public static final Field<Values> CLUSTER =
            Field.optional("cluster", ClusterKeys.CLUSTER, "The Kubernetes cluster.");
    public static final Field<List<Named<Values>>> TRAFFIC = Field.optional(
            "traffic",
            MapShape.of(
                    "a mapping from names to traffic", Words.name("the name of traffic"), TrafficKeys.TRAFFIC, 1_000),
            "What clients do.");
    public static final Field<List<Values>> TIMELINE =
            Field.optional("timeline", ListShape.of(TimelineKeys.EVENT, 0, 10_000), "What happens.");
    public static final Field<Values> CAPTURE =
            Field.optional("capture", CaptureKeys.CAPTURE, "Where packets are recorded.");
    public static final Field<List<Named<Values>>> EXPECT = Field.optional(
            "expect",
            MapShape.of(
                    "a mapping from names to expectations",
                    Words.name("an expectation's name"),
                    ExpectKeys.EXPECTATION,
                    1_000),
            "What must turn out, in order.");

    public static final ObjectShape SCENARIO = ObjectShape.named(
                    "scenario", "a scenario", "A lab, what happens in it, and what must turn out.")
            .with(
                    SEXTANT,
                    TITLE,
                    DESCRIPTION,
                    INCLUDE,
                    SEED,
                    DURATION,
                    START,
                    TOPOLOGY,
                    CLUSTER,
                    TRAFFIC,
                    TIMELINE,
                    CAPTURE,
                    EXPECT);

    /** Lists to which an including file adds rather than replacing them; keys from the top, joined by dots. */
    public static final List<String> ADDED_LISTS =
            List.of("timeline", "topology.links", "capture.taps", "cluster.manifests");

    private ScenarioKeys() {}

    private static Instant instant(String text) throws MismatchException {
        try {
            return Instant.parse(text);
        } catch (java.time.DateTimeException e) {
            throw new MismatchException("there is no such time");
        }
    }
}
