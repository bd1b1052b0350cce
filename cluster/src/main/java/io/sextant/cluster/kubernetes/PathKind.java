package io.sextant.cluster.kubernetes;

/** How an ingress path is compared. */
public enum PathKind {
    EXACT,
    /** Whole segments: {@code /shop} matches {@code /shop/cart} and not {@code /shopping}. */
    PREFIX,
    /** A regular expression from the start of the path, whose groups a rewrite can use. */
    REGEX
}
