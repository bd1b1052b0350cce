package io.sextant.lab.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.scenario.language.ScenarioKeys;
import io.sextant.lab.scenario.shape.SchemaBook;

/** The scenario language as JSON Schema, written from the very table by which files are decoded. */
public final class ScenarioSchema {

    private ScenarioSchema() {}

    /** The schema, draft 2020-12. */
    public static ObjectNode write() {
        SchemaBook book = new SchemaBook();
        ObjectNode schema = SchemaBook.node();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A Sextant scenario");
        schema.setAll(ScenarioKeys.SCENARIO.schema(book));
        schema.set("$defs", book.definitions());
        return schema;
    }
}
