package io.sextant.lab.scenario.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.Suggestion;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A mapping whose keys are known. Keys that begin with {@code x-} are the author's own and are not looked at. */
public final class ObjectShape implements Shape<Values> {

    /** Keys that cannot stand together: of those in {@code keys} exactly one must be there. */
    private record Choice(List<Field<?>> keys, boolean inEveryFile) {}

    /** What may stand beside the chosen key. */
    private record Variant(Field<?> chosen, List<Field<?>> beside) {}

    private static final int LONGEST_LIST = 14;

    private final String name;
    private final String inWords;
    private final String description;
    private final Map<String, Field<?>> fields = new LinkedHashMap<>();
    private final List<Choice> choices = new ArrayList<>();
    private final List<Variant> variants = new ArrayList<>();

    private ObjectShape(String name, String inWords, String description) {
        this.name = name;
        this.inWords = inWords;
        this.description = description;
    }

    /**
     * A mapping without keys so far.
     *
     * @param name of the definition in the schema
     * @param inWords with its article: {@code a link}
     */
    public static ObjectShape named(String name, String inWords, String description) {
        return new ObjectShape(name, inWords, description);
    }

    /** Adds keys. */
    public ObjectShape with(Field<?>... more) {
        for (Field<?> field : more) {
            if (fields.putIfAbsent(field.key(), field) != null) {
                throw new IllegalArgumentException("two fields are called " + field.key());
            }
        }
        return this;
    }

    /** Of these keys exactly one must be there; in every file, or only once included files are merged. */
    public ObjectShape exactlyOne(boolean inEveryFile, List<Field<?>> keys) {
        keys.forEach(this::with);
        choices.add(new Choice(keys, inEveryFile));
        return this;
    }

    /** Beside the key {@code chosen} of an earlier choice only these may stand, and those of {@link #with}. */
    public ObjectShape beside(Field<?> chosen, Field<?>... allowed) {
        for (Field<?> field : allowed) {
            Field<?> known = fields.putIfAbsent(field.key(), field);
            if (known != null && !known.equals(field)) {
                throw new IllegalArgumentException("two fields are called " + field.key());
            }
        }
        variants.add(new Variant(chosen, List.of(allowed)));
        return this;
    }

    /** The keys, in the order of the reference. */
    public List<Field<?>> fields() {
        return List.copyOf(fields.values());
    }

