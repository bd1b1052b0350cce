package io.sextant.lab.console.frr;

/** A line vtysh does not take; its exit status is 1. */
final class VtyException extends Exception {

    private static final long serialVersionUID = 1L;

    VtyException(String message) {
        super(message, null, false, false);
    }

    /** FRR answers this line, and Sextant does not. */
    static VtyException notModelled(String line) {
        return new VtyException("% Not modelled here: " + line);
    }

    String text() {
        return getMessage() + "\n";
    }
}
