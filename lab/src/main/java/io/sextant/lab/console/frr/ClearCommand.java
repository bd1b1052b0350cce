package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.speaker.ClearKind;
import io.sextant.topology.routing.BgpDaemon;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code clear [ip] bgp [ipv4|ipv6 [unicast]] (*|ADDRESS|ASN|external|peer-group NAME) [soft [in|out] | in | out]}. */
final class ClearCommand {

    private static final String NO_INSTANCE = "No BGP process is configured\n";

    private ClearCommand() {}

    /** Does what the line says behind {@code clear}; what it prints. */
    static String run(Machine machine, VtyWords words) throws VtyException {
        words.take("ip");
        if (!words.take("bgp")) {
            throw words.unknown();
        }
        if (words.take("ipv4") || words.take("ipv6")) {
            words.take("unicast");
        }
        Optional<BgpDaemon> bgpd = machine.bgpd();
        if (bgpd.isEmpty()) {
            return NO_INSTANCE;
        }
        String target = words.next();
        Predicate<PeerConfig> which = which(target, words);
        ClearKind kind = kind(words);
        words.end();
        List<PeerConfig> chosen = bgpd.get().peers().stream().filter(which).toList();
        if (chosen.isEmpty() && IpAddress.tryParse(target).isPresent()) {
            return "%BGP: Unknown neighbor - \"" + target + "\"\n";
        }
        bgpd.get().clear(which, kind);
        return "";
    }

    private static Predicate<PeerConfig> which(String target, VtyWords words) throws VtyException {
        if (target.equals("*")) {
            return peer -> true;
        }
        if (!target.isEmpty() && "external".startsWith(target)) {
            return peer -> peer.type() == PeerType.EXTERNAL;
        }
        if (target.equals("peer-group")) {
            String group = words.next();
            return peer -> peer.groupName().equals(group);
        }
        Optional<IpAddress> address = IpAddress.tryParse(target);
        if (address.isPresent()) {
            return peer -> peer.id().address().equals(address.get());
        }
        Asn asn = Asn.tryParse(target).orElseThrow(words::unknown);
        return peer -> peer.remoteAs().equals(asn);
    }

    private static ClearKind kind(VtyWords words) {
        boolean soft = words.take("soft");
        if (words.take("in")) {
            return ClearKind.SOFT_IN;
        }
        if (words.take("out")) {
            return ClearKind.SOFT_OUT;
        }
        return soft ? ClearKind.SOFT_BOTH : ClearKind.HARD;
    }
}
