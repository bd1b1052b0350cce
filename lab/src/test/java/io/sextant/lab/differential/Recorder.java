package io.sextant.lab.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.corpus.JsonDifference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Runs networks in real FRR, each several times with its routers started in different orders, and keeps what all runs agree
 * on. Several can be under way at once, since they mostly wait.
 */
final class Recorder {

    private static final long LOOK_MILLIS = 1_000;
    /** So many looks in a row must be the same. A delayed timer of a busy machine is not to pass for rest. */
    private static final int SAME_LOOKS = 5;
    /** So many where a session does not come up: some never do. */
    private static final int SAME_LOOKS_WITHOUT_SESSION = 25;

    private static final long PATIENCE_MILLIS = 90_000;
    private static final int DOUBTS = 3;
    private static final long DOUBT_PAUSE_MILLIS = 2_000;

    /** How a network came out. */
    sealed interface Outcome {

        /**
         * All runs ended the same way.
         *
         * @param expected the corpus's five parts of every router
         * @param droppedReasons how many reasons of a selection are chance, and were left out
         */
        record Settled(ObjectNode expected, int droppedReasons) implements Outcome {}

        /** The runs ended differently, or one never came to rest: nothing can be asked of the lab. */
        record Undetermined(List<String> differences) implements Outcome {}
    }

    private final long seed;

    /** @param seed of the start orders */
    Recorder(long seed) {
        this.seed = seed;
    }

    /** Runs each network twice: its routers in their order, and in another. All of them start at nearly the same time. */
    List<Outcome> record(List<DrawnNetwork> networks) throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        try {
            for (DrawnNetwork network : networks) {
                runs.add(new Run(network, runs.size(), false));
                runs.add(new Run(network, runs.size(), true));
            }
            bringToRest(runs, 0);
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < runs.size(); i += 2) {
                outcomes.add(compare(runs.subList(i, i + 2)));
            }
            return outcomes;
        } finally {
            close(runs);
        }
    }

    /**
     * Runs a network more often, its routers one well after the other: what hangs on who came first shows by that.
     *
     * @return what differs between the first recording and these; empty where all agree
     */
    List<String> doubt(DrawnNetwork network, Outcome.Settled first) throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        try {
            for (int i = 0; i < DOUBTS; i++) {
                runs.add(new Run(network, i, true));
            }
            bringToRest(runs, DOUBT_PAUSE_MILLIS);
            List<String> differences = new ArrayList<>();
            for (Run run : runs) {
                if (!run.rests()) {
                    return List.of("it did not come to rest: " + run.unrest);
                }
                ObjectNode expected = first.expected().deepCopy();
                ObjectNode again = run.network.record();
                Reasons.dropThoseOfOrder(expected, again);
                differences.addAll(JsonDifference.of("", expected, again));
            }
            return differences;
        } finally {
            close(runs);
        }
    }

    private final class Run {
        private final RealNetwork network;
        private final List<String> order;
        private JsonNode last = MissingNode.getInstance();
        private List<String> unrest = List.of();
        private boolean allUp;
        private int sameLooks;

        Run(DrawnNetwork drawn, int number, boolean shuffled) throws IOException {
            network = new RealNetwork(drawn.topology(), drawn.configurations(), "n" + number);
            order = new ArrayList<>(network.routers());
            if (shuffled) {
                Collections.shuffle(order, new Random(seed + number));
            }
        }

        boolean rests() {
            return sameLooks >= (allUp ? SAME_LOOKS : SAME_LOOKS_WITHOUT_SESSION);
        }

        void look() {
            JsonNode now = network.look();
            unrest = JsonDifference.of("", last, now);
            allUp = !now.toString().contains("\"trying\"");
            sameLooks = unrest.isEmpty() ? sameLooks + 1 : 0;
            last = now;
        }
    }

    private static void bringToRest(List<Run> runs, long pauseMillis) throws IOException, InterruptedException {
        for (Run run : runs) {
            run.network.build();
        }
        int most = runs.stream().mapToInt(run -> run.order.size()).max().orElse(0);
        for (int i = 0; i < most; i++) {
            for (Run run : runs) {
                if (i < run.order.size()) {
                    run.network.start(run.order.get(i));
                }
            }
            Thread.sleep(pauseMillis);
        }
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (System.nanoTime() < end && !runs.stream().allMatch(Run::rests)) {
            Thread.sleep(LOOK_MILLIS);
            runs.stream().filter(run -> !run.rests()).forEach(Run::look);
        }
    }

    private static void close(List<Run> runs) throws IOException {
        for (Run run : runs) {
            run.network.close();
        }
    }

    private static Outcome compare(List<Run> runs) {
        for (Run run : runs) {
            if (!run.rests()) {
                return new Outcome.Undetermined(List.of("it did not come to rest: " + run.unrest));
            }
        }
        ObjectNode expected = runs.get(0).network.record();
        ObjectNode again = runs.get(1).network.record();
        int dropped = Reasons.dropThoseOfOrder(expected, again);
        List<String> differences = JsonDifference.of("", expected, again);
        return differences.isEmpty() ? new Outcome.Settled(expected, dropped) : new Outcome.Undetermined(differences);
    }
}
