package io.sextant.lab.run;

import io.sextant.topology.link.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lab's cables by every name a scenario may use: a link's own, and {@code node:interface} for either end. */
public final class Cables {

    private final Map<String, Link> byName = new LinkedHashMap<>();
    private final Map<String, Boolean> nearIsNamed = new LinkedHashMap<>();

    /** Notes an end of a cable; {@code near} says whether it is the end the link was made with first. */
    void addEnd(String nodeAndInterface, Link cable, boolean near) {
        byName.put(nodeAndInterface, cable);
        nearIsNamed.put(nodeAndInterface, near);
    }

    void addName(String name, Link cable) {
        byName.put(name, cable);
    }

    public Optional<Link> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The nodes at the ends of a cable that stand in the scenario; one of a network has but one. */
    List<String> nodesOn(String name) {
        Link cable = byName.get(name);
        return byName.entrySet().stream()
                .filter(end -> end.getValue() == cable && nearIsNamed.containsKey(end.getKey()))
                .map(end -> end.getKey().substring(0, end.getKey().indexOf(':')))
                .distinct()
                .toList();
    }

    /** Whether {@code node:interface} is the near end of its cable, so that frames on {@code forth()} leave it. */
    boolean isNearEnd(String nodeAndInterface) {
        return nearIsNamed.getOrDefault(nodeAndInterface, false);
    }
}
