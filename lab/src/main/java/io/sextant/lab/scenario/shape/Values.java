package io.sextant.lab.scenario.shape;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A decoded mapping: the values of the fields that were there. */
public final class Values implements Located {

    private final Position position;
    private final Map<Field<?>, Object> values = new LinkedHashMap<>();
    private final Map<Field<?>, Position> places = new LinkedHashMap<>();

    Values(Position position) {
        this.position = position;
    }

    <T> void put(Field<T> field, Position place, Optional<T> value) {
        places.put(field, place);
        value.ifPresent(found -> values.put(field, found));
    }

    @Override
    public Position position() {
        return position;
    }

    /** The field's value; nothing if the key is not there or its value was refused. */
    @SuppressWarnings("unchecked") // put() is the only way in, and it ties the field's type to the value's
    public <T> Optional<T> get(Field<T> field) {
        return Optional.ofNullable((T) values.get(field));
    }

    /** The value of a field that must be there; one that lacks it is never decoded to Values. */
    public <T> T require(Field<T> field) {
        return get(field).orElseThrow(() -> new IllegalStateException("not a required key: " + field.key()));
    }

    /** Whether the key is there, even with a value that was refused. */
    public boolean has(Field<?> field) {
        return places.containsKey(field);
    }

    /** Where the field's value stands; the mapping's own place if it is not there. */
    public Position position(Field<?> field) {
        Position place = places.get(field);
        return place == null ? position : place;
    }
}
