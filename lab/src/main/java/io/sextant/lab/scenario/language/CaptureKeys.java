package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.ListShape;
import io.sextant.lab.scenario.shape.ObjectShape;
import io.sextant.lab.scenario.shape.Placed;
import io.sextant.lab.scenario.shape.PlacedShape;
import io.sextant.lab.scenario.shape.Quantities;
import io.sextant.lab.scenario.shape.Scalars;
import java.util.List;

/** The keys under {@code capture}. */
public final class CaptureKeys {

    public static final Field<Boolean> ENABLED =
            Field.optional("enabled", Scalars.yesOrNo(), "Whether files are written; true unless given.");
    public static final Field<Long> SNAP_LENGTH =
            Field.optional("snap-length", Quantities.size(), "How much of each packet is kept; 256KiB unless given.");
    public static final Field<List<Placed<String>>> TAPS = Field.optional(
            "taps",
            ListShape.of(new PlacedShape<>(Words.tap()), 0, 1_000),
            "Where packets are recorded: node:interface, or node:interface@place; * stands for any.");

    public static final ObjectShape CAPTURE = ObjectShape.named(
                    "capture", "capture settings", "Where packets are recorded.")
            .with(ENABLED, SNAP_LENGTH, TAPS);

    private CaptureKeys() {}
}
