package io.sextant.lab.console.kubectl;

import io.sextant.cluster.kubernetes.ApiObject;
import io.sextant.lab.console.text.HumanDuration;
import java.util.ArrayList;
import java.util.List;

/** The columns of one kind. */
interface Columns<T extends ApiObject> {

    /** What kubectl prints where there is nothing. */
    String NONE = "<none>";

    /** Their names; with {@code -o wide} there are more. */
    List<String> header(boolean wide);

    /** An object's line, one cell for each name. */
    List<String> cells(T object, boolean wide);

    /** The AGE of an object. */
    static String age(ApiObject object, long nowNanos) {
        return HumanDuration.of(nowNanos - object.createdNanos());
    }

    /** The cells every output has, and those of {@code -o wide} behind them. */
    static List<String> join(boolean wide, List<String> always, List<String> wideOnly) {
        List<String> cells = new ArrayList<>(always);
        if (wide) {
            cells.addAll(wideOnly);
        }
        return cells;
    }
}
