package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A connection under test and a scripted peer, so that a test reads like a packet trace. Sequence numbers are relative to each
 * side's initial one: {@code "[P.] 1:101 ack 1 win 502"}. Payload octets are {@code (byte) sequence}, so that a receiver can
 * be checked without a script of contents.
 */
final class Script implements TcpOutput {

    static final int LOCAL_PORT = 36_946;
    static final int REMOTE_PORT = 80;
    static final int PEER_START = 0x7FFF_FF00;
    static final long MILLI = 1_000_000L;

    final TcpConnection connection;
    private final List<String> sent = new ArrayList<>();
    private final List<TcpEvent> events = new ArrayList<>();
    private final List<TcpSegment> segments = new ArrayList<>();
    private long nowNanos = 1_000 * MILLI;
    private int localStart;
    private boolean localStartKnown;
    private boolean timestamps = true;
    private int lastTimestamp;
    private boolean readsAtOnce = true;
    private final StringBuilder received = new StringBuilder();

    Script(TcpProfile profile, int mtu) {
        connection = new TcpConnection(profile, LOCAL_PORT, REMOTE_PORT, mtu, new SplittableRandom(7), this);
    }

    static Script closed() {
        return new Script(TcpProfile.LINUX, 1500);
    }

    /** An active opener after its handshake; the peer is another Linux. */
    static Script client() {
        return client(TcpProfile.LINUX);
    }

    static Script client(TcpProfile profile) {
        Script script = new Script(profile, 1500);
        script.timestamps = profile.options().timestamps();
        script.connect();
        script.receives("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>");
        script.sent.clear();
        script.events.clear();
        return script;
    }

    /** A passive opener after its handshake. */
    static Script server() {
        Script script = new Script(TcpProfile.LINUX, 1500);
        script.receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>");
        script.receives("[.] 1 ack 1 win 502");
        script.sent.clear();
        script.events.clear();
        return script;
    }

    Script withoutTimestamps() {
        timestamps = false;
        return this;
    }

    /** The user does not read until {@link #reads}. */
    Script readingNothing() {
        readsAtOnce = false;
        return this;
    }

    Script connect() {
        connection.connect(nowNanos);
        return this;
    }

    /** The peer's segment arrives. */
    Script receives(String text) {
        TcpSegment segment = parse(text);
        boolean opens = connection.state() == TcpState.CLOSED && segment.flags() == TcpFlags.SYN;
        if (opens) {
            connection.accept(nowNanos, segment);
        } else {
            connection.onSegment(nowNanos, segment);
        }
        return this;
    }

