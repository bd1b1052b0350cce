package io.sextant.lab.frr.model;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.yaml.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A section while statements are being applied to it. */
public final class Draft {

    private final Context context;
    private final String name;
    private final Position position;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Draft> children = new LinkedHashMap<>();
    private final TreeMap<String, Long> index = new TreeMap<>();

    public Draft(Context context, String name, Position position) {
        this.context = context;
        this.name = name;
        this.position = position;
    }

    /** A draft that says what {@code section} says. */
    public static Draft of(Section section) {
        Draft draft = new Draft(section.context(), section.name(), section.position());
        draft.entries.putAll(section.entries());
        section.children().forEach((key, child) -> draft.children.put(key, of(child)));
        return draft;
    }

    public Section toSection() {
        Map<String, Section> sections = new LinkedHashMap<>();
        children.forEach((key, child) -> sections.put(key, child.toSection()));
        return new Section(context, name, position, entries, sections);
    }

    static String childKey(Context context, String name) {
        return context.name() + ' ' + name;
    }

    public Context context() {
        return context;
    }

    public String name() {
        return name;
    }

    /** Does to the section what the statement says; what it said before of the same is forgotten. */
    public void apply(Setting setting, boolean negative, Arguments said, Position where) {
        String key = setting.keyOf(said);
        boolean keep =
                setting.memory() == Setting.Memory.EITHER || negative == (setting.memory() == Setting.Memory.NEGATIVE);
        if (keep) {
            entries.put(key, new Entry(setting, negative, said, where));
        } else {
            entries.remove(key);
        }
    }

    /** Room for whoever has to find entries fast; empty again whenever an entry is removed. Not part of the section. */
    public Map<String, Long> index() {
        return index;
    }

    public Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    public boolean flag(String key, boolean byDefault) {
        return find(key).map(entry -> !entry.negative()).orElse(byDefault);
    }

    public void remove(String key) {
        index.clear();
        entries.remove(key);
    }

    public Optional<Draft> child(Context kind, String of) {
        return Optional.ofNullable(children.get(childKey(kind, of)));
    }

    /** The child, made if there is none. */
    public Draft open(Context kind, String of, Position where) {
        return children.computeIfAbsent(childKey(kind, of), key -> new Draft(kind, of, where));
    }

    public void removeChild(Context kind, String of) {
        children.remove(childKey(kind, of));
    }

    public List<Draft> children(Context kind) {
        return children.values().stream().filter(child -> child.context == kind).toList();
    }

    public List<Entry> all(String key) {
        return entries.values().stream()
                .filter(entry -> entry.setting().key().equals(key))
                .toList();
    }
}
