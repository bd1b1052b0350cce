package io.sextant.lab.console.frr;

/** Text that grows line by line. */
final class Lines {

    private final StringBuilder out = new StringBuilder();

    /** One line of these parts. */
    Lines line(Object... parts) {
        for (Object part : parts) {
            out.append(part);
        }
        out.append('\n');
        return this;
    }

    /** One line, if it is wanted. */
    Lines lineIf(boolean wanted, Object... parts) {
        return wanted ? line(parts) : this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
