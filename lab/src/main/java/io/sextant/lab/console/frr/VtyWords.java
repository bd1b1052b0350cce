package io.sextant.lab.console.frr;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;
import java.util.List;
import java.util.Optional;

/** The words of one vty line, taken one after the other. */
final class VtyWords {

    private final String line;
    private final List<String> words;
    private int at;

    private VtyWords(String line, List<String> words) {
        this.line = line;
        this.words = words;
    }

    /**
     * The words of a command as {@link VtyGrammar} writes them out.
     *
     * @param said the line it stood in, which errors quote
     */
    static VtyWords of(String said, String command) throws VtyException {
        return new VtyWords(said, VtyGrammar.expand(said, command));
    }

    boolean isAtEnd() {
        return at >= words.size();
    }

    /** Takes the next word if it is this keyword. */
    boolean take(String keyword) {
        if (isNext(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    /** Whether one word is left. */
    boolean isLast() {
        return at == words.size() - 1;
    }

    /** Whether the next word is this one. */
    boolean isNext(String keyword) {
        return !isAtEnd() && words.get(at).equals(keyword);
    }

    /** The next word, which stays. */
    String peek() throws VtyException {
        if (isAtEnd()) {
            throw unknown();
        }
        return words.get(at);
    }

    /** Whether the word behind the next one is this keyword. */
    boolean isFollowedBy(String keyword) {
        return at + 1 < words.size() && words.get(at + 1).equals(keyword);
    }

    /** Takes the next word, a number within bounds that the grammar has checked. */
    long takeNumber(long least, long most) throws VtyException {
        long number = Long.parseLong(next());
        if (number < least || number > most) {
            throw unknown();
        }
        return number;
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

    /** Whether one word is left, this keyword or a beginning of it. */
    boolean isLast(String keyword) {
        return at == words.size() - 1 && keyword.startsWith(words.get(at));
    }

    /** Takes {@code json} if it is the last word. */
    boolean takeJson() {
        return isLast("json") && take("json");
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

    /** The line is FRR's, and what it asks for is not there to be shown. */
    VtyException notModelled() {
        return VtyException.notModelled(line);
    }

    VtyException unknown() {
        return notModelled();
    }
}
