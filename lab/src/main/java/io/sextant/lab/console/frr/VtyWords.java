package io.sextant.lab.console.frr;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;
import java.util.List;
import java.util.Optional;

/** The words of one vty line, taken one after the other; keywords may be cut short as vtysh allows. */
final class VtyWords {

    private static final String SUPPORTED =
            "Supported here: show bgp summary, show [ip] bgp [ipv4|ipv6 unicast] [PREFIX] and … neighbors [X"
                    + " [advertised-routes|received-routes|filtered-routes|routes]], show ip route [bgp|connected|kernel|static|PREFIX], all but"
                    + " neighbors with json; show bfd peers [brief|counters|json], show bfd peer X, show version,"
                    + " show running-config, show route-map, show ip prefix-list; clear bgp …; configure terminal and"
                    + " statements.";

    private final String line;
    private final List<String> words;
    private int at;

    VtyWords(String line) {
        this.line = String.join(" ", line.strip().split("\\s+"));
        this.words = List.of(this.line.split(" ", -1));
    }

    boolean isAtEnd() {
        return at >= words.size();
    }

    /** Takes the next word if it is this keyword or a beginning of it. */
    boolean take(String keyword) {
        if (!isAtEnd() && !words.get(at).isEmpty() && keyword.startsWith(words.get(at))) {
            at++;
            return true;
        }
        return false;
    }

    /** As {@link #take}, where a shorter beginning would be ambiguous. */
    boolean take(String keyword, int shortest) {
        return !isAtEnd() && words.get(at).length() >= shortest && take(keyword);
    }

    /** Takes the next word whatever it is. */
    String next() throws VtyException {
        if (isAtEnd()) {
            throw unknown();
        }
        return words.get(at++);
    }

    /** The one word that is left, if there is one. */
    Optional<String> rest() throws VtyException {
        Optional<String> rest = isAtEnd() ? Optional.empty() : Optional.of(next());
        end();
        return rest;
    }

    /** Whether the last word is this one. */
    boolean endsWith(String keyword) {
        return !isAtEnd() && words.get(words.size() - 1).equals(keyword);
    }

    /** Takes the next word if it is an address. */
    Optional<Ipv4Address> takeAddress() {
        Optional<Ipv4Address> address = isAtEnd() ? Optional.empty() : Ipv4Address.tryParse(words.get(at));
        address.ifPresent(found -> at++);
        return address;
    }

    /** Takes the next word if it is a prefix; host bits are cleared, as FRR does. */
    Optional<Ipv4Prefix> takePrefix() {
        if (isAtEnd() || !words.get(at).matches("[0-9.]+/([0-9]|[12][0-9]|3[0-2])")) {
            return Optional.empty();
        }
        String[] parts = words.get(at).split("/", -1);
        Optional<Ipv4Prefix> prefix =
                Ipv4Address.tryParse(parts[0]).map(address -> new Ipv4Prefix(address, Integer.parseInt(parts[1])));
        prefix.ifPresent(found -> at++);
        return prefix;
    }

    /** Takes the next word if it is an address of either version of IP. */
    Optional<IpAddress> takeAnyAddress() {
        Optional<Ipv4Address> ipv4 = takeAddress();
        if (ipv4.isPresent() || isAtEnd()) {
            return ipv4.map(found -> found);
        }
        Optional<Ipv6Address> ipv6 = Ipv6Address.tryParse(words.get(at));
        ipv6.ifPresent(found -> at++);
        return ipv6.map(found -> found);
    }

    /** Takes the next word if it is a prefix of either version of IP; host bits are cleared. */
    Optional<IpPrefix> takeAnyPrefix() {
        Optional<Ipv4Prefix> ipv4 = takePrefix();
        if (ipv4.isPresent() || isAtEnd() || !words.get(at).matches("[0-9A-Fa-f:.]+/([0-9]{1,2}|1[01][0-9]|12[0-8])")) {
            return ipv4.map(found -> found);
        }
        String[] parts = words.get(at).split("/", -1);
        Optional<Ipv6Prefix> ipv6 =
                Ipv6Address.tryParse(parts[0]).map(address -> new Ipv6Prefix(address, Integer.parseInt(parts[1])));
        ipv6.ifPresent(found -> at++);
        return ipv6.map(found -> found);
    }

    void end() throws VtyException {
        if (!isAtEnd()) {
            throw unknown();
        }
    }

    VtyException unknown() {
        return isAtEnd()
                ? new VtyException("% Command incomplete: " + line)
                : new VtyException("% Unknown command: " + line + "\n" + SUPPORTED);
    }
}
