package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.mapping.BgpMapping.Instance;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.Confederation;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.config.SpeakerTimers;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import io.sextant.protocol.bgp.rib.DecisionOption;
import io.sextant.protocol.bgp.rib.DecisionOptions;
import io.sextant.protocol.bgp.rib.LinkBandwidthUse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands directly below {@code router bgp}, its defaults those of FRR's profile and version. */
final class InstanceMapping {

    /** FRR 8.4 BGP_MAXMED_VALUE_DEFAULT. */
    private static final long MAXIMUM_MED = 4_294_967_294L;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private InstanceMapping() {}

    static SpeakerConfig speaker(Instance instance) {
        Section bgp = instance.bgp();
        SpeakerConfig config = SpeakerConfig.of(instance.profile(), instance.localAs(), instance.routerId())
                .withDecision(decision(instance))
                .withClusterId(bgp.find("bgp cluster-id")
                        .map(InstanceMapping::clusterId)
                        .orElse(null))
                .withConfederation(confederation(bgp).orElse(null))
                .withGracefulRestart(gracefulRestart(instance))
                .withTimers(timers(bgp))
                .withAdministrativeMed(bgp.find("bgp max-med administrative").stream()
                        .mapToLong(
                                entry -> entry.find("med").map(Long::parseLong).orElse(MAXIMUM_MED))
                        .findFirst());
        config = options(instance, config);
        for (AddressFamily family : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)) {
            config = config.withFamily(family, FamilyMapping.speaker(instance, family, config.family(family)));
        }
        return config;
    }

    static Context context(AddressFamily family) {
        return family.equals(AddressFamily.IPV4_UNICAST) ? Context.IPV4_UNICAST : Context.IPV6_UNICAST;
    }

    private static SpeakerConfig options(Instance instance, SpeakerConfig config) {
        Section bgp = instance.bgp();
        boolean modern = !instance.datacenter();
        SpeakerConfig all = config;
        // Defaults by profile and version: FRR 8.4 bgp_vty FRR_CFG_DEFAULT_BOOL.
        all = set(
                all,
                SpeakerOption.EBGP_REQUIRES_POLICY,
                bgp.flag("bgp ebgp-requires-policy", modern && !instance.before(7, 4)));
        all = set(
                all,
                SpeakerOption.NETWORK_IMPORT_CHECK,
                bgp.flag("bgp network import-check", !modern || !instance.before(7, 4)));
        all = set(all, SpeakerOption.SUPPRESS_DUPLICATES, bgp.flag("bgp suppress-duplicates", !instance.before(7, 6)));
        all = set(
                all,
                SpeakerOption.HARD_ADMINISTRATIVE_RESET,
                bgp.flag("bgp hard-administrative-reset", !instance.before(8, 3)));
        all = set(all, SpeakerOption.FAST_EXTERNAL_FAILOVER, bgp.flag("bgp fast-external-failover", true));
        all = set(all, SpeakerOption.CLIENT_TO_CLIENT_REFLECTION, bgp.flag("bgp client-to-client reflection", true));
        all = set(all, SpeakerOption.DEFAULT_IPV4_UNICAST, bgp.flag("bgp default ipv4-unicast", true));
        all = set(all, SpeakerOption.REJECT_AS_SETS, bgp.flag("bgp reject-as-sets", false));
        all = set(all, SpeakerOption.NO_END_OF_RIB, bgp.flag("bgp graceful-restart disable-eor", false));
        all = set(all, SpeakerOption.SHUTDOWN, bgp.flag("bgp shutdown", false));
        all = set(
                all,
                SpeakerOption.REFLECTOR_ALLOWS_OUTBOUND_POLICY,
                bgp.flag("bgp route-reflector allow-outbound-policy", false));
        all = set(all, SpeakerOption.REDISTRIBUTE_BEFORE_NETWORK, redistributesFirst(bgp));
        boolean graceful = bgp.flag("bgp graceful-shutdown", false)
                || instance.config().root().flag("bgp graceful-shutdown", false);
        return set(all, SpeakerOption.GRACEFUL_SHUTDOWN, graceful);
    }

    /** Whether the first statement of the one kind stands before the first of the other, in any family. */
    private static boolean redistributesFirst(Section bgp) {
        return List.of(Context.IPV4_UNICAST, Context.IPV6_UNICAST).stream()
                .flatMap(family -> bgp.children(family).stream())
                .anyMatch(family -> {
                    Optional<Position> redistribute = first(family, "redistribute ");
                    Optional<Position> network = first(family, "network");
                    return redistribute.isPresent()
                            && network.isPresent()
                            && redistribute.get().compareTo(network.get()) < 0;
                });
    }

    private static Optional<Position> first(Section family, String key) {
        return family.entries().values().stream()
                .filter(entry -> entry.setting().key().startsWith(key))
                .map(Entry::position)
                .min(Comparator.naturalOrder());
    }

    private static SpeakerConfig set(SpeakerConfig config, SpeakerOption option, boolean on) {
        return on ? config.with(option) : config.without(option);
    }

    private static DecisionOptions decision(Instance instance) {
        Section bgp = instance.bgp();
        Optional<Entry> med = bgp.find("bgp bestpath med");
        Optional<Entry> relax = bgp.find("bgp bestpath as-path multipath-relax");
        DecisionOptions options = DecisionOptions.DEFAULT;
        options = set(options, DecisionOption.ALWAYS_COMPARE_MED, bgp.flag("bgp always-compare-med", false));
        options = set(
                options,
                DecisionOption.DETERMINISTIC_MED,
                bgp.flag("bgp deterministic-med", instance.datacenter()) || sendsBestPerAs(bgp));
        options = set(
                options,
                DecisionOption.MISSING_MED_AS_WORST,
                med.filter(entry -> entry.has("missing-as-worst")).isPresent());
        options = set(
                options,
                DecisionOption.MED_IN_CONFEDERATION,
                med.filter(entry -> entry.has("confed")).isPresent());
        options = set(options, DecisionOption.IGNORE_AS_PATH, bgp.flag("bgp bestpath as-path ignore", false));
        options = set(options, DecisionOption.CONFEDERATION_AS_PATH, bgp.flag("bgp bestpath as-path confed", false));
        options = set(options, DecisionOption.COMPARE_ROUTER_ID, bgp.flag("bgp bestpath compare-routerid", false));
        options = set(options, DecisionOption.MULTIPATH_RELAX, relax.isPresent());
        options = set(
                options,
                DecisionOption.MULTIPATH_RELAX_AS_SET,
                relax.filter(entry -> entry.has("as-set")).isPresent());
        options =
                set(options, DecisionOption.PEER_TYPE_RELAX, bgp.flag("bgp bestpath peer-type multipath-relax", false));
        options = set(options, DecisionOption.CONFEDERATION, confederation(bgp).isPresent());
        long preference = bgp.find("bgp default local-preference")
                .map(entry -> entry.number("value"))
                .orElse(100L);
        return options.withDefaultLocalPreference(preference)
                .withLinkBandwidth(bgp.find("bgp bestpath bandwidth")
                        .map(InstanceMapping::bandwidth)
                        .orElse(LinkBandwidthUse.WEIGHTS));
    }

    /** {@code addpath-tx-bestpath-per-AS} cannot do without (FRR 8.4 {@code bgp_addpath_set_peer_type}). */
    private static boolean sendsBestPerAs(Section bgp) {
        return List.of(Context.IPV4_UNICAST, Context.IPV6_UNICAST).stream()
                .flatMap(family -> bgp.children(family).stream())
                .flatMap(family -> family.children(Context.FAMILY_NEIGHBOR).stream())
                .anyMatch(neighbor -> neighbor.flag("addpath-tx-bestpath-per-AS", false));
    }

    private static DecisionOptions set(DecisionOptions options, DecisionOption option, boolean on) {
        return on ? options.with(option) : options.without(option);
    }

    private static LinkBandwidthUse bandwidth(Entry entry) {
        if (entry.has("ignore")) {
            return LinkBandwidthUse.IGNORE;
        }
        return entry.has("skip-missing") ? LinkBandwidthUse.SKIP_MISSING : LinkBandwidthUse.DEFAULT_WEIGHT_FOR_MISSING;
    }

    private static Ipv4Address clusterId(Entry entry) {
        return entry.find("id").map(Ipv4Address::parse).orElseGet(() -> new Ipv4Address((int) entry.number("number")));
    }

    /** Only with an identifier is the speaker in a confederation; a list of peers alone changes nothing. */
    static Optional<Confederation> confederation(Section bgp) {
        List<Asn> members = bgp.find("bgp confederation peers").stream()
                .flatMap(entry -> Stream.of(entry.value("peers").split(" ", -1)))
                .map(Asn::parse)
                .toList();
        return bgp.find("bgp confederation identifier")
                .map(entry -> new Confederation(Asn.parse(entry.value("as")), members));
    }

    static GracefulMode gracefulMode(Section bgp) {
        if (bgp.flag("bgp graceful-restart-disable", false)) {
            return GracefulMode.OFF;
        }
        return bgp.flag("bgp graceful-restart", false) ? GracefulMode.RESTARTER : GracefulMode.HELPER;
    }

    static GracefulRestartOptions gracefulRestart(Instance instance) {
        Section bgp = instance.bgp();
        GracefulRestartOptions usual = GracefulRestartOptions.DEFAULT;
        return new GracefulRestartOptions(
                gracefulMode(bgp),
                seconds(bgp, "bgp graceful-restart restart-time", usual.restartSeconds()),
                seconds(bgp, "bgp graceful-restart stalepath-time", usual.stalePathSeconds()),
                seconds(bgp, "bgp graceful-restart select-defer-time", usual.selectDeferralSeconds()),
                seconds(bgp, "bgp graceful-restart rib-stale-time", usual.ribStaleSeconds()),
                bgp.flag("bgp graceful-restart notification", !instance.before(8, 3)),
                bgp.flag("bgp graceful-restart preserve-fw-state", false),
                seconds(bgp, "bgp long-lived-graceful-restart stale-time", usual.longLivedStaleSeconds()));
    }

    private static int seconds(Section bgp, String key, int usual) {
        return bgp.find(key)
                .map(entry -> (int) Math.min(entry.number("seconds"), Integer.MAX_VALUE))
                .orElse(usual);
    }

    private static SpeakerTimers timers(Section bgp) {
        SpeakerTimers usual = SpeakerTimers.DEFAULT;
        long coalesce = bgp.find("coalesce-time")
                .map(entry -> entry.number("millis") * NANOS_PER_MILLI)
                .orElse(usual.coalesceNanos());
        return new SpeakerTimers(usual.routeMapDelayNanos(), coalesce);
    }
}
