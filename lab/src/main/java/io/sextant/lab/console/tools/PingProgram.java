package io.sextant.lab.console.tools;

import io.sextant.engine.Alarm;
import io.sextant.engine.Scheduler;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Program;
import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.host.EchoHandler;
import io.sextant.topology.host.EchoSession;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.IcmpError;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of ping (iputils {@code ping_common.c}): a request each interval, a line for each answer, and after the last
 * request it waits for twice the longest round trip, or as long as {@code -W} says when nothing ever came.
 */
final class PingProgram implements Program, EchoHandler {

    private static final int HEADERS_OCTETS = 28;
    private static final int MAX_IDENTIFIER = 0xFFFF;

    /** Printed lines are kept up to here; later ones are counted only. */
    private static final int MAX_LINES = 100_000;

    private final Host host;
    private final PingOptions options;
    private final Scheduler scheduler;
    private final Alarm alarm;
    private final Map<Integer, Long> sentAtNanos = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();
    private int lines;
    private @Nullable EchoSession session;
    private @Nullable Completion completion;
    private long startNanos;
    private long lastNanos;
    private int transmitted;
    private int received;
    private int errors;
    private int duplicates;
    private long sumMicros;
    private long squaresMicros;
    private long leastMicros = Long.MAX_VALUE;
    private long mostMicros;
    private boolean over;

    PingProgram(Host host, PingOptions options) {
        this.host = host;
        this.options = options;
        this.scheduler = host.network().scheduler();
        this.alarm = new Alarm(scheduler, "ping " + host.name(), this::onAlarm);
    }

    @Override
    public boolean isEndless() {
        return options.count() == 0;
    }

    @Override
    public void start(Completion done) {
        completion = done;
        session = open();
        startNanos = scheduler.nanos();
        int data = options.dataOctets();
        IpAddress target = options.target();
        out.append("PING ").append(target);
        if (target.version() == IpVersion.IPV4) {
            out.append(" (").append(target).append(") ").append(data).append('(');
            out.append(data + HEADERS_OCTETS).append(") bytes of data.\n");
        } else {
            out.append('(').append(target).append(") ").append(data).append(" data bytes\n");
        }
        onAlarm();
    }

    /** With the first free identifier of the host. */
    private EchoSession open() {
        for (int identifier = 1; identifier < MAX_IDENTIFIER; identifier++) {
            EchoSession opened = tryOpen(identifier);
            if (opened != null) {
                return opened;
            }
        }
        throw new IllegalStateException(host.name() + " has no echo identifier left");
    }

    private @Nullable EchoSession tryOpen(int identifier) {
        try {
            return host.icmp().ping(options.target(), identifier, options.timeToLive(), this);
        } catch (IllegalArgumentException taken) {
            return null;
        }
    }

    @Override
    public Printed interrupt() {
        finish();
        return result();
    }

    private void onAlarm() {
        if (options.count() > 0 && transmitted == options.count()) {
            end();
            return;
        }
        transmitted++;
        lastNanos = scheduler.nanos();
        sentAtNanos.put(transmitted & 0xFFFF, lastNanos);
        boolean sent = Objects.requireNonNull(session).send(transmitted & 0xFFFF, options.dataOctets());
        if (!sent) {
            print("ping: sendmsg: Network is unreachable");
        }
        boolean last = transmitted == options.count();
        alarm.set(lastNanos + (last ? lingerNanos() : options.intervalNanos()));
    }

    private long lingerNanos() {
        return received == 0 ? options.lingerNanos() : Math.max(2 * mostMicros * 1000, options.intervalNanos());
    }

    @Override
    public void onReply(EchoSession from, IpAddress sender, int sequence, int ttl, int icmpOctets) {
        Long sent = sentAtNanos.get(sequence);
        lastNanos = scheduler.nanos();
        String line = icmpOctets + " bytes from " + sender + ": icmp_seq=" + sequence + " ttl=" + ttl;
        if (sent == null) {
            duplicates++;
            print(line + " (DUP!)");
            return;
        }
        sentAtNanos.remove(sequence);
        received++;
        long micros = (lastNanos - sent) / 1000;
        sumMicros += micros;
        squaresMicros += micros * micros;
        leastMicros = Math.min(leastMicros, micros);
        mostMicros = Math.max(mostMicros, micros);
        print(line + " time=" + roundTrip(micros) + " ms");
        endIfAllAnswered();
    }

    @Override
    public void onError(EchoSession from, int sequence, IcmpError error) {
        if (error.isRedirect()) {
            String kind = error.code() == 0 ? "Network" : "Host";
            print("From " + error.reporter() + ": icmp_seq=" + sequence + " Redirect " + kind + "(New nexthop: "
                    + new Ipv4Address(error.rest()) + ")");
            return;
        }
        errors++;
        print("From " + error.reporter() + " icmp_seq=" + sequence + " " + PingWords.of(error));
        endIfAllAnswered();
    }

    private void endIfAllAnswered() {
        if (options.count() > 0 && received + errors >= options.count()) {
            end();
        }
    }

    private void end() {
        Completion done = completion;
        if (!over && done != null) {
            finish();
            done.done(result());
        }
    }

    private void finish() {
        over = true;
        alarm.clear();
        if (session != null) {
            session.close();
        }
    }

    private Printed result() {
        StringBuilder text = new StringBuilder(out);
        if (lines > MAX_LINES) {
            text.append(lines - MAX_LINES).append(" more lines are not printed\n");
        }
        text.append("\n--- ").append(options.target()).append(" ping statistics ---\n");
        text.append(transmitted)
                .append(" packets transmitted, ")
                .append(received)
                .append(" received, ");
        text.append(duplicates > 0 ? "+" + duplicates + " duplicates, " : "");
        text.append(errors > 0 ? "+" + errors + " errors, " : "");
        text.append(percent(transmitted - received, transmitted)).append("% packet loss, time ");
        text.append((lastNanos - startNanos + 500_000) / 1_000_000).append("ms\n");
        text.append(received == 0 ? "\n" : times());
        return new Printed(text.toString(), received == 0 ? 1 : 0);
    }

    private String times() {
        long average = sumMicros / received;
        long deviation = (long) Math.sqrt((double) (squaresMicros / received - average * average));
        return "rtt min/avg/max/mdev = " + thousandths(leastMicros) + "/" + thousandths(average) + "/"
                + thousandths(mostMicros) + "/" + thousandths(deviation) + " ms\n";
    }

    private static String thousandths(long micros) {
        return micros / 1000 + "." + Pad.zeros(micros % 1000, 3);
    }

    /** Three figures that mean something: 0.367, 1.23, 12.3, 123. */
    static String roundTrip(long micros) {
        if (micros >= 100_000 - 50) {
            return Long.toString((micros + 500) / 1000);
        }
        if (micros >= 10_000 - 5) {
            return (micros + 50) / 1000 + "." + (micros + 50) % 1000 / 100;
        }
        if (micros >= 1000) {
            return (micros + 5) / 1000 + "." + Pad.zeros((micros + 5) % 1000 / 10, 2);
        }
        return thousandths(micros);
    }

    /** C's {@code %g}: six figures, no zeros behind. */
    static String percent(int part, int whole) {
        double value = whole == 0 ? 0 : 100.0 * part / whole;
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    private void print(String line) {
        if (!options.quiet() && lines++ < MAX_LINES) {
            out.append(line).append('\n');
        }
    }
}
