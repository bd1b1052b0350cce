package io.sextant.lab.console.iproute;

import java.util.List;

/** What {@code ip} says instead of an answer, and the status it ends with. */
final class IpException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Something on the command line is wrong. */
    static final int STATUS_USAGE = 1;

    /** The kernel refused. */
    static final int STATUS_KERNEL = 2;

    /** A word that no command has. */
    static final int STATUS_UNKNOWN_COMMAND = 255;

    private final int status;

    IpException(String message, int status) {
        super(message, null, false, false);
        this.status = status;
    }

    static IpException usage(String message) {
        return new IpException(message, STATUS_USAGE);
    }

    /**
     * A command an object does not have, or has and Sextant does not.
     *
     * @param commands what iproute2 has
     * @param supported what there is here
     */
    static IpException command(String word, String object, List<String> commands, String supported) {
        boolean known = commands.stream().anyMatch(command -> IpCommand.isShort(word, command));
        return new IpException(
                known
                        ? "Command \"" + word + "\" is not supported here; there is ip " + object + " " + supported
                                + "."
                        : "Command \"" + word + "\" is unknown, try \"ip " + object + " help\".",
                STATUS_UNKNOWN_COMMAND);
    }

    int status() {
        return status;
    }

    String text() {
        return getMessage() + "\n";
    }
}