    @Override
    public Optional<Values> decode(YamlNode node, Problems problems) {
        if (!(node instanceof YamlMapping mapping)) {
            problems.error(node.position(), "expected " + inWords + " (a mapping), found " + node.inWords());
            return Optional.empty();
        }
        Values values = new Values(mapping.position());
        Optional<Variant> variant = variantOf(mapping);
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            Field<?> field = fields.get(key);
            if (field != null && fits(field, variant, entry.key().position(), problems)) {
                decodeField(field, entry.value(), values, problems);
            } else if (field == null && !key.startsWith("x-")) {
                problems.error(
                        entry.key().position(),
                        "unknown key " + YamlScalar.quoted(key) + " in " + inWords + hint(key, variant));
            }
        }
        return complete(mapping, values, problems) ? Optional.of(values) : Optional.empty();
    }

    private <T> void decodeField(Field<T> field, YamlNode node, Values values, Problems problems) {
        values.put(field, node.position(), field.shape().decode(node, problems));
    }

    private String hint(String key, Optional<Variant> variant) {
        List<String> known = fields.values().stream()
                .filter(field -> variant.isEmpty() || fits(field, variant.get()))
                .map(Field::key)
                .toList();
        String guess = Suggestion.hint(key, known);
        return !guess.isEmpty()
                ? guess
                : known.size() > LONGEST_LIST ? "" : ", expected one of " + String.join(", ", known);
    }

    private Optional<Variant> variantOf(YamlMapping mapping) {
        return variants.stream()
                .filter(each -> mapping.entry(each.chosen().key()).isPresent())
                .findFirst();
    }

    private boolean fits(Field<?> field, Variant variant) {
        return variant.chosen().equals(field)
                || variant.beside().contains(field)
                || variants.stream()
                        .noneMatch(each ->
                                each.chosen().equals(field) || each.beside().contains(field));
    }

    private boolean fits(Field<?> field, Optional<Variant> variant, Position position, Problems problems) {
        boolean chosen = variants.stream().anyMatch(each -> each.chosen().equals(field));
        if (variant.isEmpty() || chosen || fits(field, variant.get())) {
            return true;
        }
        String others = variants.stream()
                .filter(each -> each.beside().contains(field))
                .map(each -> "'" + each.chosen().key() + "'")
                .collect(Collectors.joining(" or "));
        problems.error(
                position,
                "'" + field.key() + "' means nothing beside '"
                        + variant.get().chosen().key() + "', it goes with " + others);
        return false;
    }

    /** Whether everything that must be there is there and was understood. */
    private boolean complete(YamlMapping mapping, Values values, Problems problems) {
        boolean complete = true;
        for (Field<?> field : fields.values()) {
            if (field.presence() == Field.Presence.OPTIONAL) {
                continue;
            }
            if (!values.has(field) && mapping.entry(field.key()).isEmpty()) {
                problems.error(mapping.position(), "missing key '" + field.key() + "' in " + inWords);
            }
            complete &= values.get(field).isPresent();
        }
        for (Choice choice : choices) {
            complete &= chosen(choice, mapping, problems);
        }
        return complete;
    }

    private boolean chosen(Choice choice, YamlMapping mapping, Problems problems) {
        List<YamlMapping.Entry> found = choice.keys().stream()
                .flatMap(field -> mapping.entry(field.key()).stream())
                .toList();
        if (found.size() == 1) {
            return true;
        }
        String keys = choice.keys().stream().map(Field::key).collect(Collectors.joining(", "));
        if (found.isEmpty()) {
            problems.error(mapping.position(), "missing key in " + inWords + ", expected one of " + keys);
        } else {
            String both =
                    found.stream().map(entry -> "'" + entry.key().text() + "'").collect(Collectors.joining(" and "));
            problems.error(found.get(1).key().position(), inWords + " has " + both + ", expected only one of " + keys);
        }
        return false;
    }

    @Override
    public boolean accepts(YamlNode node) {
        return node instanceof YamlMapping;
    }

    @Override
    public String inWords() {
        return inWords;
    }

    @Override
    public ObjectNode schema(SchemaBook book) {
        return book.reference(name, definition -> describe(definition, book));
    }

    private void describe(ObjectNode definition, SchemaBook book) {
        definition.put("type", "object").put("description", description);
        ObjectNode properties = definition.putObject("properties");
        for (Field<?> field : fields.values()) {
            ObjectNode property = field.shape().schema(book);
            if (field.presence() != Field.Presence.REQUIRED) {
                property = SchemaBook.orNothing(property);
            }
            properties.set(field.key(), property.put("description", field.description()));
        }
        definition.putObject("patternProperties").put("^x-", true);
        definition.put("additionalProperties", false);
        List<String> required = fields.values().stream()
                .filter(field -> field.presence() == Field.Presence.REQUIRED)
                .map(Field::key)
                .toList();
        if (!required.isEmpty()) {
            required.forEach(definition.putArray("required")::add);
        }
        if (!choices.isEmpty()) {
            ArrayNode all = definition.putArray("allOf");
            choices.forEach(choice -> describe(choice, all.addObject().putArray("oneOf")));
        }
        if (!variants.isEmpty()) {
            ObjectNode dependent = definition.putObject("dependentSchemas");
            variants.forEach(variant -> describe(variant, dependent));
        }
    }

    private static void describe(Choice choice, ArrayNode oneOf) {
        choice.keys().forEach(field -> oneOf.addObject().putArray("required").add(field.key()));
        if (!choice.inEveryFile()) {
            ArrayNode none = oneOf.addObject().putObject("not").putArray("anyOf");
            choice.keys().forEach(field -> none.addObject().putArray("required").add(field.key()));
        }
    }

    private void describe(Variant variant, ObjectNode dependent) {
        List<Field<?>> refused =
                fields.values().stream().filter(field -> !fits(field, variant)).toList();
        if (!refused.isEmpty()) {
            ObjectNode properties = dependent.putObject(variant.chosen().key()).putObject("properties");
            refused.forEach(field -> properties.put(field.key(), false));
        }
    }
}