    /** The user sends octets whose values are their sequence numbers. */
    Script writes(int count) {
        byte[] octets = new byte[count];
        int first = connection.sendUnacknowledged() - localStart + connection.unacknowledgedOctets();
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) (first + i);
        }
        assertThat(connection.send(nowNanos, octets)).isEqualTo(count);
        return this;
    }

    Script reads(int expected) {
        byte[] octets = connection.read(nowNanos);
        assertThat(octets).hasSize(expected);
        received.append(new String(octets, StandardCharsets.ISO_8859_1));
        return this;
    }

    Script closes() {
        connection.close(nowNanos);
        return this;
    }

    Script shutsDown() {
        connection.shutdown(nowNanos);
        return this;
    }

    Script aborts() {
        connection.abort(nowNanos);
        return this;
    }

    Script isUnreachable() {
        connection.onUnreachable();
        return this;
    }

    Script hearsOfMtu(int mtu) {
        connection.onFragmentationNeeded(nowNanos, mtu);
        return this;
    }

    /** Time passes; deadlines are met on the way. */
    Script passes(double millis) {
        long until = nowNanos + Math.round(millis * MILLI);
        int steps = 0;
        while (connection.deadlineNanos() <= until) {
            long deadline = connection.deadlineNanos();
            assertThat(deadline).as("deadline").isGreaterThanOrEqualTo(nowNanos);
            nowNanos = deadline;
            connection.onDeadline(nowNanos);
            assertThat(connection.deadlineNanos())
                    .as("deadline after one was met")
                    .isGreaterThan(nowNanos);
            assertThat(++steps).as("deadlines without end").isLessThan(10_000);
        }
        nowNanos = until;
        return this;
    }

    /** Milliseconds from now to the next deadline, or -1 for never. */
    double deadlineMillis() {
        long deadline = connection.deadlineNanos();
        return deadline == TcpConnection.NEVER ? -1 : (deadline - nowNanos) / (double) MILLI;
    }

    /** Exactly these segments left since the last time this was asked. */
    Script sends(String... texts) {
        assertThat(sent).containsExactly(texts);
        sent.clear();
        return this;
    }

    Script sendsNothing() {
        return sends();
    }

    /** Exactly these events were told since the last time this was asked. */
    Script tells(TcpEvent... expected) {
        assertThat(events).containsExactly(expected);
        events.clear();
        return this;
    }

    Script isIn(TcpState state) {
        assertThat(connection.state()).isEqualTo(state);
        return this;
    }

    Script forgetsWhatWasSent() {
        sent.clear();
        return this;
    }

    List<String> sent() {
        return sent;
    }

    TcpSegment lastSegment() {
        return segments.get(segments.size() - 1);
    }

    /** Asserts that the user has read octets 1..count in order, once each. */
    Script hasRead(int count) {
        assertThat(received.length()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat((byte) received.charAt(i)).as("octet %d", i + 1).isEqualTo((byte) (i + 1));
        }
        return this;
    }

    @Override
    public void transmit(TcpSegment segment) {
        if (!localStartKnown) {
            localStart = segment.sequence();
            localStartKnown = true;
        }
        if (segment.options().hasTimestamps()) {
            lastTimestamp = segment.options().timestampValue();
        }
        segments.add(segment);
        sent.add(format(segment));
        assertThat(segment.lengthOctets() + 20).as("packet length").isLessThanOrEqualTo(1500);
    }

    @Override
    public void signal(TcpEvent event) {
        events.add(event);
        if (event == TcpEvent.DATA && readsAtOnce) {
            received.append(new String(connection.read(nowNanos), StandardCharsets.ISO_8859_1));
        }
    }

    private String format(TcpSegment segment) {
        StringBuilder text = new StringBuilder("[" + TcpFlags.format(segment.flags()) + "] ");
        boolean bareReset = segment.has(TcpFlags.RST) && segment.sequence() == 0;
        text.append(bareReset ? 0 : segment.sequence() - localStart);
        if (segment.payload().length > 0) {
            text.append(':').append(segment.sequence() - localStart + segment.payload().length);
        }
        if (segment.has(TcpFlags.ACK)) {
            text.append(" ack ").append(segment.acknowledgment() - PEER_START);
        }
        text.append(" win ").append(segment.window());
        TcpOptions options = segment.options();
        if (segment.has(TcpFlags.SYN)) {
            text.append(" <mss ").append(options.mssOctets());
            text.append(options.sackPermitted() ? ",sackOK" : "");
            text.append(options.hasTimestamps() ? ",TS" : "");
            text.append(options.windowScale() == TcpOptions.ABSENT ? ">" : ",wscale " + options.windowScale() + ">");
        }
        for (int i = 0; i < options.sackBlocks().length; i += 2) {
            text.append(i == 0 ? " sack " : " ").append(options.sackBlocks()[i] - PEER_START);
            text.append('-').append(options.sackBlocks()[i + 1] - PEER_START);
        }
        return text.toString();
    }

    /** Reads {@code [flags] from[:to] [ack n] win n [<options>] [sack a-b c-d] [at tsval]}. */
    private TcpSegment parse(String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ", -1)));
        int flags = flags(words.remove(0));
        String[] range = words.remove(0).split(":", -1);
        int from = Integer.parseInt(range[0]);
        byte[] payload = new byte[range.length == 1 ? 0 : Integer.parseInt(range[1]) - from];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (from + i);
        }
        int acknowledgment = 0;
        int window = 0;
        int mss = 0;
        int scale = TcpOptions.ABSENT;
        boolean sackOk = false;
        int timestamp = (int) (nowNanos / MILLI);
        List<Integer> blocks = new ArrayList<>();
        while (!words.isEmpty()) {
            String word = words.remove(0);
            switch (word) {
                case "ack" -> acknowledgment = localStart + Integer.parseInt(words.remove(0));
                case "win" -> window = Integer.parseInt(words.remove(0));
                case "at" -> timestamp = Integer.parseInt(words.remove(0));
                case "<mss" -> {
                    String[] options = (words.remove(0) + " " + String.join(" ", words))
                            .replace(">", "")
                            .split(",", -1);
                    words.clear();
                    mss = Integer.parseInt(options[0].trim());
                    for (String option : options) {
                        sackOk |= option.equals("sackOK");
                        scale = option.startsWith("wscale ")
                                ? Integer.parseInt(option.substring(7).trim())
                                : scale;
                    }
                    timestamps = Arrays.asList(options).contains("TS");
                }
                case "sack" -> {
                    while (!words.isEmpty()) {
                        String[] edges = words.remove(0).split("-", -1);
                        blocks.add(localStart + Integer.parseInt(edges[0]));
                        blocks.add(localStart + Integer.parseInt(edges[1]));
                    }
                }
                default -> throw new IllegalArgumentException(word);
            }
        }
        int echo = timestamps ? lastTimestamp : 0;
        TcpOptions options = TcpOptions.ofSyn(mss, scale, sackOk, timestamps, timestamps ? timestamp : 0, echo)
                .withSackBlocks(blocks.stream().mapToInt(Integer::intValue).toArray());
        return new TcpSegment(
                REMOTE_PORT, LOCAL_PORT, PEER_START + from, acknowledgment, flags, window, 0, options, payload);
    }

    private static int flags(String word) {
        int flags = 0;
        for (char letter : word.substring(1, word.length() - 1).toCharArray()) {
            flags |= letter == '.' ? TcpFlags.ACK : 1 << "FSRP_U".indexOf(letter);
        }
        return flags;
    }
}
