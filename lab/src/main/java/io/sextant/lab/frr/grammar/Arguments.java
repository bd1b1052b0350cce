package io.sextant.lab.frr.grammar;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a line said: the values of its arguments in FRR's spelling, and which keywords it had, written out.
 */
public record Arguments(SortedMap<String, String> values, SortedSet<String> keywords) {

    public Arguments {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        keywords = Collections.unmodifiableSortedSet(new TreeSet<>(keywords));
    }

    /** No values; these keywords. */
    public static Arguments ofKeywords(String... keywords) {
        TreeSet<String> set = new TreeSet<>();
        Collections.addAll(set, keywords);
        return new Arguments(new TreeMap<>(), set);
    }

    /** The same with a value added or replaced. */
    public Arguments with(String name, String value) {
        TreeMap<String, String> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new Arguments(changed, keywords);
    }

    /** The same with another keyword. */
    public Arguments with(String keyword) {
        TreeSet<String> changed = new TreeSet<>(keywords);
        changed.add(keyword);
        return new Arguments(values, changed);
    }

    /** The same without a value. */
    public Arguments without(String name) {
        TreeMap<String, String> changed = new TreeMap<>(values);
        changed.remove(name);
        return new Arguments(changed, keywords);
    }

    public boolean has(String keyword) {
        return keywords.contains(keyword);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A value that the pattern guarantees. */
    public String value(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no argument " + name + " in " + values));
    }

    /** A number that the pattern guarantees. */
    public long number(String name) {
        return Long.parseLong(value(name));
    }

    /** {@code name=value} pairs only, for tests. */
    public static Arguments ofValues(Map<String, String> values) {
        return new Arguments(new TreeMap<>(values), new TreeSet<>());
    }
}
