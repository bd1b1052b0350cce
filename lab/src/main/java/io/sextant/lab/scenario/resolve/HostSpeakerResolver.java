package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Durations;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.BgpTimers;
import io.sextant.lab.scenario.topology.HostSpeakerSpec;
import io.sextant.lab.scenario.topology.SpeakerProgram;
import io.sextant.lab.yaml.Problems;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.profile.SessionProfile;
import java.util.List;

/** BGP speakers other than FRR on hosts. */
final class HostSpeakerResolver {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Twelve bits (RFC 4724 §3). */
    private static final int LONGEST_RESTART_SECONDS = 4_095;

    private final AddressBook book;
    private final Problems problems;
    private final RouterResolver routers;

    HostSpeakerResolver(AddressBook book, RouterResolver routers, Problems problems) {
        this.book = book;
        this.routers = routers;
        this.problems = problems;
    }

    HostSpeakerSpec speaker(String node, Values values) {
        SpeakerProgram program = values.require(TopologyKeys.PROGRAM);
        Asn asn = values.require(TopologyKeys.ASN);
        BgpTimers timers = routers.timers(values, timersOf(program.profile().session()));
        return new HostSpeakerSpec(
                values.position(),
                program,
                asn,
                values.get(TopologyKeys.ROUTER_ID).or(() -> book.firstOf(node)).orElse(Ipv4Address.ANY),
                routers.neighbors(node, asn, timers, values),
                values.get(TopologyKeys.ANNOUNCE).orElse(List.of()),
                restartSeconds(values, program));
    }

    private static BgpTimers timersOf(SessionProfile profile) {
        return new BgpTimers(
                profile.holdTimeSeconds() * NANOS_PER_SECOND,
                profile.keepaliveSeconds() * NANOS_PER_SECOND,
                profile.connectRetryNanos());
    }

    private int restartSeconds(Values values, SpeakerProgram program) {
        long nanos = values.get(TopologyKeys.GRACEFUL_RESTART).orElse(0L);
        boolean fits = nanos % NANOS_PER_SECOND == 0 && nanos / NANOS_PER_SECOND <= LONGEST_RESTART_SECONDS;
        if (!fits) {
            problems.error(
                    values.position(TopologyKeys.GRACEFUL_RESTART),
                    "expected a restart time of 1s to " + LONGEST_RESTART_SECONDS + "s in whole seconds, found "
                            + Durations.text(nanos));
        } else if (nanos > 0 && (program == SpeakerProgram.METALLB || program == SpeakerProgram.EXABGP)) {
            problems.warning(
                    values.position(TopologyKeys.GRACEFUL_RESTART),
                    "not modelled: 'graceful-restart' has no effect on " + program.word());
        }
        return fits ? (int) (nanos / NANOS_PER_SECOND) : 0;
    }
}
