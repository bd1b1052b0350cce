package io.sextant.lab.frr.grammar;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What an argument may be. {@link #canonical} gives the text FRR would print for it, or nothing if the word does not fit.
 */
public sealed interface ArgumentType {

    /** The word as FRR prints it back; nothing if it does not fit. */
    Optional<String> canonical(String word);

    /** What to write here, for messages. */
    String expected(String name);

    /** Whether the argument takes every word to the end of the line. */
    default boolean takesRest() {
        return false;
    }

    /** Addresses and numbers before keywords before names: FRR 8.4 score_precedence. */
    default int precedence() {
        return 2;
    }

    /** The type {@code text} names: {@code ipv4}, {@code ipv4/m}, {@code net4}, {@code word}, {@code line}, {@code 1-255} and so on. */
    static ArgumentType of(String text) {
        return switch (text) {
            case "ipv4" -> new Text("an IPv4 address", ArgumentType::ipv4);
            case "ipv6" -> new Text("an IPv6 address", ArgumentType::ipv6);
            case "ipv4/m" -> new Text("an IPv4 prefix", word -> prefix(word, 32, false));
            case "ipv6/m" -> new Text("an IPv6 prefix", word -> prefix(word, 128, false));
            case "net4" -> new Text("an IPv4 prefix", word -> prefix(word, 32, true));
            case "net6" -> new Text("an IPv6 prefix", word -> prefix(word, 128, true));
            case "peer" -> new Word(word -> ipv4(word).or(() -> ipv6(word)).orElse(word));
            case "word" -> new Word(UnaryOperator.identity());
            case "line" -> new Rest(new Word(UnaryOperator.identity()));
            case "asns" -> new Rest(new WholeNumber(1, 0xFFFF_FFFFL));
            case "signed" -> new Text("a number with or without a sign", ArgumentType::signed);
            case "asn" -> new WholeNumber(1, 0xFFFF_FFFFL);
            case "u32" -> new WholeNumber(0, 0xFFFF_FFFFL);
            default -> WholeNumber.parse(text);
        };
    }

    private static Optional<String> ipv4(String word) {
        return Ipv4Address.tryParse(word).map(Object::toString);
    }

    private static Optional<String> ipv6(String word) {
        return Ipv6Address.tryParse(word).map(Object::toString);
    }

    private static Optional<String> signed(String word) {
        Optional<String> number = new WholeNumber(-0xFFFF_FFFFL, 0xFFFF_FFFFL).canonical(word);
        return number.map(found -> word.startsWith("+") ? "+" + found : found);
    }

    /** An address and a length; {@code masked} clears the bits past the length, as FRR's apply_mask does. */
    private static Optional<String> prefix(String word, int bits, boolean masked) {
        int slash = word.indexOf('/');
        if (slash < 0 || word.length() - slash > 4) {
            return Optional.empty();
        }
        String address = word.substring(0, slash);
        Optional<? extends IpAddress> found =
                bits == 32 ? Ipv4Address.tryParse(address) : Ipv6Address.tryParse(address);
        Optional<String> length = new WholeNumber(0, bits).canonical(word.substring(slash + 1));
        if (found.isEmpty() || length.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                (masked ? mask(found.get(), Integer.parseInt(length.get())) : found.get()) + "/" + length.get());
    }

    private static IpAddress mask(IpAddress address, int length) {
        if (address instanceof Ipv4Address v4) {
            return new Ipv4Address(v4.bits() & Ipv4Prefix.mask(length));
        }
        Ipv6Address v6 = (Ipv6Address) address;
        long high = length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
        long low = length <= 64 ? 0 : -1L << (128 - length);
        return new Ipv6Prefix(new Ipv6Address(v6.high() & high, v6.low() & low), length).address();
    }

    /** A word of a certain form. */
    record Text(String what, java.util.function.Function<String, Optional<String>> reader) implements ArgumentType {
        @Override
        public Optional<String> canonical(String word) {
            return reader.apply(word);
        }

        @Override
        public String expected(String name) {
            return what;
        }
    }

    /** Any word at all. */
    record Word(UnaryOperator<String> form) implements ArgumentType {
        @Override
        public Optional<String> canonical(String word) {
            return Optional.of(form.apply(word));
        }

        @Override
        public String expected(String name) {
            return "<" + name + ">";
        }

        @Override
        public int precedence() {
            return 4;
        }
    }

    /** A whole number, both bounds included. */
    record WholeNumber(long lowest, long highest) implements ArgumentType {

        private static final int LONGEST = 12;

        static WholeNumber parse(String text) {
            int dash = text.indexOf('-', 1);
            return new WholeNumber(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
        }

        @Override
        public Optional<String> canonical(String word) {
            int sign = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
            if (word.length() <= sign || word.length() > LONGEST) {
                return Optional.empty();
            }
            for (int i = sign; i < word.length(); i++) {
                if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                    return Optional.empty();
                }
            }
            long value = Long.parseLong(word);
            return value < lowest || value > highest ? Optional.empty() : Optional.of(Long.toString(value));
        }

        @Override
        public String expected(String name) {
            return "<" + name + ": " + lowest + " to " + highest + ">";
        }
    }

    /** All words to the end of the line, each of a type. */
    record Rest(ArgumentType each) implements ArgumentType {
        @Override
        public Optional<String> canonical(String word) {
            return each.canonical(word);
        }

        @Override
        public String expected(String name) {
            return each.expected(name) + "...";
        }

        @Override
        public boolean takesRest() {
            return true;
        }

        @Override
        public int precedence() {
            return each.precedence();
        }
    }
}
